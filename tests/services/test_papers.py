"""What the papers of a meeting say, asked of real society files."""

from datetime import date

import pytest

from coopdesk.domain.members import MemberKind, fold
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import LegalForm, preset
from coopdesk.domain.voting_cards import read_card_token
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.door import DOOR_ACTS, CheckIn, LeaveRoom
from coopdesk.services.meetings import CloseMeeting
from coopdesk.services.motions import AddMotion, WithdrawMotion
from coopdesk.services.papers.attendance_schedule import attendance_schedule_view
from coopdesk.services.papers.attendance_sheet import attendance_sheet_view
from coopdesk.services.papers.calendar import calendar_view
from coopdesk.services.papers.closing_slip import MeetingNotClosed, closing_slip_view
from coopdesk.services.papers.notice import notice_view
from coopdesk.services.papers.pack import pack_view
from coopdesk.services.papers.paper_roll import paper_roll_view
from coopdesk.services.papers.people import listed_name
from coopdesk.services.papers.proxy_form import proxy_form_view
from coopdesk.services.papers.resolution_certificates import is_filed, resolution_certificate_views
from coopdesk.services.papers.voting_cards import voting_cards_view
from coopdesk.services.verify import verify
from coopdesk.services.visitors import RecordApology
from tests.conftest import EVENING, IN_THE_ROOM, MEMBERS, DeskAtHand


def carry(desk: DeskAtHand, kind: str, votes_for: int = 12) -> int:
    """A motion of a kind, voted on by hands and declared; returns its number."""
    added = desk.perform(AddMotion(meeting=1, title=f"A {kind}", text="That it be so.", kind=kind, item=11))
    desk.perform(PutMotion(1, added, "hands"))
    against = IN_THE_ROOM - votes_for
    desk.perform(RecordHands(meeting=1, number=added, votes_for=votes_for, against=against, abstain=0))
    desk.perform(CloseVote(1, added))
    desk.perform(DeclareResult(1, added))
    return added


def test_notice_has_the_agenda_the_motions_and_the_arithmetic(sample: DeskAtHand) -> None:
    sample.perform(AddMotion(meeting=1, title="Garden", text="That there be a garden.", kind="ordinary", item=11))
    dropped = sample.perform(AddMotion(meeting=1, title="Wall", text="That there be a wall.", kind="ordinary", item=11))
    sample.perform(WithdrawMotion(1, dropped))
    view = sample.ask(notice_view, 1, EVENING)
    assert [motion.title for motion in view.motions] == ["Garden"]
    assert next(item for item in view.items if item.number == 11).motions == (1,)
    assert view.days is not None
    assert view.days.check.enough
    assert view.days.meeting == date(2026, 11, 28)
    assert [motion.words for motion in sample.ask(proxy_form_view, 1, EVENING).motions] == ["Garden"]


def test_sheet_before_the_meeting_marks_who_will_have_a_vote(sample: DeskAtHand) -> None:
    members = sample.ask(attendance_sheet_view, 1, EVENING).members
    assert len(members) == MEMBERS
    assert all(member.may_vote for member in members)
    surnames = [fold(member.name.partition(",")[0]) for member in members if "," in member.name]
    assert surnames == sorted(surnames)


def test_sheet_tells_apologies_and_who_joined_tonight_without_a_vote(busy: DeskAtHand) -> None:
    members = {member.number: member for member in busy.ask(attendance_sheet_view, 1, EVENING).members}
    assert members["0020"].apologies
    busy.perform(RecordApology(1, "21"))
    busy.undo(DOOR_ACTS)
    again = {member.number: member for member in busy.ask(attendance_sheet_view, 1, EVENING).members}
    assert not again["0021"].apologies
    assert [member.name for member in members.values() if not member.may_vote] == ["Raman, Priya"]


@pytest.mark.parametrize(
    ("name", "kind", "last", "listed"),
    [
        ("Samina Ahmed", MemberKind.PERSON, "ahmed", "Ahmed, Samina"),
        ("Dr Nia Llŷr-Williams OBE", MemberKind.PERSON, "llyr williams", "Llŷr-Williams, Dr Nia OBE"),
        ("Garden Street Allotments", MemberKind.ORGANISATION, "garden street allotments", "Garden Street Allotments"),
        ("محمد علی خان", MemberKind.PERSON, "خان", "محمد علی خان"),
        ("Cher", MemberKind.PERSON, "cher", "Cher"),
    ],
)
def test_names_are_listed_as_they_are_looked_up(name: str, kind: MemberKind, last: str, listed: str) -> None:
    assert listed_name(name, kind, last) == listed


def test_roll_knows_the_room_the_next_card_and_the_next_certificate(busy: DeskAtHand) -> None:
    view = busy.ask(paper_roll_view, 1, EVENING)
    here = [member for member in view.members if member.since is not None]
    assert len(here) == view.room.present == IN_THE_ROOM + 1
    cards = [member.voting_card for member in here if member.voting_card]
    assert view.next_card == max(cards) + 1
    assert view.guests == ("Councillor Ada Brook",)
    standings = {motion.number: motion.standing for motion in view.motions}
    assert standings[1] == "Carried: 9 for, 2 against"
    assert standings[3].startswith("Voting is open")
    assert standings[4] == "Not put yet"


