"""The run sheet: the chair's evening, one act lit."""
