"""A sealed paper: unaltered, altered in any byte, added to, sealed by somebody else, or not sealed at all."""

import base64
import io
import os
import random
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from coopdesk.documents.minutes import minutes_pdf
from coopdesk.documents.seal import Verdict, read_seal, seal
from coopdesk.services.keys import KeyView, SealingKey, WrappedKey, new_key, open_key
from tests.documents.lint import lint
from tests.documents.meetings import MEETING
from tests.documents.reading import page_texts, pictures
from tests.documents.societies import HEBDEN

PASSPHRASE = "seven wet Sundays"
MADE = datetime(2026, 11, 1, 12, tzinfo=UTC)
SEALED_AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def make_key() -> SealingKey:
    made = new_key(HEBDEN, PASSPHRASE, MADE, os.urandom)
    return open_key(WrappedKey(made.fingerprint, base64.b64decode(made.certificate), made.wrapped), PASSPHRASE)


def on_record(key: SealingKey, replaced: datetime | None = None) -> KeyView:
    return KeyView(1, key.fingerprint, key.certificate, MADE, replaced)


@pytest.fixture(scope="module")
def key() -> SealingKey:
    return make_key()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return minutes_pdf(replace(MEETING, status="AGREED")).data


@pytest.fixture(scope="module")
def sealed(paper: bytes, key: SealingKey) -> bytes:
    return seal(paper, key, SEALED_AT)


def test_a_sealed_paper_is_the_paper_with_something_behind_it(paper: bytes, sealed: bytes) -> None:
    assert sealed.startswith(paper)
    assert len(sealed) - len(paper) < 10_000
    assert page_texts(sealed) == page_texts(paper)
    assert [each.tobytes() for each in pictures(sealed, 50)] == [each.tobytes() for each in pictures(paper, 50)]


def test_a_sealed_paper_still_passes_the_lint_but_for_the_field_of_the_seal(paper: bytes, sealed: bytes) -> None:
    assert lint(paper) == []
    field = ("/AcroForm", "/Widget", "a link is not told")
    assert [each for each in lint(sealed) if not any(word in each for word in field)] == []


def test_a_seal_leaves_alone_what_the_paper_says_of_itself(paper: bytes, sealed: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as before, pikepdf.open(io.BytesIO(sealed)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(after.docinfo) == dict(before.docinfo)
        (seal_field,) = after.Root.AcroForm.Fields
        assert list(seal_field.Rect) == [0, 0, 0, 0]
        assert str(seal_field.V.M).startswith("D:20261201093000")


def test_unaltered_since_sealed_by_this_societys_key(sealed: bytes, key: SealingKey) -> None:
    found = read_seal(sealed, [on_record(key)])
    assert found.verdict is Verdict.UNALTERED
    assert found.sentence.startswith(
        "Unaltered since it was sealed on 1 December 2026 at 09:30 by the sealing computer's clock with this society's "
        "key, "
    )
    assert "not that what it says is true" in found.sentence
    assert (found.fingerprint, found.named, found.at) == (key.fingerprint, HEBDEN.name, SEALED_AT)


def test_an_earlier_key_of_the_society_still_tells(sealed: bytes, key: SealingKey) -> None:
    replaced = datetime(2027, 3, 1, tzinfo=UTC)
    found = read_seal(sealed, [on_record(key, replaced), on_record(replace(key, fingerprint="00" * 32))])
    assert found.verdict is Verdict.UNALTERED
    assert "with an earlier key of this society (replaced on 1 March 2027)" in found.sentence


def test_without_a_society_file_a_name_proves_nothing_and_that_is_said(sealed: bytes) -> None:
    found = read_seal(sealed)
    assert found.verdict is Verdict.UNALTERED
    assert "Anybody can make a key in any name" in found.sentence


def test_another_societys_key_is_told_apart_even_under_the_same_name(paper: bytes, key: SealingKey) -> None:
    forged = seal(paper, make_key(), SEALED_AT)
    found = read_seal(forged, [on_record(key)])
    assert found.verdict is Verdict.ANOTHER_KEY
    assert found.named == HEBDEN.name
    assert found.sentence.startswith("NOT this society's seal")
    assert read_seal(forged, []).verdict is Verdict.ANOTHER_KEY


def test_an_altered_byte_is_found_wherever_it_stands(paper: bytes, sealed: bytes, key: SealingKey) -> None:
    chance = random.Random(54)
    behind = sealed.index(b"/ByteRange")
    places = [0, len(paper) // 2, *(chance.randrange(len(paper)) for _ in range(40)), *range(behind, behind + 30)]
    places += range(behind + 30, len(sealed), 41)
    for place in places:
        changed = bytearray(sealed)
        changed[place] ^= 1
        found = read_seal(bytes(changed), [on_record(key)])
        assert found.verdict is Verdict.ALTERED, place
        assert found.sentence.startswith("ALTERED since it was sealed")


def test_something_hidden_in_the_room_behind_the_signature_is_found(sealed: bytes, key: SealingKey) -> None:
    end = sealed.index(b"00>", len(sealed) - 8_000)
    assert sealed[end - 20 : end] == b"0" * 20
    hidden = sealed[: end - 20] + b"48656c6c6f2c20746865" + sealed[end:]
    assert len(hidden) == len(sealed)
    assert read_seal(hidden, [on_record(key)]).verdict is Verdict.ALTERED


def test_an_appended_revision_is_found(sealed: bytes, key: SealingKey) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    writer.root["/Lang"] = generic.TextStringObject("cy-GB")
    writer.update_root()  # type: ignore[no-untyped-call]
    output = io.BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    assert output.getvalue().startswith(sealed)
    assert read_seal(output.getvalue(), [on_record(key)]).verdict is Verdict.ALTERED
    assert read_seal(sealed + b"\n% a remark\n", [on_record(key)]).verdict is Verdict.ALTERED


def test_an_unsealed_paper_is_said_to_be_one(paper: bytes, key: SealingKey) -> None:
    for keys in (None, [on_record(key)]):
        found = read_seal(paper, keys)
        assert found.verdict is Verdict.NOT_SEALED
        assert found.sentence.startswith("Not sealed")
        assert (found.fingerprint, found.at) == ("", None)


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + bytes(900)])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    found = read_seal(data)
    assert found.verdict is Verdict.UNREADABLE
    assert "cannot be read as a PDF" in found.sentence


def test_a_sealed_paper_cut_short_is_altered_not_unsealed(sealed: bytes) -> None:
    assert read_seal(sealed[:-30]).verdict is Verdict.ALTERED


def test_sealing_says_nothing_on_the_side(paper: bytes, key: SealingKey, caplog: pytest.LogCaptureFixture) -> None:
    sealed = seal(paper, key, SEALED_AT)
    for data in (sealed, sealed[:-30], sealed + b"x"):
        read_seal(data, [])
    assert caplog.text == ""
