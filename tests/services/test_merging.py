"""Two records of one person made one: shares pass over, both histories stay, and what was counted twice is told."""

from fractions import Fraction

import pytest

from coopdesk.domain.clock import local_day
from coopdesk.domain.nominations import Nominee
from coopdesk.domain.refusals import Refusal
from coopdesk.services import members
from coopdesk.services.counting import CloseVote, PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.entry_details import NoteDetail, details_of_entry
from coopdesk.services.meetings import CloseMeeting, OpenMeeting
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.member_life import CannotRejoin, RecordDeath, Rejoin
from coopdesk.services.members import CardWithdrawn, MemberId
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.merging import CannotMerge, MergeMembers, SameRecord, records_of
from coopdesk.services.motions import AddMotion
from coopdesk.services.nominations import AddNomination, on_death
from coopdesk.services.registers import full_register
from coopdesk.services.shares import IssueShares, capital_view, holding_view
from coopdesk.services.verify import verify
from coopdesk.services.votes import CastVote
from tests.conftest import DeskAtHand


@pytest.fixture
def twice(founded: DeskAtHand) -> DeskAtHand:
    """Ada Holt is members 1 (since 2010, 20 shares) and 2 (since 2020, 5 shares); 3 is somebody else."""
    founded.perform(AddMember(name="Ada Holt", joined_on="2010-01-01"))
    founded.perform(AddMember(name="A. Holt", joined_on="2020-01-01"))
    founded.perform(AddMember(name="Bea Ahmed", kind="organisation"))
    founded.perform(IssueShares(1, 20, "cash"))
    founded.perform(IssueShares(2, 5, "card"))
    return founded


def shares(desk: DeskAtHand, member: int) -> int:
    return desk.ask(holding_view, MemberId(member)).shares


def sound(desk: DeskAtHand) -> bool:
    found = desk.ask(verify)
    assert found.findings == ()
    return found.sound


def test_shares_pass_over_and_capital_stays(twice: DeskAtHand) -> None:
    before = twice.ask(capital_view).shares
    merged = twice.perform(MergeMembers(2, 1, "", "the form was filled in twice"))
    assert (merged.shares, shares(twice, 1), shares(twice, 2)) == (5, 25, 0)
    assert twice.ask(capital_view).shares == before
    assert (merged.gone.active, merged.gone.end_reason) == (False, "one record with member 0001")
    assert merged.stays.joined_on.isoformat() == "2010-01-01"
    assert twice.ask(records_of, 1) == (1, 2)
    entries = {line.entry.number: line for line in twice.ask(full_register, twice.now()).entries}
    assert (entries["2"].entry.current, entries["1"].holding.shares) == (False, 25)
    assert (
        sum(each.shares for each in twice.ask(holding_view, MemberId(1)).certificates if each.status == "issued") == 25
    )
    assert sound(twice)


def test_one_person_has_been_a_member_since_the_first_of_the_records(twice: DeskAtHand) -> None:
    merged = twice.perform(MergeMembers(1, 2))
    assert merged.stays.joined_on.isoformat() == "2010-01-01"
    twice.undo({"MergeMembers"})
    assert twice.ask(members.member, "2").joined_on.isoformat() == "2020-01-01"


def test_a_merger_taken_back_leaves_two_records_as_they_were(twice: DeskAtHand) -> None:
    card = twice.perform(IssueCard(MemberId(2)))
    before = [twice.ask(members.member, number) for number in ("1", "2")]
    twice.perform(MergeMembers(2, 1))
    with pytest.raises(CardWithdrawn):
        twice.ask(members.resolve, card.code)
    twice.undo({"MergeMembers"})
    assert [twice.ask(members.member, number) for number in ("1", "2")] == before
    assert twice.ask(members.resolve, card.code) == 2
    assert twice.ask(records_of, 1) == (1,)
    assert sound(twice)


def test_what_is_not_one_person_is_refused(twice: DeskAtHand) -> None:
    with pytest.raises(SameRecord):
        twice.perform(MergeMembers(1, 1))
    with pytest.raises(CannotMerge, match="organisation"):
        twice.perform(MergeMembers(3, 1))
    twice.perform(EndMembership(1, "left"))
    with pytest.raises(CannotMerge, match="the other way"):
        twice.perform(MergeMembers(2, 1))
    twice.perform(MergeMembers(1, 2))
    with pytest.raises(CannotMerge, match="merged into another before"):
        twice.perform(MergeMembers(1, 2))
    with pytest.raises(CannotRejoin, match="one with member 2"):
        twice.perform(Rejoin(1))
    assert sound(twice)


def test_together_they_may_not_hold_more_than_one_member_may(twice: DeskAtHand) -> None:
    twice.perform(IssueShares(1, 60_000, "transfer"))
    twice.perform(IssueShares(2, 60_000, "transfer"))
    with pytest.raises(Refusal, match="£120,025"):
        twice.perform(MergeMembers(2, 1))
    assert (shares(twice, 1), shares(twice, 2)) == (60_020, 60_005)
    assert sound(twice)


def test_while_both_are_on_the_roll_of_a_meeting_nothing_is_merged(quorate: DeskAtHand) -> None:
    with pytest.raises(CannotMerge, match="both are on the roll"):
        quorate.perform(MergeMembers(2, 1))


def test_one_who_came_and_voted_twice_is_told_and_the_record_stands(quorate: DeskAtHand) -> None:
    quorate.perform(AddMotion(meeting=1, title="Accounts", text="That they be received.", kind="ordinary"))
    quorate.perform(PutMotion(1, 1, "recorded"))
    for number in ("1", "2", "3"):
        quorate.perform(CastVote(1, 1, number, "for"))
    quorate.perform(CloseVote(1, 1))
    quorate.perform(CloseMeeting(1))
    merged = quorate.perform(MergeMembers(2, 1))
    assert len(merged.both_attended) == 1
    assert merged.both_voted == (f"motion 1 at the {merged.both_attended[0][:1].lower()}{merged.both_attended[0][1:]}",)
    with quorate.store.reading() as reader:
        assert reader.raw("SELECT count(*) FROM vote") == [(3,)]
    assert sound(quorate)


def test_whoever_is_in_the_room_under_the_record_that_goes_stops_being_there_as_two(sample: DeskAtHand) -> None:
    sample.perform(OpenMeeting(1))
    sample.perform(CheckIn(1, "1"))
    sample.perform(CheckIn(1, "2"))
    sample.perform(MergeMembers(2, 1))
    with sample.store.reading() as reader:
        assert reader.raw("SELECT member FROM attendance WHERE left_at IS NULL") == [(1,)]
    sample.undo({"MergeMembers"})
    with sample.store.reading() as reader:
        assert len(reader.raw("SELECT member FROM attendance WHERE left_at IS NULL")) == 2
    assert sound(sample)


def test_loans_and_nominations_are_the_persons_whichever_record_they_were_made_under(twice: DeskAtHand) -> None:
    twice.perform(NoteDetail(2, "property", "bond", "2024-01-01", pence=50_000))
    twice.perform(AddNomination(2, (Nominee("Bea", Fraction(1)),)))
    twice.perform(MergeMembers(2, 1))
    dead = twice.perform(RecordDeath(1))
    found = twice.ask(on_death, dead, local_day(twice.now()))
    assert (found.property_pence, found.shared.nominees) == (52_500, (52_500,))
    twice.undo({"RecordDeath"})
    twice.undo({"MergeMembers"})
    assert [(each.pence, each.until) for each in twice.ask(details_of_entry, 2)] == [(50_000, None)]
    assert twice.ask(details_of_entry, 1) == ()
    assert sound(twice)
