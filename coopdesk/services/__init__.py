"""Use cases, one module per feature: command, handler, inverse, view, in reading order."""
