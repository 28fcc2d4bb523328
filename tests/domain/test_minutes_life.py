"""The life of minutes as a rule: steps in order, once, and words that stand."""

from datetime import UTC, datetime, timedelta

import pytest

from coopdesk.domain.minutes_life import (
    MinutesStatus,
    MinutesUnfinished,
    NoQuorumToDecide,
    NotAgreedYet,
    NotALaterMeeting,
    NotApprovedYet,
    SomethingStandsOnIt,
    StepTaken,
    StillADraft,
    WordsSettled,
    WordsStand,
    check_correction,
    check_edit,
    check_later,
    check_reopen,
    check_step,
)
from coopdesk.domain.refusals import Refusal

DRAFT, AGREED, APPROVED, SIGNED = MinutesStatus

EVENING = datetime(2026, 11, 28, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "wanted", "refusal"),
    [
        (DRAFT, AGREED, None),
        (AGREED, APPROVED, None),
        (APPROVED, SIGNED, None),
        (DRAFT, APPROVED, NotAgreedYet),
        (DRAFT, SIGNED, NotAgreedYet),
        (AGREED, SIGNED, NotApprovedYet),
        (AGREED, AGREED, StepTaken),
        (SIGNED, AGREED, StepTaken),
        (SIGNED, APPROVED, StepTaken),
        (SIGNED, SIGNED, StepTaken),
    ],
)
def test_steps_are_taken_in_order_and_once(
    status: MinutesStatus, wanted: MinutesStatus, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        check_step(status, wanted, closed=True)
        return
    with pytest.raises(refusal):
        check_step(status, wanted, closed=True)


def test_minutes_of_a_meeting_that_goes_on_are_not_agreed() -> None:
    with pytest.raises(MinutesUnfinished):
        check_step(DRAFT, AGREED, closed=False)


def test_words_are_edited_in_a_draft_only() -> None:
    check_edit(DRAFT)
    with pytest.raises(WordsStand, match="minutes reopen"):
        check_edit(AGREED)
    for settled in (APPROVED, SIGNED):
        with pytest.raises(WordsSettled, match=f"These minutes are {settled.lower()}, .* never edited"):
            check_edit(settled)


def test_a_draft_needs_no_correction() -> None:
    with pytest.raises(StillADraft):
        check_correction(DRAFT)
    for status in (AGREED, APPROVED, SIGNED):
        check_correction(status)


def test_agreed_minutes_are_reopened_until_something_stands_on_them() -> None:
    check_reopen(AGREED, 0)
    for status, corrections, refusal in (
        (DRAFT, 0, StillADraft),
        (AGREED, 1, SomethingStandsOnIt),
        (APPROVED, 0, WordsSettled),
        (SIGNED, 0, WordsSettled),
    ):
        with pytest.raises(refusal):
            check_reopen(status, corrections)


@pytest.mark.parametrize(("later", "days", "opened"), [(1, 0, True), (2, -365, True), (2, 0, True), (2, 365, False)])
def test_only_a_later_meeting_that_was_held_approves(later: int, days: int, opened: bool) -> None:
    with pytest.raises(NotALaterMeeting, match=f"Meeting {later} was not held after meeting 1"):
        check_later(1, EVENING, later, EVENING + timedelta(days=days), opened=opened, quorate=True)
    check_later(1, EVENING, 2, EVENING + timedelta(days=365), opened=True, quorate=True)


def test_a_meeting_without_a_quorum_approves_nothing() -> None:
    with pytest.raises(NoQuorumToDecide, match="Meeting 2 has declared no quorum"):
        check_later(1, EVENING, 2, EVENING + timedelta(days=365), opened=True, quorate=False)
