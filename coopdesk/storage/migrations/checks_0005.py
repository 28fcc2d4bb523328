"""Tables and triggers of revision 0005 for what the law asks of motions and meetings besides a vote."""

import sqlalchemy as sa
from alembic import op

from coopdesk.storage.migrations.making_0002 import WHOLE, make_table, never_changed, never_deleted, text, whole
from coopdesk.storage.migrations.rebuild import run

_TABLES = ("motion_particulars", "requisition", "adjournment", "fresh_notice")

CHECK_GUARDS = (
    *(never_deleted(table) for table in _TABLES),
    *(never_changed(table, "what was recorded stays; record it anew") for table in _TABLES),
    """CREATE TRIGGER motion_particulars_before_the_vote BEFORE INSERT ON motion_particulars BEGIN
    SELECT RAISE(ABORT, 'the motion has been put to the vote')
    WHERE NOT EXISTS (SELECT 1 FROM motion WHERE id = NEW.motion AND state = 'draft')
       OR EXISTS (SELECT 1 FROM motion_particulars WHERE id = NEW.id); END""",
)


def make_check_tables() -> None:
    """The four tables, then their guards."""
    make_table(
        "motion_particulars",
        [
            whole("id"), whole("motion"), text("at"), text("year_ends", null=True),
            text("notice_received", null=True), text("members_told", null=True),
        ],
        refs={"motion": "motion.id"},
        indexes={"ix_motion_particulars_motion": ("motion",)},
    )  # fmt: skip
    op.create_table(
        "requisition",
        sa.Column("meeting", WHOLE, autoincrement=False, nullable=False),
        text("at"),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_requisition_meeting")),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_requisition")),
        sqlite_strict=True,
    )
    make_table(
        "adjournment",
        [whole("id"), whole("meeting"), text("at"), text("goes_on", null=True)],
        refs={"meeting": "meeting.id"},
        indexes={"ix_adjournment_meeting": ("meeting",)},
    )
    make_table(
        "fresh_notice",
        [whole("id"), whole("adjournment"), text("at"), text("sent"), text("by")],
        refs={"adjournment": "adjournment.id"},
        checks={"told": "sent <> '' AND by <> ''"},
        indexes={"ix_fresh_notice_adjournment": ("adjournment",)},
    )
    run(CHECK_GUARDS)