def test_roll_follows_every_act(quorate: DeskAtHand) -> None:
    quorate.perform(LeaveRoom(1, "3"))
    quorate.perform(CheckIn(1, "30"))
    here = {member.number for member in quorate.ask(paper_roll_view, 1, EVENING).members if member.since is not None}
    assert "0003" not in here
    assert "0030" in here


def test_voting_cards_are_numbered_in_order_and_belong_to_this_meeting(sample: DeskAtHand) -> None:
    view = sample.ask(voting_cards_view, 1, EVENING)
    assert [card.number for card in view.cards] == list(range(1, MEMBERS + 1))
    tokens = [card.code.removeprefix("CDV1:") for card in view.cards]
    assert [read_card_token(token) for token in tokens] == [(1, number) for number in range(1, MEMBERS + 1)]
    more = sample.ask(voting_cards_view, 1, EVENING, 101, 3)
    assert [card.number for card in more.cards] == [101, 102, 103]


@pytest.mark.parametrize(("first", "count"), [(0, 1), (-4, 2), (1, 0), (1, -3), (1, 5_001), (2**20, 1)])
def test_cards_nobody_can_number_are_refused(sample: DeskAtHand, first: int, count: int) -> None:
    with pytest.raises(NotUnderstood):
        sample.ask(voting_cards_view, 1, EVENING, first, count)


def test_only_filing_resolutions_that_were_carried_are_certified(quorate: DeskAtHand) -> None:
    carry(quorate, "ordinary")
    rules = carry(quorate, "rule-change")
    carry(quorate, "rule-change", votes_for=3)
    exempt = carry(quorate, "audit-exemption")
    views = quorate.ask(resolution_certificate_views, 1, EVENING)
    assert [view.resolution.number for view in views] == [rules, exempt]
    assert views[0].resolution.effect == "Carried, and not in force until it is registered."
    assert "were present when the chair declared the quorum" in views[0].quorum
    assert views[0].chair


def test_carried_and_not_yet_declared_is_not_certified(quorate: DeskAtHand) -> None:
    number = quorate.perform(
        AddMotion(meeting=1, title="New rules", text="That it be so.", kind="rule-change", item=11)
    )
    quorate.perform(PutMotion(1, number, "hands"))
    quorate.perform(RecordHands(meeting=1, number=number, votes_for=12, against=0, abstain=0))
    quorate.perform(CloseVote(1, number))
    assert quorate.ask(resolution_certificate_views, 1, EVENING) == ()


def test_what_is_filed_is_what_the_rule_sheet_says_somebody_outside_asks_for() -> None:
    filed = {rule.kind for rule in preset(LegalForm.CO_OPERATIVE).resolutions if is_filed(rule)}
    two_meetings = {"amalgamation", "transfer", "conversion", "confirmation"}
    assert filed == {"special", "rule-change", "audit-exemption", "dissolution", "auditor-change"} | two_meetings
    assert {rule.kind for rule in preset(LegalForm.CIC).resolutions if is_filed(rule)} == {"special", "rule-change"}


def test_schedule_has_a_line_for_each_stay(quorate: DeskAtHand) -> None:
    quorate.perform(LeaveRoom(1, "3"))
    quorate.watch.wind(minutes=5)
    quorate.perform(CheckIn(1, "3"))
    stays = [stay for stay in quorate.ask(attendance_schedule_view, 1, EVENING).stays if stay.number == "0003"]
    assert len(stays) == 2
    assert stays[0].left is not None
    assert stays[1].left is None
    assert stays[0].voting_card == stays[1].voting_card


def test_closing_slip_has_the_head_that_verify_finds_again(quorate: DeskAtHand) -> None:
    with pytest.raises(MeetingNotClosed):
        quorate.ask(closing_slip_view, 1, EVENING)
    carry(quorate, "ordinary")
    quorate.perform(CloseMeeting(1))
    view = quorate.ask(closing_slip_view, 1, EVENING)
    assert [(result.votes_for, result.outcome) for result in view.results] == [(12, "carried")]
    assert quorate.ask(verify, head=view.heading.head).sound
    assert not quorate.ask(verify, head="00" * 32).sound


def test_calendar_is_the_same_event_however_often_it_is_made(sample: DeskAtHand) -> None:
    before = sample.ask(calendar_view, 1, EVENING)
    sample.perform(AddMotion(meeting=1, title="Garden", text="That there be a garden.", kind="ordinary", item=11))
    after = sample.ask(calendar_view, 1, EVENING)
    assert before.file_mark == after.file_mark
    assert after.heading.entry == before.heading.entry + 1
    assert after.ends > after.heading.at


def test_pack_has_forms_before_the_close_and_the_record_after_it(quorate: DeskAtHand) -> None:
    before = quorate.ask(pack_view, 1, EVENING)
    assert before.closing_slip is None
    assert before.attendance_sheet is not None
    quorate.perform(CloseMeeting(1))
    after = quorate.ask(pack_view, 1, EVENING)
    assert after.closing_slip is not None
    assert after.attendance_sheet is None
    assert after.proxy_form is None
