"""Revision 0005 for the treasurer: certificates an opening register brings in, ways of paying left uncounted."""

from coopdesk.storage.migrations.making_0002 import make_table, never_changed, never_deleted, text, whole
from coopdesk.storage.migrations.rebuild import run

_FIXED = (
    "number member shares token share_class entered_on issued_on first_share last_share".split()
)  # what a certificate says never changes
_DIFFERS = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _FIXED)
_TAKEN_BACK = """OLD.status = 'void' AND NEW.status = 'issued' AND NEW.number = OLD.number AND NEW.token = OLD.token
    AND EXISTS (SELECT 1 FROM opening_certificate WHERE number = OLD.number)
    AND NOT EXISTS (SELECT 1 FROM certificate_fate WHERE number = OLD.number)
    AND NOT EXISTS (SELECT 1 FROM certificate_printing WHERE number = OLD.number)
    AND NOT EXISTS (SELECT 1 FROM certificate_statement WHERE number = OLD.number)"""

TREASURY_GUARDS = (
    *(never_deleted(table) for table in ("opening_certificate", "earlier_numbers", "cash_up_uncounted")),
    never_changed("opening_certificate", "what an opening register brought is never rewritten"),
    never_changed("earlier_numbers", "what an opening register brought is never rewritten"),
    never_changed("cash_up_uncounted", "a cash-up is never edited: count again"),
    # A certificate of an import that was taken back is made again by the next one: its paper is with the member. What
    # was printed, signed or has a fate of its own stays as it is.
    "DROP TRIGGER certificate_fixed",
    f"""CREATE TRIGGER certificate_fixed BEFORE UPDATE ON certificate WHEN NOT ({_TAKEN_BACK}) BEGIN
    SELECT RAISE(ABORT, 'a certificate is voided, never rewritten')
    WHERE {_DIFFERS} OR (OLD.status <> 'issued' AND NEW.status <> OLD.status); END""",
)


def make_treasury() -> None:
    """The tables and their guards."""
    make_table(
        "opening_certificate",
        [whole("number"), whole("movement"), text("on_day")],
        refs={"number": "certificate.number", "movement": "share_movement.id"},
        key=("number", "movement"),
        keyed=True,
    )
    make_table(
        "earlier_numbers",
        [whole("first"), whole("last"), text("on_day")],
        checks={"run": "first > 0 AND last >= first"},
        key=("first",),
    )
    make_table(
        "cash_up_uncounted",
        [whole("cash_up"), text("method"), whole("receipts"), whole("expected_pence")],
        refs={"cash_up": "cash_up.id"},
        checks={"method": "method IN ('cash', 'card', 'transfer', 'cheque')", "receipts": "receipts > 0"},
        key=("cash_up", "method"),
        keyed=True,
    )
    run(TREASURY_GUARDS)
