"""Certificates on screen: every number there ever was, its paper, and what may become of it."""
