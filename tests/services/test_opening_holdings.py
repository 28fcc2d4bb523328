"""An opening register brings its certificates in under their own numbers, and no number is ever used twice."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from coopdesk.documents.chapters import print_chapters
from coopdesk.documents.share_statement import share_statement_paper
from coopdesk.domain.certificates import Fate
from coopdesk.domain.ids import MemberId
from coopdesk.services import verify
from coopdesk.services.certificate_paper import RecordReprint
from coopdesk.services.certificate_views import certificate_view
from coopdesk.services.certificates import ReplaceCertificate
from coopdesk.services.certificates_account import certificates_account
from coopdesk.services.exports import export_bytes
from coopdesk.services.imports import ImportMembers, ImportPreview, preview_import
from coopdesk.services.imports_undo import ImportReliedOn
from coopdesk.services.member_account import member_account
from coopdesk.services.members import member
from coopdesk.services.papers.heading import record_heading
from coopdesk.services.roster import guess_matching, read_roster
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import IssueShares, holding_view
from coopdesk.services.spreadsheets import Spreadsheet
from coopdesk.services.statement import statement_view
from coopdesk.services.withdrawals import WithdrawShares
from coopdesk.storage.tables import CounterRow
from tests.conftest import DeskAtHand
from tests.documents.reading import whole_text

HEADINGS = "Member number,Name,Shares,Date joined,Status,Certificates,Joint holders,Kind"
FOUR = (
    "7,Ada Holt,10,2019-04-03,active,12,Tom Holt,",
    "8,Bryn Jones,25,2020-05-04,active,57 (10 shares); 431 (5 shares 2021-06-07),,",
    "9,Cy Low,0,2020-05-04,resigned,3,,",
    "12,Dot Mensah,1,2021-06-05,active,,,",
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


def held(desk: DeskAtHand, number: str, on: date | None = None) -> list[tuple[int, int, str]]:
    view = desk.ask(holding_view, MemberId(desk.ask(member, number).id), on)
    return [(each.number, each.shares, each.status) for each in view.certificates]


def reasons(found: ImportPreview) -> dict[int, str]:
    return {each.row: each.reason for each in found.checked.rejected}


def sound(desk: DeskAtHand) -> bool:
    found = desk.ask(verify.verify)
    assert found.findings == ()
    return found.sound


def test_certificates_come_in_under_their_own_numbers_and_new_ones_go_on_after_them(
    founded: DeskAtHand, preview: Preview
) -> None:
    checked = preview(*FOUR)
    assert reasons(checked) == {}
    assert [(each.row, each.reason) for each in checked.checked.warned] == [
        (4, "certificate 3 named and no shares: not entered")
    ]
    assert (
        "3 certificates come in under their own numbers, 00012 to 00431. The next new one is 00432."
        in checked.checked.notices
    )
    founded.perform(ImportMembers(checked))
    assert held(founded, "7") == [(12, 10, "issued")]
    assert held(founded, "8") == [(57, 10, "issued"), (431, 5, "issued")]
    assert held(founded, "12") == []
    view = founded.ask(certificate_view, 431)
    assert (view.entered_on, view.issued_on, view.shares) == (date(2021, 6, 7), date(2021, 6, 7), 5)
    assert founded.ask(certificate_view, 57).entered_on == date(2020, 5, 4)
    issued = founded.perform(IssueShares(founded.ask(member, "12").id, 4, "cash"))
    assert issued.certificate == 432
    assert sound(founded)


def test_numbers_of_the_book_before_are_neither_missing_nor_given_again(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    account = founded.ask(certificates_account, founded.now())
    assert (account.missing, account.last, account.earlier, account.certified) == ((), 431, 428, 25)
    assert "428 of them were used up in the book kept before" in account.proof
    assert [line.issued_on for line in account.lines] == [date(2019, 4, 3), date(2020, 5, 4), date(2021, 6, 7)]


def test_a_number_above_the_earlier_book_that_stands_nowhere_is_still_found(
    founded: DeskAtHand, preview: Preview
) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    with founded.store.writing() as writer:
        writer.execute(update(CounterRow).where(CounterRow.name == "certificate").values(value=440))
    found = founded.ask(verify.verify)
    assert "CERTIFICATE-MISSING" in {each.code for each in found.findings}


def test_certificates_that_came_in_live_on_like_any_other(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    assert founded.perform(ReplaceCertificate(12, "lost", True)).number == 432
    founded.perform(WithdrawShares(founded.ask(member, "8").id, 13, "cash"))
    # Ten without a certificate went first, then three of the five of 431: two are left and have a paper of their own.
    assert held(founded, "8") == [(57, 10, "issued"), (431, 5, "cancelled"), (433, 2, "issued")]
    assert sound(founded)


def test_before_the_day_of_the_opening_neither_shares_nor_certificates_are_held(
    founded: DeskAtHand, preview: Preview
) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    assert held(founded, "7", date(2022, 1, 1)) == []
    assert held(founded, "7", founded.now().date()) == [(12, 10, "issued")]


@pytest.mark.parametrize(
    ("lines", "row", "why"),
    [
        (("1,Ann,5,,,12", "2,Ben,5,,,12"), 3, "same certificate twice: 12 is also on row 2"),
        (("1,Ann,x,,,12", "2,Ben,5,,,12"), 3, "same certificate twice: 12 is also on row 2"),
        (("1,Ann,5,,,12 (6)",), 2, "certificates for 6 shares, and 5 are held"),
        (("1,Ann,5,,,12; 13",), 2, "how many shares each certificate is for is not said"),
        (("1,Ann,5,,,twelve",), 2, "not a certificate number: “twelve”"),
        (('1,Ann,5,,,"12 (5, 2031-01-01)"',), 2, "a certificate of a day that lies ahead"),
    ],
)
def test_a_certificate_that_cannot_be_is_named_and_its_row_left_out(
    preview: Preview, lines: tuple[str, ...], row: int, why: str
) -> None:
    assert why in reasons(preview(*lines, headings="Member number,Name,Shares,Date joined,Status,Cert No"))[row]


def test_a_number_the_society_has_used_is_refused_whatever_became_of_it(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(ImportMembers(preview("1,Ann,5,,,")))
    founded.perform(IssueShares(1, 2, "cash"))
    founded.perform(ReplaceCertificate(1, "lost"))
    found = reasons(preview("2,Ben,5,,,1", "3,Cy,5,,,2"))
    assert found[2] == "certificate 1 was used for member 0001 (replaced) already, and numbers are used once"
    assert found[3] == "certificate 2 stands for member 0001 already, and numbers are used once"


def test_an_import_changes_no_certificate_of_a_member_in_the_register(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    again = preview(*FOUR[:2])
    assert (again.checked.unchanged, again.checked.warned) == (2, [])
    other = preview("7,Ada Holt,10,2019-04-03,active,99,Una Holt,")
    assert [(each.column, each.reason) for each in other.checked.warned] == [
        ("Certificates", "certificates 12 stand and the file says 99: an import does not change it"),
        ("Joint holders", "joint holders are Tom Holt and the file says Una Holt: an import does not change it"),
    ]


def test_an_import_taken_back_frees_its_numbers_for_the_next_import_alone(
    founded: DeskAtHand, preview: Preview
) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    founded.undo()
    assert founded.ask(certificates_account, founded.now()).count(Fate.ISSUED) == 0
    assert sound(founded)
    founded.perform(ImportMembers(preview("7,Ada Oak,3,2019-04-03,active,57,,", "8,Bryn Jones,4,,active,,,")))
    assert held(founded, "7") == [(57, 3, "issued")]
    assert founded.perform(IssueShares(founded.ask(member, "8").id, 1, "cash")).certificate == 432
    assert sound(founded)


def test_a_certificate_printed_since_keeps_its_import(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    founded.perform(RecordReprint(12, "asked for a second copy"))
    with pytest.raises(ImportReliedOn, match="been given a certificate"):
        founded.undo()


def test_joint_holders_come_in_with_the_entry_and_the_first_named_is_the_member(
    founded: DeskAtHand, preview: Preview
) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    ada = founded.ask(member, "7")
    assert ada.name == "Ada Holt"
    assert founded.ask(member_account, ada.id, founded.now()).joint_holders == ("Tom Holt",)
    assert founded.ask(certificate_view, 12).holder == "Ada Holt and Tom Holt"


def test_joint_holders_the_rules_do_not_know_are_told_and_left_out(founded: DeskAtHand, preview: Preview) -> None:
    founded.perform(SetShareRule("joint_holders", "no"))
    told = preview(FOUR[0]).checked.warned
    assert [each.reason for each in told] == [
        "the rules know no joint holders (setting joint_holders): “Tom Holt” left out"
    ]
    founded.perform(ImportMembers(preview(FOUR[0])))
    assert founded.ask(member_account, founded.ask(member, "7").id, founded.now()).joint_holders == ()


def test_an_organisation_has_no_joint_holders(preview: Preview) -> None:
    told = preview("7,Holt and Daughters Ltd,5,,active,,Tom Holt,organisation").checked.warned
    assert [each.reason for each in told] == ["an organisation has no joint holders: “Tom Holt” left out"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_certificates_and_joint_holders_are_carried_to_another_society(
    founded: DeskAtHand, preview: Preview, founded_template: Path, tmp_path: Path, kind: Spreadsheet
) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    founded.perform(IssueShares(founded.ask(member, "12").id, 4, "cash"))
    data, _ = founded.ask(export_bytes, kind)
    path = tmp_path / f"out.{kind}"
    path.write_bytes(data)
    roster = read_roster(path)
    desk = DeskAtHand(Path(shutil.copy(founded_template, tmp_path / "other.coopdesk")))
    try:
        found = desk.ask(preview_import, roster, guess_matching(roster.headings), desk.now())
        assert (found.checked.rejected, found.checked.warned) == ([], [])
        desk.perform(ImportMembers(found))
        for number in ("7", "8", "9", "12"):
            assert held(desk, number) == held(founded, number)
        for number in (12, 57, 431, 432):
            ours, theirs = founded.ask(certificate_view, number), desk.ask(certificate_view, number)
            assert (ours.holder, ours.entered_on, ours.shares) == (theirs.holder, theirs.entered_on, theirs.shares)
        assert desk.ask(export_bytes, "csv") == founded.ask(export_bytes, "csv")
        assert sound(desk)
    finally:
        desk.store.close()


def test_what_the_register_brought_stands_on_a_line_of_its_own_first_in_the_statement(
    founded: DeskAtHand, preview: Preview
) -> None:
    founded.perform(ImportMembers(preview(*FOUR)))
    founded.perform(IssueShares(founded.ask(member, "12").id, 4, "cash"))
    view = founded.ask(statement_view, date(2026, 1, 1), date(2026, 12, 31))
    heading = founded.ask(record_heading, founded.now())
    shown = " ".join(whole_text(print_chapters([share_statement_paper(view, heading)], heading).data).split())
    assert (
        "In issue before 1 January 2026 0 £0.00 Brought forward from an earlier register 36 £36.00 Issued 4 £4.00"
    ) in shown
    assert view.statement.agrees
