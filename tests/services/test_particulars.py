"""What statute asks of a motion before it is put: the year of account (s.84), notice of a change of auditor (s.94)."""

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.statutes import AuditorNoticeMissing, AuditorNoticeTooShort, AuditYearPast
from coopdesk.services.chairs_words import chairs_words
from coopdesk.services.counting import PutMotion
from coopdesk.services.motions import AddMotion
from coopdesk.services.particulars import StateParticulars
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import written


def _audit(desk: DeskAtHand, words: str) -> int:
    return desk.perform(AddMotion(meeting=1, title="Audit", text=words, kind="audit-exemption"))


def _cautions(desk: DeskAtHand, number: int) -> tuple[str, ...]:
    return desk.ask(chairs_words, 1, number, desk.now()).cautions


@pytest.mark.parametrize(
    "words", ["for the year ended 31 March 2026", "in the year of account that ended on the 31st of March, 2026"]
)
def test_scenario_22_a_year_that_is_over_is_refused_and_the_current_offered(quorate: DeskAtHand, words: str) -> None:
    number = _audit(quorate, f"That no audit be made {words}.")
    with pytest.raises(AuditYearPast, match="Put it for the current year, to 31 March 2027"):
        quorate.perform(PutMotion(1, number, "hands"))
    with pytest.raises(AuditYearPast):
        quorate.perform(StateParticulars(meeting=1, number=number, year_ends="2026-03-31"))
    quorate.perform(PutMotion(1, _audit(quorate, "That no audit be made for the year to 31 March 2027."), "hands"))


def test_a_motion_that_names_no_year_is_put_with_a_caution_until_it_is_said(quorate: DeskAtHand) -> None:
    number = _audit(quorate, "That no audit be made.")
    assert "names no year of account" in _cautions(quorate, number)[0]
    quorate.perform(StateParticulars(meeting=1, number=number, year_ends="2027-08-31"))
    assert _cautions(quorate, number) == ()
    quorate.perform(PutMotion(1, number, "hands"))


def test_a_change_of_auditor_needs_28_days_on_record(quorate: DeskAtHand) -> None:
    number = written(quorate, "auditor-change")
    with pytest.raises(AuditorNoticeMissing):
        quorate.perform(PutMotion(1, number, "hands"))
    with pytest.raises(AuditorNoticeTooShort, match="27 days before"):
        quorate.perform(StateParticulars(meeting=1, number=number, notice_received="2026-11-01"))
    quorate.perform(StateParticulars(meeting=1, number=number, notice_received="2026-10-31"))
    assert "not on record when members were told" in _cautions(quorate, number)[0]
    quorate.perform(StateParticulars(meeting=1, number=number, members_told="2026-11-20"))
    assert "fewer than 14 days" in _cautions(quorate, number)[0]
    quorate.perform(StateParticulars(meeting=1, number=number, members_told="2026-11-14"))
    assert _cautions(quorate, number) == ()
    quorate.perform(PutMotion(1, number, "hands"))


def test_days_that_are_none_or_belong_to_another_motion(quorate: DeskAtHand) -> None:
    number = written(quorate)
    for given in ({"year_ends": "2027-08-31"}, {"notice_received": "2026-10-01"}):
        with pytest.raises(NotUnderstood, match="a motion of this kind needs none"):
            quorate.perform(StateParticulars(meeting=1, number=number, **given))
    audit = _audit(quorate, "That no audit be made.")
    with pytest.raises(NotUnderstood, match="write it as 2027-03-31"):
        quorate.perform(StateParticulars(meeting=1, number=audit, year_ends="next year"))
