"""The seal on a finished paper: a PAdES signature by the society's own key, and what can be told from one.

What a seal shows: no byte of the paper has changed since somebody with the society's key and passphrase sealed it.
What it does not show: who that was, whether what the paper says is true, or when it was (the computer's clock is
believed). The words below claim no more than that.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.services.keys import KeyView, SealingKey, fingerprint_of, grouped_fingerprint

if TYPE_CHECKING:
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
    from pyhanko.sign.validation import EmbeddedPdfSignature

FIELD = "Seal"
MOST_READ = 256 * 1024 * 1024
"""Bytes of a paper that is looked at: a pack of ten thousand certificates is a tenth of it."""


class Verdict(StrEnum):
    """What a paper's seal says."""

    UNALTERED = "unaltered"
    ANOTHER_KEY = "another-key"
    ALTERED = "altered"
    NOT_SEALED = "not-sealed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SealFinding:
    """What was found out about a paper."""

    verdict: Verdict
    sentence: str
    fingerprint: str = ""
    """Of the key that sealed it, 64 hex digits, or "" where none can be told."""
    named: str = ""
    """What that key's certificate calls itself; anybody can make one with any name."""
    at: datetime | None = None
    """The moment the sealing computer's clock showed."""


# -- sealing -----------------------------------------------------------------------------------------------------------


def seal(paper: bytes, key: SealingKey, moment: datetime, reason: str = "Sealed by the society") -> bytes:
    """The paper with an invisible seal; what was there before is in it byte for byte.

    Args:
        paper: a finished PDF.
        key: the society's key, opened.
        moment: what the seal says of its time.
        reason: what the seal says of its purpose, as PDF readers show it.
    """
    import asyncio

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Untold(IncrementalPdfFileWriter):
        """Leaves what the paper says of itself alone: pyHanko would date it today, and its archive claim afresh."""

        def _update_meta(self) -> None:
            """Nothing is updated."""

    async def sealed() -> bytes:
        signer = _signer(key, reason)
        session = signer.init_signing_session(Untold(io.BytesIO(paper)))
        # The desk's clock, not the computer's own: papers may be entered afterwards.
        session.system_time = moment
        room = await session.estimate_signature_container_size(None)
        document = session.prepare_tbs_document(None, room)
        prepared, output = document.digest_tbs_document()
        attributes = _attributes(moment)
        done = await document.perform_signature(prepared.document_digest, attributes)
        await done.post_signature_processing(output)
        assert isinstance(output, io.BytesIO)
        return output.getvalue()

    return asyncio.run(sealed())


def _signer(key: SealingKey, reason: str) -> "PdfSigner":
    from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    (certificate,) = load_certs_from_pemder_data(key.certificate)
    private = load_private_key_from_pemder_data(key.private, passphrase=None)
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the class has no annotations
    about = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    return PdfSigner(about, SimpleSigner(certificate, private, others))


def _attributes(moment: datetime) -> "PdfCMSSignedAttributes":
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    return PdfCMSSignedAttributes(signing_time=moment)


# -- checking ----------------------------------------------------------------------------------------------------------


def read_seal(paper: bytes, keys: Sequence[KeyView] | None = None) -> SealFinding:
    """What the seal of a paper shows, in a sentence that claims no more.

    Args:
        paper: the file, whatever it may be.
        keys: the public keys of the society it should be from; None where no society file is at hand.
    """
    try:
        seals = _seals(paper)
    except Exception:  # noqa: BLE001 - a file from anywhere may break a reader in any way; that is the finding
        return _unreadable(paper)
    if not seals:
        return _altered() if _has_remains(paper) else SealFinding(Verdict.NOT_SEALED, _NOT_SEALED)
    if not all(each.whole for each in seals):
        return _altered(seals[0])
    return _by_whom(seals[-1], keys)


@dataclass(frozen=True, slots=True)
class _Seal:
    """One signature in a paper, as found: ``whole`` when it holds and nothing came after it."""

    whole: bool
    fingerprint: str
    named: str
    at: datetime | None


