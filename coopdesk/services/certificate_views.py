"""Certificates as they are printed: what was issued, what became of it, and the code they carry.

A signed certificate prints what was signed, whatever the register says of its holder today; paper and code agree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from coopdesk.domain.certificate_statement import CertificateStatement, read_signed_token
from coopdesk.domain.certificates import UnknownCertificate, joint_names
from coopdesk.domain.clock import day_words, local_day, read_moment
from coopdesk.domain.codes import CodeKind, write_code
from coopdesk.domain.members import display_number
from coopdesk.domain.officers import is_director, is_secretary
from coopdesk.domain.rules import RuleSheet
from coopdesk.domain.shares import condition_words, surrender_words
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.certificates import what_became
from coopdesk.services.keys import grouped_fingerprint
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.officers import officers_list
from coopdesk.services.owed import owed_by, owed_on_shares
from coopdesk.services.society import letterhead, rules_now
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateFateRow,
    CertificatePrintingRow,
    CertificateRow,
    CertificateStatementRow,
    JointHolderRow,
    MemberRow,
    ShareClassRow,
    ShareMovementRow,
    SigningKeyRow,
)

_COLUMNS = (
    select(
        CertificateRow.number,
        CertificateRow.member,
        CertificateRow.status,
        CertificateRow.shares,
        CertificateRow.entered_on,
        CertificateRow.issued_on,
        CertificateRow.token,
        CertificateRow.first_share,
        CertificateRow.last_share,
        MemberRow.number,
        MemberRow.name,
        MemberRow.address,
        MemberRow.postcode,
        ShareClassRow.name,
        ShareClassRow.withdrawable,
        ShareClassRow.transferable,
        CertificateStatementRow.statement,
        SigningKeyRow.fingerprint,
    )
    .join(MemberRow, MemberRow.id == CertificateRow.member)
    .join(ShareClassRow, ShareClassRow.id == CertificateRow.share_class, isouter=True)
    .join(CertificateStatementRow, CertificateStatementRow.number == CertificateRow.number, isouter=True)
    .join(SigningKeyRow, SigningKeyRow.id == CertificateStatementRow.signing_key, isouter=True)
    .order_by(CertificateRow.number)
)
_JOINT = (
    select(JointHolderRow.member, JointHolderRow.name)
    .where(JointHolderRow.void == 0, JointHolderRow.until_day.is_(None))
    .order_by(JointHolderRow.member, JointHolderRow.place)
)
_JOINT_ONE = _JOINT.where(
    JointHolderRow.member
    == select(CertificateRow.member).where(CertificateRow.number == bindparam("number")).scalar_subquery()
)
_ISSUED_FOR = select(ShareMovementRow.certificate).where(
    ShareMovementRow.id == bindparam("movement"), ShareMovementRow.certificate.is_not(None)
)
_AFTER = select(CertificateFateRow.replaced_by).where(
    CertificateFateRow.number == bindparam("number"),
    or_(CertificateFateRow.fate == "replaced", CertificateFateRow.fate == "spoilt"),
)
_HOLDER_OF = select(CertificateRow.member).where(CertificateRow.number == bindparam("number"))
_ONE = _COLUMNS.where(CertificateRow.number == bindparam("number"))
_STANDING = _COLUMNS.where(CertificateRow.status == "issued")
_REPLACES = select(CertificateFateRow.replaced_by, func.max(CertificateFateRow.number)).group_by(
    CertificateFateRow.replaced_by
)
_REPLACES_ONE = _REPLACES.where(CertificateFateRow.replaced_by == bindparam("number"))
_REPLACES_ANY = _REPLACES.where(CertificateFateRow.replaced_by.is_not(None))
_DUPLICATES = (
    select(CertificatePrintingRow.number, func.max(CertificatePrintingRow.at))
    .where(CertificatePrintingRow.kind == "duplicate")
    .group_by(CertificatePrintingRow.number)
)
_DUPLICATES_ONE = _DUPLICATES.where(CertificatePrintingRow.number == bindparam("number"))


def certificate_view(reader: Reader, number: int) -> CertificateView:
    """Everything a certificate prints.

    Raises:
        UnknownCertificate: there is none with this number.
    """
    rows = reader.rows(_ONE, number=number)
    if not rows:
        raise UnknownCertificate(number)
    notes = _Notes(
        dict(reader.rows(_REPLACES_ONE, number=number)),
        dict(reader.rows(_DUPLICATES_ONE, number=number)),
        _grouped(reader.rows(_JOINT_ONE, number=number)),
        _unpaid(reader, [(row[0], row[1]) for row in owed_by(reader, reader.one(_HOLDER_OF, number=number))]),
    )
    (view,) = _views(reader, rows, notes)
    return view


def all_certificates(reader: Reader) -> tuple[CertificateView, ...]:
    """Every certificate that stands, by number."""
    notes = _Notes(
        dict(reader.rows(_REPLACES_ANY)),
        dict(reader.rows(_DUPLICATES)),
        _grouped(reader.rows(_JOINT)),
        _unpaid(reader, [(each.movement, each.owed_pence) for each in owed_on_shares(reader)]),
    )
    return tuple(_views(reader, reader.rows(_STANDING), notes))


def holder_today(reader: Reader, number: int) -> str:
    """Who holds a certificate's shares by the register of today, all joint holders named.

    Raises:
        UnknownCertificate: there is none with this number.
    """
    rows = reader.rows(_ONE, number=number)
    if not rows:
        raise UnknownCertificate(number)
    return joint_names(rows[0][10], [name for _, name in reader.rows(_JOINT_ONE, number=number)])


@dataclass(frozen=True, slots=True)
class _Notes:
    """What is read beside the certificates' own rows, by certificate number or (``joint``) by member."""

    replaces: Mapping[int | None, int]
    duplicates: Mapping[int, str]
    joint: Mapping[int, Sequence[str]]
    unpaid: Mapping[int, int]


