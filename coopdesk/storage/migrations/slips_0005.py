"""Tables and triggers of revision 0005 for the papers of an election: the form of slips, photographs."""

from coopdesk.storage.migrations.making_0002 import fixed, make_table, never_deleted, salt, text, whole
from coopdesk.storage.migrations.rebuild import run

SLIP_GUARDS = (
    never_deleted("election_slip"),
    """CREATE TRIGGER election_slip_fixed BEFORE UPDATE ON election_slip BEGIN
    SELECT RAISE(ABORT, 'all slips of an election have one form') WHERE NEW.election <> OLD.election
       OR EXISTS (SELECT 1 FROM election_paper WHERE election = OLD.election); END""",
    """CREATE TRIGGER election_slip_open BEFORE INSERT ON election_slip BEGIN
    SELECT RAISE(ABORT, 'the ballot is not open')
    WHERE NOT EXISTS (SELECT 1 FROM election WHERE id = NEW.election AND state = 'open')
       OR EXISTS (SELECT 1 FROM election_slip WHERE election = NEW.election);
    SELECT RAISE(ABORT, 'papers of another form exist')
    WHERE NEW.form <> 'boxes' AND EXISTS (SELECT 1 FROM election_paper WHERE election = NEW.election); END""",
    never_deleted("candidate_photo"),
    fixed("candidate_photo", "candidate", "a photograph stays with its candidate"),
)


def make_slip_tables() -> None:
    """The two tables and what holds them."""
    make_table(
        "election_slip",
        [whole("election"), text("form")],
        refs={"election": "election.id"},
        checks={"form": "form IN ('boxes', 'grid')"},
        key=("election",),
        keyed=True,
    )
    make_table(
        "candidate_photo",
        [whole("candidate"), text("at"), text("picture"), salt()],
        refs={"candidate": "candidate.id"},
        key=("candidate",),
    )
    run(SLIP_GUARDS)
