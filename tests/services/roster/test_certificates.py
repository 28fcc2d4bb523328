"""Certificates and joint holders as registers write them in one cell."""

from datetime import date

import pytest

from coopdesk.services.roster.certificates import (
    NamedCertificate,
    certificates_text,
    joint_holders_text,
    read_certificates,
    read_joint_holders,
)
from coopdesk.services.roster.values import Bad

DAY = date(2019, 3, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", [(12, None, None)]),
        (" No. 00012 ", [(12, None, None)]),
        ("#7", [(7, None, None)]),
        ("Certificate 7", [(7, None, None)]),
        ("Share certificate nos 7 and 9", [(7, None, None), (9, None, None)]),
        ("12, 13", [(12, None, None), (13, None, None)]),
        ("12 (10); 57 (1,005)", [(12, 10, None), (57, 1005, None)]),
        ("12 (10 shares, 2019-03-04); 57 (1 share)", [(12, 10, DAY), (57, 1, None)]),
        ("12: 10, 57: 5", [(12, 10, None), (57, 5, None)]),
        ("12\n13", [(12, None, None), (13, None, None)]),
        ("", []),
        ("-", []),
        ("none", []),
    ],
)
def test_certificates_are_read_as_registers_write_them(
    text: str, expected: list[tuple[int, int | None, date | None]]
) -> None:
    assert read_certificates(text) == tuple(NamedCertificate(*each) for each in expected)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("A-12", "not a certificate number"),
        ("12 13", "not a certificate number"),
        ("12.5", "not a certificate number"),
        ("-12", "not a certificate number"),
        ("0", "from 1 to 9,999,999"),
        ("01422496001", "from 1 to 9,999,999"),
        ("12; 12", "a certificate named twice"),
        ("12 (0 shares)", "a certificate for no shares"),
        ("12 (5, 2019-02-31)", "no such date"),
        ("=cmd|'/c calc'!A1", "not a certificate number"),
    ],
)
def test_what_is_no_certificate_number_says_why(text: str, why: str) -> None:
    read = read_certificates(text)
    assert isinstance(read, Bad)
    assert why in read.reason


def test_certificates_written_are_read_back() -> None:
    several = (NamedCertificate(12, 10, DAY), NamedCertificate(57, 1, date(2020, 1, 2)))
    assert read_certificates(certificates_text(several, 15, DAY)) == several
    assert certificates_text((NamedCertificate(12, 10, DAY),), 10, DAY) == "12"
    assert certificates_text((NamedCertificate(12, 10, DAY),), 15, DAY) == "12 (10 shares, 2019-03-04)"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tom Brown", ("Tom Brown",)),
        ("Tom Brown and Ann Oak", ("Tom Brown", "Ann Oak")),
        ("Tom Brown & Ann Oak", ("Tom Brown", "Ann Oak")),
        ("Tom Brown; Ann Oak", ("Tom Brown", "Ann Oak")),
        ("Ferdinand Anders", ("Ferdinand Anders",)),
        ("", ()),
    ],
)
def test_joint_holders_are_read_one_by_one(text: str, names: tuple[str, ...]) -> None:
    assert read_joint_holders(text) == names


@pytest.mark.parametrize("names", [("Rod and Line",), ("Rod & Line", "Ann Oak"), ("Tom Brown",)])
def test_joint_holders_written_are_read_back(names: tuple[str, ...]) -> None:
    assert read_joint_holders(joint_holders_text(names)) == names
