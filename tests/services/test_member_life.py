"""Members through life: changed details keep what they replaced, the dead keep their entry and lose their vote, and
whoever comes back has one entry with both times on it."""

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services import members, verify
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.member_life import (
    AlreadyDead,
    CannotRejoin,
    NotAPerson,
    RecordDeath,
    Rejoin,
    StillAMember,
    detail_of,
)
from coopdesk.services.member_past import past_of
from coopdesk.services.member_turns import turns_of
from coopdesk.services.members import MembershipEnded, MemberView
from coopdesk.services.membership import AddMember, EditMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.room import pick_meeting, room_view
from coopdesk.services.shares import IssueShares, holding_view
from coopdesk.services.society import changed_rules
from coopdesk.services.transfers import TransferShares
from tests.conftest import DeskAtHand


@pytest.fixture
def ada(founded: DeskAtHand) -> MemberView:
    return founded.perform(
        AddMember(
            name="Ada Holt", address="1 Mill Lane", postcode="HX7 8QP", phone="01422 496001", joined_on="2010-03-04"
        )
    )


def sound(desk: DeskAtHand) -> bool:
    found = desk.ask(verify.verify)
    assert found.findings == ()
    return found.sound


def past(desk: DeskAtHand, member: int) -> list[tuple[str, str, str, str]]:
    return [each[1:] for each in desk.ask(past_of, member)]


def journal_of(desk: DeskAtHand) -> str:
    with desk.store.reading() as reader:
        return " ".join(row[0] for row in reader.raw("SELECT payload FROM journal"))


def test_a_new_name_keeps_the_old_one_with_its_day_and_reason(founded: DeskAtHand, ada: MemberView) -> None:
    founded.perform(EditMember(member=ada.id, name="Ada Byrd", phone="", on="2026-10-01", why="by marriage"))
    assert founded.ask(members.member, "1").name == "Ada Byrd"
    assert past(founded, ada.id) == [
        ("name", "2026-10-01", "Ada Holt", "by marriage"),
        ("phone", "2026-10-01", "01422 496001", "by marriage"),
    ]
    assert founded.ask(members.find, "byrd")
    assert not founded.ask(members.find, "holt")
    assert sound(founded)


def test_an_edit_taken_back_was_never_made_and_leaves_nothing_personal_in_the_journal(
    founded: DeskAtHand, ada: MemberView
) -> None:
    founded.perform(EditMember(member=ada.id, name="Ada Byrd", address="9 New Road", kind="organisation"))
    founded.undo({"EditMember"})
    assert founded.ask(members.member, "1") == ada
    assert past(founded, ada.id) == []
    assert [each.name for each in founded.ask(members.find, "ada holt")] == ["Ada Holt"]
    assert not any(word in journal_of(founded) for word in ("Holt", "Byrd", "Weir Side", "New Road"))
    assert sound(founded)


def test_an_edit_that_changes_nothing_keeps_nothing_and_a_day_ahead_is_refused(
    founded: DeskAtHand, ada: MemberView
) -> None:
    founded.perform(EditMember(member=ada.id, name="Ada Holt"))
    for day in ("2026-11-29", "2026-02-30"):
        with pytest.raises(NotUnderstood):
            founded.perform(EditMember(member=ada.id, name="Ada Byrd", on=day))
    assert past(founded, ada.id) == []
    assert founded.ask(members.member, "1").name == "Ada Holt"


def test_the_dead_keep_entry_and_shares_and_lose_the_vote(quorate: DeskAtHand) -> None:
    meeting = quorate.ask(pick_meeting, None)
    before = quorate.ask(room_view, meeting, quorate.now())
    held = quorate.ask(holding_view, members.MemberId(3)).shares
    assert held
    dead = quorate.perform(RecordDeath(3, "", "told by the family"))
    after = quorate.ask(room_view, quorate.ask(pick_meeting, None), quorate.now())
    assert (dead.active, dead.end_reason) == (False, "told by the family")
    assert quorate.ask(holding_view, dead.id).shares == held
    assert after.votes_in_room == before.votes_in_room - 1
    assert quorate.ask(detail_of, 3).died_on == dead.ended_on
    with pytest.raises(AlreadyDead):
        quorate.perform(RecordDeath(3))
    with pytest.raises(MembershipEnded):
        quorate.perform(IssueShares(3, 1, "cash"))
    with pytest.raises(CannotRejoin, match="they died"):
        quorate.perform(Rejoin(3))
    assert sound(quorate)
    quorate.undo({"RecordDeath"})
    assert quorate.ask(members.member_by_id, members.MemberId(3)).active
    assert quorate.ask(detail_of, 3).died_on is None
    assert quorate.ask(room_view, quorate.ask(pick_meeting, None), quorate.now()).votes_in_room == before.votes_in_room
    assert sound(quorate)


