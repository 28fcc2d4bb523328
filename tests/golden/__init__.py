"""Papers as they were when last looked at: text and small pictures, renewed by ``python -m tests.golden``."""
