"""Elections in which classes of members do not weigh the same; a module for each matter.

Revision ID: 0006
"""

from coopdesk.storage.migrations.weighing_0006 import make_weighing

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables, then the guards that hold them."""
    make_weighing()
