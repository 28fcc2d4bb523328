"""Registers on screen: which one, as at which day, in which format; and the log of what left the file."""
