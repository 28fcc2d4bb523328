"""Every vote a rule book knows: proxies, polls, secret ballots, amendments.

Revision ID: 0003
"""

from coopdesk.storage.migrations.ballots_0003 import make_ballot_tables
from coopdesk.storage.migrations.counting_0003 import make_counting_tables
from coopdesk.storage.migrations.proxies_0003 import make_proxy_tables
from coopdesk.storage.migrations.rebuild import alter_table_text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """More ways of voting than hands and recorded votes, and the urn of the secret one."""
    methods = "method IN ('hands', 'recorded', 'cards', 'poll', 'secret', 'papers')"
    alter_table_text("vote_count", ("method IN ('hands', 'recorded')", methods))
    alter_table_text("result", ("outcome IN ('carried', 'lost')", "outcome IN ('carried', 'lost', 'awaiting')"))
    make_ballot_tables()
    make_proxy_tables()
    make_counting_tables()
