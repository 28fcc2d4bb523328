"""Triggers of revision 0002: what the ledger, the certificates and the members' records never do, whoever writes."""

from coopdesk.storage.migrations.making_0002 import fixed, never_changed, never_deleted

TREASURER_TABLES = (
    "share_class share_application withdrawal suspension share_transfer payment_note instalment movement_reason "
    "cash_up cash_up_method cash_up_coin cash_up_receipt certificate_fate certificate_statement certificate_printing "
    "spoilt_stationery member_past member_event member_merge member_detail registered_member joint_holder "
    "representative address_purpose member_property nomination nominee officer dated_setting export_log erasure "
    "column_mapping"
).split()

_TOO_MUCH = "nobody gives up more shares than they hold"

TREASURER_GUARDS = (
    *(never_deleted(table) for table in TREASURER_TABLES),
    never_changed("payment", "money received is never edited: refund it"),
    never_changed("instalment", "money received is never edited: refund it"),
    never_changed("cash_up_method", "a cash-up is never edited: count again"),
    never_changed("cash_up_coin", "a cash-up is never edited: count again"),
    never_changed("cash_up_receipt", "a cash-up is never edited: count again"),
    f"""CREATE TRIGGER share_movement_within BEFORE INSERT ON share_movement WHEN NEW.shares < 0 BEGIN
    SELECT RAISE(ABORT, '{_TOO_MUCH}')
    WHERE (SELECT coalesce(sum(shares), 0) FROM share_movement
           WHERE member = NEW.member AND share_class IS NEW.share_class) + NEW.shares < 0; END""",
    """CREATE TRIGGER share_movement_reversal BEFORE INSERT ON share_movement
    WHEN NEW.reverses IS NOT NULL OR NEW.kind = 'reversal' BEGIN
    SELECT RAISE(ABORT, 'a reversal takes back one movement of the same member, whole')
    WHERE NEW.kind <> 'reversal' OR NOT EXISTS (SELECT 1 FROM share_movement WHERE id = NEW.reverses
       AND member = NEW.member AND shares = -NEW.shares AND share_class IS NEW.share_class AND kind <> 'reversal');
    END""",
    """CREATE TRIGGER payment_refund_within BEFORE INSERT ON payment WHEN NEW.refunds IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a refund gives back money that was received, and no more of it')
    WHERE NEW.pence >= 0 OR NOT EXISTS (SELECT 1 FROM payment WHERE id = NEW.refunds AND refunds IS NULL AND pence > 0)
       OR (SELECT pence FROM payment WHERE id = NEW.refunds)
        + (SELECT coalesce(sum(pence), 0) FROM payment WHERE refunds = NEW.refunds) + NEW.pence < 0; END""",
    """CREATE TRIGGER cash_up_receipt_once BEFORE INSERT ON cash_up_receipt BEGIN
    SELECT RAISE(ABORT, 'this receipt is in another cash-up')
    WHERE EXISTS (SELECT 1 FROM cash_up_receipt JOIN cash_up ON cash_up.id = cash_up_receipt.cash_up
       WHERE cash_up_receipt.payment = NEW.payment AND cash_up.void = 0); END""",
    """CREATE TRIGGER certificate_fixed BEFORE UPDATE ON certificate BEGIN
    SELECT RAISE(ABORT, 'a certificate is voided, never rewritten')
    WHERE NEW.number IS NOT OLD.number OR NEW.member IS NOT OLD.member OR NEW.shares IS NOT OLD.shares
       OR NEW.token IS NOT OLD.token OR NEW.share_class IS NOT OLD.share_class OR NEW.entered_on IS NOT OLD.entered_on
       OR NEW.issued_on IS NOT OLD.issued_on OR NEW.first_share IS NOT OLD.first_share
       OR NEW.last_share IS NOT OLD.last_share OR (OLD.status <> 'issued' AND NEW.status <> OLD.status); END""",
    """CREATE TRIGGER certificate_distinctive BEFORE INSERT ON certificate WHEN NEW.first_share IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'those shares stand in another certificate')
    WHERE EXISTS (SELECT 1 FROM certificate WHERE share_class IS NEW.share_class AND status = 'issued'
       AND first_share <= NEW.last_share AND last_share >= NEW.first_share); END""",
    fixed(
        "share_application",
        "id shares share_class class_name received_on at",
        "an application is decided, never rewritten",
    ),
    fixed("withdrawal", "id member shares share_class asked_on due_on at", "notice given is never rewritten"),
    fixed("suspension", "id kind from_day at", "a suspension is ended, never rewritten"),
    fixed("share_transfer", "id kind giver taker shares share_class on_day at", "a transfer is never rewritten"),
    fixed("payment_note", "payment", "a note stays with its payment"),
    fixed("movement_reason", "movement", "a reason stays with its movement"),
    fixed("cash_up", "id meeting on_day at float_pence", "a cash-up is never edited: count again"),
    fixed(
        "certificate_fate", "number fate why on_day at replaced_by", "what became of a certificate is never rewritten"
    ),
    fixed("certificate_statement", "number signing_key at", "a statement is never rewritten"),
    fixed("certificate_printing", "id number kind at", "the log of printing is never rewritten"),
    fixed("spoilt_stationery", "id sheets certificate on_day at", "the log of spoilt sheets is never rewritten"),
    fixed("member_past", "id member field until_day at", "the past is never rewritten"),
    fixed("member_event", "id member kind why on_day at", "the past is never rewritten"),
    fixed("member_merge", "id gone stays on_day at", "a merger is never rewritten"),
    fixed("registered_member", "member at", "whose number it is is never rewritten"),
    fixed("joint_holder", "id member place from_day at", "a joint holder is ended, never rewritten"),
    fixed("representative", "id member from_day written_on at", "an appointment is ended, never rewritten"),
    fixed("nomination", "id number member made_on delivered_on how at", "a nomination is revoked, never rewritten"),
    fixed("nominee", "id nomination relationship officer part", "a nomination is revoked, never rewritten"),
    fixed("officer", "id member office from_day at", "a term of office is ended, never rewritten"),
    fixed("dated_setting", "id name value from_day at", "a setting is followed by another, never rewritten"),
    fixed("export_log", "id what format entries at member", "the log of exports is never rewritten"),
    fixed("erasure", "id member what at", "the log of erasures is never rewritten"),
)
"""Erasing sealed words (an empty text, a new salt) stays possible everywhere; facts, dates and counts do not change."""
