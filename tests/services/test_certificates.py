"""Certificates through life: numbers used once, every one accounted for, holdings untouched."""

import random
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

from coopdesk.domain.certificates import (
    CertificateStandsNoMore,
    Fate,
    NoSharesWithoutCertificate,
    UnknownCertificate,
    Why,
)
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.act import Act
from coopdesk.services.certificate_paper import RecordReprint, RecordSpoiltSheets
from coopdesk.services.certificates import (
    CancelCertificate,
    ReplaceCertificate,
    Replaced,
    give_up,
    what_became,
)
from coopdesk.services.certifying import CertifyEverybody, CertifyHolding, EveryHoldingCertified
from coopdesk.services.perform import Command, Desk, Done, NonceUsed, NothingToUndo, handles
from coopdesk.services.shares import IssueShares, holding_view
from coopdesk.services.verify import verify
from coopdesk.storage.files import open_file
from coopdesk.storage.tables import ShareMovementRow
from tests.conftest import MEMBERS, DeskAtHand


@dataclass(frozen=True, slots=True)
class PartWith(Command[tuple[int, ...]]):
    """Stands for the ledger's acts that take shares: the certificates behind them are given up in the same act."""

    member: int
    shares: int


@handles(PartWith)
def part_with(command: PartWith, act: Act) -> Done[tuple[int, ...]]:
    """Give up certificates, then move the shares out."""
    given = give_up(act, command.member, command.shares, Why.WITHDRAWN)
    act.add(
        ShareMovementRow,
        member=command.member,
        shares=-command.shares,
        kind="cancellation",
        on_day="2026-11-28",
        at=act.at,
        payment=None,
        certificate=None,
        reverses=None,
        share_class=None,
        transfer=None,
        application=None,
        withdrawal=None,
    )
    return Done((*given.numbers, given.balance or 0))


def standing(desk: Desk, member: int) -> dict[int, str]:
    """Certificate number -> status, for one member."""
    return {each.number: each.status for each in desk.ask(holding_view, member).certificates}


def rows(desk: DeskAtHand, query: str) -> list[tuple[Any, ...]]:
    """Rows as they lie in the file, whatever the views make of them."""
    with desk.store.reading() as reader:
        return reader.raw(query)


def test_scenario_48_a_lost_certificate_is_reissued_under_a_new_number(sample: DeskAtHand) -> None:
    before = sample.ask(holding_view, 12)
    replaced = sample.perform(ReplaceCertificate(12, "Lost in a house move", indemnity=True))
    assert replaced == Replaced(MEMBERS + 1, 12, before.shares, "replaced", "lost", True)
    after = sample.ask(holding_view, 12)
    assert (after.shares, after.pence) == (before.shares, before.pence)
    assert {each.number: each.status for each in after.certificates} == {12: "replaced", MEMBERS + 1: "issued"}
    assert sample.ask(what_became, 12, "replaced") == (
        f"Replaced by certificate {MEMBERS + 1:05d} on 28 November 2026, because it was lost."
    )
    (fate,) = rows(sample, "SELECT fate, why, replaced_by, surrendered, indemnity, words FROM certificate_fate")
    assert fate == ("replaced", "lost", MEMBERS + 1, 0, 1, "Lost in a house move")
    assert sample.ask(verify).sound


def test_the_journal_keeps_the_treasurers_words_to_itself(sample: DeskAtHand) -> None:
    sample.perform(ReplaceCertificate(12, "Lost by her brother Kit"))
    (payload,) = rows(sample, "SELECT payload FROM journal ORDER BY seq DESC LIMIT 1")[0]
    assert "Kit" not in str(payload)


def test_a_number_is_never_used_twice_whatever_becomes_of_it(sample: DeskAtHand) -> None:
    seen = [sample.perform(ReplaceCertificate(3, "misprinted")).number]
    for reason in ("misprinted", "torn", "lost"):
        seen.append(sample.perform(ReplaceCertificate(seen[-1], reason)).number)
    issued = sample.perform(IssueShares(member=3, shares=2, paid="cash")).certificate
    sample.undo()
    seen += [issued, sample.perform(IssueShares(member=3, shares=2, paid="cash")).certificate]
    assert seen == list(range(MEMBERS + 1, MEMBERS + 7))
    assert Counter(standing(sample, 3).values()) == {"spoilt": 2, "replaced": 2, "issued": 2, "void": 1}
    assert sample.ask(verify).sound


