"""What the first whole meetings still lacked, a module for each matter.

Revision ID: 0005
"""

from coopdesk.storage.migrations.advance_0005 import make_advance_tables
from coopdesk.storage.migrations.checks_0005 import make_check_tables
from coopdesk.storage.migrations.class_boxes_0005 import make_class_boxes
from coopdesk.storage.migrations.debate_0005 import make_debate_tables
from coopdesk.storage.migrations.elections_0005 import make_election_tables
from coopdesk.storage.migrations.slips_0005 import make_slip_tables
from coopdesk.storage.migrations.speakers_0005 import make_speakers
from coopdesk.storage.migrations.tally_0005 import make_tally
from coopdesk.storage.migrations.treasury_0005 import make_treasury

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables, then the guards that hold them."""
    make_election_tables()
    make_treasury()
    make_advance_tables()
    make_debate_tables()
    make_check_tables()
    make_class_boxes()
    make_tally()
    make_slip_tables()
    make_speakers()
