"""Agendas to begin from keep the order of real minutes."""

import pytest

from coopdesk.domain.agenda import ItemKind, template
from coopdesk.domain.rules import LegalForm, preset


@pytest.mark.parametrize("form", LegalForm)
def test_an_annual_meeting_runs_in_the_usual_order(form: LegalForm) -> None:
    kinds = [item.kind for item in template("agm", preset(form))]
    order = list(ItemKind)
    assert kinds == sorted(kinds, key=order.index)
    assert kinds[0] is ItemKind.OPENING
    assert kinds[-1] is ItemKind.CLOSE
    assert set(kinds) == set(order)


def test_a_special_meeting_does_only_the_business_it_was_called_for() -> None:
    kinds = {item.kind for item in template("sgm", preset(LegalForm.CO_OPERATIVE))}
    assert ItemKind.RESOLUTION in kinds
    assert kinds.isdisjoint({ItemKind.AOB, ItemKind.REPORT, ItemKind.ELECTION, ItemKind.ACCOUNTS})


def test_a_company_is_not_offered_the_societies_audit_vote() -> None:
    titles = [item.title for item in template("agm", preset(LegalForm.CIC))]
    assert "Auditor" in titles
    assert "Auditor, or doing without a full audit" in [
        item.title for item in template("agm", preset(LegalForm.CO_OPERATIVE))
    ]


def test_any_other_business_says_that_nothing_is_decided_under_it() -> None:
    items = {item.kind: item.title for item in template("agm", preset(LegalForm.CO_OPERATIVE))}
    assert items[ItemKind.AOB] == "Any other business (for discussion only)"


def test_every_item_has_a_length_in_minutes() -> None:
    assert all(0 < item.minutes <= 60 for item in template("agm", preset(LegalForm.COMPANY)))
