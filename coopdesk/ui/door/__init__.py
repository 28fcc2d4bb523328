"""The door: who comes in, and whether they vote."""
