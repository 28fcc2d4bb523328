"""The part of the first schema that papers stand on: the life of minutes and the signing keys, with their guards."""

import sqlalchemy as sa
from alembic import op

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STANDING = sa.text("void = 0")

_KEPT = "nothing in a society''s record is ever deleted"

PAPER_GUARDS = (
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
        for table in ("minutes_step", "minutes_correction", "signing_key")
    ),
    *(
        f"""CREATE TRIGGER minutes_text_agreed_{verb.lower()} BEFORE {verb} ON minutes_text BEGIN
    SELECT RAISE(ABORT, 'agreed minutes are not edited')
    WHERE EXISTS (SELECT 1 FROM minutes_step WHERE meeting = NEW.meeting AND step = 'agreed' AND void = 0); END"""
        for verb in ("INSERT", "UPDATE")
    ),
    """CREATE TRIGGER minutes_step_fixed BEFORE UPDATE ON minutes_step BEGIN
    SELECT RAISE(ABORT, 'a step of the minutes is never rewritten')
    WHERE NEW.meeting <> OLD.meeting OR NEW.step <> OLD.step OR NEW.at <> OLD.at OR OLD.void = 1
       OR NEW.at_meeting IS NOT OLD.at_meeting OR NEW.chair IS NOT OLD.chair
       OR (NEW.record <> OLD.record AND NEW.record <> '');
    SELECT RAISE(ABORT, 'approved minutes are not re-opened')
    WHERE NEW.void = 1 AND OLD.step = 'agreed' AND EXISTS (SELECT 1 FROM minutes_step
       WHERE meeting = OLD.meeting AND step <> 'agreed' AND void = 0); END""",
    """CREATE TRIGGER minutes_correction_fixed BEFORE UPDATE ON minutes_correction BEGIN
    SELECT RAISE(ABORT, 'a correction is never rewritten: record another')
    WHERE NEW.meeting <> OLD.meeting OR NEW.number <> OLD.number OR NEW.at <> OLD.at OR OLD.void = 1
       OR NEW.made_to <> OLD.made_to
       OR NEW.at_meeting IS NOT OLD.at_meeting OR (NEW.words <> OLD.words AND NEW.words <> ''); END""",
    """CREATE TRIGGER signing_key_fixed BEFORE UPDATE ON signing_key BEGIN
    SELECT RAISE(ABORT, 'a public key is never rewritten')
    WHERE NEW.fingerprint <> OLD.fingerprint OR NEW.certificate <> OLD.certificate
       OR NEW.algorithm <> OLD.algorithm OR NEW.made_at <> OLD.made_at; END""",
)
"""Erasing (an empty text) stays possible; any other change of what was agreed, corrected or published does not."""


def make_paper_tables() -> None:
    """The steps and corrections of minutes, and the keys."""
    _make_steps()
    _make_corrections()
    _make_keys()


def _make_steps() -> None:
    op.create_table(
        "minutes_step",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("at_meeting", WHOLE, nullable=True),
        sa.Column("chair", WHOLE, nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("void", WHOLE, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("step IN ('agreed', 'approved', 'signed')", name=op.f("ck_minutes_step_step")),
        sa.ForeignKeyConstraint(["at_meeting"], ["meeting.id"], name=op.f("fk_minutes_step_at_meeting")),
        sa.ForeignKeyConstraint(["chair"], ["member.id"], name=op.f("fk_minutes_step_chair")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_minutes_step_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_step")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_minutes_step_standing",
        "minutes_step",
        ["meeting", "step"],
        unique=True,
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )


def _make_corrections() -> None:
    op.create_table(
        "minutes_correction",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("made_to", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("at_meeting", WHOLE, nullable=True),
        sa.Column("void", WHOLE, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("made_to IN ('agreed', 'approved', 'signed')", name=op.f("ck_minutes_correction_made_to")),
        sa.ForeignKeyConstraint(["at_meeting"], ["meeting.id"], name=op.f("fk_minutes_correction_at_meeting")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_minutes_correction_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_correction")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_minutes_correction_standing",
        "minutes_correction",
        ["meeting", "number"],
        unique=True,
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )


def _make_keys() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("algorithm", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.Text(), nullable=True),
        sa.Column("wrapped", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("algorithm IN ('ecdsa-p256')", name=op.f("ck_signing_key_algorithm")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_signing_key_fingerprint")),
        sqlite_strict=True,
    )
