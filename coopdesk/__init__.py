"""coopdesk: co-operative general meetings, from the door to the signed minutes, in one file."""

__version__ = "0.1.0"