@pytest.mark.parametrize(
    "command", [ReplaceCertificate(12, "lost"), CancelCertificate(12, "handed in"), RecordReprint(12, "for the bank")]
)
def test_a_certificate_that_stands_no_more_is_not_replaced_cancelled_or_copied(
    sample: DeskAtHand, command: Command[object]
) -> None:
    new = sample.perform(ReplaceCertificate(12, "lost")).number
    head = sample.ask(verify).head
    with pytest.raises(CertificateStandsNoMore) as refused:
        sample.perform(command)
    assert f"Replaced by certificate {new:05d}" in str(refused.value)
    assert sample.ask(verify).head == head
    assert sample.perform(IssueShares(member=3, shares=2, paid="cash")).certificate == new + 1


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (ReplaceCertificate(999, "lost"), UnknownCertificate),
        (ReplaceCertificate(12, ""), NotUnderstood),
        (CancelCertificate(0, "lost"), UnknownCertificate),
        (CancelCertificate(12, " "), NotUnderstood),
        (RecordReprint(-1, "lost"), UnknownCertificate),
        (RecordSpoiltSheets(0, "jam"), NotUnderstood),
        (RecordSpoiltSheets(10_001, "jam"), NotUnderstood),
        (RecordSpoiltSheets(1, ""), NotUnderstood),
        (RecordSpoiltSheets(1, "jam", certificate=999), UnknownCertificate),
        (CertifyHolding(12), NoSharesWithoutCertificate),
    ],
)
def test_bad_input_is_refused_and_no_number_is_burnt(
    sample: DeskAtHand, command: Command[object], refusal: type[Exception]
) -> None:
    head = sample.ask(verify).head
    with pytest.raises(refusal):
        sample.perform(command)
    assert sample.ask(verify).head == head
    assert sample.perform(IssueShares(member=3, shares=2, paid="cash")).certificate == MEMBERS + 1


def test_two_desks_replace_the_same_certificate_at_once_and_one_is_told(sample: DeskAtHand) -> None:
    beside = Desk(open_file(sample.path))
    new = sample.perform(ReplaceCertificate(12, "lost")).number
    with pytest.raises(CertificateStandsNoMore, match=f"{new:05d}"):
        beside.perform(ReplaceCertificate(12, "lost"))
    assert beside.perform(ReplaceCertificate(13, "lost")).number == new + 1
    beside.store.close()
    assert sample.ask(verify).sound


def test_the_same_replacement_sent_twice_is_one_and_another_under_its_nonce_is_refused(sample: DeskAtHand) -> None:
    first = sample.perform(ReplaceCertificate(12, "lost"), nonce="n1")
    assert sample.perform(ReplaceCertificate(12, "lost"), nonce="n1") == first
    with pytest.raises(NonceUsed):
        sample.perform(ReplaceCertificate(13, "lost"), nonce="n1")


def test_a_replacement_is_not_undone_because_the_paper_is_out(sample: DeskAtHand) -> None:
    sample.perform(ReplaceCertificate(12, "lost"))
    with pytest.raises(NothingToUndo):
        sample.undo({"ReplaceCertificate"})


def test_a_cancelled_certificate_leaves_the_shares_held_without_one(sample: DeskAtHand) -> None:
    held = sample.ask(holding_view, 7).shares
    sample.perform(CancelCertificate(7, "handed in"))
    assert sample.ask(holding_view, 7).shares == held
    assert standing(sample, 7) == {7: "cancelled"}
    part = sample.perform(CertifyHolding(7, 1)) if held > 1 else 0
    with pytest.raises(NotUnderstood):
        sample.perform(CertifyHolding(7, held + 1))
    rest = sample.perform(CertifyHolding(7)) if held > 1 else sample.perform(CertifyHolding(7, held))
    assert {number: status for number, status in standing(sample, 7).items() if number in (part, rest)} == {
        number: "issued" for number in (part, rest) if number
    }
    with pytest.raises(NoSharesWithoutCertificate):
        sample.perform(CertifyHolding(7))
    assert sample.ask(verify).sound


