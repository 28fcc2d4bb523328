"""Each legal form begins with the usual rules, and a company's casting vote is judged by its age."""

from dataclasses import replace
from datetime import date

import pytest

from coopdesk.domain.rules import LegalForm, UnknownKind, preset

KINDS = ("ordinary", "extraordinary", "special", "rule-change", "audit-exemption")


@pytest.mark.parametrize("form", LegalForm)
@pytest.mark.parametrize("kind", KINDS)
def test_every_legal_form_knows_the_five_kinds(form: LegalForm, kind: str) -> None:
    assert preset(form).resolution(kind).kind == kind


@pytest.mark.parametrize("form", LegalForm)
def test_the_usual_rules_give_no_casting_vote_and_fourteen_clear_days(form: LegalForm) -> None:
    sheet = preset(form)
    assert sheet.legal_form is form
    assert not sheet.casting_vote_effective
    assert sheet.notice_clear_days == 14
    assert sheet.deemed_days("post") == 2
    assert sheet.deemed_days("pigeon") is None


def test_a_company_changes_its_articles_by_three_quarters_and_a_society_waits_for_registration() -> None:
    assert preset(LegalForm.CIC).resolution("rule-change").majority.name == "three-quarters"
    assert preset(LegalForm.CIC).resolution("special").majority.name == "three-quarters"
    assert "Companies House" in preset(LegalForm.CIC).resolution("special").effect
    assert "Financial Conduct Authority" in preset(LegalForm.COMMUNITY_BENEFIT).resolution("rule-change").effect


def test_only_societies_have_the_audit_test_of_the_2014_act() -> None:
    assert preset(LegalForm.CO_OPERATIVE).resolution("audit-exemption").statutory == "audit"
    assert preset(LegalForm.COMPANY).resolution("audit-exemption").statutory == ""


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(UnknownKind) as refused:
        preset(LegalForm.CIC).resolution("motion-of-joy")
    assert "“motion-of-joy”" in str(refused.value)
    assert "rule-change" in str(refused.value)


@pytest.mark.parametrize(
    ("form", "formed", "counts"),
    [
        (LegalForm.CIC, date(2012, 3, 1), False),
        (LegalForm.CIC, date(2007, 10, 1), False),
        (LegalForm.CIC, date(2007, 9, 30), True),
        (LegalForm.COMPANY, date(2012, 3, 1), False),
        (LegalForm.CIC, None, False),
        (LegalForm.CO_OPERATIVE, date(2012, 3, 1), True),
        (LegalForm.CO_OPERATIVE, None, True),
    ],
)
def test_a_company_keeps_a_casting_vote_only_from_before_october_2007(
    form: LegalForm, formed: date | None, counts: bool
) -> None:
    sheet = replace(preset(form), casting_vote=True, formed_on=formed)
    assert sheet.casting_vote_effective is counts
    assert bool(sheet.casting_vote_warning) is not counts


def test_the_casting_vote_warning_says_when_the_company_was_formed() -> None:
    sheet = replace(preset(LegalForm.CIC), casting_vote=True, formed_on=date(2012, 3, 1))
    assert "formed in 2012" in sheet.casting_vote_warning
    assert "a tie is lost" in sheet.casting_vote_warning
