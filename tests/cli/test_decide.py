"""coopdesk decide: kinds, turnout, classes, investors, and what it would take."""

import pytest

from coopdesk.domain.rules import LegalForm, preset
from tests.conftest import Run


def _decide(run: Run, *words: str) -> dict[str, object]:
    ran = run("decide", *words, "--json")
    assert ran.code == 0, ran.out
    value: dict[str, object] = ran.json
    return value


def test_a_conversion_needs_half_of_all_members_to_vote(run: Run) -> None:
    lost = _decide(run, "--kind", "conversion", "--for", "76", "--against", "20", "--members", "200")
    assert (lost["outcome"], lost["turnout_needed"]) == ("lost", 100)
    passed = _decide(run, "--kind", "conversion", "--for", "80", "--against", "20", "--members", "200")
    assert (passed["outcome"], passed["awaiting"]) == ("undecided", "confirmation")


@pytest.mark.parametrize("turnout", ["25%", "1/4"])
def test_a_turnout_is_a_share_of_all_members(run: Run, turnout: str) -> None:
    votes = ("--rule", "ordinary", "--for", "20", "--against", "4", "--members", "100", "--turnout", turnout)
    assert _decide(run, *votes)["outcome"] == "lost"


def test_every_class_must_carry(run: Run) -> None:
    said = _decide(run, "--rule", "three-quarters", "--class", "Staff=8/9", "--class", "Resident=82/1", "--every-class")
    assert said["outcome"] == "lost"
    assert "Staff had none" in str(said["sentence"])
    assert said["classes"] == [
        {"class": "Staff", "for": 8, "against": 9, "weight": "1"},
        {"class": "Resident", "for": 82, "against": 1, "weight": "1"},
    ]


def test_weights_and_investors_are_exact(run: Run) -> None:
    by_weight = _decide(
        run, "--rule", "three-quarters", "--class", "A=0/1", "--class", "B=9/0", "--weight", "A=26", "--weight", "B=74"
    )
    assert (by_weight["outcome"], by_weight["needed"]) == ("lost", 75)
    assert by_weight["weighted"] == {"for": "74", "cast": "100", "investor_vote": None}
    capped = _decide(run, "--rule", "ordinary", "--for", "40", "--against", "50", "--investors", "60/0")
    assert capped["weighted"] == {"for": "50", "cast": "100", "investor_vote": "1/6"}
    assert (capped["for"], capped["outcome"]) == (100, "lost")


def test_what_would_it_take(run: Run) -> None:
    said = _decide(run, "--rule", "two-thirds", "--voting", "118")
    assert (said["needed"], said["most_against"], said["possible"]) == (79, 39, True)


def test_a_casting_vote_breaks_a_tie(run: Run) -> None:
    said = _decide(run, "--rule", "ordinary", "--for", "20", "--against", "20", "--casting", "for")
    assert (said["outcome"], said["for"], said["casting"]) == ("carried", 20, "for")


@pytest.mark.parametrize(
    "words",
    [
        ("--rule", "ordinary"),
        ("--for", "1", "--against", "0"),
        ("--rule", "ordinary", "--kind", "special", "--for", "1", "--against", "0"),
        ("--kind", "guild", "--for", "1", "--against", "0"),
        ("--rule", "two-thirds", "--for", "1" + "0" * 30, "--against", "3"),
        ("--rule", "two-thirds", "--for", "9" * 4300, "--against", "9" * 4300),
        ("--rule", "two-thirds", "--for", "9" * 5000, "--against", "1"),
        ("--rule", "two-thirds", "--voting", "1" + "0" * 30),
        ("--rule", "ordinary", "--for", "3", "--against", "2", "--members", "1" + "0" * 30, "--base", "members"),
        ("--rule", "ordinary", "--for", "-3", "--against", "2"),
        ("--rule", "ordinary", "--for", "3", "--against", "2", "--present", "-1", "--base", "present"),
        ("--rule", "1/" + "9" * 30, "--for", "3", "--against", "2"),
        ("--rule", "over-1/1", "--for", "3", "--against", "0"),
        ("--rule", "ordinary", "--class", "Staff=8", "--for", "1", "--against", "0"),
        ("--rule", "ordinary", "--class", "Staff=8/9", "--weight", "Users=3"),
        ("--rule", "ordinary", "--class", "Staff=8/9", "--class", "staff=1/1"),
        ("--rule", "ordinary", "--class", "Staff=8/9", "--weight", "Staff=1/0"),
        ("--rule", "ordinary", "--investors", "3/4"),
        ("--rule", "ordinary", "--for", "1", "--against", "0", "--cap", "100%", "--investors", "1/1"),
        ("--rule", "ordinary", "--for", "1", "--against", "0", "--turnout", "5/4", "--members", "9"),
        ("--kind", "conversion", "--for", "1", "--against", "0", "--base", "members", "--members", "9"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, words: tuple[str, ...]) -> None:
    ran = run("decide", *words)
    assert ran.code in (1, 2)
    assert ran.out.startswith("refused: ")
    assert "OWN-FAULT" not in ran.out


@pytest.mark.parametrize("form", [form.value for form in LegalForm])
def test_every_kind_of_each_preset_answers(run: Run, form: str) -> None:
    for rule in preset(LegalForm(form)).resolutions:
        votes = ("--for", "90", "--against", "5", "--members", "100", "--present", "96")
        said = _decide(run, "--kind", rule.kind, "--form", form, *votes)
        assert said["outcome"] in ("carried", "undecided")
