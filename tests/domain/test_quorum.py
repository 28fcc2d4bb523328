"""Quorum: exact, rounded up, and never met by an empty room."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.quorum import quorum, state
from coopdesk.domain.rules import LegalForm, RuleSheet, change, preset

RESULTS = Path(__file__).parents[3] / "shared" / "data" / "meetings" / "results.json"


def _sheet(**settings: str) -> RuleSheet:
    return change(preset(LegalForm.CO_OPERATIVE), settings)


@pytest.mark.parametrize(("entitled", "needed"), [(25, 3), (30, 3), (31, 4), (165, 17), (0, 3), (412, 42)])
def test_ten_per_cent_or_three_whichever_is_greater(entitled: int, needed: int) -> None:
    assert quorum(_sheet(quorum="max(3, 10%)"), entitled).needed == needed


@pytest.mark.parametrize(("entitled", "needed"), [(100, 20), (375, 75), (376, 75), (404, 75), (3, 1), (0, 1)])
def test_twenty_per_cent_or_seventy_five_whichever_is_lower(entitled: int, needed: int) -> None:
    assert quorum(_sheet(quorum="min(75, 20%)"), entitled).needed == needed


@given(
    percent=st.fractions(min_value=Fraction(1, 100), max_value=100),
    number=st.none() | st.integers(1, 1000),
    combine=st.sampled_from(["greater", "lower"]),
    entitled=st.integers(0, 1_000_000),
)
def test_the_percentage_is_never_undershot_and_never_overshot_by_a_whole_member(
    percent: Fraction, number: int | None, combine: Literal["greater", "lower"], entitled: int
) -> None:
    sheet = replace(_sheet(), quorum_percent=percent, quorum_number=None)
    part = quorum(sheet, entitled).needed
    assert part >= percent * entitled / 100
    assert part == 1 or part - 1 < percent * entitled / 100
    both = quorum(replace(sheet, quorum_number=number, quorum_combine=combine), entitled).needed
    if number is not None:
        assert both == (max(part, number) if combine == "greater" else min(part, number))


def test_the_steps_let_the_reader_check_the_sum() -> None:
    need = quorum(_sheet(quorum="10%"), 412)
    assert need.steps == (
        ("412", "entitled to vote"),
        ("10%", "of them"),
        ("41.2", "exactly"),
        ("42", "rounded up"),
        ("42", "needed"),
    )
    assert need.rule_words == "10% of the members entitled to vote"


def test_a_sum_that_comes_out_even_is_not_said_to_be_rounded() -> None:
    steps = quorum(_sheet(quorum="10% or 3, whichever is greater"), 410).steps
    assert steps[2:] == (("41", "exactly"), ("3", "or a fixed number"), ("41", "needed: whichever is greater"))


def test_a_fixed_quorum_does_not_move_with_the_register() -> None:
    assert {quorum(_sheet(quorum="30"), entitled).needed for entitled in (5, 30, 5000)} == {30}


def test_rules_that_name_no_quorum_ask_for_two_because_one_person_is_no_meeting() -> None:
    need = quorum(_sheet(quorum="none"), 412)
    assert need.needed == 2
    assert "one person is not a meeting" in need.steps[-1][1]


def test_an_empty_room_is_never_quorate() -> None:
    need = quorum(_sheet(quorum="10%"), 0)
    assert not state(need, 0).met


def test_those_present_are_a_quorum_at_an_adjourned_meeting_and_the_first_sum_is_still_shown() -> None:
    need = quorum(_sheet(quorum="max(3, 10%)"), 165, adjourned=True)
    assert state(need, 2).met
    assert ("17", "needed: whichever is greater") in need.steps
    assert "10% of the members" in need.rule_words
    assert not state(need, 0).met


def test_rules_may_ask_the_same_quorum_of_an_adjourned_meeting() -> None:
    sheet = _sheet(quorum="10%", adjourned_quorum="same")
    assert quorum(sheet, 165, adjourned=True) == quorum(sheet, 165)


def test_one_person_alone_is_warned_about() -> None:
    need = quorum(_sheet(), 20, adjourned=True)
    assert "One person alone" in state(need, 1).warning
    assert state(need, 2).warning == ""


@pytest.mark.parametrize(
    ("present", "met", "sentence", "margin"),
    [
        (118, True, "118 present, 75 needed", "43 may leave"),
        (75, True, "75 present, 75 needed", "nobody may leave"),
        (61, False, "61 present, 75 needed", "14 more needed"),
    ],
)
def test_the_state_is_said_with_its_margin(present: int, met: bool, sentence: str, margin: str) -> None:
    now = state(quorum(_sheet(quorum="min(75, 20%)"), 404), present)
    assert (now.met, now.sentence, now.margin_words) == (met, sentence, margin)
    assert now.margin == present - 75


def test_a_register_cannot_hold_fewer_than_none() -> None:
    with pytest.raises(ValueError, match="fewer than none"):
        quorum(_sheet(), -1)


def _published() -> list[Any]:
    if not RESULTS.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason="published results are in ../shared, absent here"))]
    return [pytest.param(each, id=each["id"]) for each in json.loads(RESULTS.read_text(encoding="utf-8"))["quorums"]]


@pytest.mark.parametrize("case", _published())
def test_quorums_of_real_meetings(case: dict[str, Any]) -> None:
    need = quorum(_sheet(quorum=str(case["needed"])), 412)
    assert state(need, case["present"]).met is case["met"]
