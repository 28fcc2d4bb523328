"""The treasurer's ledger of revision 0002: movements of every kind, money, certificates, cash-ups."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from coopdesk.domain.clock import local_day_of
from coopdesk.storage.migrations.making_0002 import make_table, salt, text, whole
from coopdesk.storage.migrations.rebuild import alter_table_text

_KINDS = "'issue', 'opening', 'transfer-in', 'transfer-out', 'withdrawal', 'cancellation', 'write-down', 'reversal'"
_DIRECTION = (
    "(kind IN ('issue', 'opening', 'transfer-in') AND shares > 0) OR "
    "(kind IN ('transfer-out', 'withdrawal', 'cancellation', 'write-down') AND shares < 0) OR kind = 'reversal'"
)


def make_ledger() -> None:
    """New tables first, because the widened ones refer to them."""
    _make_wishes()
    _widen()
    _make_money()
    _make_certificates()


def _make_wishes() -> None:
    make_table(
        "share_class",
        [whole("id"), text("name"), whole("withdrawable"), whole("transferable"), whole("numbered"), text("from_day")],
        checks={"name": "name <> ''"},
        unique=[["name"]],
    )
    make_table(
        "share_application",
        [
            whole("id"), whole("member", null=True), whole("shares"), whole("share_class", null=True),
            text("class_name"), text("received_on"), text("at"), text("state"), text("decided_on", null=True),
            whole("allotted"),
            text("applicant"), text("address"), text("postcode"), text("email"), text("phone"), text("words"), salt(),
        ],
        refs={"member": "member.id", "share_class": "share_class.id"},
        checks={
            "state": "state IN ('received', 'approved', 'refused', 'withdrawn', 'allotted')",
            "some_shares": "shares > 0",
            "allotted": "allotted >= 0 AND allotted <= shares",
        },
        indexes={"ix_share_application_state": ["state"]},
    )  # fmt: skip
    make_table(
        "withdrawal",
        [
            whole("id"), whole("member"), whole("shares"), whole("share_class", null=True), text("asked_on"),
            text("due_on"), text("at"), text("state"), text("settled_on", null=True), text("words"), salt(),
        ],
        refs={"member": "member.id", "share_class": "share_class.id"},
        checks={
            "state": "state IN ('asked', 'paid', 'refused', 'taken-back')",
            "some_shares": "shares > 0",
            "notice": "due_on >= asked_on",
        },
        indexes={"ix_withdrawal_state_due_on": ["state", "due_on"], "ix_withdrawal_member": ["member"]},
    )  # fmt: skip
    make_table(
        "suspension",
        [
            whole("id"), text("kind"), text("from_day"), text("until_day", null=True), text("at"), whole("void"),
            text("words"), salt(),
        ],
        checks={"kind": "kind IN ('board', 'insolvency')", "days": "until_day IS NULL OR until_day >= from_day"},
    )  # fmt: skip
    make_table(
        "share_transfer",
        [
            whole("id"), text("kind"), whole("giver"), whole("taker"), whole("shares"),
            whole("share_class", null=True), text("on_day"), text("consent_on", null=True), text("at"), text("words"),
            salt(),
        ],
        refs={"giver": "member.id", "taker": "member.id", "share_class": "share_class.id"},
        checks={
            "kind": "kind IN ('transfer', 'inheritance', 'nominee', 'merge')",
            "some_shares": "shares > 0",
            "two_members": "giver <> taker",
        },
    )  # fmt: skip


def _widen() -> None:
    """Payment, certificate and movement: new kinds, and columns that older entries of the journal do not name."""
    alter_table_text(
        "certificate",
        ("status IN ('issued', 'void')", "status IN ('issued', 'void', 'replaced', 'cancelled', 'spoilt')"),
        (
            "void_reason TEXT NOT NULL,",
            "void_reason TEXT NOT NULL, share_class INTEGER DEFAULT NULL, first_share INTEGER DEFAULT NULL, "
            "last_share INTEGER DEFAULT NULL,",
        ),
        (
            "CONSTRAINT pk_certificate",
            "CONSTRAINT ck_certificate_distinctive CHECK ((first_share IS NULL AND last_share IS NULL) OR "
            "(first_share > 0 AND last_share - first_share + 1 = shares)),"
            " CONSTRAINT fk_certificate_share_class FOREIGN KEY(share_class) REFERENCES share_class (id),"
            " CONSTRAINT pk_certificate",
        ),
        without=("certificate_fixed",),
    )
    op.create_index("ix_certificate_status", "certificate", ["status"])
    alter_table_text(
        "payment",
        ("member INTEGER NOT NULL", "member INTEGER"),
        (
            "refunds INTEGER,",
            "refunds INTEGER, purpose TEXT NOT NULL DEFAULT 'shares', on_day TEXT NOT NULL DEFAULT '', "
            "application INTEGER DEFAULT NULL,",
        ),
        (
            "CONSTRAINT uq_payment_refunds UNIQUE (refunds)",
            "CONSTRAINT ck_payment_purpose CHECK (purpose IN ('shares', 'subscription', 'donation', 'loan', 'other')),"
            " CONSTRAINT ck_payment_from_somebody CHECK (member IS NOT NULL OR application IS NOT NULL),"
            " CONSTRAINT fk_payment_application FOREIGN KEY(application) REFERENCES share_application (id)",
        ),
        without=("payment_no_update",),
    )
    _date_payments()
    op.create_index("ix_payment_on_day", "payment", ["on_day"])
    for column in ("refunds", "application", "meeting"):
        _index_some("payment", column)
    alter_table_text(
        "share_movement",
        ("kind IN ('issue', 'opening', 'reversal')", f"kind IN ({_KINDS})"),
        (
            "reverses INTEGER,",
            "reverses INTEGER, share_class INTEGER DEFAULT NULL, transfer INTEGER DEFAULT NULL, "
            "application INTEGER DEFAULT NULL, withdrawal INTEGER DEFAULT NULL,",
        ),
        (
            "CONSTRAINT pk_share_movement",
            f"CONSTRAINT ck_share_movement_direction CHECK ({_DIRECTION}), "
            "CONSTRAINT fk_share_movement_share_class FOREIGN KEY(share_class) REFERENCES share_class (id), "
            "CONSTRAINT fk_share_movement_transfer FOREIGN KEY(transfer) REFERENCES share_transfer (id), "
            "CONSTRAINT fk_share_movement_application FOREIGN KEY(application) REFERENCES share_application (id), "
            "CONSTRAINT fk_share_movement_withdrawal FOREIGN KEY(withdrawal) REFERENCES withdrawal (id), "
            "CONSTRAINT pk_share_movement",
        ),
        without=("ix_share_movement_member_shares",),
    )
    # The day and the shares in it: a holding on any date is summed from the index alone.
    op.create_index("ix_share_movement_member_on_day_shares", "share_movement", ["member", "on_day", "shares"])
    op.create_index("ix_share_movement_on_day_kind", "share_movement", ["on_day", "kind", "shares", "payment"])
    for column in ("certificate", "payment", "transfer", "application", "withdrawal"):
        _index_some("share_movement", column)
    unpaid = sa.text("kind = 'issue' AND payment IS NULL")
    op.create_index(
        "ix_share_movement_unpaid", "share_movement", ["member"], sqlite_where=unpaid, postgresql_where=unpaid
    )
    alter_table_text("signing_key", ("algorithm IN ('ecdsa-p256')", "algorithm IN ('ecdsa-p256', 'ed25519')"))


def _index_some(table: str, column: str) -> None:
    """An index of the rows that have the column: most movements belong to no transfer, and pay nothing for it."""
    where = sa.text(f"{column} IS NOT NULL")
    op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=where, postgresql_where=where)


def _date_payments() -> None:
    """Money taken before there was a day of its own came in on the local day of its moment."""
    bind = op.get_bind()
    driver: Any = bind.connection.driver_connection
    driver.create_function("local_day_of", 1, local_day_of)
    bind.exec_driver_sql("UPDATE payment SET on_day = local_day_of(at)")


def _make_money() -> None:
    make_table(
        "payment_note",
        [whole("payment"), text("reference"), text("payer"), text("words"), salt()],
        refs={"payment": "payment.id"},
        key=("payment",),
    )
    make_table(
        "instalment",
        [whole("payment"), whole("movement")],
        refs={"payment": "payment.id", "movement": "share_movement.id"},
        key=("payment", "movement"),
        keyed=True,
        indexes={"ix_instalment_movement": ["movement"]},
    )
    make_table(
        "movement_reason",
        [whole("movement"), text("words"), salt()],
        refs={"movement": "share_movement.id"},
        key=("movement",),
    )
    make_table(
        "cash_up",
        [
            whole("id"), whole("meeting", null=True), text("on_day"), text("at"), whole("float_pence"), whole("void"),
            text("explanation"), text("counted_by"), text("checked_by"), salt(),
        ],
        refs={"meeting": "meeting.id"},
        checks={"float": "float_pence >= 0"},
    )  # fmt: skip
    make_table(
        "cash_up_method",
        [whole("cash_up"), text("method"), whole("expected_pence"), whole("counted_pence")],
        refs={"cash_up": "cash_up.id"},
        checks={"method": "method IN ('cash', 'card', 'transfer', 'cheque')"},
        key=("cash_up", "method"),
        keyed=True,
    )
    make_table(
        "cash_up_coin",
        [whole("cash_up"), whole("worth_pence"), whole("how_many")],
        refs={"cash_up": "cash_up.id"},
        checks={"how_many": "how_many > 0", "worth": "worth_pence > 0"},
        key=("cash_up", "worth_pence"),
        keyed=True,
    )
    make_table(
        "cash_up_receipt",
        [whole("payment"), whole("cash_up")],
        refs={"cash_up": "cash_up.id", "payment": "payment.id"},
        key=("payment", "cash_up"),
        keyed=True,
        indexes={"ix_cash_up_receipt_cash_up": ["cash_up"]},
    )


def _make_certificates() -> None:
    make_table(
        "certificate_fate",
        [
            whole("number"), text("fate"), text("why"), text("on_day"), text("at"), whole("replaced_by", null=True),
            whole("surrendered"), whole("indemnity"), text("words"), salt(),
        ],
        refs={"number": "certificate.number", "replaced_by": "certificate.number"},
        checks={
            "fate": "fate IN ('void', 'replaced', 'cancelled', 'spoilt')",
            "another": "replaced_by IS NULL OR replaced_by <> number",
        },
        key=("number",),
        indexes={"ix_certificate_fate_replaced_by": ["replaced_by"]},
    )  # fmt: skip
    make_table(
        "certificate_statement",
        [whole("number"), whole("signing_key", null=True), text("at"), text("statement"), salt()],
        refs={"number": "certificate.number", "signing_key": "signing_key.id"},
        key=("number",),
    )
    make_table(
        "certificate_printing",
        [whole("id"), whole("number"), text("kind"), text("at"), text("words"), salt()],
        refs={"number": "certificate.number"},
        checks={"kind": "kind IN ('first', 'duplicate', 'cancelled')"},
        indexes={"ix_certificate_printing_number": ["number"]},
    )
    make_table(
        "spoilt_stationery",
        [
            whole("id"), whole("sheets"), whole("certificate", null=True), text("on_day"), text("at"), whole("void"),
            text("sheet_numbers"), text("words"), text("witness"), salt(),
        ],
        refs={"certificate": "certificate.number"},
        checks={"sheets": "sheets > 0"},
    )  # fmt: skip
