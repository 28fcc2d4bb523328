"""What the minutes say of shares issued at a meeting: numbers and money, never who holds what."""

from sqlalchemy import bindparam, func, select

from coopdesk.domain.money import pounds_and_pence
from coopdesk.services.room import Meeting
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import PaymentRow, ShareMovementRow

_ISSUED = (
    select(
        func.count(func.distinct(ShareMovementRow.member)),
        func.coalesce(func.sum(ShareMovementRow.shares), 0),
        func.min(ShareMovementRow.certificate),
        func.max(ShareMovementRow.certificate),
    )
    .join(PaymentRow, PaymentRow.id == ShareMovementRow.payment)
    .where(PaymentRow.meeting == bindparam("meeting"), ShareMovementRow.kind == "issue")
)
_MONEY = (
    select(PaymentRow.method, func.sum(PaymentRow.pence))
    .where(PaymentRow.meeting == bindparam("meeting"))
    .group_by(PaymentRow.method)
    .order_by(PaymentRow.method)
)
_TAKEN_BACK = (
    select(func.count())
    .select_from(ShareMovementRow)
    .join(PaymentRow, PaymentRow.id == ShareMovementRow.payment)
    .where(PaymentRow.meeting == bindparam("meeting"), ShareMovementRow.kind == "reversal")
)


def shares_sentences(reader: Reader, meeting: Meeting) -> list[str]:
    """Shares issued at the meeting and the money received for them; nothing where none were."""
    issued = reader.first(_ISSUED, meeting=meeting.id)
    if issued is None or not issued[1]:
        return []
    people, shares, first, last = issued
    who = "one member" if people == 1 else f"{people} members"
    what = "one share" if shares == 1 else f"{shares} shares"
    numbered = f"certificate {first}" if first == last else f"certificates {first} to {last}"
    said = [f"Issued at the meeting: {what} to {who}, {numbered}."]
    taken = reader.rows(_MONEY, meeting=meeting.id)
    money = [f"{pounds_and_pence(pence)} by {method}" for method, pence in taken if pence]
    if money:
        said.append(f"Received: {', '.join(money)}.")
    back = reader.value(_TAKEN_BACK, meeting=meeting.id) or 0
    if back:
        said.append(f"{back} of these issues {'was' if back == 1 else 'were'} taken back and refunded.")
    return said
