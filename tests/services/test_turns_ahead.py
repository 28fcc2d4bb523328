"""What a turn of a member's life would come to is told beforehand, and nothing is recorded by telling."""

from fractions import Fraction

import pytest

from coopdesk.domain.clock import local_day
from coopdesk.domain.members import MemberKind
from coopdesk.domain.nominations import Nominee
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services import members
from coopdesk.services.entry_details import NoteDetail
from coopdesk.services.erasure import EraseMember
from coopdesk.services.member_life import AlreadyDead, RecordDeath
from coopdesk.services.member_timeline import timeline
from coopdesk.services.members import MemberId
from coopdesk.services.membership import AddMember, EditMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.merging import CannotMerge, MergeMembers
from coopdesk.services.nominations import AddNomination, RevokeNomination
from coopdesk.services.perform import entries_backwards
from coopdesk.services.shares import IssueShares, holding_view
from coopdesk.services.turns_ahead import death_ahead, erasure_ahead, life_view, nominations_of, record_side
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand

ADA, AGAIN = MemberId(1), MemberId(2)


@pytest.fixture
def ada(founded: DeskAtHand) -> DeskAtHand:
    """Ada Holt is members 1 (20 shares) and 2 (5 shares)."""
    founded.perform(AddMember(name="Ada Holt", joined_on="2010-01-01", phone="01422 496777", email="ada@example.org"))
    founded.perform(AddMember(name="A. Holt", joined_on="2020-01-01"))
    founded.perform(IssueShares(1, 20, "cash"))
    founded.perform(IssueShares(2, 5, "card"))
    return founded


def _entries(desk: DeskAtHand) -> int:
    return desk.ask(lambda reader: sum(1 for _ in entries_backwards(reader)))


def test_a_rehearsal_tells_what_comes_and_leaves_nothing(ada: DeskAtHand) -> None:
    before = _entries(ada)
    merged = ada.rehearse(MergeMembers(2, 1))
    assert (merged.shares, merged.gone.active) == (5, False)
    assert ada.ask(holding_view, AGAIN).shares == 5
    assert ada.ask(members.member, "2").active
    assert _entries(ada) == before
    assert ada.ask(verify).sound
    # The act itself comes to what was rehearsed.
    assert ada.perform(MergeMembers(2, 1)).shares == 5
    assert _entries(ada) == before + 1


def test_a_rehearsal_is_refused_as_the_act_would_be(ada: DeskAtHand) -> None:
    ada.perform(RecordDeath(2))
    with pytest.raises(AlreadyDead):
        ada.rehearse(RecordDeath(2))
    with pytest.raises(CannotMerge):
        ada.rehearse(MergeMembers(1, 2))


def test_a_death_ahead_shares_out_what_is_held_on_its_day(ada: DeskAtHand) -> None:
    ada.perform(AddNomination(1, (Nominee("Tom Holt", Fraction(1, 2)),)))
    ada.perform(NoteDetail(1, "property", "loan", pence=1_000_000))
    today = ada.ask(death_ahead, ADA, "", ada.now())
    assert today.day == local_day(ada.now())
    assert today.on_death.property_pence == 2000 + 1_000_000
    assert today.on_death.shared.nominees == (500_000,)
    before = ada.ask(death_ahead, ADA, "2011-01-01", ada.now())
    assert before.on_death.property_pence == 0
    with pytest.raises(NotUnderstood):
        ada.ask(death_ahead, ADA, "2999-01-01", ada.now())


def test_a_life_says_what_has_happened_already(ada: DeskAtHand) -> None:
    assert (ada.ask(life_view, ADA, ada.now()).died_on, ada.ask(life_view, ADA, ada.now()).one_with) == (None, "")
    assert "membership goes on" in ada.ask(life_view, ADA, ada.now()).entry_stays
    ada.perform(MergeMembers(2, 1))
    assert ada.ask(life_view, AGAIN, ada.now()).one_with == "1"
    ada.undo()
    assert ada.ask(life_view, AGAIN, ada.now()).one_with == ""
    ada.perform(RecordDeath(1))
    assert ada.ask(life_view, ADA, ada.now()).died_on == local_day(ada.now())


def test_sides_count_what_is_under_each_number(ada: DeskAtHand) -> None:
    ada.perform(AddNomination(2, (Nominee("Tom Holt", Fraction(1)),)))
    ada.perform(NoteDetail(2, "property", "loan", pence=5000))
    one, two = ada.ask(record_side, ADA), ada.ask(record_side, AGAIN)
    assert (one.member.shares, one.certificates, one.property_pence, one.nominations) == (20, 1, 0, 0)
    assert (two.member.shares, two.certificates, two.property_pence, two.nominations) == (5, 1, 5000, 1)
    assert two.member.kind is MemberKind.PERSON


def test_an_erasure_ahead_names_what_would_go_and_the_erasure_takes_it(ada: DeskAtHand) -> None:
    ada.perform(EditMember(member=1, address="2 Old Gate", name="Ada Perriwinkle"))
    ada.perform(EditMember(member=1, address="3 Old Gate"))
    ahead = ada.ask(erasure_ahead, ADA, ada.now())
    assert (ahead.phone, ahead.email, ahead.email_notified, ahead.former_contacts) == (True, True, False, 1)
    ada.perform(NoteDetail(1, "purpose", "notices"))
    assert ada.ask(erasure_ahead, ADA, ada.now()).email_notified
    ada.perform(EraseMember(1))
    after = ada.ask(erasure_ahead, ADA, ada.now())
    assert after.nothing
    assert after.email_notified


def test_the_book_lists_those_that_stand_first(ada: DeskAtHand) -> None:
    ada.perform(AddNomination(1, (Nominee("Tom Holt", Fraction(1, 2)),)))
    ada.perform(AddNomination(1, (Nominee("Mair Pugh", Fraction(1, 2)),)))
    ada.perform(RevokeNomination(2))
    view = ada.ask(nominations_of, ADA, ada.now())
    assert [each.number for each in view.book] == [1, 2]
    assert view.takes
    assert [each.name for each in view.on_death.nominees] == ["Tom Holt"]


def test_the_story_tells_mergers_and_nominations_without_naming_nominees(ada: DeskAtHand) -> None:
    ada.perform(AddNomination(2, (Nominee("Tom Holt", Fraction(1)),)))
    ada.perform(EndMembership(2, "", "", "resigned"))
    ada.perform(MergeMembers(2, 1, "", "the form was filled in twice"))
    events = ada.ask(timeline, ada.ask(members.member, "1"))
    assert ("One record with 0002", "the form was filled in twice") in [(each.what, each.note) for each in events]
    assert "Nomination 1 entered" in [each.what for each in events]
    assert not any("Tom Holt" in each.what + each.note for each in events)
