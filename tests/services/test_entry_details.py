"""Joint holders, representatives, purposes and property: entered with their days, shown by the registers of those
days, and taken back whole."""

from datetime import date

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services import members
from coopdesk.services.door import CheckIn
from coopdesk.services.entry_details import (
    EndDetail,
    NoteDetail,
    UnknownDetail,
    details_of_entry,
)
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.member_account import member_account
from coopdesk.services.member_life import RecordDeath
from coopdesk.services.members import MembershipEnded
from coopdesk.services.membership import AddMember, EditMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.names_on_entry import NoAddressForIt, NoJointHolders, NotAnOrganisation
from coopdesk.services.nominations import on_death
from coopdesk.services.registers import full_register, public_register
from coopdesk.services.room import pick_meeting, room_view
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand


@pytest.fixture
def both(founded: DeskAtHand) -> DeskAtHand:
    """Member 1 is a person with an e-mail address, member 2 an organisation without."""
    founded.perform(AddMember(name="Ada Holt", email="ada@example.org", joined_on="2010-01-01"))
    founded.perform(AddMember(name="Mill Allotments", kind="organisation", joined_on="2010-01-01"))
    return founded


def sound(desk: DeskAtHand) -> bool:
    found = desk.ask(verify)
    assert found.findings == ()
    return found.sound


def test_an_electronic_address_is_in_the_register_only_with_the_purposes_it_was_notified_for(both: DeskAtHand) -> None:
    def shown(on: str) -> tuple[str, str]:
        entries = both.ask(public_register, both.now(), date.fromisoformat(on)).entries
        return next((each.electronic, each.purposes) for each in entries if each.number == "1")

    noted = both.perform(NoteDetail(1, "purpose", "notices of general meetings", "2020-01-01"))
    both.perform(NoteDetail(1, "purpose", "accounts", "2021-01-01"))
    with pytest.raises(NotUnderstood, match="began on 2020-01-01"):
        both.perform(EndDetail(1, "purpose", noted.id, "2019-12-31"))
    both.perform(EndDetail(1, "purpose", noted.id, "2024-01-01"))
    assert shown("2019-12-31") == ("", "")
    assert shown("2020-01-01") == ("ada@example.org", "notices of general meetings")
    assert shown("2021-01-01")[1] == "notices of general meetings; accounts"
    assert shown("2024-01-01")[1] == "accounts"
    with pytest.raises(NoAddressForIt):
        both.perform(NoteDetail(2, "purpose", "notices"))
    assert sound(both)


def test_other_property_is_in_the_full_register_the_account_and_what_passes_on_death(both: DeskAtHand) -> None:
    loan = both.perform(NoteDetail(1, "property", "5-year loan", "2020-01-01", pence=50_000))
    line = both.ask(full_register, both.now()).entries[0]
    assert line.holding.property == "5-year loan £500"
    assert [each.pence for each in both.ask(member_account, members.MemberId(1), both.now()).property] == [50_000]
    dead = both.perform(RecordDeath(1))
    assert dead.ended_on is not None
    assert both.ask(on_death, dead, dead.ended_on).property_pence == 50_000
    both.undo({"RecordDeath"})
    both.perform(EndDetail(1, "property", loan.id, "2026-01-01"))
    assert both.ask(full_register, both.now()).entries[0].holding.property == ""
    assert both.ask(full_register, both.now(), date(2025, 12, 31)).entries[0].holding.property == "5-year loan £500"
    for pence in (0, -5, 10**15):
        with pytest.raises(NotUnderstood):
            both.perform(NoteDetail(1, "property", "loan", pence=pence))


def test_an_organisation_has_one_representative_and_the_appointment_before_ends(both: DeskAtHand) -> None:
    both.perform(NoteDetail(2, "representative", "Jo Ackroyd", "2020-01-01", written_on="2019-12-20"))
    both.perform(NoteDetail(2, "representative", "Finn Dyson", "2024-01-01"))
    assert both.ask(members.member, "2").representative == "Finn Dyson"
    jo, finn = both.ask(details_of_entry, 2)
    assert (jo.words, jo.until, finn.until) == ("Jo Ackroyd", date(2024, 1, 1), None)
    both.undo({"NoteDetail"})
    assert both.ask(members.member, "2").representative == "Jo Ackroyd"
    assert [(each.words, each.until) for each in both.ask(details_of_entry, 2)] == [("Jo Ackroyd", None)]
    with pytest.raises(NotAnOrganisation):
        both.perform(NoteDetail(1, "representative", "Jo"))
    assert sound(both)


def test_scenario_35_two_names_on_an_entry_are_one_card_and_one_vote(sample: DeskAtHand) -> None:
    joint = sample.perform(NoteDetail(7, "joint-holder", "Bea Second-Name"))
    assert joint.words == "Bea Second-Name"
    sample.perform(OpenMeeting(1))
    sample.perform(CheckIn(1, "7"))
    assert sample.ask(room_view, sample.ask(pick_meeting, None), sample.now()).votes_in_room == 1
    assert sample.ask(members.find, "second-name") == ()
    assert sound(sample)