def test_everybody_without_a_certificate_gets_one_in_one_act(sample: DeskAtHand) -> None:
    held = {member: sample.ask(holding_view, member).shares for member in (3, 7, 9)}
    for number in held:
        sample.perform(CancelCertificate(number, "handed in"))
    sample.perform(IssueShares(member=7, shares=4, paid="cash"))
    entries = sample.ask(verify).entries
    assert sample.perform(CertifyEverybody()) == 3
    assert sample.ask(verify).entries == entries + 1
    issued = rows(sample, f"SELECT number, member, shares FROM certificate WHERE number > {MEMBERS + 1}")
    assert issued == [(MEMBERS + 2 + place, member, held[member]) for place, member in enumerate((3, 7, 9))]
    with pytest.raises(EveryHoldingCertified):
        sample.perform(CertifyEverybody())
    assert sample.ask(verify).sound


def test_shares_that_go_take_their_certificates_and_a_balance_certificate_stays(sample: DeskAtHand) -> None:
    held = sample.ask(holding_view, 5).shares
    more = sample.perform(IssueShares(member=5, shares=10, paid="card")).certificate
    assert sample.perform(PartWith(5, 4)) == (more, more + 1)
    assert standing(sample, 5) == {5: "issued", more: "cancelled", more + 1: "issued"}
    assert sample.ask(what_became, more, "cancelled").endswith(
        f"on a withdrawal of shares; certificate {more + 1:05d} stands for the rest."
    )
    entered = rows(sample, f"SELECT entered_on FROM certificate WHERE number IN ({more}, {more + 1})")
    assert entered[0] == entered[1]
    assert sample.perform(PartWith(5, held + 6)) == (more + 1, 5, 0)
    assert sample.ask(holding_view, 5).shares == 0
    assert sample.ask(verify).sound


def test_the_log_of_spoilt_paper_is_struck_out_and_never_torn_out(sample: DeskAtHand) -> None:
    line = sample.perform(RecordSpoiltSheets(3, "printer jam", witness="Asha Rao", sheet_numbers="0211 to 0213"))
    sample.undo({"RecordSpoiltSheets"})
    found = rows(sample, "SELECT id, sheets, void, words, witness FROM spoilt_stationery")
    assert found == [(line, 3, 1, "printer jam", "Asha Rao")]
    assert sample.ask(verify).sound


def _random_step(desk: DeskAtHand, chance: random.Random) -> None:
    numbers = [row[0] for row in rows(desk, "SELECT number FROM certificate WHERE status = 'issued'")]
    number, member = chance.choice(numbers), chance.randint(1, 8)
    match chance.randrange(7):
        case 0:
            desk.perform(IssueShares(member=member, shares=chance.randint(1, 20), paid="cash"))
        case 1:
            desk.perform(ReplaceCertificate(number, chance.choice(["lost", "misprinted", "torn"])))
        case 2:
            desk.perform(CancelCertificate(number, "handed in"))
        case 3:
            desk.perform(IssueShares(member=member, shares=1, paid="cash"))
            desk.undo({"IssueShares"})
        case 4:
            held = desk.ask(holding_view, member).shares
            if held > 1:
                desk.perform(PartWith(member, chance.randint(1, held - 1)))
        case 5:
            desk.perform(RecordReprint(number, "for the bank"))
        case _:
            try:
                desk.perform(CertifyHolding(member))
            except NoSharesWithoutCertificate:
                return


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_life_every_serial_is_accounted_for_exactly_once(sample: DeskAtHand, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        _random_step(sample, chance)
    found = rows(sample, "SELECT number, status FROM certificate ORDER BY number")
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert {status for _, status in found} <= {fate.value for fate in Fate}
    fates = dict(rows(sample, "SELECT number, fate FROM certificate_fate"))
    assert {number: status for number, status in found if status not in ("issued", "void")} == {
        number: fate for number, fate in fates.items() if fate != "void"
    }
    held = dict(rows(sample, "SELECT member, sum(shares) FROM share_movement GROUP BY member"))
    for member, certified in rows(
        sample, "SELECT member, sum(shares) FROM certificate WHERE status = 'issued' GROUP BY member"
    ):
        assert certified <= held[member]
    assert sample.ask(verify).sound
