"""Revision 0005's part for elections: the box, whose traces are swept from the file."""

from alembic import op

from coopdesk.storage.migrations.making_0002 import fixed, make_table, never_deleted, whole
from coopdesk.storage.migrations.rebuild import run

_GUARDS = (
    never_deleted("election_box"),
    fixed("election_box", "election", "a box stays with its election"),
)


def make_election_tables() -> None:
    """The tables, and a box for each ballot that an older program opened: its papers lie as they came."""
    make_table(
        "election_box",
        [whole("election"), whole("traces")],
        refs={"election": "election.id"},
        checks={"traces": "traces IN (0, 1, 2)"},
        key=("election",),
    )
    op.execute(
        "INSERT INTO election_box SELECT id, CASE state WHEN 'open' THEN 1 ELSE 2 END FROM election "
        "WHERE state <> 'nominations'"
    )
    run(_GUARDS)
