"""Board elections: nominations, papers, counts.

Revision ID: 0004
"""

from coopdesk.storage.migrations.elections_0004 import ELECTION_GUARDS, make_elections
from coopdesk.storage.migrations.rebuild import run

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables, then the guards that hold them."""
    make_elections()
    run(ELECTION_GUARDS)
