"""A scan means what its prefix says, whatever the scanner does to it."""

import pytest

from coopdesk.domain.codes import ALPHABET, CODE_NAMES, TOKEN_LENGTH, CodeKind, read_code, token_from, write_code


@pytest.mark.parametrize("kind", CodeKind)
def test_a_code_reads_back_as_its_kind(kind: CodeKind) -> None:
    assert read_code(write_code(kind, "ABCD2345")) == (kind, "ABCD2345")
    assert CODE_NAMES[kind]


@pytest.mark.parametrize("text", ["cdm1:abcd", "CDM1;ABCD", "  CDM1:ABCD\n"])
def test_scanners_with_another_layout_are_understood(text: str) -> None:
    assert read_code(text) == (CodeKind.MEMBER_CARD, "ABCD")


@pytest.mark.parametrize("text", ["", "0427", "CDM1", "CDM1:", "CDX9:ABCD", "https://example.org", "CDM1:" + "A" * 65])
def test_other_text_is_no_code(text: str) -> None:
    assert read_code(text) is None


def test_a_token_is_sixteen_letters_nobody_confuses() -> None:
    token = token_from(bytes(range(16)))
    assert len(token) == TOKEN_LENGTH
    assert not set(token) & set("IO01")
    assert set(token) <= set(ALPHABET)
    assert 256 % len(ALPHABET) == 0


def test_a_certificate_code_copied_in_lines_or_spelt_in_fours_is_the_same_code() -> None:
    assert read_code("cdc1: ABCD 2345\nEFGH 6789 ") == (CodeKind.CERTIFICATE, "ABCD2345EFGH6789")
    assert read_code("CDC1:" + "A" * 300) == (CodeKind.CERTIFICATE, "A" * 300)
    assert read_code("CDC1:" + "A" * 801) is None
    assert read_code("CDM1:" + "A" * 65) is None