def test_the_death_of_a_former_member_is_recorded_and_changes_no_dates(founded: DeskAtHand, ada: MemberView) -> None:
    ended = founded.perform(EndMembership(ada.id, "moved away", "2020-05-06"))
    dead = founded.perform(RecordDeath(ada.id, "2024-01-02"))
    assert (dead.ended_on, dead.end_reason) == (ended.ended_on, "moved away")
    founded.undo({"RecordDeath"})
    assert [turn.kind for turn in founded.ask(turns_of, ada.id)] == ["ended"]
    assert sound(founded)


def test_an_organisation_does_not_die(founded: DeskAtHand) -> None:
    body = founded.perform(AddMember(name="Mill Allotments", kind="organisation"))
    with pytest.raises(NotAPerson):
        founded.perform(RecordDeath(body.id))
    ended = founded.perform(EndMembership(body.id, "", "", "wound-up"))
    assert ended.end_reason == "the organisation was wound up"


def test_whoever_comes_back_keeps_number_and_both_times(founded: DeskAtHand, ada: MemberView) -> None:
    founded.perform(EndMembership(ada.id, "moved away", "2012-05-06", "resigned"))
    back = founded.perform(Rejoin(ada.id, "2020-01-02", "came home"))
    assert (back.number, back.active, back.joined_on.isoformat(), back.ended_on, back.end_reason) == (
        "1", True, "2020-01-02", None, ""
    )  # fmt: skip
    turns = [(turn.kind, turn.day.isoformat()) for turn in founded.ask(turns_of, ada.id)]
    assert sorted(turns, key=lambda turn: turn[1]) == [
        ("entered", "2010-03-04"), ("ended", "2012-05-06"), ("rejoined", "2020-01-02")
    ]  # fmt: skip
    with pytest.raises(StillAMember):
        founded.perform(Rejoin(ada.id))
    founded.undo({"Rejoin"})
    gone = founded.ask(members.member, "1")
    assert (gone.active, gone.joined_on, gone.end_reason) == (False, ada.joined_on, "moved away")
    assert [turn.kind for turn in founded.ask(turns_of, ada.id)] == ["ended"]
    assert sound(founded)


def test_nobody_comes_back_before_they_left(founded: DeskAtHand, ada: MemberView) -> None:
    founded.perform(EndMembership(ada.id, "", "2012-05-06"))
    with pytest.raises(CannotRejoin, match="6 May 2012"):
        founded.perform(Rejoin(ada.id, "2011-01-01"))
    founded.perform(Rejoin(ada.id, "2012-05-06"))


def test_a_membership_does_not_end_before_it_began_or_for_a_reason_that_is_no_word(
    founded: DeskAtHand, ada: MemberView
) -> None:
    with pytest.raises(NotUnderstood, match="entered on 4 March 2010"):
        founded.perform(EndMembership(ada.id, "", "2009-01-01"))
    with pytest.raises(NotUnderstood, match="resigned, expelled"):
        founded.perform(EndMembership(ada.id, "", "", "bored"))
    assert founded.ask(members.member, "1").active


def test_scenario_37_a_vote_given_before_resigning_stands_and_the_quorum_is_counted_without_them(
    sample: DeskAtHand,
) -> None:
    sample.perform(OpenMeeting(1))
    for number in ("1", "2", "3", "4", "5"):
        sample.perform(CheckIn(1, number))
    sample.perform(DeclareQuorum(1))
    before = sample.ask(room_view, sample.ask(pick_meeting, None), sample.now()).present
    sample.perform(EndMembership(5, "resigned in the meeting", "", "resigned"))
    assert sample.ask(room_view, sample.ask(pick_meeting, None), sample.now()).present == before - 1
    assert sound(sample)


def test_an_ending_taken_back_with_the_transfer_that_caused_it_leaves_no_trace_in_the_times(
    founded: DeskAtHand, ada: MemberView
) -> None:
    founded.perform(founded.ask(changed_rules, {"share_transferable": "yes"}))
    founded.perform(AddMember(name="Bea Ahmed", joined_on="2010-01-01"))
    founded.perform(IssueShares(ada.id, 5, "cash"))
    founded.perform(TransferShares(ada.id, 2, 5))
    assert not founded.ask(members.member, "1").active
    founded.undo({"TransferShares"})
    assert founded.ask(members.member, "1").active
    assert founded.ask(turns_of, ada.id) == ()
    assert sound(founded)