def _grouped(rows: Sequence[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for member, name in rows:
        found.setdefault(member, []).append(name)
    return found


def _unpaid(reader: Reader, owed: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Pence still owed, by the certificate that stands for the allotment today."""
    found: dict[int, int] = {}
    for movement, pence in owed:
        number = reader.value(_ISSUED_FOR, movement=movement)
        while number is not None:
            last, number = number, reader.value(_AFTER, number=number)
            if number is None:
                found[last] = found.get(last, 0) + pence
    return found


def _views(reader: Reader, rows: Sequence[tuple[Any, ...]], notes: _Notes) -> Iterator[CertificateView]:
    society, sheet = letterhead(reader), rules_now(reader)
    signatories = _signatories(reader, society)
    for number, member, *rest in rows:
        view = _view(society, sheet, notes.joint.get(member, ()), number, *rest)
        made = notes.duplicates.get(number)
        yield replace(
            view,
            fate="" if view.stands else what_became(reader, number, view.status),
            replaces=notes.replaces.get(number),
            signatories=signatories,
            duplicate="" if made is None else day_words(local_day(read_moment(made))),
            unpaid_pence=notes.unpaid.get(number, 0),
        )


def _signatories(reader: Reader, society: LetterheadView) -> tuple[tuple[str, str], ...]:
    """Who signs: two directors, or a director and the secretary (domain reference §4.3).

    A name is printed where only one person can be meant; among several directors the line is left for the pen.
    """
    in_office = [each for each in officers_list(reader) if each.until is None]
    names = {
        "Director": sorted({each.name for each in in_office if is_director(each.office)}),
        "Secretary": sorted({each.name for each in in_office if is_secretary(each.office)}),
    }
    offices = ("Director", "Director") if society.legal_form.is_company else ("Director", "Secretary")
    lines = []
    for place, office in enumerate(offices):
        known = names[office]
        before = offices[:place].count(office)
        lines.append((known[before] if before < len(known) <= offices.count(office) else "", office))
    return tuple(lines)


def _view(
    society: LetterheadView,
    sheet: RuleSheet,
    joint: Sequence[str],
    number: int,
    status: str,
    shares: int,
    entered_on: str,
    issued_on: str,
    token: str,
    first_share: int | None,
    last_share: int | None,
    member_number: str,
    name: str,
    address: str,
    postcode: str,
    class_name: str | None,
    withdrawable: int | None,
    transferable: int | None,
    statement: str | None,
    fingerprint: str | None,
) -> CertificateView:
    if class_name is not None:
        sheet = replace(sheet, share_withdrawable=bool(withdrawable), share_transferable=bool(transferable))
    view = CertificateView(
        society=society,
        number=number,
        member_number=display_number(member_number),
        holder=joint_names(name, joint),
        address=", ".join(part for part in (address, postcode) if part),
        shares=shares,
        nominal_pence=society.nominal_pence,
        class_words=class_words(sheet, class_name),
        entered_on=date.fromisoformat(entered_on),
        issued_on=date.fromisoformat(issued_on),
        code=write_code(CodeKind.CERTIFICATE, statement or token),
        status=status,
        condition=" ".join(part for part in (condition_words(sheet), surrender_words(sheet)) if part),
        signatories=(),
        distinctive=None if first_share is None or last_share is None else (first_share, last_share),
    )
    if not statement or fingerprint is None:
        return view
    return _as_signed(view, read_signed_token(statement).statement, fingerprint)


def class_words(sheet: RuleSheet, class_name: str | None) -> str:
    """The shares as a certificate calls them: "withdrawable shares", or by the name of their class."""
    if class_name is None:
        return "withdrawable shares" if sheet.share_withdrawable else "shares"
    return class_name if class_name.casefold().endswith("shares") else f"{class_name} shares"


def _as_signed(view: CertificateView, statement: CertificateStatement, fingerprint: str) -> CertificateView:
    moved = not statement.names(view.holder)
    return replace(
        view,
        holder=statement.holder_words if moved else view.holder,
        # The address is today's: it may be another person's house by now, but never beside an earlier name.
        address="" if moved else view.address,
        member_number=statement.member_number,
        class_words=statement.share_class,
        nominal_pence=statement.nominal_pence,
        key=grouped_fingerprint(fingerprint)[:9],
    )
