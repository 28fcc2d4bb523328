"""A roster comes into the register whole or not at all, a second time safely, and can be taken back until somebody
relies on it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coopdesk.domain.faults import DiskFull
from coopdesk.services import members, search, verify
from coopdesk.services.door import CheckIn
from coopdesk.services.exports import export_bytes
from coopdesk.services.imports import (
    ImportMembers,
    ImportPreview,
    ImportStopped,
    RegisterMovedOn,
    preview_import,
)
from coopdesk.services.imports_undo import ImportReliedOn
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.member_past import past_of
from coopdesk.services.member_turns import turns_of
from coopdesk.services.members import MemberView
from coopdesk.services.membership import AddMember, EditMember
from coopdesk.services.roster import guess_matching, read_roster
from coopdesk.services.shares import IssueShares, capital_view
from coopdesk.services.spreadsheets import format_of, guarded
from tests.conftest import DeskAtHand

HEADINGS = "Member number,Name,Class,Address,Postcode,E-mail,Phone,Shares,Date joined,Status"
THREE = (
    "7,Ada Holt,Worker,1 Mill Lane,HX7 8QP,ada@example.org,+44 1422 496001,5,2019-04-03,active",
    "8,Bryn Jones,,,,,,1,2020-05-04,resigned",
    "12,Dot Mensah,,,OL14 5AA,,,0,2021-06-05,active",
)

Preview = Callable[..., ImportPreview]


@pytest.fixture
def preview(founded: DeskAtHand, tmp_path: Path) -> Preview:
    """Check these lines against the register of ``founded``."""

    def check(*lines: str, headings: str = HEADINGS) -> ImportPreview:
        path = tmp_path / "roster.csv"
        path.write_text("\n".join((headings, *lines)) + "\n", encoding="utf-8")
        roster = read_roster(path)
        return founded.ask(preview_import, roster, guess_matching(roster.headings), founded.now())

    return check


def everybody(desk: DeskAtHand) -> list[MemberView]:
    return list(desk.ask(members.members_page, 0, 1000))


def sound(desk: DeskAtHand) -> bool:
    return desk.ask(verify.verify).sound


def test_everybody_comes_in_with_details_and_opening_shares_in_one_act(founded: DeskAtHand, preview: Preview) -> None:
    before = founded.ask(verify.verify).entries
    done = founded.perform(ImportMembers(preview(*THREE)))
    assert (done.added, done.updated, done.unchanged) == (3, 0, 0)
    ada, bryn, dot = everybody(founded)
    assert (ada.number, ada.name, ada.class_name, ada.phone, ada.shares) == (
        "7",
        "Ada Holt",
        "Worker",
        "+44 1422 496001",
        5,
    )
    assert ada.joined_on.isoformat() == "2019-04-03"
    assert (bryn.active, bryn.end_reason, bryn.shares) == (False, "resigned", 1)
    assert (dot.active, dot.shares) == (True, 0)
    assert founded.ask(capital_view).shares == 6
    assert [each.name for each in founded.ask(members.find, "hx78qp")] == ["Ada Holt"]
    assert [each.name for each in founded.ask(members.find, "mensha")] == ["Dot Mensah"]
    assert founded.ask(verify.verify).entries == before + 1
    assert sound(founded)


def test_rows_without_a_number_take_the_next_that_nobody_has(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(AddMember(name="First"))
    founded.perform(ImportMembers(preview(",Nora One", "40,Forty", ",Nora Two", headings="Member number,Name")))
    assert [(each.number, each.name) for each in everybody(founded)] == [
        ("1", "First"),
        ("40", "Forty"),
        ("41", "Nora One"),
        ("42", "Nora Two"),
    ]
    assert founded.perform(AddMember(name="After")).number == "43"


def test_a_telephone_number_as_member_number_does_not_move_the_series(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(ImportMembers(preview("99999999999999999999,Ada", "3,Bea", headings="Member number,Name")))
    assert founded.perform(AddMember(name="After")).number == "4"


def test_where_no_day_of_joining_is_given_it_is_said_and_nobody_has_joined_today(
    founded: DeskAtHand, preview: Preview
) -> None:
    shown = preview("1,Ada", headings="Member number,Name")
    assert any("No day of joining is given for 1 " in notice for notice in shown.checked.notices)
    founded.perform(ImportMembers(shown))
    assert everybody(founded)[0].joined_on.isoformat() == "2026-11-27"


def test_a_second_import_of_the_same_list_changes_nothing(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(ImportMembers(preview(*THREE)))
    again = preview(*THREE)
    assert (again.checked.added, again.checked.updated, again.checked.unchanged) == (0, 0, 3)
    assert not again.changes_anything


def test_a_second_import_takes_over_what_changed_and_keeps_whom_it_is_told_to_keep(
    founded: DeskAtHand, preview: Preview
) -> None:
    founded.perform(ImportMembers(preview(*THREE)))
    changed = (
        "7,Ada Holt-Byrd,Worker,9 New Road,OL14 1AA,ada@example.org,+44 1422 496001,9,2019-04-03,active",
        "8,Bryn Jones,,,,bryn@example.org,,1,2020-05-04,active",
        "12,Dot Mensah,,,,dot@example.org,,,2021-06-05,active",
    )
    second = preview(*changed)
    row_of_dot = next(each.row for each in second.checked.good if each.number == "12")
    assert any("an import does not change it" in each.reason for each in second.checked.warned)
    done = founded.perform(ImportMembers(second, frozenset({row_of_dot})))
    assert (done.added, done.updated, done.unchanged) == (0, 2, 1)
    ada, bryn, dot = everybody(founded)
    assert (ada.name, ada.address, ada.postcode, ada.shares) == ("Ada Holt-Byrd", "9 New Road", "OL14 1AA", 5)
    assert (bryn.active, bryn.email, bryn.end_reason, bryn.ended_on) == (True, "bryn@example.org", "", None)
    assert dot.email == ""
    assert [each.name for each in founded.ask(members.find, "ol141aa")] == ["Ada Holt-Byrd"]
    assert sound(founded)


def test_a_form_without_numbers_read_twice_adds_nobody_twice(founded: DeskAtHand, preview: Preview) -> None:
    form = ("Ada Holt,ada@example.org,2019-04-03", "Bryn Jones,,2020-05-04", "Bryn Jones,,2022-01-01")
    headings = "Name,E-mail,Date joined"
    founded.perform(ImportMembers(preview(*form, headings=headings)))
    again = preview(*form, "Ada Holt,other@example.org,2025-01-01", headings=headings)
    assert (again.checked.added, again.checked.unchanged) == (1, 3)
    assert any("somebody of this name is in the register as 0001" in each.reason for each in again.checked.warned)


def test_an_import_into_a_register_changed_since_the_preview_is_refused(founded: DeskAtHand, preview: Preview) -> None:
    shown = preview(*THREE)
    founded.perform(AddMember(name="Ada Holt", number="7"))
    with pytest.raises(RegisterMovedOn):
        founded.perform(ImportMembers(shown))
    assert [each.name for each in everybody(founded)] == ["Ada Holt"]


@pytest.mark.parametrize("looks", range(4))
def test_cancel_at_any_moment_leaves_nothing(founded: DeskAtHand, preview: Preview, looks: int) -> None:
    left = looks

    def cancelled() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    with pytest.raises(ImportStopped):
        founded.perform(ImportMembers(preview(*THREE), cancelled=cancelled))
    assert everybody(founded) == []
    assert founded.ask(search.find, "Ada", 20) == ()
    assert founded.perform(AddMember(name="After")).number == "1"
    assert sound(founded)


def test_progress_ends_at_the_last_row(founded: DeskAtHand, preview: Preview) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, expected: int) -> None:
        told.append((done, expected))

    founded.perform(ImportMembers(preview(*THREE), progress=progress))
    assert told[-1] == (3, 3)


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(founded: DeskAtHand, preview: Preview) -> None:
    shown = preview(*(f"{number},Member {number} Somebody" for number in range(1, 3000)), headings="Number,Name")
    with founded.store.writing() as writer:
        pages = writer.raw("PRAGMA page_count")[0][0]
    with founded.store.reading():
        pass
    founded.store._writer.execute(f"PRAGMA max_page_count={pages + 40}")
    with pytest.raises(DiskFull):
        founded.perform(ImportMembers(shown))
    assert everybody(founded) == []
    assert sound(founded)


def test_an_import_taken_back_leaves_the_register_as_it_was(founded: DeskAtHand, preview: Preview) -> None:
    kept = founded.perform(AddMember(name="Ada Old", number="7", address="Old Lane", email="old@example.org"))
    left = founded.perform(AddMember(name="Bryn Jones", number="8"))
    founded.perform(ImportMembers(preview(*THREE)))
    dot = next(each for each in everybody(founded) if each.number == "12")
    founded.perform(IssueCard(dot.id))
    founded.undo({"ImportMembers"})
    assert everybody(founded) == [kept, left]
    assert founded.ask(past_of, kept.id) == []
    assert founded.ask(turns_of, left.id) == ()
    assert founded.ask(capital_view).shares == 0
    assert founded.ask(members.find, "Dot Mensah") == ()
    assert [each.name for each in founded.ask(members.find, "old@example.org")] == ["Ada Old"]
    assert sound(founded)
    assert founded.perform(ImportMembers(preview(*THREE))).added == 1, "the number is free again"
    assert [turn.kind for turn in founded.ask(turns_of, left.id)] == ["ended"]
    assert "Ada Old" in [was for _, _, _, was, _ in founded.ask(past_of, kept.id)]


def test_nothing_personal_is_in_the_journal_of_an_import_or_its_undo(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(AddMember(number="7", name="Zebedee", address="Old Lane"))
    founded.perform(ImportMembers(preview(*THREE)))
    founded.undo({"ImportMembers"})
    with founded.store.reading() as reader:
        journal = " ".join(row[0] for row in reader.raw("SELECT payload FROM journal"))
    for private in ("Zebedee", "Old Lane", "Ada", "Mensah", "HX7", "example.org", "496001"):
        assert private not in journal, private


def _edit(desk: DeskAtHand, member: MemberView) -> None:
    desk.perform(EditMember(member=member.id, phone="01422 496002"))


def _take_a_share(desk: DeskAtHand, member: MemberView) -> None:
    desk.perform(IssueShares(member.id, 1, "cash"))


@pytest.mark.parametrize(("act", "words"), [(_edit, "edited"), (_take_a_share, "shares")])
def test_an_import_somebody_relied_on_stays(
    founded: DeskAtHand, preview: Preview, act: Callable[[DeskAtHand, MemberView], None], words: str
) -> None:
    founded.perform(ImportMembers(preview(*THREE)))
    act(founded, everybody(founded)[0])
    before = everybody(founded)
    with pytest.raises(ImportReliedOn, match="Member 0007 has .*" + words):
        founded.undo({"ImportMembers"})
    assert everybody(founded) == before
    founded.undo()
    founded.undo({"ImportMembers"}) if words == "edited" else None
    assert len(everybody(founded)) == (0 if words == "edited" else 3)


def test_an_import_whose_member_is_in_the_room_stays(sample: DeskAtHand, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("Member number,Name,Date joined,Shares\n900,Ada Holt,2019-04-03,1\n", encoding="utf-8")
    roster = read_roster(path)
    sample.perform(ImportMembers(sample.ask(preview_import, roster, guess_matching(roster.headings), sample.now())))
    from coopdesk.services.meetings import OpenMeeting

    sample.perform(OpenMeeting(1))
    sample.perform(CheckIn(1, "900"))
    with pytest.raises(ImportReliedOn, match="Member 0900 has checked in"):
        sample.undo({"ImportMembers"})


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_imported_just_so(founded: DeskAtHand, preview: Preview, tmp_path: Path, kind: str) -> None:
    founded.perform(
        ImportMembers(preview(*THREE, "A-9,=cmd|calc,@Worker,-1 Lane,,,+44 7700 900123,2,2020-01-01,active"))
    )
    assert "=cmd|calc" in [each.name for each in everybody(founded)]
    path = tmp_path / f"out.{kind}"
    data, count = founded.ask(export_bytes, format_of(path.name))
    path.write_bytes(data)
    assert count == 4
    roster = read_roster(path)
    again = founded.ask(preview_import, roster, guess_matching(roster.headings), founded.now())
    assert (again.checked.unchanged, again.checked.updated, again.checked.added) == (4, 0, 0), again.checked.changes
    cells = [cell for _, row in roster.rows() for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_exported_text_begins_like_a_formula(sign: str) -> None:
    assert guarded(f"{sign}SUM(A1)") == f"'{sign}SUM(A1)"
    assert guarded("Ada - Holt") == "Ada - Holt"
    assert guarded(-5) == -5
