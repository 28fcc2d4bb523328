"""The verbs of ``coopdesk shares`` that are about certificates: print, replace, copy, check, and account for each."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, Session, answer, session
from coopdesk.cli.progress import counting
from coopdesk.cli.saying import tell, whole
from coopdesk.cli.sealing import SEAL, SealedPaper, Sealer, passphrase_of
from coopdesk.domain.faults import UnusableInput

if TYPE_CHECKING:
    from coopdesk.services.certificate_check import CertificateCheck, IssuedAs
    from coopdesk.services.certificate_signing import CertificateKey
    from coopdesk.services.certificate_view import CertificateView

CERTIFICATE = click.argument("number", metavar="CERTIFICATE", type=NUMBERS)
REASON = click.option("--reason", required=True, help="lost, stolen, destroyed, damaged, spoilt, or in your words.")
OUTPUT = click.option("-o", "--output", required=True, type=click.Path(path_type=Path))

_UNSIGNED = " It carries no signature, because no passphrase was given (--passphrase-file P)."


class Signer:
    """Signs the codes of certificates where a passphrase was given. The key is opened before anything else is done."""

    def __init__(self, desk: Session, sealing: bool) -> None:
        """Open the key.

        Raises:
            NoSigningKey: a passphrase was given, for no seal, and the society has no key for certificates.
            WrongPassphrase, FileMissing, UnusableInput: the passphrase cannot be used.
        """
        self._desk = desk
        self._key = self._open(sealing)

    def _open(self, sealing: bool) -> "CertificateKey | None":
        from coopdesk.services.certificate_signing import can_sign, open_certificate_key
        from coopdesk.services.keys import CERTIFICATES, wrapped_key

        passphrase = passphrase_of(self._desk.settings)
        if passphrase is None or (sealing and not self._desk.desk.ask(can_sign)):
            return None
        return open_certificate_key(self._desk.desk.ask(wrapped_key, CERTIFICATES), passphrase)

    def __call__(self, views: Sequence["CertificateView"]) -> bool:
        """Sign what is unsigned, and whether anything was: the certificates are to be read again then."""
        from coopdesk.services.certificate_signing import sign_certificates, unsigned

        wanted = unsigned(views)
        if self._key is None or not wanted:
            return False
        with counting("Signing", len(wanted)) as progress:
            command = sign_certificates(self._key, wanted, progress)
        self._desk.desk.perform(command)
        return True


@click.command()
@FILE
@CERTIFICATE
@OUTPUT
@SEAL
@click.pass_context
def certificate(context: click.Context, file: Path, number: int, output: Path, sealing: bool) -> None:
    """One certificate as a PDF; its code is signed with --passphrase-file P."""
    with session(context, file) as desk:
        seal, sign = Sealer(desk, sealing), Signer(desk, sealing)
        _one(desk, number, output, seal, sign, f"Certificate {number} is in {output}.")


@click.command()
@FILE
@CERTIFICATE
@REASON
@OUTPUT
@SEAL
@click.pass_context
def reprint(context: click.Context, file: Path, number: int, reason: str, output: Path, sealing: bool) -> None:
    """A further copy of a certificate that stands, overprinted DUPLICATE from now on, and noted in the log."""
    from coopdesk.services.certificate_paper import RecordReprint

    with session(context, file) as desk:
        seal, sign = Sealer(desk, sealing), Signer(desk, sealing)
        desk.desk.perform(RecordReprint(number, reason))
        _one(desk, number, output, seal, sign, f"A copy of certificate {number}, marked DUPLICATE, is in {output}.")


def _one(desk: Session, number: int, output: Path, seal: Sealer, sign: Signer, said: str) -> None:
    from coopdesk.documents.certificate import certificate_pdf
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.certificate_views import certificate_view

    view = desk.desk.ask(certificate_view, number)
    if sign([view]):
        view = desk.desk.ask(certificate_view, number)
    sealed = seal(certificate_pdf([view]))
    write_file(output, sealed.data)
    value = {
        "certificate": number,
        "status": view.status,
        "overprint": view.overprint or None,
        "signed": bool(view.key),
        "file": str(output),
        **sealed.facts,
    }
    unsigned = "" if view.key or not view.stands else _UNSIGNED
    desk.answer(value, f"{said}{unsigned}{sealed.words}")


@click.command()
@FILE
@click.option("--all", "everything", is_flag=True, required=True, help="Every certificate that stands.")
@OUTPUT
@SEAL
@click.pass_context
def certificates(context: click.Context, file: Path, everything: bool, output: Path, sealing: bool) -> None:
    """Many certificates in one PDF, one a page; their codes are signed with --passphrase-file P."""
    from coopdesk.documents.certificate import certificate_pdf
    from coopdesk.documents.drawable import drawable_certificates
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.certificate_views import all_certificates

    with session(context, file) as desk:
        seal, sign = Sealer(desk, sealing), Signer(desk, sealing)
        views, left_out = drawable_certificates(desk.desk.ask(all_certificates))
        if not views and left_out:
            raise left_out[0]
        if sign(views):
            views, left_out = drawable_certificates(desk.desk.ask(all_certificates))
        with counting("Certificates", len(views)) as progress:
            data = certificate_pdf(views, progress)
        sealed = seal(data)
        write_file(output, sealed.data)
        for no in left_out:
            tell(f"Left out: {no}")
        signed = sum(bool(view.key) for view in views)
        told = [str(no) for no in left_out]
        value = {
            "certificates": len(views),
            "signed": signed,
            "file": str(output),
            "left_out": told,
            **sealed.facts,
        }
        unsigned = "" if signed == len(views) else f" {len(views) - signed} of them carry no signature."
        desk.answer(value, f"{len(views)} certificates are in {output}.{unsigned}{sealed.words}")


@click.command()
@FILE
@CERTIFICATE
@REASON
@click.option("--indemnity", is_flag=True, help="A statement of loss and an indemnity are held.")
@click.option("--nonce", help="The same nonce again changes nothing and gives the first answer.")
@click.pass_context
def replace(context: click.Context, file: Path, number: int, reason: str, indemnity: bool, nonce: str | None) -> None:
    """A new certificate for the same shares; the old number is kept as replaced and never used again."""
    from coopdesk.domain.certificates import Why, in_hand
    from coopdesk.services.certificates import ReplaceCertificate

    with session(context, file) as desk:
        made = desk.desk.perform(ReplaceCertificate(number, reason, indemnity), nonce=nonce)
        missing = not made.indemnity and not in_hand(Why(made.reason))
        value = {
            "certificate": made.number,
            "replaces": made.replaces,
            "shares": made.shares,
            "status": made.status,
            "reason": made.reason,
            "indemnity": made.indemnity,
        }
        note = " No indemnity is noted: ask for a statement of loss, and say --indemnity next time." if missing else ""
        desk.answer(value, f"Certificate {made.number} replaces {made.replaces}, which is {made.status}.{note}")


@click.command(name="cancel-certificate")
@FILE
@CERTIFICATE
@REASON
@click.pass_context
def cancel_certificate(context: click.Context, file: Path, number: int, reason: str) -> None:
    """Cancel a surrendered certificate; its shares are held without one."""
    from coopdesk.services.certificates import CancelCertificate

    with session(context, file) as desk:
        desk.desk.perform(CancelCertificate(number, reason))
        desk.answer(
            {"certificate": number, "status": "cancelled"},
            f"Certificate {number} is cancelled; its shares are held without one.",
        )


@click.command()
@FILE
@click.argument("member", required=False)
@click.argument("count", required=False)
@click.option("--all", "everybody", is_flag=True, help="Everybody who holds shares without one, in one act.")
@click.pass_context
def certify(context: click.Context, file: Path, member: str | None, count: str | None, everybody: bool) -> None:
    """A certificate for shares that a member, or everybody, holds without one, such as an opening balance."""
    from coopdesk.domain.shares import check_share_count
    from coopdesk.services.certifying import CertifyEverybody, CertifyHolding
    from coopdesk.services.members import resolve

    if (member is None) != everybody:
        raise click.UsageError("Give MEMBER, with or without COUNT, or --all.")
    with session(context, file) as desk:
        if member is None:
            issued = desk.desk.perform(CertifyEverybody())
            desk.answer({"certificates": issued}, f"{issued:,} certificates are issued.")
            return
        wanted = check_share_count(count) if count is not None else 0
        who = desk.desk.ask(resolve, member)
        number = desk.desk.perform(CertifyHolding(who, wanted))
        desk.answer({"certificate": number}, f"Certificate {number} is issued.")


@click.command()
@FILE
@click.argument("sheets", type=NUMBERS)
@REASON
@click.option("--witness", default="", help="Who saw the sheets destroyed.")
@click.option("--sheet-numbers", default="", help="As printed on numbered stationery: 0211 to 0213.")
@click.option("--certificate", type=NUMBERS, help="The certificate that was being printed.")
@click.pass_context
def spoilt(
    context: click.Context,
    file: Path,
    sheets: int,
    reason: str,
    witness: str,
    sheet_numbers: str,
    certificate: int | None,
) -> None:
    """Enter spoilt certificate paper in its log."""
    from coopdesk.services.certificate_paper import RecordSpoiltSheets

    with session(context, file) as desk:
        wish = RecordSpoiltSheets(sheets, reason, witness, sheet_numbers, certificate)
        line = desk.desk.perform(wish)
        count = "1 spoilt sheet" if sheets == 1 else f"{sheets:,} spoilt sheets"
        desk.answer({"line": line, "sheets": sheets}, f"{count} in the log, line {line}.")


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="[FILE] CODE")
@click.option("--key", help="Without FILE: the society's public key, 64 hex digits (“society key FILE show --json”).")
@click.pass_context
def check(context: click.Context, what: tuple[str, ...], key: str | None) -> None:
    """What a certificate was issued as, beside the register of today; without FILE, against --key."""
    from coopdesk.services.certificate_check import check_alone, check_certificate, read_public_key

    if len(what) > 2 or (len(what) == 2 and key is not None):
        raise click.UsageError("Give FILE and CODE, or CODE alone with --key.")
    if len(what) == 2:
        with session(context, Path(what[0])) as desk:
            _say_check(context, desk.desk.ask(check_certificate, what[1]))
        return
    try:
        public = None if key is None else read_public_key(key)
    except ValueError as error:
        wanted = "--key takes a public key of 64 hex digits, as “society key FILE show --json” gives it."
        raise UnusableInput(wanted) from error
    _say_check(context, check_alone(what[0], public))


def _say_check(context: click.Context, found: "CertificateCheck") -> None:
    value = {
        "verdict": found.verdict.value,
        "stands": found.stands,
        "status": found.today.status if found.today else None,
        "issued_as": _issued_facts(found.issued_as) if found.issued_as else None,
        "today": None
        if found.today is None
        else {
            "status": found.today.status,
            "holder": found.today.holder,
            "shares": found.today.shares,
            "fate": found.today.fate,
            "replaced_by": found.today.replaced_by,
        },
        "signed": bool(found.key),
        "key": found.key or None,
        "sentence": found.sentence,
        "differences": list(found.differences),
        "proves": found.proves,
        "does_not_prove": found.does_not_prove,
    }
    if found.good:
        answer(context.obj, value, found.sentence, *found.differences, found.proves, found.does_not_prove)
        return
    code = f"CERTIFICATE-{found.verdict.value.upper()}"
    refused = {"code": code, "message": found.sentence, "fields": {}}
    answer(context.obj, {**value, "refused": refused}, f"refused: {code}: {found.sentence}")
    context.exit(1)


def _issued_facts(stated: "IssuedAs") -> dict[str, object]:
    return {
        "number": stated.number,
        "member": whole(stated.member_number),
        "holder": stated.holder,
        "shares": stated.shares,
        "class": stated.share_class,
        "nominal_pence": stated.nominal_pence,
        "entered_on": stated.entered_on.isoformat(),
        "issued_on": stated.issued_on.isoformat(),
        "society": stated.society_number,
        "distinctive": list(stated.distinctive) if stated.distinctive else None,
    }


@click.command(name="certificates-account")
@FILE
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="A .pdf, .csv, .xlsx or .ods file."
)
@SEAL
@click.pass_context
def certificates_account(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """Every certificate number with what became of it, for the auditor."""
    from coopdesk.documents.certificates_account import certificates_account_paper
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.write_file import write_file
    from coopdesk.domain.certificates import Fate
    from coopdesk.services.certificates_account import account_sheet
    from coopdesk.services.certificates_account import certificates_account as read_account
    from coopdesk.services.export_log import LogExport
    from coopdesk.services.spreadsheets import format_of, spreadsheet_bytes

    made = "pdf" if output.suffix.lower() == ".pdf" else format_of(output.name)
    if sealing and made != "pdf":
        raise UnusableInput("Only a PDF can be sealed: end its name in .pdf, or leave --seal out. Nothing was made.")
    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        account = desk.desk.ask(read_account, desk.now)
        if made == "pdf":
            paper = print_chapters([certificates_account_paper(account)], account.heading)
            sealed, warnings = seal(paper.data), paper.warnings
        else:
            data = spreadsheet_bytes(format_of(output.name), account_sheet(account))
            sealed, warnings = SealedPaper(data, {}, ""), ()
        log = LogExport("certificates account", made, len(account.lines))
        write_file(output, sealed.data, partial(desk.desk.perform, log))
        for warning in warnings:
            tell(warning)
        value = {
            "certificates": len(account.lines),
            **{fate.value: account.count(fate) for fate in Fate},
            "last": account.last,
            "missing": list(account.missing),
            "certified": account.certified,
            "in_issue": account.in_issue,
            "spoilt_sheets": sum(each.sheets for each in account.spoilt if not each.struck_out),
            "file": str(output),
            **sealed.facts,
        }
        desk.answer(value, f"The certificates account is in {output}. {account.proof}{sealed.words}")
    if account.missing:
        context.exit(1)


COMMANDS = (
    certificate,
    certificates,
    replace,
    reprint,
    cancel_certificate,
    certify,
    spoilt,
    check,
    certificates_account,
)
