"""The registers as they stood on a day: names, addresses, memberships, holdings and officers of that day."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.registers import Period
from coopdesk.services.cancelling import CancelShares
from coopdesk.services.export_log import LogExport, exports_logged
from coopdesk.services.member_life import RecordDeath, Rejoin
from coopdesk.services.members import member as member_called
from coopdesk.services.membership import AddMember, EditMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.payments import TakePayment
from coopdesk.services.register_sheets import full_sheet, public_sheet
from coopdesk.services.registers import full_register, public_register
from coopdesk.services.roster import read_roster
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import IssueShares
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand

TODAY = date(2026, 11, 28)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def society(founded: DeskAtHand) -> DeskAtHand:
    """Ada married and moved, Bea left and came back, Cai died, Dot joined today; Ada and Cai hold shares."""
    desk = founded
    for name, joined in (("Ada Holt", "2010-03-04"), ("Bea Ahmed", "2011-01-01"), ("Cai Brook", "2012-06-07")):
        desk.perform(AddMember(name=name, address="1 Weir Side\nHebden Bridge", postcode="HX7 8QP", joined_on=joined))
    desk.perform(EditMember(member=1, name="Ada Zimmer", on="2020-05-06", why="by marriage"))
    desk.perform(EditMember(member=1, address="9 New Road", postcode="OL14 5AA", on="2024-01-01"))
    desk.perform(EndMembership(2, "moved away", "2015-02-03"))
    desk.perform(Rejoin(2, "2022-03-04"))
    desk.watch.wind(days=-400)
    desk.perform(IssueShares(1, 20, "cash"))
    desk.watch.wind(days=200)
    desk.perform(IssueShares(3, 5, "card"))
    desk.watch.wind(days=100)
    desk.perform(RecordDeath(3, "2026-07-01"))
    desk.watch.wind(days=100)
    desk.perform(IssueShares(1, 30, "cash"))
    desk.perform(AddMember(name="Dot Mensah"))
    assert desk.ask(verify).sound
    return desk


def listed(desk: DeskAtHand, on: str) -> dict[str, str]:
    register = desk.ask(public_register, desk.now(), day(on))
    return {each.number: each.name for each in register.entries}


def test_an_entry_is_shown_as_it_stood_on_the_day(society: DeskAtHand) -> None:
    assert listed(society, "2010-03-03") == {}
    assert listed(society, "2010-03-04") == {"1": "Ada Holt"}
    assert listed(society, "2020-05-05")["1"] == "Ada Holt"
    assert listed(society, "2020-05-06")["1"] == "Ada Zimmer"
    register = society.ask(public_register, society.now(), day("2023-06-01"))
    ada = next(each for each in register.entries if each.number == "1")
    assert (ada.name, ada.address) == ("Ada Zimmer", "1 Weir Side, Hebden Bridge HX7 8QP")
    today = society.ask(public_register, society.now()).entries
    assert next(each for each in today if each.number == "1").address == "9 New Road OL14 5AA"


def test_the_order_is_by_the_last_name_of_the_day(society: DeskAtHand) -> None:
    assert list(society.ask(public_register, society.now()).listed) == [
        "Ahmed, Bea", "Brook, Cai", "Mensah, Dot", "Zimmer, Ada"
    ]  # fmt: skip
    assert list(society.ask(public_register, society.now(), day("2014-01-01")).listed) == [
        "Ahmed, Bea", "Brook, Cai", "Holt, Ada"
    ]  # fmt: skip


def test_somebody_who_came_back_has_both_times_and_was_no_member_between(society: DeskAtHand) -> None:
    def bea(on: str) -> tuple[date, date | None, bool, tuple[Period, ...]]:
        entries = society.ask(public_register, society.now(), day(on)).entries
        one = next(each for each in entries if each.number == "2")
        return one.entered, one.ceased, one.current, one.earlier

    first = Period(day("2011-01-01"), day("2015-02-03"))
    assert bea("2015-02-02") == (first.entered, None, True, ())
    assert bea("2018-01-01") == (first.entered, first.ceased, False, ())
    assert bea("2022-03-04") == (day("2022-03-04"), None, True, (first,))


def test_ceased_entries_stay_and_only_members_of_the_day_are_counted(society: DeskAtHand) -> None:
    register = society.ask(public_register, society.now())
    assert (len(register.entries), register.members) == (4, 3)
    cai = next(each for each in register.entries if each.number == "3")
    assert (cai.ceased, cai.current) == (day("2026-07-01"), False)
    before = society.ask(public_register, society.now(), day("2026-06-30"))
    assert before.members == 3
    assert next(each for each in before.entries if each.number == "3").ceased is None


def test_holdings_are_those_of_the_day_and_what_was_paid_on_them(society: DeskAtHand) -> None:
    def held(on: date) -> dict[str, tuple[int, int]]:
        entries = society.ask(full_register, society.now(), on).entries
        return {line.entry.number: (line.holding.shares, line.holding.paid_pence) for line in entries}

    first = TODAY - timedelta(days=400)
    assert held(first - timedelta(days=1))["1"] == (0, 0)
    assert held(first)["1"] == (20, 2000)
    assert held(TODAY) == {"1": (50, 5000), "2": (0, 0), "3": (5, 500), "4": (0, 0)}


def test_nobody_knows_the_register_of_tomorrow(society: DeskAtHand) -> None:
    with pytest.raises(NotUnderstood, match="lies ahead, and nobody knows"):
        society.ask(public_register, society.now(), day("2026-11-29"))


def test_scenario_47_what_members_may_see_has_names_and_addresses_and_no_holding(society: DeskAtHand) -> None:
    shown = public_sheet(society.ask(public_register, society.now()), "csv").decode("utf-8-sig")
    assert "Ada Zimmer" in shown
    assert "9 New Road" in shown
    heads, *rows = csv.reader(io.StringIO(shown))
    assert not {"shares", "amount paid (£)", "other property"} & {each.lower() for each in heads}
    assert not [cell for row in rows for cell in row if cell in ("50", "5", "50.00", "5.00")]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_the_full_register_as_a_spreadsheet_has_every_entry_with_its_holding(
    society: DeskAtHand, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"register.{kind}"
    path.write_bytes(full_sheet(society.ask(full_register, society.now()), kind))  # type: ignore[arg-type]
    roster = read_roster(path)
    rows = {row[2]: dict(zip(roster.headings, row, strict=False)) for _, row in roster.rows()}
    assert rows["Ada Zimmer"]["Shares"] == "50"
    assert rows["Ada Zimmer"]["Amount paid (£)"] == "50.00"
    assert rows["Cai Brook"]["Date ceased"] == "2026-07-01"
    assert rows["Bea Ahmed"]["Member before"] == "1 January 2011 to 3 February 2015"


def test_a_mistaken_edit_taken_back_shows_in_no_register_of_any_day(society: DeskAtHand) -> None:
    before = {on: society.ask(public_register, society.now(), day(on)).entries for on in ("2014-01-01", "2026-11-28")}
    society.perform(EditMember(member=3, name="Nobody", on="2013-01-01"))
    assert listed(society, "2014-01-01")["3"] == "Nobody"
    society.undo({"EditMember"})
    for on, entries in before.items():
        assert society.ask(public_register, society.now(), day(on)).entries == entries


def test_every_export_is_in_the_log_and_names_nobody_in_the_journal(society: DeskAtHand) -> None:
    one = society.ask(member_called, "1")
    society.perform(LogExport("register, full", "csv", 4, None, "audit", "Haigh & Co"))
    society.perform(LogExport("account", "pdf", 1, one.id))
    newest, older = society.ask(exports_logged)[:2]
    assert (newest.what, newest.member, newest.entries) == ("account", "1", 1)
    assert (older.recipient, older.purpose, older.at) == ("Haigh & Co", "audit", society.now())
    with society.store.reading() as reader:
        assert not [row for row in reader.raw("SELECT payload FROM journal") if "Haigh" in row[0]]
    assert society.ask(verify).sound


def test_scenario_49_a_leavers_share_is_cancelled_the_pound_kept_and_the_entry_stays(sample: DeskAtHand) -> None:
    held = sample.ask(member_called, "7").shares
    sample.perform(SetShareRule("on_exit", "keep", "", "rule 9"))
    sample.perform(CancelShares(sample.ask(member_called, "7").id, held))
    if sample.ask(member_called, "7").active:
        sample.perform(EndMembership(7, "moved out"))
    line = next(each for each in sample.ask(full_register, sample.now()).entries if each.entry.number == "7")
    assert (line.holding.shares, line.entry.current, line.entry.ceased) == (0, False, TODAY)
    with sample.store.reading() as reader:
        assert reader.raw("SELECT count(*) FROM payment WHERE member = 7 AND pence < 0") == [(0,)]
    assert sample.ask(verify).sound


def test_what_was_owed_on_a_day_is_not_in_what_was_paid_by_then(founded: DeskAtHand) -> None:
    founded.perform(SetShareRule("part_paid", "yes", "2020-01-01", "rule 7"))
    founded.perform(AddMember(name="Ada Holt", joined_on="2010-01-01"))
    founded.perform(IssueShares(1, 20, "cash", on="2026-03-01", pence=500))
    founded.perform(TakePayment(member=1, pence=1500, paid="cash", on="2026-05-01"))

    def paid(on: str) -> tuple[int, int]:
        return founded.ask(full_register, founded.now(), day(on)).entries[0].holding[:2]

    assert [paid(each) for each in ("2026-02-28", "2026-03-01", "2026-04-30", "2026-05-01")] == [
        (0, 0), (20, 500), (20, 500), (20, 2000)
    ]  # fmt: skip
