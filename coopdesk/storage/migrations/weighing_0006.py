"""Revision 0006's part for elections in which classes of members do not weigh the same: their papers lie class by
class, and what each class weighs is frozen with the roll."""

from alembic import op

from coopdesk.storage.migrations.making_0002 import make_table, never_changed, never_deleted, text, whole
from coopdesk.storage.migrations.rebuild import run


def _nominations(election: str) -> str:
    return f"SELECT 1 FROM election WHERE id = {election} AND state = 'nominations'"


def _of_a_class(name: str, table: str, why: str) -> str:
    return f"""CREATE TRIGGER {name} BEFORE INSERT ON {table} BEGIN
    SELECT RAISE(ABORT, '{why}')
    WHERE (NEW.class_name <> '' OR EXISTS (SELECT 1 FROM election_class WHERE election = NEW.election))
      AND NOT EXISTS (SELECT 1 FROM election_class
                      WHERE election = NEW.election AND class_name = NEW.class_name); END"""


WEIGHING_GUARDS = (
    never_deleted("election_weighing"),
    f"""CREATE TRIGGER election_weighing_made BEFORE INSERT ON election_weighing BEGIN
    SELECT RAISE(ABORT, 'what a class weighs is fixed when the ballot opens')
    WHERE NOT EXISTS ({_nominations("NEW.election")})
       OR EXISTS (SELECT 1 FROM election_weighing WHERE election = NEW.election); END""",
    f"""CREATE TRIGGER election_weighing_frozen BEFORE UPDATE ON election_weighing BEGIN
    SELECT RAISE(ABORT, 'what a class weighs is fixed when the ballot opens')
    WHERE NOT EXISTS ({_nominations("OLD.election")}) OR NEW.election <> OLD.election; END""",
    never_changed("election_class", "what a class weighs is fixed when the ballot opens"),
    f"""CREATE TRIGGER election_class_made BEFORE INSERT ON election_class BEGIN
    SELECT RAISE(ABORT, 'what a class weighs is fixed when the ballot opens')
    WHERE NOT EXISTS ({_nominations("NEW.election")})
       OR EXISTS (SELECT 1 FROM election_class WHERE election = NEW.election AND class_name = NEW.class_name); END""",
    f"""CREATE TRIGGER election_class_no_delete BEFORE DELETE ON election_class BEGIN
    SELECT RAISE(ABORT, 'nothing in a society''s record is ever deleted')
    WHERE NOT EXISTS ({_nominations("OLD.election")}); END""",
    _of_a_class("election_elector_class", "election_elector", "an elector votes in one of the classes"),
    _of_a_class("election_paper_class", "election_paper", "a paper lies in the box of one of the classes"),
    """CREATE TRIGGER election_paper_class_fixed BEFORE UPDATE ON election_paper
    WHEN NEW.class_name IS NOT OLD.class_name BEGIN
    SELECT RAISE(ABORT, 'a paper stays in the box it was found in'); END""",
)
"""The opening of a ballot can be taken back until the first paper, and its classes with it."""


def make_weighing() -> None:
    """The tables; electors and papers of older elections are of no class."""
    make_table(
        "election_weighing",
        [whole("election"), text("way"), text("silent"), text("cap", null=True), text("digest")],
        refs={"election": "election.id"},
        checks={"words": "way IN ('weighted', 'capped') AND silent IN ('dropped', 'nothing')"},
        key=("election",),
    )
    make_table(
        "election_class",
        [whole("election"), text("class_name"), whole("place"), text("weight"), whole("investor"), whole("electors")],
        refs={"election": "election_weighing.election"},
        checks={"facts": "class_name <> '' AND weight <> '' AND investor IN (0, 1) AND electors >= 0"},
        key=("election", "class_name"),
        keyed=True,
    )
    for table in ("election_elector", "election_paper"):
        op.execute(f"ALTER TABLE {table} ADD COLUMN class_name TEXT DEFAULT '' NOT NULL")
    run(WEIGHING_GUARDS)
