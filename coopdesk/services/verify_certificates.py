"""Certificates proved: no number burnt, each fate told, no share numbered twice, every signature over its words."""

from collections.abc import Iterator

from sqlalchemy import func, select

from coopdesk.domain.certificate_statement import NotAStatement, SignedCode, read_signed_token
from coopdesk.services.certificate_check import verifies
from coopdesk.services.keys import CERTIFICATES, keys_on_record, public_part
from coopdesk.services.ledger_check import EntryOf
from coopdesk.services.opening_holdings import earlier_numbers
from coopdesk.services.society import CERTIFICATE_NUMBERS
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CertificateFateRow, CertificateRow, CertificateStatementRow, CounterRow

_NUMBERS = select(CertificateRow.number)
_COUNTER = select(CounterRow.value).where(CounterRow.name == CERTIFICATE_NUMBERS)
_FATES = (
    select(CertificateRow.number, CertificateRow.status, func.coalesce(CertificateFateRow.fate, ""))
    .join(CertificateFateRow, CertificateFateRow.number == CertificateRow.number, isouter=True)
    .where(CertificateFateRow.fate.is_distinct_from(CertificateRow.status))
    .order_by(CertificateRow.number)
)
_NUMBERED = (
    select(
        CertificateRow.share_class,
        func.coalesce(CertificateRow.first_share, 0),
        CertificateRow.shares,
        CertificateRow.number,
    )
    .where(CertificateRow.first_share.is_not(None), CertificateRow.status == "issued")
    .order_by(CertificateRow.share_class, CertificateRow.first_share)
)
_SIGNED = (
    select(
        CertificateStatementRow.number,
        CertificateStatementRow.signing_key,
        CertificateStatementRow.statement,
        CertificateRow.shares,
    )
    .join(CertificateRow, CertificateRow.number == CertificateStatementRow.number)
    .order_by(CertificateStatementRow.number)
)


def certificate_findings(reader: Reader, entry_of: EntryOf) -> Iterator[tuple[str, str]]:
    """(code, sentence) for each thing about certificates that does not hold together."""
    for number, status, fate in reader.rows(_FATES):
        # Files of the first format made certificates void and kept no fate.
        if fate or status not in ("issued", "void"):
            told = f"its fate is {fate}" if fate else "nothing says what became of it"
            marked = f"is marked {status} ({entry_of('certificate', number)})"
            yield "CERTIFICATE-FATE", f"Certificate {number} {marked} and {told}."
    before: tuple[int | None, int, int] | None = None
    for share_class, first, shares, number in reader.rows(_NUMBERED):
        if before is not None and before[0] == share_class and first <= before[1]:
            yield "SHARES-TWICE", f"Certificates {before[2]} and {number} both hold the share numbered {first}."
        before = (share_class, first + shares - 1, number)
    known = {number for (number,) in reader.rows(_NUMBERS)}
    known |= earlier_numbers(reader)
    burnt = [number for number in range(1, (reader.value(_COUNTER) or 0) + 1) if number not in known]
    if burnt:
        yield (
            "CERTIFICATE-MISSING",
            f"Certificate number {burnt[0]} was taken and stands nowhere ({len(burnt):,} in all).",
        )
    yield from _signatures(reader)


def _signatures(reader: Reader) -> Iterator[tuple[str, str]]:
    signed = reader.rows(_SIGNED)
    used = {key for _, key, _, _ in signed}
    public: dict[int, bytes] = {}
    for each in keys_on_record(reader):
        if each.algorithm == CERTIFICATES and each.number in used:
            try:
                public[each.number] = public_part(each)
            except ValueError:
                yield "KEY-UNREADABLE", f"The public part of signing key {each.number} cannot be read."
    for number, key, token, shares in signed:
        # "" where the words were erased with the member's other data.
        if token and not _holds(token, public.get(key or 0), number, shares):
            yield "CERTIFICATE-SIGNATURE", f"The statement of certificate {number} is not the one that was signed."


def _holds(token: str, public: bytes | None, number: int, shares: int) -> bool:
    try:
        code: SignedCode = read_signed_token(token)
    except NotAStatement:
        return False
    stated = code.statement
    return public is not None and (stated.serial, stated.shares) == (number, shares) and verifies(public, code)
