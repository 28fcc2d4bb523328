"""Which proxy forms count, and who may hold them (domain reference §6; scenarios 27 to 31)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.clock import local, read_moment
from coopdesk.domain.proxies import (
    HolderKind,
    HolderNotAllowed,
    NoProxies,
    ProxyForm,
    ProxyState,
    TooManyProxies,
    check_cap,
    check_holder,
    deadline,
    rules_in_law,
    states,
)
from coopdesk.domain.rules import LegalForm, ProxyRules

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANYBODY = ProxyRules(holders="anybody", most=5, deadline_hours=24)


def _form(number: int, appointor: int, holder: int | None = 50, **given: object) -> ProxyForm:
    kind = HolderKind.MEMBER if holder is not None else HolderKind.CHAIR
    form = ProxyForm(number, appointor, kind, holder, "", MONDAY + timedelta(hours=number))
    return replace(form, **given)  # type: ignore[arg-type]


def _states(*forms: ProxyForm, room: set[int] | None = None, others: set[str] | None = None) -> list[ProxyState]:
    found = states(forms, room if room is not None else {50}, others or set(), chair_present=True)
    return [found[each.number] for each in forms]


def test_scenario_27_a_member_who_arrives_puts_the_proxy_to_sleep() -> None:
    assert _states(_form(1, 7)) == [ProxyState.IN_FORCE]
    assert _states(_form(1, 7), room={7, 50}) == [ProxyState.SUSPENDED]


def test_scenario_28_the_sixth_appointor_is_refused_and_five_stand() -> None:
    five = [_form(number, number) for number in range(1, 6)]
    with pytest.raises(TooManyProxies):
        check_cap(ANYBODY, five, _form(6, 6), "Sam Holder")
    assert _states(*five) == [ProxyState.IN_FORCE] * 5
    check_cap(ANYBODY, five, _form(6, 5), "Sam Holder")
    check_cap(ANYBODY, five, _form(6, 6, None), "the chair")
    check_cap(ANYBODY, [*five[:4], replace(five[4], revoked=True)], _form(6, 6), "Sam Holder")


def test_scenario_29_of_two_forms_the_later_counts_and_both_are_kept() -> None:
    assert _states(_form(1, 7), _form(2, 7, None)) == [ProxyState.SUPERSEDED, ProxyState.IN_FORCE]
    entered_late = _form(3, 7, received=MONDAY - timedelta(days=1))
    assert _states(_form(1, 7), entered_late) == [ProxyState.IN_FORCE, ProxyState.SUPERSEDED]


def test_a_revoked_or_void_form_gives_way_to_the_one_before() -> None:
    assert _states(_form(1, 7), _form(2, 7, revoked=True)) == [ProxyState.IN_FORCE, ProxyState.REVOKED]
    assert _states(_form(1, 7), _form(2, 7, void=True)) == [ProxyState.IN_FORCE, ProxyState.VOID]


def test_a_proxy_speaks_only_through_a_holder_who_is_there() -> None:
    somebody = _form(1, 7, None, holder_kind=HolderKind.OTHER, holder_name="ada brook")
    assert _states(_form(1, 7), room=set()) == [ProxyState.HOLDER_ABSENT]
    assert _states(somebody) == [ProxyState.HOLDER_ABSENT]
    assert _states(somebody, others={"ada brook"}) == [ProxyState.IN_FORCE]
    assert states([_form(1, 7, None)], set(), set(), chair_present=False)[1] is ProxyState.HOLDER_ABSENT


def test_scenario_31_a_company_leaves_the_weekend_out() -> None:
    rules = rules_in_law(ProxyRules(deadline_hours=48), LegalForm.CIC)
    assert local(deadline(rules, read_moment("2026-11-30T10:00"))).isoformat() == "2026-11-26T10:00:00+00:00"
    society = rules_in_law(ProxyRules(deadline_hours=48), LegalForm.CO_OPERATIVE)
    assert local(deadline(society, read_moment("2026-11-30T10:00"))).isoformat() == "2026-11-28T10:00:00+00:00"


def test_a_company_cannot_forbid_proxies_or_ask_for_them_earlier_than_the_act() -> None:
    strict = ProxyRules(holders="nobody", deadline_hours=72)
    assert rules_in_law(strict, LegalForm.CIC).allowed
    assert rules_in_law(strict, LegalForm.CIC).deadline_hours == 48
    assert not rules_in_law(strict, LegalForm.CO_OPERATIVE).allowed


def test_who_may_hold_a_proxy() -> None:
    other = _form(1, 7, None, holder_kind=HolderKind.OTHER, holder_name="ada brook")
    check_holder(ANYBODY, other, "Ada Brook")
    for rules, form in (
        (replace(ANYBODY, holders="members"), other),
        (replace(ANYBODY, holders="chair"), _form(1, 7)),
        (ANYBODY, _form(1, 50)),
    ):
        with pytest.raises(HolderNotAllowed):
            check_holder(rules, form, "Ada Brook")
    check_holder(replace(ANYBODY, holders="chair"), _form(1, 7, None), "the chair")
    with pytest.raises(NoProxies):
        check_holder(replace(ANYBODY, holders="nobody"), _form(1, 7, None), "the chair")


_FORMS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from([50, 51, None]), st.integers(0, 9), st.booleans(), st.booleans()),
    max_size=20,
)


@given(_FORMS, st.sets(st.integers(1, 60)))
def test_nobody_is_spoken_for_twice_or_while_present(
    drawn: list[tuple[int, int | None, int, bool, bool]], room: set[int]
) -> None:
    forms = [
        _form(number, appointor, holder, received=MONDAY + timedelta(hours=hours), revoked=revoked, void=void)
        for number, (appointor, holder, hours, revoked, void) in enumerate(drawn, start=1)
    ]
    found = states(forms, room, set(), chair_present=True)
    speaking = [each.appointor for each in forms if found[each.number] is ProxyState.IN_FORCE]
    assert len(speaking) == len(set(speaking))
    assert not room & set(speaking)
