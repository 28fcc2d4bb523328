"""The nominees' book: what the Act allows goes in, nothing is ever rewritten, and a death is divided by it."""

from fractions import Fraction

import pytest

from coopdesk.domain.nominations import NominatedTooLate, Nominee, NotARelative, Relationship, TooMuchNominated
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.member_life import RecordDeath
from coopdesk.services.membership import AddMember
from coopdesk.services.nominations import (
    AddNomination,
    NominationRevoked,
    RevokeNomination,
    UnknownNomination,
    nominations_book,
    on_death,
)
from coopdesk.services.officers import AddOfficer, EndTerm, InOfficeAlready, TermEnded, UnknownTerm, officers_list
from coopdesk.services.registers import full_register, public_register
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import IssueShares
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand

HALF = Fraction(1, 2)
BEA, CAI = Nominee("Bea Holt", HALF, Relationship.CHILD), Nominee("Cai Holt", HALF)


@pytest.fixture
def ada(founded: DeskAtHand) -> DeskAtHand:
    founded.perform(AddMember(name="Ada Holt", address="9 Weir Side", joined_on="2010-01-01"))
    return founded


def test_scenario_50_seven_thousand_pounds_five_by_nomination_and_two_to_the_estate(ada: DeskAtHand) -> None:
    ada.perform(IssueShares(1, 7000, "transfer"))
    ada.perform(AddNomination(1, (Nominee("Bea Holt", Fraction(1), Relationship.CHILD),)))
    dead = ada.perform(RecordDeath(1))
    assert dead.ended_on is not None
    found = ada.ask(on_death, dead, dead.ended_on)
    assert (found.property_pence, found.shared.nominees, found.shared.estate_pence) == (700_000, (500_000,), 200_000)
    assert found.limit_source == "2014 Act s.37(4)"
    assert ada.ask(verify).sound


def test_a_raised_limit_counts_from_its_day(ada: DeskAtHand) -> None:
    ada.perform(IssueShares(1, 7000, "transfer"))
    ada.perform(AddNomination(1, (Nominee("Bea Holt", Fraction(1)),)))
    ada.perform(SetShareRule("nomination_limit", "£6,000", "2026-11-28", "an order"))
    dead = ada.perform(RecordDeath(1))
    assert dead.ended_on is not None
    assert ada.ask(on_death, dead, dead.ended_on).shared.nominees == (600_000,)


def test_a_nomination_is_varied_by_another_and_both_stay_in_the_book(ada: DeskAtHand) -> None:
    ada.perform(AddNomination(1, (BEA,), "2020-01-01", "2020-01-02"))
    with pytest.raises(TooMuchNominated, match="3/2"):
        ada.perform(AddNomination(1, (Nominee("Dot", Fraction(1)),)))
    second = ada.perform(AddNomination(1, (BEA, CAI), delivered_on="2024-05-06", replaces=True))
    first = ada.ask(nominations_book)[0]
    assert (second.number, first.varied_by, str(first.revoked_on)) == (2, 2, "2024-05-06")
    ada.undo({"AddNomination"})
    (only,) = ada.ask(nominations_book)
    assert (only.number, only.revoked_on, only.varied_by) == (1, None, None)
    assert ada.perform(AddNomination(1, (CAI,))).number == 3, "a struck number is not given again"
    assert ada.ask(verify).sound


def test_a_nomination_is_revoked_once_and_in_the_members_lifetime(ada: DeskAtHand) -> None:
    ada.perform(AddNomination(1, (BEA,), delivered_on="2020-01-02"))
    revoked = ada.perform(RevokeNomination(1, "2021-03-04", "the member married"))
    assert str(revoked.revoked_on) == "2021-03-04"
    with pytest.raises(NominationRevoked, match="4 March 2021"):
        ada.perform(RevokeNomination(1))
    with pytest.raises(UnknownNomination):
        ada.perform(RevokeNomination(7))
    ada.undo({"RevokeNomination"})
    ada.perform(RecordDeath(1, "2026-01-01"))
    with pytest.raises(NominatedTooLate, match="died on 1 January 2026"):
        ada.perform(RevokeNomination(1, "2026-02-01"))
    with pytest.raises(NominatedTooLate):
        ada.perform(AddNomination(1, (CAI,), delivered_on="2026-02-01"))
    assert len(ada.ask(nominations_book)) == 1


def test_an_officer_is_nominated_only_as_a_relative(ada: DeskAtHand) -> None:
    with pytest.raises(NotARelative):
        ada.perform(AddNomination(1, (Nominee("Eve", Fraction(1), officer=True),)))
    assert ada.ask(nominations_book) == ()


def test_nobody_nominated_is_named_in_the_journal(ada: DeskAtHand) -> None:
    ada.perform(AddNomination(1, (BEA, CAI), words="seen by the secretary"))
    ada.perform(RevokeNomination(1, "", "married Dov"))
    with ada.store.reading() as reader:
        text = " ".join(row[0] for row in reader.raw("SELECT payload FROM journal"))
    assert not any(word in text for word in ("Bea", "Cai", "Dov", "seen by"))


def test_an_officer_stands_in_both_registers_with_the_days_of_the_term(ada: DeskAtHand) -> None:
    term = ada.perform(AddOfficer(office="Secretary", member=1, on="2020-01-01"))
    ada.perform(AddOfficer(office="Treasurer", name="Finn Outsider", address="4 Hill", on="2022-01-01"))
    with pytest.raises(InOfficeAlready, match="Ada Holt"):
        ada.perform(AddOfficer(office="Secretary", member=1))
    with pytest.raises(NotUnderstood, match="began on 1 January 2020"):
        ada.perform(EndTerm(term.id, "2019-12-31"))
    ada.perform(EndTerm(term.id, "2024-01-01"))
    with pytest.raises(TermEnded):
        ada.perform(EndTerm(term.id))
    with pytest.raises(UnknownTerm):
        ada.perform(EndTerm(99))
    shown = [(each.name, each.office, each.until) for each in ada.ask(public_register, ada.now()).officers]
    assert [each[0] for each in shown] == ["Finn Outsider", "Ada Holt"]
    assert str(shown[1][2]) == "2024-01-01"
    full = ada.ask(full_register, ada.now(), term.since).public.officers
    assert [(each.name, each.address, each.until) for each in full] == [("Ada Holt", "9 Weir Side", None)]
    ada.undo({"EndTerm"})
    assert [each.until for each in ada.ask(officers_list)] == [None, None]
    assert ada.ask(verify).sound
