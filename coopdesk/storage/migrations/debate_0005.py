"""Tables and triggers of revision 0005 for motions taken together and results put right."""

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
from coopdesk.storage.migrations.rebuild import run

_DRAFT = "SELECT 1 FROM motion WHERE id = {} AND state = 'draft'"

TOGETHER_GUARDS = (
    *(never_deleted(table) for table in ("taken_together", "shared_count", "corrigendum")),
    fixed("taken_together", "id motion lead at", "a motion is taken apart, and nothing else of it changes"),
    never_changed("shared_count", "a count stays as it was made"),
    never_changed("corrigendum", "a corrigendum is followed by another, never rewritten"),
    f"""CREATE TRIGGER taken_together_of_drafts BEFORE INSERT ON taken_together BEGIN
    SELECT RAISE(ABORT, 'only motions that are not put yet are taken together')
    WHERE NOT EXISTS ({_DRAFT.format("NEW.motion")}) OR NOT EXISTS ({_DRAFT.format("NEW.lead")})
       OR EXISTS (SELECT 1 FROM taken_together WHERE void = 0 AND (lead = NEW.motion OR motion = NEW.lead))
       OR EXISTS (SELECT 1 FROM taken_together WHERE id = NEW.id); END""",
    """CREATE TRIGGER shared_count_the_same BEFORE INSERT ON shared_count BEGIN
    SELECT RAISE(ABORT, 'one vote has one result')
    WHERE NOT EXISTS (SELECT 1 FROM vote_count s JOIN vote_count o ON o.id = NEW.of
        WHERE s.id = NEW.count AND s.motion <> o.motion AND s.closed_at IS NOT NULL AND s.electors = o.electors
          AND s.elector_digest = o.elector_digest AND s.votes_for = o.votes_for
          AND s.votes_against = o.votes_against AND s.abstentions = o.abstentions AND s.spoilt = o.spoilt)
       OR EXISTS (SELECT 1 FROM shared_count WHERE count = NEW.count); END""",
    """CREATE TRIGGER corrigendum_after_the_close BEFORE INSERT ON corrigendum BEGIN
    SELECT RAISE(ABORT, 'a result is put right after its meeting closed')
    WHERE NOT EXISTS (SELECT 1 FROM motion m JOIN meeting g ON g.id = m.meeting
        WHERE m.id = NEW.motion AND g.id = NEW.meeting AND m.state = 'declared' AND g.closed_at IS NOT NULL)
       OR EXISTS (SELECT 1 FROM corrigendum WHERE id = NEW.id); END""",
)


def make_debate_tables() -> None:
    """The three tables, then their guards."""
    make_table(
        "taken_together",
        [whole("id"), whole("motion"), whole("lead"), text("at"), whole("void")],
        refs={"motion": "motion.id", "lead": "motion.id"},
        checks={"another": "motion <> lead", "void": "void IN (0, 1)"},
        indexes={"ix_taken_together_lead": ("lead",)},
        once_where={"uq_taken_together_motion": (("motion",), "void = 0")},
    )
    op.create_table(
        "shared_count",
        sa.Column("count", WHOLE, autoincrement=False, nullable=False),
        whole("of"),
        sa.CheckConstraint("count <> of", name=op.f("ck_shared_count_another")),
        sa.ForeignKeyConstraint(["count"], ["vote_count.id"], name=op.f("fk_shared_count_count")),
        sa.ForeignKeyConstraint(["of"], ["vote_count.id"], name=op.f("fk_shared_count_of")),
        sa.PrimaryKeyConstraint("count", name=op.f("pk_shared_count")),
        sqlite_strict=True,
    )
    make_table(
        "corrigendum",
        [
            whole("id"), whole("meeting"), whole("number"), whole("motion"), text("at"), whole("votes_for"),
            whole("against"), whole("abstain"), whole("spoilt"), text("outcome"), text("sentence"), text("reason"),
            text("authorised"), salt(),
        ],
        refs={"meeting": "meeting.id", "motion": "motion.id"},
        checks={
            "counts": "votes_for >= 0 AND against >= 0 AND abstain >= 0 AND spoilt >= 0",
            "outcome": "outcome IN ('carried', 'lost', 'awaiting')",
        },
        unique=[("meeting", "number")],
        indexes={"ix_corrigendum_motion": ("motion",)},
    )  # fmt: skip
    run(TOGETHER_GUARDS)
