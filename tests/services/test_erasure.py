"""Erased is erased: not in a row, not in the search tables, not in the file's bytes; and the journal stays sound."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopdesk.domain.nominations import Nominee
from coopdesk.domain.refusals import NothingToUndo, Refusal
from coopdesk.services import members
from coopdesk.services.cancelling import CancelShares
from coopdesk.services.candidate_profiles import SetPhotograph, SetStatement, photograph_of
from coopdesk.services.candidates import Nominate
from coopdesk.services.election_view import election_by_number
from coopdesk.services.elections import AddElection, CancelElection
from coopdesk.services.erasure import EraseMember, StillNeeded, due_for_erasure
from coopdesk.services.imports import ImportMembers, preview_import
from coopdesk.services.meetings import CallMeeting
from coopdesk.services.member_life import RecordDeath, Rejoin
from coopdesk.services.members import MemberView
from coopdesk.services.membership import AddMember, EditMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.merging import MergeMembers
from coopdesk.services.nominations import AddNomination
from coopdesk.services.perform import Command
from coopdesk.services.registers import public_register
from coopdesk.services.roster import guess_matching, read_roster
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import IssueShares
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand

PRIVATE = ("Quillfeather", "Zzyzx", "01422", "496777", "kumquat", "Perriwinkle", "OL99", "Nomineename")


@pytest.fixture
def quill(founded: DeskAtHand) -> MemberView:
    """A member with something personal in as many places as there are."""
    member = founded.perform(
        AddMember(
            name="Ada Quillfeather",
            address="1 Zzyzx Road",
            postcode="OL99 9ZZ",
            email="kumquat@example.org",
            phone="01422 496777",
            joined_on="2001-01-01",
        )
    )
    founded.perform(EditMember(member=member.id, name="Ada Perriwinkle", address="2 Zzyzx Road", why="kumquat wedding"))
    founded.perform(EndMembership(member.id, "went to Zzyzx", "2005-01-01"))
    founded.perform(Rejoin(member.id, "2006-01-01", "kumquat season"))
    founded.perform(AddNomination(member.id, (Nominee("Nomineename", Fraction(1)),), words="kumquat witness"))
    founded.perform(EndMembership(member.id, "back to Zzyzx", "2010-01-01"))
    return founded.ask(members.member_by_id, member.id)


def sound(desk: DeskAtHand) -> bool:
    found = desk.ask(verify)
    assert found.findings == ()
    return found.sound


def bytes_of(desk: DeskAtHand) -> bytes:
    desk.store.close()
    return b"".join(each.read_bytes() for each in desk.path.parent.glob(f"{desk.path.name}*"))


def test_a_former_members_entry_is_erased_to_the_last_byte(founded: DeskAtHand, quill: MemberView) -> None:
    founded.perform(SetShareRule("retention", "10 years", "", "the board"))
    assert [each.number for each in founded.ask(due_for_erasure, founded.now())] == ["1"]
    erased = founded.perform(EraseMember(quill.id, whole=True, ground="retention period"))
    assert (erased.what, erased.number) == ("entry", "1")
    after = founded.ask(members.member_by_id, quill.id)
    assert (after.name, after.address, after.number) == ("Former member 1 (erased)", "", "1")
    assert (after.joined_on, after.ended_on) == (quill.joined_on, quill.ended_on)
    assert founded.ask(due_for_erasure, founded.now()) == ()
    for typed in ("quillfeather", "perriwinkle", "perriwinkel", "kumquat", "ol99 9zz"):
        assert founded.ask(members.find, typed) == ()
    assert sound(founded)
    left = bytes_of(founded)
    found = [word for word in PRIVATE if word.encode() in left or word.lower().encode() in left]
    assert found == []


def test_details_go_and_what_the_register_needs_stays(founded: DeskAtHand) -> None:
    ada = founded.perform(AddMember(name="Ada Holt", address="1 Zzyzx Road", phone="496777", email="kumquat@x.org"))
    founded.perform(EditMember(member=ada.id, address="2 New Road", name="Ada Byrd"))
    founded.perform(EraseMember(ada.id))
    after = founded.ask(members.member_by_id, ada.id)
    assert (after.name, after.address, after.phone, after.email, after.active) == (
        "Ada Byrd",
        "2 New Road",
        "",
        "",
        True,
    )
    assert [each.name for each in founded.ask(members.find, "byrd")] == ["Ada Byrd"]
    with pytest.raises(NothingToUndo):
        founded.undo({"EditMember"})
    assert founded.ask(members.member_by_id, ada.id) == after
    assert sound(founded)
    left = bytes_of(founded)
    assert [word for word in ("Zzyzx", "496777", "kumquat") if word.encode() in left] == []


def test_an_entry_the_register_needs_is_not_erased(founded: DeskAtHand, quill: MemberView) -> None:
    bea = founded.perform(AddMember(name="Bea Holt", joined_on="2001-01-01"))
    founded.perform(IssueShares(bea.id, 3, "cash"))
    with pytest.raises(StillNeeded, match="set no period"):
        founded.perform(EraseMember(quill.id, whole=True))
    founded.perform(SetShareRule("retention", "20 years", "", "the board"))
    with pytest.raises(StillNeeded, match="until 1 January 2030"):
        founded.perform(EraseMember(quill.id, whole=True))
    with pytest.raises(StillNeeded, match="goes on"):
        founded.perform(EraseMember(bea.id, whole=True))
    founded.perform(EndMembership(bea.id))
    with pytest.raises(StillNeeded, match="3 shares are still held"):
        founded.perform(EraseMember(bea.id, whole=True))
    assert founded.ask(members.member_by_id, quill.id) == quill


def test_a_register_as_at_a_day_before_shows_no_erased_name(founded: DeskAtHand, quill: MemberView) -> None:
    founded.perform(SetShareRule("retention", "10 years", "", ""))
    founded.perform(EraseMember(quill.id, whole=True))
    for day in ("2002-01-01", "2007-01-01", "2026-11-28"):
        (entry,) = founded.ask(public_register, founded.now(), type(quill.joined_on).fromisoformat(day)).entries
        assert (entry.name, entry.address) == ("Former member 1 (erased)", "")


ACTS = st.sampled_from(["edit", "end", "rejoin", "die", "merge", "erase", "whole", "issue", "undo"])


def _command(word: str, member: int, other: int, text: str) -> Command[object] | None:
    commands: dict[str, Command[object]] = {
        "edit": EditMember(member=member, name=text or "X", address=text, phone=text),  # type: ignore[dict-item]
        "end": EndMembership(member, text),  # type: ignore[dict-item]
        "rejoin": Rejoin(member, "", text),  # type: ignore[dict-item]
        "die": RecordDeath(member, "", text),  # type: ignore[dict-item]
        "merge": MergeMembers(member, other, "", text),  # type: ignore[dict-item]
        "erase": EraseMember(member),  # type: ignore[dict-item]
        "whole": EraseMember(member, whole=True),  # type: ignore[dict-item]
        "issue": IssueShares(member, 3, "cash"),  # type: ignore[dict-item]
    }
    return commands.get(word)


def _live(desk: DeskAtHand, life: list[tuple[str, int, int, str]]) -> None:
    """Play acts; a rule that says no changes nothing."""
    for word, member, other, text in life:
        command = _command(word, member, other, text)
        try:
            desk.undo() if command is None else desk.perform(command)
        except Refusal:
            continue
    assert desk.ask(verify).findings == ()
    held = sum(each.shares for each in desk.ask(members.members_page, 0, 100))
    with desk.store.reading() as reader:
        ((capital,),) = reader.raw("SELECT coalesce(sum(shares), 0) FROM share_movement")
    assert held == capital


def _society(template: Path, tmp_path: Path) -> DeskAtHand:
    desk = DeskAtHand(Path(shutil.copy(template, tmp_path / "life.coopdesk")))
    for number in range(1, 5):
        desk.perform(AddMember(name=f"Member {number}", joined_on="2010-01-01"))
    desk.perform(SetShareRule("retention", "1 year", "", ""))
    desk.watch.wind(days=400)
    return desk


lives = st.tuples(ACTS, st.integers(1, 4), st.integers(1, 4), st.sampled_from(["Ada Holt", "", "Élan"]))


@given(life=st.lists(lives, min_size=5, max_size=25))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_to_members_the_record_stays_sound(
    founded_template: Path, tmp_path: Path, life: list[tuple[str, int, int, str]]
) -> None:
    desk = _society(founded_template, tmp_path)
    try:
        _live(desk, life)
    finally:
        desk.store.close()


@pytest.mark.soak
@given(life=st.lists(lives, min_size=200, max_size=400))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_long_lives_stay_sound(founded_template: Path, tmp_path: Path, life: list[tuple[str, int, int, str]]) -> None:
    desk = _society(founded_template, tmp_path)
    try:
        _live(desk, life)
    finally:
        desk.store.close()


def test_what_an_import_replaced_is_erased_too(founded: DeskAtHand, tmp_path: Path) -> None:
    ada = founded.perform(AddMember(name="Ada Holt", number="7", address="1 Zzyzx Road", phone="496777"))
    path = tmp_path / "list.csv"
    path.write_text("Member number,Name,Address,Phone\n7,Ada Holt,2 New Road,0113 4960000\n", encoding="utf-8")
    roster = read_roster(path)
    founded.perform(ImportMembers(founded.ask(preview_import, roster, guess_matching(roster.headings), founded.now())))
    founded.perform(EraseMember(ada.id))
    assert sound(founded)
    left = bytes_of(founded)
    assert [word for word in ("Zzyzx", "496777", "4960000") if word.encode() in left] == []


def _candidate(desk: DeskAtHand, name: str = "Ada Quillfeather") -> MemberView:
    """Somebody who stands, with words and a picture, each replaced once."""
    ada = desk.perform(AddMember(name=name, joined_on="2001-01-01"))
    bea = desk.perform(AddMember(name="Bea Holt", joined_on="2001-01-01"))
    for each in (ada, bea):
        desk.perform(IssueShares(each.id, 1, "cash"))
    desk.perform(CallMeeting(kind="agm", title="AGM", at="2026-11-28T19:00:00+00:00", place="Hall"))
    desk.perform(AddElection(meeting=1, title="Directors", places=1))
    desk.perform(Nominate(meeting=1, number=1, member="1", statement="First kumquat"))
    desk.perform(Nominate(meeting=1, number=1, member="2"))
    desk.perform(SetStatement(1, 1, "1", "Second kumquat"))
    for picture in ("Zzyzx1", "Zzyzx2"):
        desk.perform(SetPhotograph(1, 1, "1", picture))
    return ada


def test_who_stood_stays_by_name_and_what_they_said_and_looked_like_goes(founded: DeskAtHand) -> None:
    ada = _candidate(founded)
    founded.perform(CancelElection(1, 1))
    founded.perform(CancelShares(ada.id, 1, "cash"))
    founded.perform(SetShareRule("retention", "1 year", "", "the board"))
    founded.watch.wind(days=400)
    founded.perform(EraseMember(ada.id, whole=True))
    stood = next(each for each in founded.ask(election_by_number, 1, 1).candidates if each.member == ada.id)
    assert (stood.name, stood.statement) == ("Ada Quillfeather", "")
    assert founded.ask(photograph_of, stood.id) == ""
    assert sound(founded)
    left = bytes_of(founded)
    assert [word for word in ("kumquat", "Zzyzx") if word.encode() in left] == []


def test_details_of_a_candidate_stay_while_the_election_goes_on(founded: DeskAtHand) -> None:
    ada = _candidate(founded)
    founded.perform(EraseMember(ada.id))
    stood = founded.ask(election_by_number, 1, 1).people[0]
    assert (stood.statement, founded.ask(photograph_of, stood.id)) == ("Second kumquat", "Zzyzx2")
    founded.perform(CancelElection(1, 1))
    founded.perform(EraseMember(ada.id))
    stood = founded.ask(election_by_number, 1, 1).people[0]
    assert (stood.statement, founded.ask(photograph_of, stood.id)) == ("", "")
    assert sound(founded)
