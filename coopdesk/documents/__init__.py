"""Paper made from frozen views."""
