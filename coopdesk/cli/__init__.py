"""The same services from the shell, one module per noun. Never imports Qt.

Nouns are imported when they are used: ``--help`` must not pay for SQLAlchemy.
"""

from coopdesk.cli.entry import main

__all__ = ["main"]
