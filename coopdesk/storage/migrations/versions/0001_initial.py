"""The first schema: society, register, shares, meetings, votes, journal.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from coopdesk.storage.migrations.guards_0001 import GUARDS, SEARCH
from coopdesk.storage.migrations.papers_0001 import PAPER_GUARDS, make_paper_tables

revision = "0001"
down_revision = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _register() -> None:
    op.create_table(
        "counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "journal",
        sa.Column("seq", WHOLE, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", WHOLE, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("nonce", name=op.f("uq_journal_nonce")),
        sqlite_strict=True,
    )
    op.create_table(
        "kept_aside",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_aside")),
        sqlite_strict=True,
    )
    op.create_table(
        "member",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("representative", sa.Text(), nullable=False),
        sa.Column("class_name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("joined_on", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Text(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("number_key", sa.Text(), nullable=False),
        sa.Column("norm", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'organisation')", name=op.f("ck_member_kind")),
        sa.CheckConstraint("status IN ('active', 'ended', 'void')", name=op.f("ck_member_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sqlite_strict=True,
    )
    op.create_index("ix_member_number_key", "member", ["number_key"], unique=False)
    op.create_index("ix_member_status_first_last", "member", ["status", "first", "last"], unique=False)
    op.create_index("ix_member_status_last_norm", "member", ["status", "last", "norm"], unique=False)
    op.create_index("ix_member_status_norm", "member", ["status", "norm"], unique=False)
    op.create_index(
        "uq_member_number",
        "member",
        ["number"],
        unique=True,
        sqlite_where=sa.text("status <> 'void'"),
        postgresql_where=sa.text("status <> 'void'"),
    )
    op.create_table(
        "member_former",
        sa.Column("entry", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_member_former_member")),
        sa.PrimaryKeyConstraint("entry", "member", name=op.f("pk_member_former")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_slip",
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("variant", "word", name=op.f("pk_name_slip")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "operator",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
        sqlite_strict=True,
    )
    op.create_table(
        "society",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("legal_form", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("nominal_pence", WHOLE, nullable=False),
        sa.Column("sample", WHOLE, nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("founded_at", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_society_one_society")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_society")),
        sqlite_strict=True,
    )
    op.create_table(
        "card",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("issued_at", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_card_member")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_card")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_card_member", "card", ["member"], unique=False)


def _meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("notice_sent", sa.Text(), nullable=True),
        sa.Column("notice_by", sa.Text(), nullable=True),
        sa.Column("chair", WHOLE, nullable=True),
        sa.Column("opened_at", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("adjourned_times", WHOLE, nullable=False),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.Column("entitled", WHOLE, nullable=True),
        sa.Column("roll_digest", sa.Text(), nullable=True),
        sa.Column("quorum_needed", WHOLE, nullable=True),
        sa.Column("quorum_present", WHOLE, nullable=True),
        sa.Column("quorum_at", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('agm', 'sgm')", name=op.f("ck_meeting_kind")),
        sa.CheckConstraint("state IN ('called', 'open', 'adjourned', 'closed')", name=op.f("ck_meeting_state")),
        sa.ForeignKeyConstraint(["chair"], ["member.id"], name=op.f("fk_meeting_chair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("number", name=op.f("uq_meeting_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "agenda_item",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", WHOLE, nullable=False),
        sa.Column("taken_at", sa.Text(), nullable=True),
        sa.Column("done_at", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_agenda_item_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("meeting", "number", name=op.f("uq_agenda_item_meeting_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "apology",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("void", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_apology_meeting")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_apology_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apology")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_apology_meeting_member",
        "apology",
        ["meeting", "member"],
        unique=True,
        sqlite_where=sa.text("void = 0"),
        postgresql_where=sa.text("void = 0"),
    )
    op.create_table(
        "attendance",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("arrived_at", sa.Text(), nullable=False),
        sa.Column("left_at", sa.Text(), nullable=True),
        sa.Column("voting_card", WHOLE, nullable=True),
        sa.Column("may_vote", WHOLE, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("joined", WHOLE, nullable=False),
        sa.Column("void", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_attendance_meeting")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_attendance_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sqlite_strict=True,
    )
    op.create_index("ix_attendance_meeting_member", "attendance", ["meeting", "member"], unique=False)
    op.create_index(
        "uq_attendance_in_the_room",
        "attendance",
        ["meeting", "member"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL AND void = 0"),
        postgresql_where=sa.text("left_at IS NULL AND void = 0"),
    )
    op.create_table(
        "guest",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.Text(), nullable=False),
        sa.Column("left_at", sa.Text(), nullable=True),
        sa.Column("void", WHOLE, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_guest_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
        sqlite_strict=True,
    )
    op.create_index("ix_guest_meeting", "guest", ["meeting"], unique=False)
    op.create_table(
        "meeting_event",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("present", WHOLE, nullable=False),
        sa.Column("needed", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_meeting_event_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_event")),
        sqlite_strict=True,
    )
    op.create_index("ix_meeting_event_meeting", "meeting_event", ["meeting"], unique=False)
    op.create_table(
        "minutes_text",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_minutes_text_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_text")),
        sa.UniqueConstraint("meeting", "section", name=op.f("uq_minutes_text_meeting_section")),
        sqlite_strict=True,
    )
    op.create_table(
        "roll",
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_roll_meeting")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_roll_member")),
        sa.PrimaryKeyConstraint("meeting", "member", name=op.f("pk_roll")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _ledger() -> None:
    op.create_table(
        "certificate",
        sa.Column("number", WHOLE, autoincrement=False, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("shares", WHOLE, nullable=False),
        sa.Column("entered_on", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('issued', 'void')", name=op.f("ck_certificate_status")),
        sa.CheckConstraint("shares > 0", name=op.f("ck_certificate_some_shares")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_certificate_member")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certificate")),
        sa.UniqueConstraint("token", name=op.f("uq_certificate_token")),
        sqlite_strict=True,
    )
    op.create_index("ix_certificate_member", "certificate", ["member"], unique=False)
    op.create_table(
        "payment",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=True),
        sa.Column("pence", WHOLE, nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("refunds", WHOLE, nullable=True),
        sa.CheckConstraint("method IN ('cash', 'card', 'transfer', 'cheque')", name=op.f("ck_payment_method")),
        sa.CheckConstraint("pence <> 0", name=op.f("ck_payment_some_money")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_payment_meeting")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_payment_member")),
        sa.ForeignKeyConstraint(["refunds"], ["payment.id"], name=op.f("fk_payment_refunds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("refunds", name=op.f("uq_payment_refunds")),
        sqlite_strict=True,
    )
    op.create_index("ix_payment_member", "payment", ["member"], unique=False)
    op.create_table(
        "share_movement",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("shares", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("payment", WHOLE, nullable=True),
        sa.Column("certificate", WHOLE, nullable=True),
        sa.Column("reverses", WHOLE, nullable=True),
        sa.CheckConstraint("kind IN ('issue', 'opening', 'reversal')", name=op.f("ck_share_movement_kind")),
        sa.CheckConstraint("shares <> 0", name=op.f("ck_share_movement_some_shares")),
        sa.ForeignKeyConstraint(["certificate"], ["certificate.number"], name=op.f("fk_share_movement_certificate")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_share_movement_member")),
        sa.ForeignKeyConstraint(["payment"], ["payment.id"], name=op.f("fk_share_movement_payment")),
        sa.ForeignKeyConstraint(["reverses"], ["share_movement.id"], name=op.f("fk_share_movement_reverses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_movement")),
        sa.UniqueConstraint("reverses", name=op.f("uq_share_movement_reverses")),
        sqlite_strict=True,
    )
    op.create_index("ix_share_movement_member_shares", "share_movement", ["member", "shares"], unique=False)


def _votes() -> None:
    op.create_table(
        "motion",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("meeting", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("item", WHOLE, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("proposer", WHOLE, nullable=True),
        sa.Column("seconder", WHOLE, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'closed', 'declared', 'withdrawn')", name=op.f("ck_motion_state")
        ),
        sa.ForeignKeyConstraint(["item"], ["agenda_item.id"], name=op.f("fk_motion_item")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_motion_meeting")),
        sa.ForeignKeyConstraint(["proposer"], ["member.id"], name=op.f("fk_motion_proposer")),
        sa.ForeignKeyConstraint(["seconder"], ["member.id"], name=op.f("fk_motion_seconder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion")),
        sa.UniqueConstraint("meeting", "number", name=op.f("uq_motion_meeting_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "vote_count",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("motion", WHOLE, nullable=False),
        sa.Column("attempt", WHOLE, nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("present", WHOLE, nullable=False),
        sa.Column("electors", WHOLE, nullable=False),
        sa.Column("elector_digest", sa.Text(), nullable=True),
        sa.Column("votes_for", WHOLE, nullable=True),
        sa.Column("votes_against", WHOLE, nullable=True),
        sa.Column("abstentions", WHOLE, nullable=True),
        sa.Column("spoilt", WHOLE, nullable=True),
        sa.CheckConstraint("method IN ('hands', 'recorded')", name=op.f("ck_vote_count_method")),
        sa.ForeignKeyConstraint(["motion"], ["motion.id"], name=op.f("fk_vote_count_motion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_count")),
        sa.UniqueConstraint("motion", "attempt", name=op.f("uq_vote_count_motion_attempt")),
        sqlite_strict=True,
    )
    op.create_table(
        "elector",
        sa.Column("count", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["count"], ["vote_count.id"], name=op.f("fk_elector_count")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_elector_member")),
        sa.PrimaryKeyConstraint("count", "member", name=op.f("pk_elector")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hands",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("count", WHOLE, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("votes_for", WHOLE, nullable=False),
        sa.Column("votes_against", WHOLE, nullable=False),
        sa.Column("abstentions", WHOLE, nullable=False),
        sa.Column("spoilt", WHOLE, nullable=False),
        sa.Column("void", WHOLE, nullable=False),
        sa.CheckConstraint(
            "votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0 AND spoilt >= 0",
            name=op.f("ck_hands_counts"),
        ),
        sa.ForeignKeyConstraint(["count"], ["vote_count.id"], name=op.f("fk_hands_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hands")),
        sqlite_strict=True,
    )
    op.create_index("ix_hands_count", "hands", ["count"], unique=False)
    op.create_table(
        "result",
        sa.Column("count", WHOLE, autoincrement=False, nullable=False),
        sa.Column("motion", WHOLE, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("votes_for", WHOLE, nullable=False),
        sa.Column("votes_against", WHOLE, nullable=False),
        sa.Column("abstentions", WHOLE, nullable=False),
        sa.Column("spoilt", WHOLE, nullable=False),
        sa.Column("votes_cast", WHOLE, nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("base_count", WHOLE, nullable=False),
        sa.Column("needed", WHOLE, nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("threshold", sa.Text(), nullable=False),
        sa.Column("casting", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.Text(), nullable=False),
        sa.CheckConstraint("casting IN ('', 'for', 'against')", name=op.f("ck_result_casting")),
        sa.CheckConstraint("outcome IN ('carried', 'lost')", name=op.f("ck_result_outcome")),
        sa.ForeignKeyConstraint(["count"], ["vote_count.id"], name=op.f("fk_result_count")),
        sa.ForeignKeyConstraint(["motion"], ["motion.id"], name=op.f("fk_result_motion")),
        sa.PrimaryKeyConstraint("count", name=op.f("pk_result")),
        sqlite_strict=True,
    )
    op.create_table(
        "vote",
        sa.Column("count", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("attempt", WHOLE, nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.CheckConstraint("choice IN ('for', 'against', 'abstain')", name=op.f("ck_vote_choice")),
        sa.ForeignKeyConstraint(["count", "member"], ["elector.count", "elector.member"], name="fk_vote_elector"),
        sa.PrimaryKeyConstraint("count", "member", "attempt", name=op.f("pk_vote")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vote_void",
        sa.Column("count", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.Column("attempt", WHOLE, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["count", "member", "attempt"],
            ["vote.count", "vote.member", "vote.attempt"],
            name="fk_vote_void_vote",
        ),
        sa.PrimaryKeyConstraint("count", "member", "attempt", name=op.f("pk_vote_void")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def upgrade() -> None:
    """Make every table, then the guards that hold them."""
    _register()
    _meetings()
    _ledger()
    _votes()
    make_paper_tables()
    for statement in (*SEARCH, *GUARDS, *PAPER_GUARDS):
        op.execute(sa.text(statement.replace(":", r"\:")))
