"""Settings as people write them, in ``society rules --set`` and RULES.toml."""

from datetime import date
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import Base, LegalForm, RuleSheet, change, from_plain, preset, to_plain

SOCIETY = preset(LegalForm.CO_OPERATIVE)


def _quorum(sheet: RuleSheet) -> tuple[object, object, str]:
    return sheet.quorum_percent, sheet.quorum_number, sheet.quorum_combine


@pytest.mark.parametrize(
    ("text", "percent", "number", "combine"),
    [
        ("10%", Fraction(10), None, "greater"),
        ("12.5 %", Fraction(25, 2), None, "greater"),
        ("100%", Fraction(100), None, "greater"),
        ("3", None, 3, "greater"),
        ("1", None, 1, "greater"),
        ("1000000", None, 1_000_000, "greater"),
        ("max(3, 10%)", Fraction(10), 3, "greater"),
        ("MAX(10%,3)", Fraction(10), 3, "greater"),
        ("min(75, 20%)", Fraction(20), 75, "lower"),
        ("10% or 3 greater", Fraction(10), 3, "greater"),
        ("10% or 3, whichever is greater", Fraction(10), 3, "greater"),
        ("3 or 10%, whichever is the lower", Fraction(10), 3, "lower"),
        ("the lower of 20% and 75", Fraction(20), 75, "lower"),
        ("none", None, None, "greater"),
    ],
)
def test_a_quorum_is_read_as_rule_books_write_it(
    text: str, percent: Fraction | None, number: int | None, combine: str
) -> None:
    assert _quorum(change(SOCIETY, {"quorum": text})) == (percent, number, combine)


@pytest.mark.parametrize(
    "text",
    [
        *("", "110%", "0%", "-5%", "0", "-3", "3.5", "10% or 3", "max(3, 4)", "max(10%, 20%)", "max(3)", "ten"),
        *("max(3, 110%)", "9" * 5000, "٣", "10%%", "99999999", "1000001", "min(0, 10%)"),
    ],
)
def test_a_quorum_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match=r"quorum (was given as|cannot be used)"):
        change(SOCIETY, {"quorum": text})


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("notice_clear_days", "21", "notice_clear_days", 21),
        ("inquorate_wait_minutes", "15", "inquorate_wait_minutes", 15),
        ("adjourn_renotice", "0", "adjourn_renotice_days", 0),
        ("adjourn_renotice_days", "5", "adjourn_renotice_days", 5),
        ("quorum_percent", "12.5", "quorum_percent", Fraction(25, 2)),
        ("quorum_percent", "none", "quorum_percent", None),
        ("quorum_number", "7", "quorum_number", 7),
        ("quorum_number", "none", "quorum_number", None),
        ("quorum_combine", "lower", "quorum_combine", "lower"),
        ("quorum_counts_proxies", "off", "quorum_counts_proxies", False),
        ("quorum_continuous", "0", "quorum_continuous", False),
        ("adjourned_quorum", "same", "adjourned_quorum", "same"),
        ("casting_vote", "yes", "casting_vote", True),
        ("casting_vote", "chair", "casting_vote", True),
        ("casting_vote", "none", "casting_vote", False),
        ("formed_on", "2012-05-31", "formed_on", date(2012, 5, 31)),
        ("joiners_vote", "No", "joiners_vote", False),
        ("joiners_may_vote", "false", "joiners_vote", False),
        ("record_date_days", "14", "record_date_days", 14),
        ("eligibility", "joiners-excluded", "joiners_vote", False),
        ("eligibility", "28 days", "record_date_days", 28),
        ("min_shares", "50", "min_shares", 50),
        ("min_age", "16", "min_age", 16),
        ("min_age", "none", "min_age", None),
        ("unknown_age_votes", "no", "unknown_age_votes", False),
        ("max_shares", "20000", "max_shares", 20_000),
        ("max_shares", "none", "max_shares", None),
        ("share_withdrawable", "1", "share_withdrawable", True),
        ("share_transferable", "true", "share_transferable", True),
        ("default_method", "recorded", "default_method", "recorded"),
        ("legal_form", "cic", "legal_form", LegalForm.CIC),
        ("deemed_service[post]", "3", "notice_deemed_days", (("hand", 0), ("email", 0), ("post", 3))),
        ("deemed_service.website", "1", "notice_deemed_days", (("hand", 0), ("email", 0), ("post", 2), ("website", 1))),
        ("deemed_service", "post 4, email 1", "notice_deemed_days", (("hand", 0), ("email", 1), ("post", 4))),
    ],
)
def test_a_setting_changes_its_field_and_no_other(name: str, value: str, field: str, expected: object) -> None:
    changed = change(SOCIETY, {name: value})
    assert getattr(changed, field) == expected
    before, after = to_plain(SOCIETY), to_plain(changed)
    others = set(before) - {field} - ({"resolutions"} if name == "legal_form" else set())
    assert {each: after[each] for each in others} == {each: before[each] for each in others}


