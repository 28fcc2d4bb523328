"""What the hall sees, and the operator's preview of it."""
