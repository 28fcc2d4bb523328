"""Revision 0005's part for elections: what a contest is besides its rule, and the box, whose traces are swept."""

from alembic import op

from coopdesk.storage.migrations.making_0002 import (
    fixed,
    make_table,
    never_changed,
    never_deleted,
    salt,
    text,
    whole,
)
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
    *(never_deleted(table) for table in ("election_box", "election_reserved", "candidate_group")),
    never_changed("election_reserved", "an election is held as it was called"),
    fixed("candidate_group", "id candidate", "a nomination is withdrawn, never rewritten"),
    f"""CREATE TRIGGER election_reserved_made BEFORE INSERT ON election_reserved BEGIN
    SELECT RAISE(ABORT, 'an election is held as it was called')
    WHERE NOT EXISTS ({_state("NEW.election", "'nominations'")})
       OR EXISTS (SELECT 1 FROM election_reserved WHERE election = NEW.election AND label = NEW.label); END""",
    """CREATE TRIGGER candidate_group_made BEFORE INSERT ON candidate_group BEGIN
    SELECT RAISE(ABORT, 'nominations are closed')
    WHERE NOT EXISTS (SELECT 1 FROM candidate JOIN election ON election.id = candidate.election
                      WHERE candidate.id = NEW.candidate AND election.state = 'nominations')
       OR EXISTS (SELECT 1 FROM candidate_group WHERE id = NEW.id); END""",
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
        "election_reserved",
        [whole("election"), text("label"), whole("least"), whole("most", null=True)],
        refs={"election": "election.id"},
        checks={"bounds": "label <> '' AND least >= 0 AND (most IS NULL OR most >= least)"},
        key=("election", "label"),
        keyed=True,
    )
    make_table(
        "candidate_group",
        [whole("id"), whole("candidate"), text("label"), salt()],
        refs={"candidate": "candidate.id"},
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