@pytest.mark.parametrize("name", ["majority[rule-change]", "majority.rule-change"])
def test_a_majority_is_set_by_kind_in_both_spellings(name: str) -> None:
    rule = change(SOCIETY, {name: "over-three-quarters"}).resolution("rule-change")
    assert rule.majority.name == "over-three-quarters"
    assert "Financial Conduct Authority" in rule.effect


def test_a_new_kind_is_added_whatever_order_its_settings_come_in() -> None:
    settings = {
        "majority_base[levy]": "members",
        "majority[levy]": "3/5",
        "quorum": "min(75, 20%)",
        "quorum_number": "9",
    }
    sheets = {str(to_plain(change(SOCIETY, dict(order)))) for order in permutations(settings.items())}
    assert len(sheets) == 1
    rule = change(SOCIETY, settings).resolution("levy")
    assert (rule.majority.name, rule.base) == ("3/5", Base.MEMBERS)
    assert change(SOCIETY, settings).quorum_number == 9


def test_a_new_legal_form_brings_its_own_resolutions_and_keeps_what_is_set_beside_it() -> None:
    changed = change(SOCIETY, {"majority[special]": "4/5", "legal_form": "cic"})
    assert changed.resolution("special").majority.name == "4/5"
    assert changed.resolution("rule-change").majority.name == "three-quarters"
    assert changed.resolution("audit-exemption").statutory == ""


def test_naming_the_legal_form_it_has_already_changes_nothing() -> None:
    own = change(SOCIETY, {"majority[special]": "4/5"})
    assert change(own, {"legal_form": "co-operative-society"}) == own


def test_classes_and_their_votes_are_set_together_or_one_by_one() -> None:
    changed = change(SOCIETY, {"classes": "User, Investor (no vote)"})
    assert [(each.name, each.votes) for each in changed.classes] == [("User", True), ("Investor", False)]
    changed = change(SOCIETY, {"class[Investor]": "no-vote"})
    assert [(each.name, each.votes) for each in changed.classes] == [("Member", True), ("Investor", False)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("colour", "blue"),
        ("seats[Member]", "3"),
        ("deemed_service[by pigeon]", "1"),
        ("deemed_service[post]", "61"),
        ("", ""),
        ("majority", "two-thirds"),
        ("majority[]", "two-thirds"),
        ("majority[Rule Change]", "two-thirds"),
        ("majority[rule-change]", "75%"),
        ("majority[rule-change", "two-thirds"),
        ("majority_base[levy]", "present"),
        ("majority_base[ordinary]", "hands"),
        ("majority_base[audit-exemption]", "present"),
        ("casting_vote", "perhaps"),
        ("joiners_vote", "maybe"),
        ("notice_clear_days", "-1"),
        ("notice_clear_days", "fourteen"),
        ("notice_clear_days", "9" * 5000),
        ("notice_clear_days", "٣"),
        ("quorum_percent", "101"),
        ("quorum_percent", "0"),
        ("quorum_number", "0"),
        ("legal_form", "guild"),
        ("formed_on", "31/31/2012"),
        ("eligibility", "everybody"),
        ("default_method", "telepathy"),
        ("classes", ""),
        ("classes", "A, a"),
        ("classes", "A (no vote)"),
        ("class[Member]", "no"),
        ("class[\udc80]", "no"),
        ("max_shares", "0"),
        ("deemed_service", "3"),
        ("deemed_service[post]", "soon"),
        ("deemed_service[]", "1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_in_one_printable_sentence(name: str, value: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        change(SOCIETY, {name: value})
    sentence = str(refused.value)
    assert sentence.encode().decode() == sentence
    assert "\n" not in sentence
    assert sentence.endswith("Nothing was changed.")


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("notice_clear_days", 365),
        ("inquorate_wait_minutes", 600),
        ("adjourn_renotice_days", 365),
        ("record_date_days", 3660),
        ("min_age", 120),
        ("min_shares", 1_000_000),
        ("max_shares", 100_000_000),
        ("quorum_number", 1_000_000),
    ],
)
def test_the_largest_number_is_taken_and_the_next_refused_with_the_range(name: str, most: int) -> None:
    assert getattr(change(SOCIETY, {name: str(most)}), name) == most
    with pytest.raises(NotUnderstood, match=f"use a whole number from [01] to {most}"):
        change(SOCIETY, {name: str(most + 1)})


def test_an_unknown_setting_is_named_and_the_known_ones_are_listed() -> None:
    with pytest.raises(NotUnderstood) as refused:
        change(SOCIETY, {"quorun": "10%"})
    assert "“quorun”" in str(refused.value)
    assert "quorum_percent" in str(refused.value)
    assert "majority[KIND]" in str(refused.value)


def test_a_maximum_below_the_minimum_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="the least is 50 and the most 20"):
        change(SOCIETY, {"min_shares": "50", "max_shares": "20"})


def test_what_change_makes_can_be_written_down_and_read_back() -> None:
    settings: dict[str, Any] = {"quorum": "12.5%", "classes": "Ordinary, Élève (no vote)", "majority[levy]": "7/13"}
    sheet = change(SOCIETY, settings)
    assert from_plain(to_plain(sheet)) == sheet
