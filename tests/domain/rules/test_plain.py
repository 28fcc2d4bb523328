"""A rule sheet written down and read back is the same sheet; anything half understood is refused."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import (
    Base,
    ClassRule,
    LegalForm,
    Majority,
    ResolutionRule,
    RuleSheet,
    from_plain,
    preset,
    to_plain,
)
from coopdesk.domain.rules.majorities import STATUTORY
from coopdesk.domain.rules.plain import LATER
from coopdesk.domain.rules.sheet import PollRules, ProxyRules, RequisitionRule

shares = st.fractions(min_value=Fraction(1, 100), max_value=1)
counts = st.integers(0, 10_000)
sheets = st.builds(
    replace,
    st.sampled_from([preset(form) for form in LegalForm]),
    quorum_percent=st.none() | st.fractions(min_value=Fraction(1, 50), max_value=100),
    quorum_number=st.none() | counts,
    quorum_combine=st.sampled_from(["greater", "lower"]),
    adjourned_quorum=st.sampled_from(["those-present", "same"]),
    default_method=st.sampled_from(["hands", "recorded", "cards", "secret", "papers"]),
    proxies=st.builds(
        ProxyRules,
        st.sampled_from(["anybody", "members", "chair", "nobody"]),
        st.none() | counts,
        counts,
        st.booleans(),
    ),
    poll=st.builds(PollRules, st.none() | counts, st.none() | shares, st.booleans(), st.booleans()),
    requisition=st.builds(
        RequisitionRule, st.none() | shares, st.none() | counts, st.sampled_from(["greater", "lower"]), st.booleans()
    ),
    silent_class=st.sampled_from(["dropped", "nothing"]),
    investor_cap=st.none() | shares,
    advance_votes=st.sampled_from(["none", "stand", "replaced"]),
    min_age=st.none() | counts,
    unknown_age_votes=st.booleans(),
    notice_clear_days=counts,
    notice_deemed_days=st.lists(st.tuples(st.text(), counts), unique_by=lambda pair: pair[0]).map(tuple),
    casting_vote=st.booleans(),
    joiners_vote=st.booleans(),
    formed_on=st.none() | st.dates(),
    record_date_days=st.none() | counts,
    max_shares=st.none() | counts,
    classes=st.lists(st.builds(ClassRule, st.text(), st.booleans(), st.none() | shares, st.booleans())).map(tuple),
    resolutions=st.lists(
        st.builds(
            ResolutionRule,
            kind=st.text(),
            majority=st.builds(Majority, shares, st.booleans()),
            base=st.sampled_from(Base),
            statutory=st.sampled_from(STATUTORY),
            effect=st.text(),
            min_turnout=st.none() | shares,
            class_vote=st.sampled_from(["together", "each", "weighted"]),
            amendable=st.booleans(),
        )
    ).map(tuple),
)


@given(sheets)
def test_a_sheet_comes_back_from_sorted_json_exactly(sheet: RuleSheet) -> None:
    written = json.dumps(to_plain(sheet), sort_keys=True)
    assert from_plain(json.loads(written)) == sheet
    assert "." not in str(to_plain(sheet)["quorum_percent"])


def test_fractions_and_dates_are_text() -> None:
    sheet = replace(preset(LegalForm.CIC), quorum_percent=Fraction(25, 2), formed_on=date(2012, 5, 31))
    plain = to_plain(sheet)
    assert plain["quorum_percent"] == "25/2"
    assert plain["formed_on"] == "2012-05-31"
    assert plain["legal_form"] == "cic"


def _plain() -> dict[str, Any]:
    return to_plain(preset(LegalForm.CO_OPERATIVE))


def test_a_name_this_version_does_not_know_is_refused() -> None:
    with pytest.raises(NotUnderstood, match=r"“seats”.*does not know"):
        from_plain({**_plain(), "seats": True})


@pytest.mark.parametrize("form", LegalForm)
def test_a_sheet_frozen_before_proxies_and_polls_were_written_down_reads_as_the_usual_rules(form: LegalForm) -> None:
    plain = to_plain(preset(form))
    for name in LATER:
        del plain[name]
    for row in [*plain["classes"], *plain["resolutions"]]:  # type: ignore[misc]
        for name in ("weight", "investor", "min_turnout", "class_vote"):
            row.pop(name, None)
    read = from_plain(plain)
    assert (read.proxies, read.poll, read.investor_cap) == (
        preset(form).proxies, preset(form).poll, preset(form).investor_cap,
    )  # fmt: skip
    assert read.resolution("special").amendable is False


def test_a_missing_name_is_refused() -> None:
    plain = _plain()
    del plain["casting_vote"]
    with pytest.raises(NotUnderstood, match=r"“casting_vote”.*missing"):
        from_plain(plain)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("legal_form", "guild"),
        ("legal_form", 3),
        ("notice_clear_days", "14"),
        ("notice_clear_days", -1),
        ("notice_clear_days", True),
        ("notice_clear_days", 14.0),
        ("notice_deemed_days", {"hand": 0}),
        ("notice_deemed_days", [{"method": "hand"}]),
        ("quorum_percent", 10),
        ("quorum_percent", "1/0"),
        ("quorum_percent", "-1"),
        ("quorum_combine", "either"),
        ("casting_vote", "yes"),
        ("casting_vote", 1),
        ("formed_on", "31/05/2012"),
        ("max_shares", "none"),
        ("classes", ["Member"]),
        ("classes", 3),
        ("resolutions", None),
        ("classes", [{"name": "Member", "votes": True, "seats": 3}]),
        ("resolutions", [{"kind": "ordinary"}]),
        (
            "resolutions",
            [{"kind": "x", "share": "3/2", "strict": False, "base": "cast", "statutory": "", "effect": ""}],
        ),
        (
            "resolutions",
            [{"kind": "x", "share": "1/2", "strict": False, "base": "cast", "statutory": "s.99", "effect": ""}],
        ),
    ],
)
def test_a_value_that_cannot_stand_there_is_refused(name: str, value: object) -> None:
    with pytest.raises(NotUnderstood, match="rule sheet"):
        from_plain({**_plain(), name: value})
