"""Revision 0005's part for elections: what a contest is besides its rule, and the box, whose traces are swept."""

from alembic import op

from coopdesk.storage.migrations.making_0002 import fixed, make_table, never_deleted, text, whole
from coopdesk.storage.migrations.rebuild import run


def _state(election: str, states: str) -> str:
    return f"SELECT 1 FROM election WHERE id = {election} AND state IN ({states})"


_GUARDS = (
    never_deleted("election_detail"),
    f"""CREATE TRIGGER election_detail_made BEFORE INSERT ON election_detail BEGIN
    SELECT RAISE(ABORT, 'an election is held as it was opened')
    WHERE NOT EXISTS ({_state("NEW.election", "'nominations'")})
       OR EXISTS (SELECT 1 FROM election_detail WHERE election = NEW.election); END""",
    f"""CREATE TRIGGER election_detail_frozen BEFORE UPDATE ON election_detail BEGIN
    SELECT RAISE(ABORT, 'an election is held as it was opened')
    WHERE NOT EXISTS ({_state("OLD.election", "'nominations'")}) OR NEW.election <> OLD.election; END""",
    never_deleted("election_box"),
    fixed("election_box", "election", "a box stays with its election"),
)


def make_election_tables() -> None:
    """The tables, and a box for each ballot that an older program opened: its papers lie as they came."""
    make_table(
        "election_detail",
        [whole("election"), whole("confirm"), whole("confirming"), text("expires", null=True)],
        refs={"election": "election.id"},
        checks={"flags": "confirm IN (0, 1) AND confirming IN (0, 1) AND confirming <= confirm"},
        key=("election",),
    )
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
