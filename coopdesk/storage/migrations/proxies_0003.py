"""The part of the third schema that proxies stand on, with its guards."""

import sqlalchemy as sa
from alembic import op

from coopdesk.storage.migrations.rebuild import run

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_KEPT = "nothing in a society''s record is ever deleted"

PROXY_GUARDS = (
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
        for table in ("proxy", "proxy_instruction")
    ),
    "CREATE TRIGGER proxy_instruction_no_update BEFORE UPDATE ON proxy_instruction BEGIN "
    "SELECT RAISE(ABORT, 'an instruction is never changed: record a later form'); END",
    """CREATE TRIGGER proxy_fixed BEFORE UPDATE ON proxy BEGIN
    SELECT RAISE(ABORT, 'a proxy form is never rewritten: record a later one')
    WHERE NEW.meeting <> OLD.meeting OR NEW.number <> OLD.number OR NEW.appointor <> OLD.appointor
       OR NEW.holder_kind <> OLD.holder_kind OR NEW.holder IS NOT OLD.holder OR NEW.proof <> OLD.proof
       OR NEW.received_at <> OLD.received_at OR NEW.void < OLD.void
       OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NOT NULL AND NEW.revoked_at <> OLD.revoked_at)
       OR (NEW.holder_name <> OLD.holder_name AND NEW.holder_name <> ''); END""",
)
"""Erasing the name of a holder who is no member (an empty text) stays possible."""


def make_proxy_tables() -> None:
    """Forms and their instructions."""
    op.create_table(
        "proxy",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("appointor", WHOLE, nullable=False),
        sa.Column("holder_kind", sa.Text(), nullable=False),
        sa.Column("holder", WHOLE, nullable=True),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        sa.Column("void", WHOLE, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("holder_kind IN ('member', 'chair', 'other')", name=op.f("ck_proxy_holder_kind")),
        sa.CheckConstraint("(holder_kind = 'member') = (holder IS NOT NULL)", name=op.f("ck_proxy_holder")),
        sa.CheckConstraint("holder IS NULL OR holder <> appointor", name=op.f("ck_proxy_not_oneself")),
        sa.CheckConstraint("void IN (0, 1)", name=op.f("ck_proxy_void")),
        sa.ForeignKeyConstraint(["appointor"], ["member.id"], name=op.f("fk_proxy_appointor")),
        sa.ForeignKeyConstraint(["holder"], ["member.id"], name=op.f("fk_proxy_holder")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_proxy_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxy")),
        sa.UniqueConstraint("meeting", "number", name=op.f("uq_proxy_meeting_number")),
        sqlite_strict=True,
    )
    op.create_index("ix_proxy_meeting_appointor", "proxy", ["meeting", "appointor"], unique=False)
    op.create_table(
        "proxy_instruction",
        sa.Column("proxy", WHOLE, nullable=False),
        sa.Column("motion", WHOLE, nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.CheckConstraint("choice IN ('for', 'against', 'abstain')", name=op.f("ck_proxy_instruction_choice")),
        sa.ForeignKeyConstraint(["motion"], ["motion.id"], name=op.f("fk_proxy_instruction_motion")),
        sa.ForeignKeyConstraint(["proxy"], ["proxy.id"], name=op.f("fk_proxy_instruction_proxy")),
        sa.PrimaryKeyConstraint("proxy", "motion", name=op.f("pk_proxy_instruction")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    run(PROXY_GUARDS)
