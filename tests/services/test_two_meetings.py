"""What two meetings must pass, with the days between; and rule changes that wait for registration."""

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.statutes import SecondMeetingOutOfTime
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.debate import ConfirmsNothing
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import CallMeeting, CloseMeeting, OpenMeeting
from coopdesk.services.minutes import minutes_view
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.society import rules_now
from coopdesk.services.two_meetings import ConfirmMotion, NothingToConfirm, NothingToRegister, RegisterMotion
from coopdesk.services.verify import verify
from tests.conftest import IN_THE_ROOM, DeskAtHand
from tests.services.votes_at_hand import decide, seen, written


@pytest.fixture
def passed(quorate: DeskAtHand) -> DeskAtHand:
    """An amalgamation (motion 1) passed on 28 November 2026, and the meeting closed."""
    decide(quorate, written(quorate, "amalgamation"), 9, 3)
    quorate.perform(CloseMeeting(1))
    return quorate


def _second(desk: DeskAtHand, day: str, votes_for: int) -> None:
    """The second meeting held, and the confirming motion voted on."""
    meeting = desk.perform(CallMeeting("sgm", f"{day}T19:00", "Hall"))
    number = desk.perform(ConfirmMotion(1, 1, meeting.id))
    desk.watch.moment = meeting.at
    desk.perform(OpenMeeting(meeting.id))
    for member in range(1, IN_THE_ROOM + 1):
        desk.perform(CheckIn(meeting.id, str(member)))
    desk.perform(DeclareQuorum(meeting.id))
    desk.perform(PutMotion(meeting.id, number, "hands"))
    against = IN_THE_ROOM - votes_for
    desk.perform(RecordHands(meeting=meeting.id, number=number, votes_for=votes_for, against=against))
    desk.perform(CloseVote(meeting.id, number))
    desk.perform(DeclareResult(meeting.id, number))


def test_scenario_25_passed_once_it_awaits_confirmation_with_the_days(passed: DeskAtHand) -> None:
    view = seen(passed, 1)
    assert view.result is not None
    assert view.result.decision is not None
    assert view.result.decision.outcome == "undecided"
    standing = view.debate.standing
    assert (standing.status, str(standing.earliest), str(standing.latest)) == (
        "awaiting confirmation",
        "2026-12-12",
        "2026-12-28",
    )
    assert "outcome='awaiting confirmation'" in str(passed.ask(minutes_view, 1, passed.now()))
    assert passed.ask(verify).findings == ()


def test_scenario_24_a_second_meeting_too_early_or_too_late_is_refused(passed: DeskAtHand) -> None:
    for day in ("2026-12-11", "2026-12-29"):
        meeting = passed.perform(CallMeeting("sgm", f"{day}T19:00", "Hall"))
        with pytest.raises(SecondMeetingOutOfTime, match="12 December 2026 to 28 December 2026"):
            passed.perform(ConfirmMotion(1, 1, meeting.id))


@pytest.mark.parametrize(
    ("votes_for", "status", "outcome"), [(7, "confirmed", "carried"), (6, "not confirmed", "lost")]
)
def test_the_second_meeting_decides(passed: DeskAtHand, votes_for: int, status: str, outcome: str) -> None:
    _second(passed, "2026-12-12", votes_for)
    view = seen(passed, 1)
    assert view.debate.standing.status == status
    assert view.result is not None
    assert view.result.decision is not None
    assert view.result.decision.outcome == outcome
    assert passed.ask(verify).findings == ()


def test_a_confirmation_belongs_to_a_first_meeting_that_passed_it(quorate: DeskAtHand) -> None:
    with pytest.raises(ConfirmsNothing):
        quorate.perform(PutMotion(1, written(quorate, "confirmation"), "hands"))
    later = quorate.perform(CallMeeting("sgm", "2026-12-14T19:00", "Hall"))
    ordinary, merger = written(quorate), written(quorate, "transfer")
    for number, why in ((ordinary, "one meeting decides"), (merger, "has not declared it passed")):
        with pytest.raises(NothingToConfirm, match=why):
            quorate.perform(ConfirmMotion(1, number, later.id))
    decide(quorate, merger, 12, 0)
    quorate.perform(ConfirmMotion(1, merger, later.id))
    with pytest.raises(NothingToConfirm, match="about it already"):
        quorate.perform(ConfirmMotion(1, merger, later.id))
    quorate.undo()
    with pytest.raises(NotUnderstood, match="same meeting"):
        quorate.perform(ConfirmMotion(1, merger, 1))


def test_scenario_26_a_rule_change_waits_for_registration_and_the_old_rules_go_on(quorate: DeskAtHand) -> None:
    number = written(quorate, "rule-change")
    before = quorate.ask(rules_now)
    with pytest.raises(NothingToRegister, match="has not been declared carried"):
        quorate.perform(RegisterMotion(1, number, "2026-11-28"))
    decide(quorate, number, 12, 0)
    assert seen(quorate, number).debate.standing.status == "not in force until registered"
    assert quorate.ask(rules_now) == before
    quorate.watch.wind(days=30)
    for day in ("2026-11-01", "2027-06-01", "soon"):
        with pytest.raises(NotUnderstood):
            quorate.perform(RegisterMotion(1, number, day))
    quorate.perform(RegisterMotion(1, number, "2026-12-20"))
    assert seen(quorate, number).debate.standing.sentence == "Registered and in force since 20 December 2026."
    with pytest.raises(NothingToRegister, match="on record"):
        quorate.perform(RegisterMotion(1, number, "2026-12-20"))
    with pytest.raises(NothingToRegister, match="only a society's rule change"):
        quorate.perform(RegisterMotion(1, written(quorate), "2026-12-20"))
    assert quorate.ask(rules_now) == before