def test_what_an_entry_cannot_take_is_refused(both: DeskAtHand) -> None:
    with pytest.raises(NoJointHolders, match="organisation"):
        both.perform(NoteDetail(2, "joint-holder", "Bea"))
    both.perform(SetShareRule("joint_holders", "no", "", "rule 7"))
    with pytest.raises(NoJointHolders, match="rules know none"):
        both.perform(NoteDetail(1, "joint-holder", "Bea"))
    with pytest.raises(UnknownDetail):
        both.perform(EndDetail(1, "property", 9))
    both.perform(EndMembership(1))
    with pytest.raises(MembershipEnded):
        both.perform(NoteDetail(1, "property", "loan", pence=5))
    assert both.ask(details_of_entry, 1) == ()


def names(desk: DeskAtHand, member: int) -> list[tuple[str, str, bool]]:
    return [(each.kind, each.words, each.until is None) for each in desk.ask(details_of_entry, member)]


def test_joint_holders_are_entered_with_the_member_who_is_the_first_named(founded: DeskAtHand) -> None:
    ada = founded.perform(AddMember(name="Ada Holt", joint="Tom Holt\nUna Holt", joined_on="2020-01-01"))
    assert ada.name == "Ada Holt"
    assert names(founded, ada.id) == [("joint-holder", "Tom Holt", True), ("joint-holder", "Una Holt", True)]
    founded.perform(EditMember(member=ada.id, name="Ada Oak", joint="Vic Holt"))
    assert len(names(founded, ada.id)) == 3
    founded.undo({"EditMember"})
    assert founded.ask(members.member, "1").name == "Ada Holt"
    assert len(names(founded, ada.id)) == 2
    founded.undo({"AddMember"})
    assert names(founded, ada.id) == []
    assert sound(founded)


def test_joint_holders_the_rules_do_not_know_are_refused_and_nobody_is_entered(founded: DeskAtHand) -> None:
    founded.perform(SetShareRule("joint_holders", "no", "2000-01-01", "rule 7"))
    with pytest.raises(NoJointHolders, match="rules know none"):
        founded.perform(AddMember(name="Ada Holt", joint="Tom Holt"))
    assert founded.ask(members.how_many) == 0
    founded.perform(AddMember(name="Ada Holt"))
    with pytest.raises(NoJointHolders, match="rules know none"):
        founded.perform(EditMember(member=1, joint="Tom Holt"))
    with pytest.raises(NoJointHolders, match="organisation"):
        founded.perform(AddMember(name="Mill Ltd", kind="organisation", joint="Tom Holt"))


def test_whoever_is_written_as_representative_is_the_one_appointed(both: DeskAtHand) -> None:
    both.perform(AddMember(name="Calder Growers", kind="organisation", representative="Jo Ackroyd"))
    assert names(both, 3) == [("representative", "Jo Ackroyd", True)]
    both.perform(EditMember(member=3, representative="Finn Dyson"))
    assert names(both, 3) == [("representative", "Jo Ackroyd", False), ("representative", "Finn Dyson", True)]
    both.undo({"EditMember"})
    assert names(both, 3) == [("representative", "Jo Ackroyd", True)]
    both.perform(EditMember(member=3, kind="person"))
    assert both.ask(members.member, "3").representative == ""
    assert names(both, 3) == [("representative", "Jo Ackroyd", False)]
    with pytest.raises(NotAnOrganisation):
        both.perform(EditMember(member=1, representative="Jo Ackroyd"))
    with pytest.raises(NotAnOrganisation):
        both.perform(AddMember(name="Bo Fell", representative="Jo Ackroyd"))
    assert sound(both)


def test_joint_holders_and_purposes_come_and_go_with_an_edit_and_its_undo(founded: DeskAtHand) -> None:
    founded.perform(
        AddMember(name="Ada Holt", email="ada@example.org", joint="Tom Holt\nBo Fell", purposes="notices of meetings")
    )
    tom, bo, notices = founded.ask(details_of_entry, 1)
    assert [each.words for each in (tom, bo, notices)] == ["Tom Holt", "Bo Fell", "notices of meetings"]
    edit = EditMember(member=1, purposes="accounts", ended=f"joint-holder:{tom.id};purpose:{notices.id}")
    founded.perform(edit)
    assert names(founded, 1) == [
        ("joint-holder", "Tom Holt", False),
        ("joint-holder", "Bo Fell", True),
        ("purpose", "notices of meetings", False),
        ("purpose", "accounts", True),
    ]
    # Sent by a second desk that has not seen the first: what has ended stays ended on its day.
    founded.perform(EditMember(member=1, ended=f"joint-holder:{tom.id}"))
    founded.undo({"EditMember"})
    founded.undo({"EditMember"})
    assert [each[1:] for each in names(founded, 1)] == [
        ("Tom Holt", True),
        ("Bo Fell", True),
        ("notices of meetings", True),
    ]
    with pytest.raises(NoAddressForIt):
        founded.perform(EditMember(member=1, email="", purposes="accounts"))
    with pytest.raises(NoAddressForIt):
        founded.perform(AddMember(name="Cy Dean", purposes="accounts"))
    with pytest.raises(NotUnderstood, match="what ends then began on"):
        founded.perform(EditMember(member=1, on="2001-01-01", ended=f"joint-holder:{bo.id}"))
    assert founded.ask(members.how_many) == 1
    assert sound(founded)
    founded.undo({"AddMember"})
    assert founded.ask(details_of_entry, 1) == ()
