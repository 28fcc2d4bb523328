"""An organisation at the door: its representative is asked for and named, and the name taken back again."""

import pytest

from coopdesk.services.counting import PutMotion
from coopdesk.services.door import CheckIn, DoorVerdict, HasVoted
from coopdesk.services.entry_details import details_of_entry
from coopdesk.services.meetings import CloseMeeting, OpenMeeting
from coopdesk.services.members import MembershipEnded, member
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.motions import AddMotion
from coopdesk.services.names_on_entry import NotAnOrganisation
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.representing import NameAtDoor, SpeaksAlready
from coopdesk.services.room import MeetingClosed, pick_meeting, room_view
from coopdesk.services.shares import IssueShares
from coopdesk.services.verify import verify
from coopdesk.services.votes import CastVote
from tests.conftest import MEMBERS, DeskAtHand

NUMBER = str(MEMBERS + 1)


@pytest.fixture
def band(sample: DeskAtHand) -> DeskAtHand:
    """The meeting is open, and an organisation with a share has named nobody."""
    sample.perform(AddMember(name="Hebden Bridge Town Band", kind="organisation", joined_on="2020-01-01"))
    sample.perform(IssueShares(MEMBERS + 1, 1, "cash"))
    sample.perform(OpenMeeting(1))
    return sample


def arrives(desk: DeskAtHand, reference: str = NUMBER) -> DoorVerdict:
    return desk.perform(CheckIn(1, reference))


def counts(desk: DeskAtHand) -> tuple[int, int, int]:
    """Entitled, present, votes in the room."""
    room = desk.ask(lambda reader: room_view(reader, pick_meeting(reader, 1), desk.now()))
    return room.entitled, room.present, room.votes_in_room


def named(desk: DeskAtHand) -> str:
    return desk.ask(member, NUMBER).representative


def test_an_organisation_that_has_named_nobody_is_asked_who_speaks_for_it(band: DeskAtHand) -> None:
    verdict = arrives(band)
    assert (verdict.verdict, verdict.voting_card, verdict.nobody_named) == ("vote", 1, True)
    assert not arrives(band, "3").nobody_named


def test_no_name_is_asked_for_where_there_is_no_vote(band: DeskAtHand) -> None:
    band.perform(AddMember(name="Calder Weavers", kind="organisation", joined_on="2020-01-01"))
    shareless = arrives(band, str(MEMBERS + 2))
    assert (shareless.verdict, shareless.nobody_named) == ("no-vote", False)


def test_naming_the_representative_of_one_who_is_in_enters_the_name(band: DeskAtHand) -> None:
    arrives(band, "3")
    arrives(band)
    verdict = band.perform(NameAtDoor(1, NUMBER, "Jo Ackroyd"))
    assert (verdict.verdict, verdict.voting_card, verdict.nobody_named) == ("vote", 2, False)
    assert (named(band), counts(band)) == ("Jo Ackroyd", (MEMBERS + 1, 2, 2))
    assert [(each.kind, each.words) for each in band.ask(details_of_entry, MEMBERS + 1)] == [
        ("representative", "Jo Ackroyd")
    ]
    band.undo({"NameAtDoor"})
    assert (named(band), counts(band)) == ("", (MEMBERS + 1, 2, 2))
    assert band.ask(verify).sound


def test_an_organisation_that_is_not_in_yet_comes_in_as_it_names_somebody(band: DeskAtHand) -> None:
    assert band.perform(NameAtDoor(1, NUMBER, "Jo Ackroyd")).voting_card == 1
    assert counts(band) == (MEMBERS + 1, 1, 1)
    band.undo({"NameAtDoor"})
    assert (named(band), counts(band)) == ("", (MEMBERS + 1, 0, 0))
    assert band.ask(verify).sound


def test_once_the_roll_is_fixed_somebody_can_still_be_named(band: DeskAtHand) -> None:
    for number in ("1", "2", "3", "4", "5"):
        arrives(band, number)
    band.perform(DeclareQuorum(1))
    assert arrives(band).nobody_named
    assert band.perform(NameAtDoor(1, NUMBER, "Jo Ackroyd")).verdict == "vote"
    assert (named(band), counts(band)) == ("Jo Ackroyd", (MEMBERS + 1, 6, 6))


def test_an_arrival_that_a_vote_stands_on_is_not_undone_with_the_naming(band: DeskAtHand) -> None:
    band.perform(NameAtDoor(1, NUMBER, "Jo Ackroyd"))
    for number in ("1", "2", "3", "4", "5"):
        arrives(band, number)
    band.perform(DeclareQuorum(1))
    band.perform(AddMotion(meeting=1, title="A", text="That A.", kind="ordinary"))
    band.perform(PutMotion(1, 1, "recorded"))
    band.perform(CastVote(1, 1, NUMBER, "for"))
    with pytest.raises(HasVoted):
        band.undo({"NameAtDoor"})
    assert named(band) == "Jo Ackroyd"


def test_who_cannot_be_represented_is_refused_and_nothing_changes(band: DeskAtHand) -> None:
    band.perform(NameAtDoor(1, NUMBER, "Jo Ackroyd"))
    before = (band.ask(verify).head, counts(band))
    with pytest.raises(SpeaksAlready, match="Jo Ackroyd speaks for member"):
        band.perform(NameAtDoor(1, NUMBER, "Finn Dyson"))
    with pytest.raises(NotAnOrganisation):
        band.perform(NameAtDoor(1, "3", "Finn Dyson"))
    assert (band.ask(verify).head, counts(band)) == before
    band.perform(EndMembership(3))
    with pytest.raises(MembershipEnded):
        band.perform(NameAtDoor(1, "3", "Finn Dyson"))
    band.perform(CloseMeeting(1))
    with pytest.raises(MeetingClosed):
        band.perform(NameAtDoor(1, NUMBER, "Finn Dyson"))
