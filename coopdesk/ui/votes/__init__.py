"""Votes: motions, a show of hands, a recorded vote, the result."""
