"""The treasurer's desk: ledger, payments, certificates, registers, members through life.

Revision ID: 0002
"""

from coopdesk.storage.migrations.guards_0002 import TREASURER_GUARDS
from coopdesk.storage.migrations.ledger_0002 import make_ledger
from coopdesk.storage.migrations.people_0002 import make_people
from coopdesk.storage.migrations.rebuild import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, widen those there were, then the guards that hold them."""
    make_ledger()
    make_people()
    run(TREASURER_GUARDS)
