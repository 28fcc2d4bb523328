"""Tables and triggers of revision 0004: what an election's record never does, whoever writes."""

import sqlalchemy as sa
from alembic import op

from coopdesk.storage.migrations.making_0002 import (
    WHOLE,
    fixed,
    make_table,
    never_changed,
    never_deleted,
    salt,
    text,
    whole,
)

_TABLES = ("election", "candidate", "election_elector", "election_issue", "election_paper", "election_count")


def _state(election: str, states: str) -> str:
    return f"SELECT 1 FROM election WHERE id = {election} AND state IN ({states})"


_SET_UP = "number office constituency rule places exactly reopen naming stand_days electors elector_digest"
_SET_UP_CHANGED = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _SET_UP.split())

ELECTION_GUARDS = (
    *(never_deleted(table) for table in _TABLES),
    never_changed("election_elector", "the roll of an election is frozen when its ballot opens"),
    never_changed("election_issue", "a mark on the roll is never changed"),
    fixed("election", "id meeting", "an election stays with its meeting"),
    fixed("candidate", "id election member proposer seconder at", "a nomination is withdrawn, never rewritten"),
    fixed(
        "election_count",
        "id election attempt at returned valid spoilt elected lot_needed papers_digest count_digest",
        "a count is never rewritten: count again",
    ),
    f"""CREATE TRIGGER election_frozen BEFORE UPDATE ON election WHEN OLD.state <> 'nominations' BEGIN
    SELECT RAISE(ABORT, 'an election is held as it was opened') WHERE {_SET_UP_CHANGED}; END""",
    """CREATE TRIGGER election_forward BEFORE UPDATE ON election WHEN NEW.state <> OLD.state BEGIN
    SELECT RAISE(ABORT, 'an election goes from nominations to its declaration, and never back')
    WHERE NOT (OLD.state || '>' || NEW.state IN ('nominations>open', 'nominations>closed', 'open>closed',
       'closed>declared', 'nominations>cancelled', 'open>cancelled', 'closed>cancelled')); END""",
    f"""CREATE TRIGGER candidate_before_opening BEFORE INSERT ON candidate BEGIN
    SELECT RAISE(ABORT, 'nominations are closed') WHERE NOT EXISTS ({_state("NEW.election", "'nominations'")})
       OR EXISTS (SELECT 1 FROM candidate WHERE id = NEW.id); END""",
    """CREATE TRIGGER candidate_numbered_once BEFORE UPDATE ON candidate
    WHEN OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number BEGIN
    SELECT RAISE(ABORT, 'a place on the ballot paper is never changed'); END""",
    f"""CREATE TRIGGER election_elector_frozen BEFORE INSERT ON election_elector BEGIN
    SELECT RAISE(ABORT, 'the roll of an election is frozen when its ballot opens')
    WHERE NOT EXISTS ({_state("NEW.election", "'nominations'")}); END""",
    f"""CREATE TRIGGER election_issue_open BEFORE INSERT ON election_issue BEGIN
    SELECT RAISE(ABORT, 'the ballot is not open') WHERE NOT EXISTS ({_state("NEW.election", "'open'")});
    SELECT RAISE(ABORT, 'a second paper replaces the one before it')
    WHERE NEW.attempt <> 1 + (SELECT count(*) FROM election_issue
                              WHERE election = NEW.election AND member = NEW.member); END""",
    f"""CREATE TRIGGER election_paper_open BEFORE INSERT ON election_paper BEGIN
    SELECT RAISE(ABORT, 'no paper is read now')
    WHERE NOT EXISTS ({_state("NEW.election", "'open', 'closed'")})
       OR EXISTS (SELECT 1 FROM election_paper WHERE election = NEW.election AND paper = NEW.paper); END""",
    f"""CREATE TRIGGER election_paper_read BEFORE UPDATE ON election_paper BEGIN
    SELECT RAISE(ABORT, 'no paper is read now')
    WHERE NOT EXISTS ({_state("OLD.election", "'open', 'closed'")})
       OR NEW.election <> OLD.election OR NEW.paper <> OLD.paper; END""",
    f"""CREATE TRIGGER election_count_closed BEFORE INSERT ON election_count BEGIN
    SELECT RAISE(ABORT, 'the ballot is not closed') WHERE NOT EXISTS ({_state("NEW.election", "'closed'")})
       OR EXISTS (SELECT 1 FROM election_count
                  WHERE id = NEW.id OR (election = NEW.election AND attempt = NEW.attempt)); END""",
)


def make_elections() -> None:
    """The six tables of an election."""
    _make_contests()
    make_table(
        "election_elector",
        [whole("election"), whole("member")],
        refs={"election": "election.id", "member": "member.id"},
        key=("election", "member"),
        keyed=True,
    )
    op.create_table(
        "election_issue",
        sa.Column("election", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("attempt", WHOLE, nullable=False),
        sa.CheckConstraint("attempt > 0", name=op.f("ck_election_issue_attempt")),
        sa.ForeignKeyConstraint(
            ["election", "member"],
            ["election_elector.election", "election_elector.member"],
            name="fk_election_issue_elector",
        ),
        sa.PrimaryKeyConstraint("election", "member", "attempt", name=op.f("pk_election_issue")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    make_table(
        "election_paper",
        [whole("election"), text("paper"), text("first"), text("second")],
        refs={"election": "election.id"},
        checks={"paper": "paper <> ''"},
        key=("election", "paper"),
        keyed=True,
    )
    make_table(
        "election_count",
        [
            whole("id"), whole("election"), whole("attempt"), text("at"), whole("returned"), whole("valid"),
            whole("spoilt"), text("elected"), text("lot_needed"), text("papers_digest"), text("count_digest"),
            text("seed"), text("lots"), salt(),
        ],
        refs={"election": "election.id"},
        checks={"papers": "returned >= 0 AND valid >= 0 AND spoilt >= 0 AND returned = valid + spoilt"},
        unique=[("election", "attempt")],
    )  # fmt: skip


def _make_contests() -> None:
    make_table(
        "election",
        [
            whole("id"), whole("meeting"), whole("number"), text("office"), text("constituency"), text("rule"),
            whole("places"), whole("exactly"), whole("reopen"), text("naming"), whole("stand_days"),
            text("nominations_until", null=True), text("term"), text("state"), text("opened_at", null=True),
            text("closed_at", null=True), text("declared_at", null=True), whole("electors", null=True),
            text("elector_digest", null=True), text("title"), salt(),
        ],
        refs={"meeting": "meeting.id"},
        checks={
            "state": "state IN ('nominations', 'open', 'closed', 'declared', 'cancelled')",
            "rule": "rule IN ('scottish', 'ers97', 'meek', 'av', 'block', 'approval')",
            "naming": "naming IN ('alphabetical', 'lot', 'nominated')",
            "places": "places > 0 AND stand_days >= 0",
            "flags": "exactly IN (0, 1) AND reopen IN (0, 1)",
        },
        unique=[("meeting", "number")],
    )  # fmt: skip
    make_table(
        "candidate",
        [
            whole("id"), whole("election"), whole("number", null=True), whole("member", null=True),
            whole("proposer", null=True), whole("seconder", null=True), whole("consent"), text("at"),
            text("withdrawn_at", null=True), text("name"), text("statement"), salt(),
        ],
        refs={
            "election": "election.id", "member": "member.id", "proposer": "member.id", "seconder": "member.id",
        },
        checks={"consent": "consent IN (0, 1)"},
        unique=[("election", "number")],
    )  # fmt: skip
