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
    *(never_deleted(table) for table in ("officer_term", "election_count_void", "election_account")),
    never_changed("officer_term", "a term is as its election gave it"),
    never_changed("election_count_void", "a count taken back stays so"),
    fixed("election_account", "id election at missing", "an account of papers is followed by another, never rewritten"),
    """CREATE TRIGGER election_count_void_made BEFORE INSERT ON election_count_void BEGIN
    SELECT RAISE(ABORT, 'a declared count stands')
    WHERE NOT EXISTS (SELECT 1 FROM election_count JOIN election ON election.id = election_count.election
                      WHERE election_count.id = NEW.count AND election.state = 'closed')
       OR EXISTS (SELECT 1 FROM election_count_void WHERE count = NEW.count); END""",
    f"""CREATE TRIGGER election_account_made BEFORE INSERT ON election_account BEGIN
    SELECT RAISE(ABORT, 'papers are accounted for once the ballot is closed')
    WHERE NOT EXISTS ({_state("NEW.election", "'closed'")})
       OR EXISTS (SELECT 1 FROM election_account WHERE id = NEW.id); END""",
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


_OPENING = "number office constituency rule places exactly reopen naming stand_days"
_CHANGED = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in f"{_OPENING} electors elector_digest".split())
_OPENING_CHANGED = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _OPENING.split())

_BACK = (
    *(
        f"DROP TRIGGER {name}"
        for name in ("election_frozen", "election_forward", "candidate_numbered_once", "election_elector_no_delete")
    ),
    f"""CREATE TRIGGER election_frozen BEFORE UPDATE ON election
    WHEN OLD.state <> 'nominations' AND NEW.state <> 'nominations' BEGIN
    SELECT RAISE(ABORT, 'an election is held as it was opened') WHERE {_CHANGED}; END""",
    f"""CREATE TRIGGER election_back BEFORE UPDATE ON election
    WHEN OLD.state <> 'nominations' AND NEW.state = 'nominations' BEGIN
    SELECT RAISE(ABORT, 'an opening is taken back before the first paper')
    WHERE OLD.state NOT IN ('open', 'closed') OR NEW.electors IS NOT NULL OR NEW.elector_digest IS NOT NULL
       OR {_OPENING_CHANGED}
       OR EXISTS (SELECT 1 FROM election_issue WHERE election = OLD.id)
       OR EXISTS (SELECT 1 FROM election_paper WHERE election = OLD.id)
       OR EXISTS (SELECT 1 FROM election_count WHERE election = OLD.id); END""",
    """CREATE TRIGGER election_forward BEFORE UPDATE ON election
    WHEN NEW.state <> OLD.state AND NEW.state <> 'nominations' BEGIN
    SELECT RAISE(ABORT, 'an election goes from nominations to its declaration, and never back')
    WHERE NOT (OLD.state || '>' || NEW.state IN ('nominations>open', 'nominations>closed', 'open>closed',
       'closed>declared', 'nominations>cancelled', 'open>cancelled', 'closed>cancelled')); END""",
    f"""CREATE TRIGGER candidate_numbered_once BEFORE UPDATE ON candidate
    WHEN OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number BEGIN
    SELECT RAISE(ABORT, 'a place on the ballot paper is never changed')
    WHERE NEW.number IS NOT NULL OR NOT EXISTS ({_state("OLD.election", "'nominations'")}); END""",
    f"""CREATE TRIGGER election_elector_no_delete BEFORE DELETE ON election_elector BEGIN
    SELECT RAISE(ABORT, 'nothing in a society''s record is ever deleted')
    WHERE NOT EXISTS ({_state("OLD.election", "'nominations'")}); END""",
)
"""The opening of a ballot can be taken back until the first paper: its roll is freed, and its places on the paper."""

ELECTION_GUARDS = (*_GUARDS, *_BACK)


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
        "officer_term",
        [whole("officer"), whole("election"), text("expires", null=True)],
        refs={"officer": "officer.id", "election": "election.id"},
        key=("officer",),
    )
    make_table("election_count_void", [whole("count"), text("at")], refs={"count": "election_count.id"}, key=("count",))
    make_table(
        "election_account",
        [whole("id"), whole("election"), text("at"), whole("missing"), text("words"), salt()],
        refs={"election": "election.id"},
        checks={"missing": "missing > 0"},
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
    run(ELECTION_GUARDS)
