"""Passing shares on: one act with two entries of one day, certificates surrendered and issued (§4.4)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select

from coopdesk.domain.certificates import Why
from coopdesk.domain.clock import day_words
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_text, display_number
from coopdesk.domain.officers import is_secretary
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.share_rules import (
    CompanyOnly,
    ConsentNeeded,
    NomineeNotInRules,
    NomineeNotSecretary,
    NotTransferable,
    ShareRules,
    TransferToSelf,
)
from coopdesk.domain.shares import check_share_count
from coopdesk.services.act import Act
from coopdesk.services.allotment import check_taking
from coopdesk.services.certificates import GivenUp, give_up, issue_certificate
from coopdesk.services.correcting import UndoMovement
from coopdesk.services.events import DoorChanged, RegisterChanged, SharesChanged
from coopdesk.services.members import MembershipEnded, MemberView, member_by_id
from coopdesk.services.movements import REASON_LIMIT, day_given, move
from coopdesk.services.parting import check_free, check_rest, class_words, end_if_nothing_left
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.share_rules import class_named, rules_on
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import OfficerRow, ShareMovementRow, ShareTransferRow

KINDS = ("transfer", "inheritance", "nominee", "merge")

_ONE = select(
    ShareTransferRow.kind,
    ShareTransferRow.giver,
    ShareTransferRow.taker,
    ShareTransferRow.shares,
    ShareTransferRow.on_day,
    ShareTransferRow.consent_on,
).where(ShareTransferRow.id == bindparam("id"))
_OFFICES_ON = select(OfficerRow.office).where(
    OfficerRow.member == bindparam("member"),
    OfficerRow.void == 0,
    OfficerRow.from_day <= bindparam("day"),
    or_(OfficerRow.until_day.is_(None), OfficerRow.until_day >= bindparam("day")),
)
_ISSUED = select(ShareMovementRow.certificate).where(
    ShareMovementRow.transfer == bindparam("transfer"), ShareMovementRow.kind == "transfer-in"
)


@dataclass(frozen=True, slots=True)
class TransferView:
    """One transfer, registered."""

    number: int
    kind: str
    giver: MemberView
    taker: MemberView
    shares: int
    on: date
    consent_on: date | None
    certificates: tuple[int, ...]
    """Issued to the taker."""


@dataclass(frozen=True, slots=True)
class TransferShares(Command[TransferView]):
    """Pass shares from one member to another; the seller's vote ends and the buyer's begins when it is registered.

    ``kind``: transfer; inheritance (on death or by nomination, also of shares that are not transferable); nominee (a
    company's leaver to the secretary, £1, without a vote). ``consent_on``: the day of the board's consent.
    """

    private = ("words",)

    giver: int
    taker: int
    shares: int
    kind: str = "transfer"
    on: str = ""
    consent_on: str = ""
    share_class: str = ""
    words: str = ""


@handles(TransferShares)
def transfer_shares(command: TransferShares, act: Act) -> Done[TransferView]:
    """Cancel the giver's certificates, enter both movements, issue the taker's.

    Raises:
        TransferToSelf, NotTransferable, ConsentNeeded, MoreThanHeld, BelowMinimum: as their sentences say.
        Refusal: the taker may not hold so many shares, or any.
    """
    if command.kind not in KINDS[:3]:
        raise NotUnderstood("The kind of transfer", command.kind, f"it is {', '.join(KINDS[:2])} or {KINDS[2]}")
    giver = member_by_id(act.reader, MemberId(command.giver))
    taker = member_by_id(act.reader, MemberId(command.taker))
    if giver.id == taker.id:
        raise TransferToSelf(giver.number)
    if not taker.active:
        raise MembershipEnded(taker.number)
    count = check_share_count(command.shares)
    day = day_given("The day of the transfer", command.on, act.now)
    consent = day_given("The day of the consent", command.consent_on, act.now) if command.consent_on else None
    share_class = class_named(act.reader, command.share_class)
    rules = rules_on(act.reader, day, share_class)
    _check_kind(act, command.kind, rules, share_class, consent)
    if command.kind == "nominee":
        _check_nominee(act, rules, taker, day)
    check_free(act.reader, giver, share_class, day, count)
    check_rest(rules, giver, count, whole_may_go=True, whole_instead="")
    check_taking(act, taker, rules, count, day, as_nominee=command.kind == "nominee")
    transfer, movement = pass_on(
        act,
        giver.id,
        taker.id,
        count,
        kind=command.kind,
        on=day,
        consent_on=consent,
        share_class=share_class,
        words=command.words,
    )
    ended = end_if_nothing_left(act, giver, rules, count, "Transferred all shares", day)
    undo = UndoMovement(movement, giver.id if ended else 0)
    changed = (SharesChanged(), RegisterChanged(), DoorChanged())
    return Done(transfer_view(act.reader, transfer), changed, undo)


def _check_kind(act: Act, kind: str, rules: ShareRules, share_class: int | None, consent: date | None) -> None:
    if kind == "transfer":
        if not rules.transferable:
            raise NotTransferable(class_words(act.reader, share_class))
        if rules.board_consents and consent is None:
            raise ConsentNeeded("consent to the transfer")


def _check_nominee(act: Act, rules: ShareRules, taker: MemberView, day: date) -> None:
    """A worker co-op company's leaver to the secretary; never a society's, which cannot hold its own shares (§4.4).

    Raises:
        CompanyOnly, NomineeNotInRules, NomineeNotSecretary: as their sentences say.
    """
    if not rules.legal_form.is_company:
        raise CompanyOnly(rules.legal_form.words)
    if not rules.secretary_nominee:
        raise NomineeNotInRules()
    offices = act.reader.rows(_OFFICES_ON, member=taker.id, day=day.isoformat())
    if not any(is_secretary(office) for (office,) in offices):
        raise NomineeNotSecretary(display_number(taker.number), day_words(day))


@repeats(TransferShares)
def transferred_before(command: TransferShares, reader: Reader, first: Entry) -> TransferView:
    """The same transfer entered twice is one.

    Raises:
        NonceUsed: it was another.
    """
    (number,) = (effect[2][0] for effect in first.payload["rows"] if effect[1] == "share_transfer")
    view = transfer_view(reader, number)
    if (view.giver.id, view.taker.id, view.shares) != (command.giver, command.taker, command.shares):
        raise NonceUsed()
    return view


def pass_on(
    act: Act,
    giver: int,
    taker: int,
    shares: int,
    *,
    kind: str,
    on: date,
    consent_on: date | None = None,
    share_class: int | None = None,
    words: str = "",
) -> tuple[int, int]:
    """Enter a transfer whose rules have been asked; also for the merging of two entries of one member.

    Returns:
        the transfer's number, and the number of the movement out.
    """
    gone = give_up(act, giver, shares, Why.TRANSFERRED, share_class=share_class)
    transfer = act.add(
        ShareTransferRow,
        kind=kind,
        giver=giver,
        taker=taker,
        shares=shares,
        share_class=share_class,
        on_day=on.isoformat(),
        consent_on=None if consent_on is None else consent_on.isoformat(),
        at=act.at,
        words=clean_text("The remark", words, REASON_LIMIT),
    )
    movement = move(
        act, member=giver, shares=-shares, kind="transfer-out", on=on, share_class=share_class, transfer=transfer
    )
    for certificate, count in _taker_papers(act, taker, shares, gone, on, share_class):
        move(
            act,
            member=taker,
            shares=count,
            kind="transfer-in",
            on=on,
            certificate=certificate,
            share_class=share_class,
            transfer=transfer,
        )
    return transfer, movement


def _taker_papers(
    act: Act, taker: int, shares: int, gone: GivenUp, on: date, share_class: int | None
) -> list[tuple[int, int]]:
    """Certificates for the taker, (number, shares): one, or one for each run of distinctive numbers that came over."""
    runs: list[tuple[int | None, int]] = [(first, last - first + 1) for first, last in gone.gone]
    rest = shares - sum(count for _, count in runs)
    if rest:
        runs.append((None, rest))
    return [
        (
            issue_certificate(act, taker, count, entered_on=on.isoformat(), share_class=share_class, first_share=first),
            count,
        )
        for first, count in runs
    ]


def transfer_view(reader: Reader, number: int) -> TransferView:
    """One transfer."""
    found = reader.first(_ONE, id=number)
    if found is None:
        raise LookupError(f"no transfer {number}")
    kind, giver, taker, shares, on_day, consent_on = found
    return TransferView(
        number,
        kind,
        member_by_id(reader, MemberId(giver)),
        member_by_id(reader, MemberId(taker)),
        shares,
        date.fromisoformat(on_day),
        None if consent_on is None else date.fromisoformat(consent_on),
        tuple(certificate for (certificate,) in reader.rows(_ISSUED, transfer=number) if certificate is not None),
    )