_CLAIM = "This shows that the file is as it was sealed, not that what it says is true."
_NOT_SEALED = "Not sealed: nothing in this file shows whether it was altered. Compare it with the society's own copy."
_ALTERED = "ALTERED since it was sealed: do not rely on this file. Ask the society for its sealed copy."
_UNREADABLE = "This file cannot be read as a PDF, so nothing can be told about a seal. Ask for the file again."


def _seals(paper: bytes) -> list[_Seal]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    if len(paper) > MOST_READ:
        raise ValueError("the file is larger than any paper")
    return [_seal_found(each, paper) for each in PdfFileReader(io.BytesIO(paper)).embedded_regular_signatures]


def _seal_found(found: "EmbeddedPdfSignature", paper: bytes) -> _Seal:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    certificate = found.signer_cert
    # Trusting the certificate in the file asks only whether the signature is its key's; whose key it is comes after.
    # (pyHanko logs a traceback for a certificate it does not trust.)
    trust = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    status = validate_pdf_signature(found, signer_validation_context=trust, skip_diff=True)
    whole = (
        status.intact
        and status.valid
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and _nothing_behind(found, paper)
    )
    named = certificate.subject.native.get("common_name", "")
    return _Seal(whole, fingerprint_of(certificate.dump()), str(named), found.self_reported_timestamp)


def _nothing_behind(found: "EmbeddedPdfSignature", paper: bytes) -> bool:
    """Whether the room left over behind the signature is empty: no signature covers its own place in the file."""
    start, length, after, _ = (int(each) for each in found.byte_range)
    room = bytes.fromhex(paper[start + length + 1 : after - 1].decode("ascii"))
    size, figures = room[1], 0
    if size & 0x80:
        # DER (X.690 8.1.3.5): from 128 bytes on, the second byte says how many more hold the length.
        figures = size & 0x7F
        size = int.from_bytes(room[2 : 2 + figures])
    return not room[2 + figures + size :].strip(b"\0")


_MARKS = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/adbe.pkcs7", b"/DocMDP")
"""What a signature leaves in a file, so that one broken beyond reading is not taken for none."""


def _has_remains(paper: bytes) -> bool:
    return any(mark in paper for mark in _MARKS)


def _unreadable(paper: bytes) -> SealFinding:
    return _altered() if _has_remains(paper) else SealFinding(Verdict.UNREADABLE, _UNREADABLE)


def _altered(found: _Seal | None = None) -> SealFinding:
    if found is None:
        return SealFinding(Verdict.ALTERED, _ALTERED)
    return SealFinding(Verdict.ALTERED, _ALTERED, found.fingerprint, found.named, found.at)


def _by_whom(found: _Seal, keys: Sequence[KeyView] | None) -> SealFinding:
    when = (
        f" on {day_words(local_day(found.at))} at {hour(found.at)} by the sealing computer's clock" if found.at else ""
    )
    shown = grouped_fingerprint(found.fingerprint)
    known = next((key for key in keys or () if key.fingerprint == found.fingerprint), None)
    if known is not None:
        which = "this society's key" if known.replaced is None else f"an earlier key of this society ({_ended(known)})"
        verdict, told = Verdict.UNALTERED, f"Unaltered since it was sealed{when} with {which}, {shown}. {_CLAIM}"
    elif keys is not None:
        verdict, told = (
            Verdict.ANOTHER_KEY,
            f"NOT this society's seal: the file is unaltered since it was sealed{when}, but with the key {shown}, "
            f"which calls itself “{found.named}” and is none of this society's.",
        )
    else:
        verdict, told = (
            Verdict.UNALTERED,
            f"Unaltered since it was sealed{when} with the key {shown}, which calls itself “{found.named}”. {_CLAIM} "
            "Anybody can make a key in any name: compare it with the society's own (“society key FILE show”).",
        )
    return SealFinding(verdict, told, found.fingerprint, found.named, found.at)


def _ended(key: KeyView) -> str:
    return f"replaced on {day_words(local_day(key.replaced))}" if key.replaced else ""
