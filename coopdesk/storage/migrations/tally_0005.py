"""The table of revision 0005 that keeps the tally of recorded votes, and the triggers that keep it."""

from coopdesk.storage.migrations.making_0002 import make_table, never_deleted, text, whole
from coopdesk.storage.migrations.rebuild import run

TALLY_GUARDS = (
    never_deleted("vote_tally"),
    """CREATE TRIGGER vote_tally_one_by_one BEFORE UPDATE ON vote_tally BEGIN
    SELECT RAISE(ABORT, 'votes are counted one by one')
    WHERE NEW.count <> OLD.count OR NEW.choice <> OLD.choice OR NEW.votes NOT IN (OLD.votes - 1, OLD.votes + 1); END""",
    """CREATE TRIGGER vote_tallied AFTER INSERT ON vote BEGIN
    INSERT INTO vote_tally VALUES (NEW.count, NEW.choice, 1)
    ON CONFLICT (count, choice) DO UPDATE SET votes = votes + 1; END""",
    """CREATE TRIGGER vote_void_tallied AFTER INSERT ON vote_void BEGIN
    UPDATE vote_tally SET votes = votes - 1 WHERE count = NEW.count AND choice =
        (SELECT choice FROM vote WHERE count = NEW.count AND member = NEW.member AND attempt = NEW.attempt); END""",
)

_VOTES_SO_FAR = """INSERT INTO vote_tally SELECT v.count, v.choice, count(*) FROM vote v
    WHERE NOT EXISTS (SELECT 1 FROM vote_void o
        WHERE o.count = v.count AND o.member = v.member AND o.attempt = v.attempt)
    GROUP BY v.count, v.choice"""


def make_tally() -> None:
    """The table with the votes there are, then its triggers."""
    make_table(
        "vote_tally",
        [whole("count"), text("choice"), whole("votes")],
        refs={"count": "vote_count.id"},
        checks={"votes": "votes >= 0"},
        key=("count", "choice"),
        keyed=True,
    )
    run((_VOTES_SO_FAR,))
    run(TALLY_GUARDS)
