"""Tables and triggers of revision 0005 for votes sent in before a meeting."""

import sqlalchemy as sa
from alembic import op

from coopdesk.storage.migrations.making_0002 import WHOLE, make_table, never_changed, never_deleted, salt, text, whole
from coopdesk.storage.migrations.rebuild import run

_TABLES = ("advance_batch", "advance_voter", "advance_void", "count_advance", "advance_cast")
_DRAFT = "SELECT 1 FROM motion m JOIN advance_batch b ON b.motion = m.id WHERE b.id = NEW.batch AND m.state = 'draft'"
_FIGURES = "votes_for >= 0 AND against >= 0 AND abstain >= 0 AND spoilt >= 0"

ADVANCE_GUARDS = (
    *(never_deleted(table) for table in _TABLES),
    *(never_changed(table, "a vote that was sent in stays as it was entered") for table in _TABLES),
    """CREATE TRIGGER advance_batch_before_the_vote BEFORE INSERT ON advance_batch BEGIN
    SELECT RAISE(ABORT, 'the motion has been put to the vote')
    WHERE NOT EXISTS (SELECT 1 FROM motion WHERE id = NEW.motion AND state = 'draft')
       OR EXISTS (SELECT 1 FROM advance_batch WHERE id = NEW.id); END""",
    f"""CREATE TRIGGER advance_voter_before_the_vote BEFORE INSERT ON advance_voter BEGIN
    SELECT RAISE(ABORT, 'the motion has been put to the vote') WHERE NOT EXISTS ({_DRAFT}); END""",
    """CREATE TRIGGER advance_voter_once BEFORE INSERT ON advance_voter BEGIN
    SELECT RAISE(ABORT, 'this member voted in advance already')
    WHERE EXISTS (SELECT 1 FROM advance_voter v JOIN advance_batch b ON b.id = v.batch
        WHERE v.member = NEW.member AND b.motion = (SELECT motion FROM advance_batch WHERE id = NEW.batch)
          AND NOT EXISTS (SELECT 1 FROM advance_void WHERE batch = v.batch)); END""",
    f"""CREATE TRIGGER advance_void_before_the_vote BEFORE INSERT ON advance_void BEGIN
    SELECT RAISE(ABORT, 'the motion has been put to the vote') WHERE NOT EXISTS ({_DRAFT})
       OR EXISTS (SELECT 1 FROM advance_void WHERE batch = NEW.batch); END""",
    """CREATE TRIGGER count_advance_at_the_opening BEFORE INSERT ON count_advance BEGIN
    SELECT RAISE(ABORT, 'what was sent in goes into a count when it opens')
    WHERE NOT EXISTS (SELECT 1 FROM vote_count WHERE id = NEW.count AND elector_digest IS NULL)
       OR EXISTS (SELECT 1 FROM count_advance WHERE count = NEW.count AND class_name = NEW.class_name); END""",
    """CREATE TRIGGER vote_void_not_of_one_that_stands BEFORE INSERT ON vote_void BEGIN
    SELECT RAISE(ABORT, 'a vote sent in before the meeting stands')
    WHERE EXISTS (SELECT 1 FROM advance_cast WHERE count = NEW.count AND member = NEW.member
        AND attempt = NEW.attempt AND stands = 1); END""",
)


def make_advance_tables() -> None:
    """The five tables, then their guards."""
    figures = [whole("votes_for"), whole("against"), whole("abstain"), whole("spoilt")]
    make_table(
        "advance_batch",
        [
            whole("id"), whole("motion"), text("at"), text("way"), whole("named"), text("class_name"), *figures,
            whole("voters"),
        ],
        refs={"motion": "motion.id"},
        checks={
            "way": "way IN ('post', 'online')",
            "named": "named IN (0, 1)",
            "counts": _FIGURES,
            "voters": "voters IN (0, votes_for + against + abstain + spoilt)",
        },
        indexes={"ix_advance_batch_motion": ("motion",)},
    )  # fmt: skip
    make_table(
        "advance_voter",
        [whole("batch"), whole("member"), text("choice")],
        refs={"batch": "advance_batch.id", "member": "member.id"},
        checks={"choice": "choice IN ('', 'for', 'against', 'abstain')"},
        key=("batch", "member"),
        keyed=True,
    )
    op.create_table(
        "advance_void",
        sa.Column("batch", WHOLE, autoincrement=False, nullable=False),
        text("at"),
        text("reason"),
        salt(),
        sa.ForeignKeyConstraint(["batch"], ["advance_batch.id"], name=op.f("fk_advance_void_batch")),
        sa.PrimaryKeyConstraint("batch", name=op.f("pk_advance_void")),
        sqlite_strict=True,
    )
    make_table(
        "count_advance",
        [
            whole("count"), text("class_name"), whole("votes_for"), whole("against"), whole("abstain"),
            whole("spoilt"), whole("unlisted"), whole("replaced"),
        ],
        refs={"count": "vote_count.id"},
        checks={"counts": _FIGURES, "others": "unlisted >= 0 AND replaced >= 0"},
        key=("count", "class_name"),
        keyed=True,
    )  # fmt: skip
    op.create_table(
        "advance_cast",
        whole("count"),
        whole("member"),
        whole("attempt"),
        whole("stands"),
        sa.CheckConstraint("stands IN (0, 1)", name=op.f("ck_advance_cast_stands")),
        sa.ForeignKeyConstraint(
            ["count", "member", "attempt"],
            ["vote.count", "vote.member", "vote.attempt"],
            name="fk_advance_cast_vote",
        ),
        sa.PrimaryKeyConstraint("count", "member", "attempt", name=op.f("pk_advance_cast")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    run(ADVANCE_GUARDS)
