"""A certificate's statement: one encoding, small enough for paper, nothing else reads as one."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.documents.qr import modules
from coopdesk.domain.certificate_statement import (
    SIGNATURE_LENGTH,
    CertificateStatement,
    NotAStatement,
    is_signed,
    read_signed_token,
    read_statement,
    signed_token,
    stated_holder,
    statement_bytes,
    to_be_signed,
)
from coopdesk.domain.codes import ALPHABET, CodeKind, read_code, token_from, write_code

FINGERPRINT = "4f2a91c2" + "00" * 28
SIGNATURE = bytes(range(SIGNATURE_LENGTH))
NIA = CertificateStatement(
    "12345R",
    418,
    "0427",
    "Nia Llŷr-Williams",
    b"",
    25,
    "withdrawable shares",
    100,
    date(2019, 3, 14),
    date(2026, 11, 28),
)
ARABIC = "محمد بن عبد الله بن سليمان الأنصاري وفاطمة بنت أحمد الزهراء"
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(
    lambda text: unicodedata.normalize("NFC", text)
)


def statements() -> st.SearchStrategy[CertificateStatement]:
    """Statements of every kind a register can hold."""
    days = st.dates(date(1844, 12, 21), date(2999, 12, 31))
    whole = st.integers(1, 10**9)

    def build(name: str, **given: object) -> CertificateStatement:
        holder, digest = stated_holder(name)
        return replace(NIA, holder=holder, holder_digest=digest, **given)  # type: ignore[arg-type]

    names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200)
    return st.builds(
        build,
        names,
        society_number=WORDS,
        serial=whole,
        member_number=st.text("0123456789AB-/", max_size=20),
        shares=whole,
        share_class=WORDS,
        nominal_pence=whole,
        entered_on=days,
        issued_on=days,
        first_distinctive=st.integers(0, 10**12),
    )


@given(statements())
def test_a_statement_reads_back_as_it_was_signed(statement: CertificateStatement) -> None:
    token = signed_token(FINGERPRINT, SIGNATURE, statement_bytes(statement))
    found = read_signed_token(token)
    assert found.statement == statement
    assert found.signature == SIGNATURE
    assert found.key_id.hex() == FINGERPRINT[:8]
    assert found.signed == to_be_signed(statement_bytes(statement))
    assert set(token) <= set(ALPHABET)
    assert read_code(write_code(CodeKind.CERTIFICATE, token)) == (CodeKind.CERTIFICATE, token)


@given(st.binary(max_size=200))
def test_bytes_that_read_as_a_statement_are_the_ones_it_is_written_with(data: bytes) -> None:
    try:
        found = read_statement(data)
    except NotAStatement:
        return
    assert statement_bytes(found) == data


@given(statements(), st.data())
def test_no_other_spelling_of_a_code_reads_as_the_same_certificate(
    statement: CertificateStatement, data: st.DataObject
) -> None:
    token = signed_token(FINGERPRINT, SIGNATURE, statement_bytes(statement))
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from(ALPHABET.replace(token[place], "")))
    changed = token[:place] + letter + token[place + 1 :]
    whole = read_signed_token(token)
    try:
        assert read_signed_token(changed) != whole
    except NotAStatement:
        return


@pytest.mark.parametrize("cut", [1, 2, 5, 20, 100])
def test_a_code_cut_short_is_no_statement(cut: int) -> None:
    token = signed_token(FINGERPRINT, SIGNATURE, statement_bytes(NIA))
    with pytest.raises(NotAStatement):
        read_signed_token(token[:-cut])


@pytest.mark.parametrize("added", ["A", "AA", "AAAAAAAA", "B"])
def test_a_code_with_more_behind_it_is_no_statement(added: str) -> None:
    token = signed_token(FINGERPRINT, SIGNATURE, statement_bytes(NIA))
    with pytest.raises(NotAStatement):
        read_signed_token(token + added)


def test_a_plain_token_is_not_taken_for_a_statement() -> None:
    assert not is_signed(token_from(bytes(16)))
    assert is_signed(signed_token(FINGERPRINT, SIGNATURE, statement_bytes(NIA)))


@pytest.mark.parametrize("name", ["Nia Llŷr-Williams", "محمد علی خان", "A" * 72, "ẹ́" * 10])
def test_a_name_of_usual_length_is_stated_whole(name: str) -> None:
    holder, digest = stated_holder(name)
    assert (holder, digest) == (unicodedata.normalize("NFC", name), b"")


@pytest.mark.parametrize(
    "name", ["Bartholomew Featherstonehaugh " * 6, ARABIC, "क्षत्रिय " * 12, "o\u0331\u0323\u0307" * 40]
)
def test_a_long_name_is_cut_by_rule_and_vouched_for_whole(name: str) -> None:
    holder, digest = stated_holder(name)
    statement = replace(NIA, holder=holder, holder_digest=digest)
    composed = unicodedata.normalize("NFC", name)
    assert composed.startswith(holder)
    assert not unicodedata.category(composed[len(holder)]).startswith("M")
    assert statement.holder_words.endswith("…")
    assert statement.names(name)
    assert statement.names(unicodedata.normalize("NFD", name))
    assert not statement.names(name + "e")
    assert not statement.names(holder)


def test_the_longest_statement_there_can_be_still_prints_in_modules_a_telephone_reads() -> None:
    # 25 mm over 65 modules is 0.38 mm each; readers ask for a third of a millimetre on paper.
    longest = replace(
        NIA,
        society_number="N" * 12,
        serial=99_999,
        member_number="M" * 12,
        share_class="withdrawable and transferable shares",
        shares=1_000_000,
        nominal_pence=10_000,
        first_distinctive=10**9,
    )
    holder, digest = stated_holder(ARABIC * 3)
    crowded = replace(longest, holder=holder, holder_digest=digest)
    sizes = [
        len(modules(write_code(CodeKind.CERTIFICATE, signed_token(FINGERPRINT, SIGNATURE, statement_bytes(each)))))
        for each in (NIA, crowded)
    ]
    assert sizes[0] <= 53
    assert sizes[1] <= 65


def test_a_text_too_long_for_a_certificate_is_no_statement() -> None:
    with pytest.raises(ValueError, match="255 bytes"):
        statement_bytes(replace(NIA, share_class="w" * 256))
    with pytest.raises(ValueError, match="cannot stand"):
        statement_bytes(replace(NIA, shares=-1))


def test_a_number_or_a_text_spelt_another_way_is_no_statement() -> None:
    data = statement_bytes(NIA)
    assert data[1:3] == b"\xa2\x03"
    holder = NIA.holder.encode()
    apart = unicodedata.normalize("NFD", NIA.holder).encode()
    for other in (
        data[:2] + b"\x83\x00" + data[3:],
        data.replace(bytes([len(holder)]) + holder, bytes([len(apart)]) + apart),
        data + b"\x00" * 15,
    ):
        assert other != data
        with pytest.raises(NotAStatement):
            read_statement(other)
