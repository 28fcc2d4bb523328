"""The treasurer's papers, read back from the finished file."""

from dataclasses import replace
from datetime import date

import pytest

from coopdesk.documents.chapters import PaperFile, print_chapters
from coopdesk.documents.member_account import member_account_paper
from coopdesk.documents.register import full_register_paper, public_register_paper
from coopdesk.domain.rules import LegalForm
from coopdesk.services.registers import PublicRegister
from tests.documents.lint import lint
from tests.documents.reading import overlaps, page_texts, whole_text
from tests.documents.societies import HEBDEN, LONG_NAME, UNDRAWABLE
from tests.documents.treasury import HEADING, TREASURY, account, entries, full, public


def paper_of(register: PublicRegister) -> PaperFile:
    return print_chapters([public_register_paper(register)], HEADING)


@pytest.mark.parametrize("kind", TREASURY)
def test_a_paper_keeps_the_rules_of_archives_and_readers(kind: str) -> None:
    data = TREASURY[kind]()
    assert lint(data) == []
    assert not overlaps(data)
    assert data == TREASURY[kind]()


def test_scenario_47_no_figure_of_a_holding_is_on_the_copy_for_inspection() -> None:
    text = whole_text(paper_of(public()).data)
    assert "It gives no shareholdings or other property." in text
    assert "£" not in text
    assert "Shares" not in text
    assert "Copy for inspection by members" in text


def test_every_entry_is_there_with_its_days_and_ceased_ones_stay() -> None:
    text = whole_text(paper_of(public(12)).data)
    for words in (
        "0010", "19 Mar 2026", "4 Nov 2013", "beth@example.org for notices", "(also 2 January 2001 to 5 April 2003)",
        "12 entries on this page. 10 members; entries that have ceased are kept. Officers are at the end.",
        "Dilwyn Parry-Hughes", "Secretary", "As it stood on 28 November 2026.",
    ):  # fmt: skip
        assert words in text, words


def test_the_register_itself_has_shares_money_and_other_property_and_says_who_may_not_see_it() -> None:
    text = whole_text(print_chapters([full_register_paper(full(3))], HEADING).data)
    for words in ("1,234", "£1,234.00", "loan £500", "not these pages (section 103)", "not for inspection"):
        assert words in text, words


def test_guide_words_name_the_first_and_last_of_each_sheet() -> None:
    first, *_, last = page_texts(paper_of(public(90)).data)
    assert "Fairbairn to" in first
    assert "This sheet" not in last


def test_a_past_day_is_said_with_the_day_it_was_made() -> None:
    text = whole_text(paper_of(replace(public(3), day=date(2020, 1, 2))).data)
    assert "As at 2 January 2020, made on 28 November 2026." in text


def test_nobody_entered_is_said_and_a_company_has_its_own_act() -> None:
    empty = replace(public(0), officers=())
    assert "Nobody had been entered by then." in whole_text(paper_of(empty).data)
    company = replace(HEADING, society=replace(HEBDEN, legal_form=LegalForm.CIC))
    text = whole_text(paper_of(replace(public(2), heading=company)).data)
    assert "section 113 of the Companies Act 2006" in text
    assert "2014" not in text


def test_a_name_no_font_can_draw_gives_way_to_its_number_and_long_ones_run_into_nothing() -> None:
    one, two = entries(2)
    strange = one._replace(name=UNDRAWABLE)
    register = replace(public(2), entries=(strange, two._replace(name=LONG_NAME)), filed=("", ""))
    paper = paper_of(register)
    assert f"member 000{one.number}" in whole_text(paper.data)
    assert any("no font" in warning for warning in paper.warnings)
    assert not overlaps(paper.data)


def test_an_account_shows_what_was_held_after_each_entry_and_what_is_owed() -> None:
    text = whole_text(TREASURY["member account"]())
    for words in (
        "Nia Llŷr-Williams, Bea Second, member 0427", "25 shares held", "£3 still to be paid", "00404", "+5 25",
        "5-year loan", "£500.00", "a member has one vote", "section 103",
    ):  # fmt: skip
        assert words in text, words


def test_an_account_without_shares_is_a_paper_too() -> None:
    text = whole_text(
        print_chapters([member_account_paper(account(lines=(), certificates=(), property=(), shares=0))], HEADING).data
    )
    assert "No shares have been entered for this member." in text


def test_sums_below_nothing_have_a_true_minus_and_no_hyphen() -> None:
    for kind in ("cash-up", "share statement"):
        assert "-£" not in whole_text(TREASURY[kind]())
    assert "−£0.50" in whole_text(TREASURY["cash-up"]())
    shown = " ".join(whole_text(TREASURY["share statement"]()).split())
    for words in ("Withdrawn −540 −£540.00", "Transferred out −20 −£20.00", "more than 10% (rule 24)"):
        assert words in shown
