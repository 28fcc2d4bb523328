"""Nominations on death: the limit, the relatives, and that every penny goes somewhere."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.nominations import (
    NominatedTooLate,
    Nominee,
    NoNominations,
    NotARelative,
    Relationship,
    TooMuchNominated,
    check_days,
    check_nominees,
    read_part,
    share_out,
)
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import LegalForm
from coopdesk.domain.share_settings import in_force

SOCIETY = LegalForm.CO_OPERATIVE
LIMIT = 500_000


def test_scenario_50_a_nomination_is_valid_to_5000_pounds_and_the_rest_goes_to_the_estate() -> None:
    limit = in_force([], date(2026, 11, 28))["nomination_limit"]
    assert limit.source == "2014 Act s.37(4)"
    out = share_out(700_000, [Fraction(1)], int(limit.value))
    assert out.nominees == (500_000,)
    assert out.estate_pence == 200_000


def test_the_limit_is_on_what_the_nomination_comprises_not_on_what_the_member_held() -> None:
    assert share_out(700_000, [Fraction(1, 2)], LIMIT).nominees == (350_000,)
    assert share_out(700_000, [Fraction(1, 2)], LIMIT).estate_pence == 350_000
    assert share_out(2_000_000, [Fraction(1, 2)], LIMIT).estate_pence == 1_500_000


def test_nominees_share_the_limit_in_proportion_and_odd_pence_go_to_the_first_named() -> None:
    assert share_out(100, [Fraction(1, 3)] * 3, LIMIT).nominees == (34, 33, 33)
    assert share_out(100, [Fraction(1, 3), Fraction(2, 3)], LIMIT).nominees == (33, 67)
    assert share_out(101, [Fraction(1, 2), Fraction(1, 2)], LIMIT).nominees == (51, 50)
    assert share_out(900_000, [Fraction(1, 3), Fraction(2, 3)], LIMIT).nominees == (166_667, 333_333)


def test_without_a_nomination_all_is_the_estates() -> None:
    assert share_out(700_000, [], LIMIT).estate_pence == 700_000
    assert share_out(0, [Fraction(1)], LIMIT).nominees == (0,)
    assert share_out(700_000, [Fraction(1)], None).nominees == (700_000,)


@given(
    st.integers(0, 10**9),
    st.lists(st.fractions(min_value=Fraction(1, 1000), max_value=Fraction(1, 8), max_denominator=1000), max_size=8),
    st.integers(0, 10**6),
)
def test_every_penny_goes_to_somebody_and_never_more_than_the_limit_by_nomination(
    held: int, parts: list[Fraction], limit: int
) -> None:
    out = share_out(held, parts, limit)
    assert sum(out.nominees) + out.estate_pence == held
    assert sum(out.nominees) <= limit
    assert all(share >= 0 for share in out.nominees)
    total = sum(parts, Fraction(0))
    for part, share in zip(parts, out.nominees, strict=True):
        assert abs(share - min(int(held * total), limit) * part / total) < 1


def test_an_officer_may_be_nominated_only_as_a_listed_relative() -> None:
    with pytest.raises(NotARelative, match="Ada Holt is an officer"):
        check_nominees([Nominee("Ada Holt", Fraction(1), officer=True)], SOCIETY)
    for relationship in Relationship:
        if relationship.close:
            check_nominees([Nominee("Ada Holt", Fraction(1), relationship, officer=True)], SOCIETY)
    check_nominees([Nominee("A friend", Fraction(1))], SOCIETY)


def test_parts_come_to_one_whole_at_most() -> None:
    with pytest.raises(TooMuchNominated, match="7/6"):
        check_nominees([Nominee("A", Fraction(1, 2)), Nominee("B", Fraction(2, 3))], SOCIETY)
    check_nominees([Nominee("A", Fraction(1, 2)), Nominee("B", Fraction(1, 2))], SOCIETY)
    with pytest.raises(NotUnderstood):
        check_nominees([], SOCIETY)


@pytest.mark.parametrize("form", [LegalForm.CIC, LegalForm.COMPANY])
def test_a_company_has_no_nominations(form: LegalForm) -> None:
    with pytest.raises(NoNominations):
        check_nominees([Nominee("A", Fraction(1))], form)


def test_a_nomination_reaches_the_society_in_the_members_lifetime() -> None:
    check_days(date(2026, 1, 2), date(2026, 1, 5), None)
    check_days(date(2026, 1, 2), date(2026, 1, 5), date(2026, 1, 5))
    with pytest.raises(NominatedTooLate, match="died on 4 January 2026"):
        check_days(date(2026, 1, 2), date(2026, 1, 5), date(2026, 1, 4))
    with pytest.raises(NominatedTooLate, match="before that"):
        check_days(date(2026, 1, 2), date(2026, 1, 1), None)


@pytest.mark.parametrize(
    ("text", "part"),
    [("1/2", Fraction(1, 2)), ("50 %", Fraction(1, 2)), ("ALL", Fraction(1)), ("33.3%", Fraction(333, 1000))],
)
def test_parts_are_read_as_people_write_them(text: str, part: Fraction) -> None:
    assert read_part(text) == part


@pytest.mark.parametrize("text", ["0", "-1/2", "3/2", "half", "1/0", "101%", "1/99999", "nan"])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_part(text)
