"""What a certificate prints of what lies behind it: distinctive numbers, joint holders, money still owed."""

import random
from dataclasses import dataclass

import pytest

from coopdesk.services.act import Act
from coopdesk.services.certificate_check import check_certificate
from coopdesk.services.certificate_views import all_certificates, certificate_view
from coopdesk.services.certificates import CancelCertificate, ReplaceCertificate
from coopdesk.services.membership import AddMember
from coopdesk.services.officers import AddOfficer, EndTerm
from coopdesk.services.payments import TakePayment
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.share_rules import OpenShareClass, SetShareRule
from coopdesk.services.shares import IssueShares
from coopdesk.services.transfers import TransferShares
from coopdesk.services.verify import verify
from coopdesk.services.withdrawals import WithdrawShares
from coopdesk.storage.tables import JointHolderRow
from tests.conftest import DeskAtHand


@dataclass(frozen=True, slots=True)
class NameJointHolder(Command[None]):
    """A second name on a member's shares, entered as the register will."""

    member: int
    place: int
    name: str


@handles(NameJointHolder)
def name_joint_holder(command: NameJointHolder, act: Act) -> Done[None]:
    """Enter it."""
    act.add(
        JointHolderRow,
        member=command.member,
        place=command.place,
        from_day="2026-11-28",
        until_day=None,
        at=act.at,
        void=0,
        name=command.name,
        address="",
        postcode="",
        email="",
    )
    return Done(None)


@pytest.fixture
def numbered(sample: DeskAtHand) -> DeskAtHand:
    """The sample with a class whose shares carry distinctive numbers."""
    sample.perform(OpenShareClass("Community", withdrawable=True, transferable=True, numbered=True))
    return sample


def community(desk: DeskAtHand, member: int, shares: int) -> int:
    """Issue numbered shares; the certificate's number."""
    return desk.perform(IssueShares(member, shares, "cash", share_class="Community")).certificate


def spans(desk: DeskAtHand) -> dict[int, tuple[int, int]]:
    """Certificate that stands -> its distinctive numbers."""
    return {view.number: view.distinctive for view in desk.ask(all_certificates) if view.distinctive}


def test_distinctive_numbers_run_on_and_the_class_is_named(numbered: DeskAtHand) -> None:
    first, second = community(numbered, 5, 100), community(numbered, 6, 50)
    assert spans(numbered) == {first: (1, 100), second: (101, 150)}
    view = numbered.ask(certificate_view, second)
    assert view.class_words == "Community shares"
    assert view.condition.startswith("The shares may be withdrawn or transferred")
    assert numbered.ask(certificate_view, 5).distinctive is None


def test_a_replacement_keeps_the_distinctive_numbers_and_a_cancelled_share_takes_them_with_it(
    numbered: DeskAtHand,
) -> None:
    first = community(numbered, 5, 100)
    again = numbered.perform(ReplaceCertificate(first, "lost")).number
    assert spans(numbered) == {again: (1, 100)}
    numbered.perform(WithdrawShares(5, 30, share_class="Community", paid="cash"))
    (balance,) = spans(numbered)
    assert spans(numbered) == {balance: (1, 70)}
    assert numbered.ask(certificate_view, balance).replaces == again
    assert spans(numbered) | {community(numbered, 6, 10): (101, 110)} == spans(numbered)
    assert numbered.ask(verify).sound


def test_a_transfer_hands_on_the_very_shares(numbered: DeskAtHand) -> None:
    community(numbered, 5, 100)
    numbered.perform(TransferShares(5, 6, 40, share_class="Community"))
    assert sorted(spans(numbered).values()) == [(1, 60), (61, 100)]
    taken = next(number for number, span in spans(numbered).items() if span == (61, 100))
    assert numbered.ask(certificate_view, taken).member_number == "0006"
    assert numbered.ask(verify).sound


@pytest.mark.parametrize("seed", [1, 2])
def test_no_distinctive_number_is_ever_in_two_hands(numbered: DeskAtHand, seed: int) -> None:
    chance = random.Random(seed)
    held = dict.fromkeys((5, 6, 7), 0)
    owner_gone: set[int] = set()
    for _ in range(40):
        member, other = chance.sample(sorted(held), 2)
        before = {number for low, high in spans(numbered).values() for number in range(low, high + 1)}
        count = chance.randint(1, 12)
        if held[member] <= count:
            community(numbered, member, count)
            held[member] += count
            fresh = {number for low, high in spans(numbered).values() for number in range(low, high + 1)} - before
            assert len(fresh) == count
            assert not fresh & owner_gone
        elif chance.random() < 0.5:
            numbered.perform(TransferShares(member, other, count, share_class="Community"))
            held[member] -= count
            held[other] += count
        else:
            numbered.perform(WithdrawShares(member, count, share_class="Community", paid="cash"))
            held[member] -= count
        standing = [number for low, high in spans(numbered).values() for number in range(low, high + 1)]
        assert len(standing) == len(set(standing)) == sum(held.values())
        owner_gone |= before - set(standing)
    assert numbered.ask(verify).sound


def test_joint_holders_are_all_named_the_member_first(sample: DeskAtHand) -> None:
    alone = sample.ask(certificate_view, 5).holder
    sample.perform(NameJointHolder(5, 2, "Tom Brown"))
    assert sample.ask(certificate_view, 5).holder == f"{alone} and Tom Brown"
    sample.perform(NameJointHolder(5, 3, "Ann Oak"))
    view = sample.ask(certificate_view, 5)
    assert view.holder == f"{alone}, Tom Brown and Ann Oak"
    assert sample.ask(all_certificates)[4] == view
    assert sample.ask(check_certificate, view.code).today is not None
    assert sample.ask(verify).sound


def test_what_is_still_owed_is_on_the_certificate_that_stands_for_it(sample: DeskAtHand) -> None:
    sample.perform(SetShareRule("part_paid", "yes"))
    first = sample.perform(IssueShares(5, 20, "cash", pence=500)).certificate
    assert sample.ask(certificate_view, first).unpaid_pence == 1500
    again = sample.perform(ReplaceCertificate(first, "lost")).number
    assert sample.ask(certificate_view, again).unpaid_pence == 1500
    assert {view.number: view.unpaid_pence for view in sample.ask(all_certificates) if view.unpaid_pence} == {
        again: 1500
    }
    sample.perform(TakePayment(member=5, pence=1500, paid="cash"))
    assert sample.ask(certificate_view, again).unpaid_pence == 0
    sample.perform(CancelCertificate(again, "handed in"))
    assert sample.ask(verify).sound


def test_the_secretary_is_named_to_sign_and_a_director_where_there_is_only_one(founded: DeskAtHand) -> None:
    number = founded.perform(IssueShares(founded.perform(AddMember(name="Nia Dyson")).id, 5, "cash")).certificate
    assert founded.ask(certificate_view, number).signatories == (("", "Director"), ("", "Secretary"))
    founded.perform(AddOfficer(office="Society secretary", name="Priya Nair"))
    first = founded.perform(AddOfficer(office="Chair", name="Agnes Moorhouse"))
    named = (("Agnes Moorhouse", "Director"), ("Priya Nair", "Secretary"))
    assert founded.ask(certificate_view, number).signatories == named
    founded.perform(AddOfficer(office="Director", name="Dilwyn Parry"))
    assert founded.ask(certificate_view, number).signatories == (("", "Director"), ("Priya Nair", "Secretary"))
    founded.perform(EndTerm(first.id))
    assert founded.ask(certificate_view, number).signatories[0] == ("Dilwyn Parry", "Director")
