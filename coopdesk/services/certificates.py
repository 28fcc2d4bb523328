"""Certificates through life: issued, replaced, cancelled, taken back. Numbers are used once and kept for ever.

``issue_certificate``, ``give_up`` and ``retire_certificate`` are for handlers whose act moves shares; the commands here
are the treasurer's own. They cannot be undone: the paper may be in somebody's hands.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select, update

from coopdesk.domain.certificates import (
    CertificateStandsNoMore,
    Fate,
    Standing,
    UnknownCertificate,
    Why,
    fate_of_replaced,
    fate_words,
    in_hand,
    read_reason,
    surrender,
)
from coopdesk.domain.clock import local_day
from coopdesk.domain.codes import token_from
from coopdesk.services.act import Act
from coopdesk.services.events import SharesChanged
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.society import CERTIFICATE_NUMBERS
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateFateRow,
    CertificateRow,
    CounterRow,
    ShareClassRow,
    ShareMovementRow,
)

_NEXT_NUMBER = (
    update(CounterRow)
    .where(CounterRow.name == CERTIFICATE_NUMBERS)
    .values(value=CounterRow.value + 1)
    .returning(CounterRow.value)
)
_NUMBERED = select(ShareClassRow.numbered).where(ShareClassRow.id == bindparam("share_class"))
_LAST_SHARE = select(func.max(CertificateRow.last_share)).where(CertificateRow.share_class == bindparam("share_class"))
_ONE = select(
    CertificateRow.member,
    CertificateRow.shares,
    CertificateRow.entered_on,
    CertificateRow.status,
    CertificateRow.share_class,
    CertificateRow.first_share,
).where(CertificateRow.number == bindparam("number"))
_FATE = select(
    CertificateFateRow.fate, CertificateFateRow.why, CertificateFateRow.on_day, CertificateFateRow.replaced_by
).where(CertificateFateRow.number == bindparam("number"))
_STANDING = select(CertificateRow.number, CertificateRow.shares, CertificateRow.first_share).where(
    CertificateRow.member == bindparam("member"),
    CertificateRow.status == "issued",
    CertificateRow.share_class.is_not_distinct_from(bindparam("share_class")),
)
_HELD = select(func.coalesce(func.sum(ShareMovementRow.shares), 0)).where(
    ShareMovementRow.member == bindparam("member"),
    ShareMovementRow.share_class.is_not_distinct_from(bindparam("share_class")),
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A certificate and the one that took its place."""

    number: int
    """The new one."""
    replaces: int
    shares: int
    status: str
    """What the old one is now: replaced or spoilt."""
    reason: str
    """lost, stolen, destroyed, damaged, spoilt, renamed or other."""
    indemnity: bool


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Certificates given up when shares went, and the one that stands for what is left of the last."""

    numbers: tuple[int, ...]
    balance: int | None
    gone: tuple[tuple[int, int], ...]
    """First and last distinctive numbers of the shares that went, where their class has them."""


# -- for handlers that move shares -------------------------------------------------------------------------------------


def issue_certificate(
    act: Act,
    member: int,
    shares: int,
    *,
    entered_on: str = "",
    share_class: int | None = None,
    first_share: int | None = None,
) -> int:
    """Number a certificate for shares of one class and return its number.

    Args:
        entered_on: the day the shares were entered in the register, ISO; today where left out.
        share_class: None for the class of the rule sheet.
        first_share: the first distinctive number of shares that have theirs; new ones are taken where left out.
    """
    today = local_day(act.now).isoformat()
    if share_class is not None and first_share is None:
        numbered = act.reader.value(_NUMBERED, share_class=share_class)
        if numbered:
            # Certificates are never deleted, so the highest number there ever was is still to be seen.
            first_share = (act.reader.value(_LAST_SHARE, share_class=share_class) or 0) + 1
    number = act.writer.returning(_NEXT_NUMBER)
    act.add(
        CertificateRow,
        number=number,
        member=member,
        shares=shares,
        entered_on=entered_on or today,
        issued_on=today,
        token=token_from(act.random(16)),
        status=Fate.ISSUED.value,
        void_reason="",
        share_class=share_class,
        first_share=first_share,
        last_share=None if first_share is None else first_share + shares - 1,
    )
    return number


def retire_certificate(
    act: Act, number: int, fate: Fate, why: Why, *, words: str = "", replaced_by: int | None = None
) -> None:
    """Take a certificate out of force, once and for good.

    Raises:
        UnknownCertificate: there is none with this number.
        CertificateStandsNoMore: it was taken out of force before.
    """
    _take_out(act, number, fate)
    _note_fate(act, number, fate, why, words, replaced_by)


def give_up(act: Act, member: int, shares: int, why: Why, *, share_class: int | None = None) -> GivenUp:
    """Cancel the certificates behind shares a member parts with, and certify what is left of the last one.

    Call it before the movement that takes the shares. Shares held without a certificate go first.
    """
    place = {"member": member, "share_class": share_class}
    standing = [Standing(*row) for row in act.reader.rows(_STANDING, **place)]
    uncertified = act.reader.one(_HELD, **place) - sum(each.shares for each in standing)
    plan = surrender(standing, uncertified, shares)
    balance: int | None = None
    for each in plan.given_up:
        _take_out(act, each.number, Fate.CANCELLED)
    if plan.balance:
        last = plan.given_up[-1]
        found = act.reader.first(_ONE, number=last.number)
        assert found is not None
        balance = issue_certificate(
            act, member, plan.balance, entered_on=found[2], share_class=share_class, first_share=last.first_share
        )
    for each in plan.given_up:
        after = balance if each is plan.given_up[-1] else None
        _note_fate(act, each.number, Fate.CANCELLED, why, "", after)
    return GivenUp(tuple(each.number for each in plan.given_up), balance, plan.gone)


def without_certificate(reader: Reader, member: int, share_class: int | None) -> int:
    """How many shares of a class a member holds without a certificate."""
    place = {"member": member, "share_class": share_class}
    return reader.one(_HELD, **place) - sum(row[1] for row in reader.rows(_STANDING, **place))


def must_stand(reader: Reader, number: int) -> None:
    """Refuse what can only be done with a certificate that stands.

    Raises:
        UnknownCertificate: there is none with this number.
        CertificateStandsNoMore: it was taken out of force.
    """
    found = reader.first(_ONE, number=number)
    if found is None:
        raise UnknownCertificate(number)
    if found[3] != Fate.ISSUED:
        raise CertificateStandsNoMore(number, what_became(reader, number, found[3]))


def _take_out(act: Act, number: int, fate: Fate) -> None:
    must_stand(act.reader, number)
    if fate is Fate.VOID:
        act.change(CertificateRow, number, status=fate.value, void_reason="issue taken back")
    else:
        act.change(CertificateRow, number, status=fate.value)


def _note_fate(
    act: Act, number: int, fate: Fate, why: Why, words: str, replaced_by: int | None, *, indemnity: bool = False
) -> None:
    act.add(
        CertificateFateRow,
        number=number,
        fate=fate.value,
        why=why.value,
        on_day=local_day(act.now).isoformat(),
        at=act.at,
        replaced_by=replaced_by,
        surrendered=int(in_hand(why)),
        indemnity=int(indemnity),
        words=words,
    )


def what_became(reader: Reader, number: int, status: str) -> str:
    """What became of a certificate, as a sentence that names nobody; "" while it stands."""
    found = reader.first(_FATE, number=number)
    if found is not None:
        fate, why, on_day, replaced_by = found
        return fate_words(Fate(fate), Why(why), date.fromisoformat(on_day), replaced_by)
    # Files of the first format made certificates void without a day.
    return fate_words(Fate(status), Why.TAKEN_BACK, None)


# -- the treasurer's own acts ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReplaceCertificate(Command[Replaced]):
    """A new certificate for the same shares: lost, stolen, destroyed, damaged, spoilt, or the holder's name changed.

    ``indemnity``: a statement of loss and an indemnity are held (domain reference §4.3).
    """

    number: int
    reason: str
    indemnity: bool = False


@handles(ReplaceCertificate)
def replace_certificate(command: ReplaceCertificate, act: Act) -> Done[Replaced]:
    """Take the old number out of force and issue the next one for the same shares; the holding stays as it is.

    Raises:
        NotUnderstood: no reason that can be used.
        UnknownCertificate, CertificateStandsNoMore: as their sentences say.
    """
    why, words = read_reason(command.reason)
    fate = fate_of_replaced(why)
    _take_out(act, command.number, fate)
    found = act.reader.first(_ONE, number=command.number)
    assert found is not None
    member, shares, entered_on, _, share_class, first_share = found
    number = issue_certificate(
        act, member, shares, entered_on=entered_on, share_class=share_class, first_share=first_share
    )
    _note_fate(act, command.number, fate, why, words, number, indemnity=command.indemnity)
    value = Replaced(number, command.number, shares, fate.value, why.value, command.indemnity)
    return Done(value, (SharesChanged(),))


@repeats(ReplaceCertificate)
def replace_repeated(command: ReplaceCertificate, reader: Reader, first: Entry) -> Replaced:
    """The same replacement sent twice gives the certificate of the first.

    Raises:
        NonceUsed: it was another replacement.
    """
    (noted,) = (effect for effect in first.payload["rows"] if effect[1] == "certificate_fate")
    old, values = noted[2][0], noted[3]
    found = reader.first(_ONE, number=old)
    if old != command.number or found is None:
        raise NonceUsed()
    return Replaced(values["replaced_by"], old, found[1], values["fate"], values["why"], bool(values["indemnity"]))


@dataclass(frozen=True, slots=True)
class CancelCertificate(Command[None]):
    """Take a surrendered certificate out of force; its shares are held without one from now on."""

    number: int
    reason: str


@handles(CancelCertificate)
def cancel_certificate(command: CancelCertificate, act: Act) -> Done[None]:
    """Cancel a certificate without moving shares.

    Raises:
        NotUnderstood: no reason that can be used.
        UnknownCertificate, CertificateStandsNoMore: as their sentences say.
    """
    why, words = read_reason(command.reason)
    retire_certificate(act, command.number, Fate.CANCELLED, Why.SURRENDERED if why is Why.OTHER else why, words=words)
    return Done(None, (SharesChanged(),))
