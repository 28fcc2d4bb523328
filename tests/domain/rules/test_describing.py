"""The rule sheet in plain English."""

from fractions import Fraction

import pytest

from coopdesk.domain.rules import LegalForm, change, describe, figure_words, preset, quorum_words, warnings


@pytest.mark.parametrize("form", LegalForm)
def test_every_row_says_something(form: LegalForm) -> None:
    rows = describe(preset(form))
    assert all(name and words for name, words in rows)
    assert len({name for name, _ in rows}) == len(rows)


def test_the_rows_follow_the_rules() -> None:
    settings = {
        "quorum": "min(75, 20%)",
        "casting_vote": "yes",
        "majority[rule-change]": "3/5",
        "joiners_may_vote": "no",
        "classes": "Member, Investor (no vote)",
        "max_shares": "20000",
    }
    rows = dict(describe(change(preset(LegalForm.CO_OPERATIVE), settings)))
    assert rows["Quorum"] == "20% of the members entitled to vote or 75 members, whichever is lower"
    assert rows["Casting vote"] == "The chair's, on a tie"
    assert rows["Rule change"] == "At least three-fifths of the votes cast"
    assert rows["Who may vote"].endswith("those who join on the day vote from the next meeting")
    assert rows["Classes"] == "Member, Investor (no vote)"
    assert rows["Shares"] == "At least 1, at most 20000; withdrawable, not transferable"


def test_the_usual_way_of_voting_and_the_legal_form_are_named() -> None:
    rows = dict(describe(preset(LegalForm.CIC)))
    assert rows["Usual way of voting"] == "Show of hands"
    assert rows["Legal form"] == "Community interest company"
    changed = dict(describe(change(preset(LegalForm.CO_OPERATIVE), {"default_method": "recorded"})))
    assert changed["Usual way of voting"] == "Recorded vote"
    assert changed["Legal form"] == "Co-operative society"


def test_a_record_date_keeps_joiners_from_voting_and_the_row_says_so() -> None:
    rows = dict(describe(change(preset(LegalForm.CO_OPERATIVE), {"record_date_days": "14"})))
    assert "for at least 14 days before the meeting" in rows["Who may vote"]
    assert rows["Who may vote"].endswith("vote from the next meeting")


def test_a_sheet_without_quorum_says_what_holds_instead() -> None:
    assert quorum_words(change(preset(LegalForm.CIC), {"quorum": "none"})).startswith("2 members")
    assert quorum_words(change(preset(LegalForm.CIC), {"quorum": "1"})) == "1 member"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(412, 10), "41.2"),
        (Fraction(33, 2), "16.5"),
        (Fraction(17), "17"),
        (Fraction(1, 3), "1/3"),
        (Fraction(100, 3), "33 1/3"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(405, 100), "4.05"),
    ],
)
def test_figures_are_exact(value: Fraction, words: str) -> None:
    assert figure_words(value) == words


def test_the_law_is_held_against_the_sheet_in_warnings() -> None:
    assert warnings(preset(LegalForm.CIC)) == ()
    cic = change(preset(LegalForm.CIC), {"casting_vote": "yes", "majority[special]": "two-thirds", "quorum": "1"})
    said = warnings(cic)
    assert len(said) == 3
    assert "casting vote has no effect" in said[0]
    assert "at least three-quarters" in said[1]
    assert "quorum of 1" in said[2]
    society = change(preset(LegalForm.CO_OPERATIVE), {"majority[rule-change]": "ordinary"})
    assert warnings(society) == ()


def test_an_age_for_voting_stands_among_who_may_vote() -> None:
    sheet = change(preset(LegalForm.CO_OPERATIVE), {"min_age": "16"})
    assert ", aged 16 or over; those who join" in dict(describe(sheet))["Who may vote"]
    sheet = change(sheet, {"unknown_age_votes": "no"})
    assert ", aged 16 or over by a day of birth on the register;" in dict(describe(sheet))["Who may vote"]
