"""Random lives of a society: whatever is done to the ledger, it balances on every date.

The model beside it knows nothing of rows: it keeps what each act that succeeded should have done to holdings and money.
"""

import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopdesk.domain.refusals import NothingToUndo, Refusal
from coopdesk.services.applications import AllotApplication, ApplyForShares, PayApplication, SetApplication
from coopdesk.services.cancelling import CancelShares, WriteDown
from coopdesk.services.certificates import ReplaceCertificate
from coopdesk.services.correcting import ReverseMovement
from coopdesk.services.member_life import RecordDeath, Rejoin
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.merging import MergeMembers
from coopdesk.services.movements import METHODS, held_on
from coopdesk.services.payments import RefundPayment, TakePayment
from coopdesk.services.perform import Command
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import IssueShares, capital_view
from coopdesk.services.society import SetRules, changed_rules
from coopdesk.services.statement import statement_view
from coopdesk.services.suspensions import EndSuspension, SuspendWithdrawals
from coopdesk.services.transfers import TransferShares
from coopdesk.services.verify import verify
from coopdesk.services.withdrawals import PayWithdrawal, TakeBackNotice, WithdrawShares
from coopdesk.storage.store import Reader
from tests.conftest import DeskAtHand

PEOPLE = 5
FIRST = datetime(2024, 3, 1, 12, tzinfo=UTC)


class Life:
    """A society, and what a treasurer with a pencil would have written down."""

    def __init__(self, path: Path) -> None:
        self.desk = DeskAtHand(path)
        self.desk.watch.moment = FIRST
        for number in range(1, PEOPLE + 1):
            self.desk.perform(AddMember(name=f"Member {number}", joined_on="2020-01-01"))
        rules = self.desk.ask(changed_rules, {"share_transferable": "yes", "max_shares": "400"})
        assert isinstance(rules, SetRules)
        self.desk.perform(rules)
        self.desk.perform(SetShareRule("part_paid", "yes", "2020-01-01", "rule 7"))
        self.desk.perform(SetShareRule("below_minimum", "ends-membership", "2020-01-01", "rule 9"))
        self.desk.perform(SetShareRule("withdrawal_notice", "30 days", "2020-01-01", "rule 10"))
        self.held: dict[int, list[tuple[date, int]]] = defaultdict(list)
        self.money: list[tuple[date, int]] = []
        self.done = self.refused = 0
        self.succeeded: Counter[str] = Counter()
        """How often each kind of act was recorded."""

    @property
    def today(self) -> date:
        return self.desk.watch.moment.date()

    def somebody(self, dice: random.Random) -> int:
        """Anybody in the register, the dead and those merged away included."""
        return dice.randint(1, self.rows("SELECT max(id) FROM member")[0][0])

    def rows(self, text: str) -> list[tuple[int, ...]]:
        return self.desk.ask(lambda reader: reader.raw(text))

    def attempt(self, act: Callable[[], object]) -> None:
        """An act is recorded whole, or refused with nothing changed."""
        before = self.rows("SELECT count(*), max(seq) FROM journal")
        certificates = self.rows("SELECT value FROM counter WHERE name = 'certificate'")
        said = ""
        try:
            act()
        except Refusal as no:
            said = str(no)
        if not said:
            self.done += 1
            return
        self.refused += 1
        assert said.endswith(".")
        assert "{" not in said
        assert self.rows("SELECT count(*), max(seq) FROM journal") == before
        assert self.rows("SELECT value FROM counter WHERE name = 'certificate'") == certificates

    # -- acts, each with what it should do ------------------------------------------------------------------------

    def moved(self, member: int, shares: int, pence: int, day: date | None = None) -> None:
        self.held[member].append((day or self.today, shares))
        if pence:
            self.money.append((day or self.today, pence))

    def issue(self, dice: random.Random) -> None:
        member, count = self.somebody(dice), dice.choice((1, 5, 30, 150, 500))
        pence = dice.choice((None, None, 0, 100 * count // 2))
        back = dice.choice((0, 0, 40))
        day = max(self.today - timedelta(days=back), FIRST.date())

        def act() -> None:
            self.desk.perform(IssueShares(member, count, dice.choice(METHODS), on=day.isoformat(), pence=pence))
            self.moved(member, count, 100 * count if pence is None else pence, day)

        self.attempt(act)

    def instalment(self, dice: random.Random) -> None:
        member, pence = self.somebody(dice), dice.choice((50, 100, 250, 1000))

        def act() -> None:
            self.desk.perform(TakePayment(member=member, pence=pence, paid="card"))
            self.money.append((self.today, pence))

        self.attempt(act)

    def gift(self, dice: random.Random) -> None:
        """Money that is not for shares never shows in the ledger's sums."""
        wish = TakePayment(member=self.somebody(dice), pence=500, paid="cash", purpose="donation")
        self.attempt(lambda: self.desk.perform(wish))
        numbers = [row[0] for row in self.rows("SELECT id FROM payment")]
        self.attempt(lambda: self.desk.perform(RefundPayment(dice.choice(numbers))))

    def transfer(self, dice: random.Random) -> None:
        giver, taker = self.somebody(dice), self.somebody(dice)
        count, kind = dice.choice((1, 4, 20, 90)), dice.choice(("transfer", "inheritance", "nominee"))

        def act() -> None:
            self.desk.perform(TransferShares(giver, taker, count, kind))
            self.moved(giver, -count, 0)
            self.moved(taker, count, 0)

        self.attempt(act)

    def withdraw(self, dice: random.Random) -> None:
        member, count = self.somebody(dice), dice.choice((1, 3, 12, 60, 150))

        def act() -> None:
            made = self.desk.perform(WithdrawShares(member, count, waive=dice.random() < 0.5))
            if made.state == "paid":
                self.moved(member, -count, -100 * count)

        self.attempt(act)

    def settle_notice(self, dice: random.Random) -> None:
        waiting = self.rows("SELECT id, member, shares FROM withdrawal WHERE state = 'asked'")
        if not waiting:
            return
        number, member, count = dice.choice(waiting)

        def act() -> None:
            if dice.random() < 0.3:
                self.desk.perform(TakeBackNotice(number))
            else:
                self.desk.perform(PayWithdrawal(number, "cheque"))
                self.moved(member, -count, -100 * count)

        self.attempt(act)

    def cancel(self, dice: random.Random) -> None:
        member, count = self.somebody(dice), dice.choice((1, 2, 10, 100))
        keep = dice.random() < 0.5

        def act() -> None:
            self.desk.perform(CancelShares(member, count, "keep" if keep else "cash", "left the district"))
            self.moved(member, -count, 0 if keep else -100 * count)

        self.attempt(act)

    def write_down(self, dice: random.Random) -> None:
        if dice.random() < 0.7:
            return
        percent = dice.choice((5, 20))
        held = {member: sum(shares for _, shares in entries) for member, entries in self.held.items()}

        def act() -> None:
            self.desk.perform(WriteDown(percent, "a year of losses"))
            for member, count in held.items():
                gone = min(count * percent // 100, count - 1)
                if gone > 0:
                    self.moved(member, -gone, 0)

        self.attempt(act)

    def apply(self, dice: random.Random) -> None:
        member = dice.choice((0, self.somebody(dice)))
        wish = ApplyForShares(shares=dice.choice((2, 10)), member=member, name="" if member else "Nadia Ferreira")
        self.attempt(lambda: self.desk.perform(wish))

    def further_application(self, dice: random.Random) -> None:
        found = self.rows("SELECT id, shares FROM share_application WHERE state IN ('received', 'approved')")
        if not found:
            return
        number, shares = dice.choice(found)

        def act() -> None:
            step = dice.randint(1, 4)
            if step == 1:
                self.desk.perform(SetApplication(number, dice.choice(("approved", "refused"))))
            elif step == 2:
                before = self.total_paid(number)
                self.desk.perform(PayApplication(number, "transfer", dice.choice((0, 100))))
                self.money.append((self.today, self.total_paid(number) - before))
            else:
                before = self.total_paid(number)
                count = dice.choice((0, 1))
                made = self.desk.perform(AllotApplication(number, count))
                self.moved(made.member.id, made.shares, 0)
                self.money.append((self.today, self.total_paid(number) - before))
                assert made.shares == (count or shares)

        self.attempt(act)

    def total_paid(self, application: int) -> int:
        return self.rows(f"SELECT coalesce(sum(pence), 0) FROM payment WHERE application = {application}")[0][0]

    def reverse(self, dice: random.Random) -> None:
        found = self.rows("SELECT id, transfer FROM share_movement")
        if not found:
            return
        number, transfer = dice.choice(found)
        where = f"transfer = {transfer} AND kind <> 'reversal'" if transfer else f"id = {number}"
        back = self.rows(f"SELECT member, shares FROM share_movement WHERE {where}")
        money = self.rows("SELECT coalesce(sum(pence), 0) FROM payment WHERE purpose = 'shares'")[0][0]

        def act() -> None:
            self.desk.perform(ReverseMovement(number, "entered by mistake"))
            for member, shares in back:
                self.moved(member, -shares, 0)
            after = self.rows("SELECT coalesce(sum(pence), 0) FROM payment WHERE purpose = 'shares'")[0][0]
            self.money.append((self.today, after - money))

        self.attempt(act)

    def undo(self, _dice: random.Random) -> None:
        """The last act is taken back; what the pencil says of it is read from the movements and payments it makes."""
        movement = self.rows("SELECT coalesce(max(id), 0) FROM share_movement")[0][0]
        payment = self.rows("SELECT coalesce(max(id), 0) FROM payment")[0][0]
        acts = (
            "WithdrawShares", "PayWithdrawal", "CancelShares", "TransferShares", "IssueShares", "EndMembership",
            "MergeMembers", "RecordDeath", "Rejoin", "AddMember",
        )  # fmt: skip
        try:
            self.attempt(lambda: self.desk.undo(acts))
        except NothingToUndo:
            return
        for member, shares in self.rows(f"SELECT member, shares FROM share_movement WHERE id > {movement}"):
            self.moved(member, shares, 0)
        for (pence,) in self.rows(f"SELECT pence FROM payment WHERE id > {payment} AND purpose = 'shares'"):
            self.money.append((self.today, pence))

    def suspend(self, dice: random.Random) -> None:
        wish: Command[object] = SuspendWithdrawals() if dice.random() < 0.5 else EndSuspension()  # type: ignore[assignment]
        self.attempt(lambda: self.desk.perform(wish))

    def leave(self, dice: random.Random) -> None:
        if dice.random() < 0.3:
            self.attempt(lambda: self.desk.perform(EndMembership(self.somebody(dice), "moved away")))

    def enter(self, _dice: random.Random) -> None:
        self.attempt(lambda: self.desk.perform(AddMember(name="Somebody New", joined_on="2023-01-01")))

    def die(self, dice: random.Random) -> None:
        """The vote stops; the entry and the holding stay."""
        if dice.random() < 0.3:
            self.attempt(lambda: self.desk.perform(RecordDeath(self.somebody(dice), words="certificate seen")))

    def rejoin(self, dice: random.Random) -> None:
        self.attempt(lambda: self.desk.perform(Rejoin(self.somebody(dice))))

    def merge(self, dice: random.Random) -> None:
        """The record that goes passes what it holds to the one that stays, and the capital is as it was."""
        if dice.random() < 0.5:
            return
        gone, stays = self.somebody(dice), self.somebody(dice)

        def act() -> None:
            self.desk.perform(MergeMembers(gone, stays))
            count = sum(shares for _, shares in self.held[gone])
            self.moved(gone, -count, 0)
            self.moved(stays, count, 0)

        self.attempt(act)

    def replace_certificate(self, dice: random.Random) -> None:
        """A lost paper moves no share."""
        last = self.rows("SELECT value FROM counter WHERE name = 'certificate'")[0][0]
        number = dice.randint(1, max(1, last))
        self.attempt(lambda: self.desk.perform(ReplaceCertificate(number, dice.choice(("lost", "spoilt", "torn")))))

    def wait(self, dice: random.Random) -> None:
        self.desk.watch.wind(days=dice.choice((1, 7, 45, 200)))

    # -- what must hold -------------------------------------------------------------------------------------------

    def check(self, dice: random.Random) -> None:
        """Capital = sum of holdings = sum of movements = money received less repaid, on every date."""
        verified = self.desk.ask(verify)
        assert verified.findings == ()
        days = sorted({day for entries in self.held.values() for day, _ in entries} | {day for day, _ in self.money})
        self.recount(days)
        for day in {FIRST.date(), self.today, *(dice.sample(days, min(3, len(days))))}:
            total = 0
            for member, entries in self.held.items():
                held = sum(shares for on, shares in entries if on <= day)
                assert self.desk.ask(held_on, member, day) == held
                assert held >= 0
                total += held
            made = self.desk.ask(statement_view, FIRST.date(), day).statement
            assert made.agrees, (day, made)
            assert made.closing.shares == total
            assert made.money.net_pence == sum(pence for on, pence in self.money if on <= day)
            later = self.desk.ask(statement_view, day, self.today).statement
            assert later.agrees, (day, later)
            assert later.closing.shares == sum(shares for entries in self.held.values() for _, shares in entries)
        assert self.desk.ask(capital_view).shares == self.desk.ask(_certified_and_not)

    def recount(self, days: list[date]) -> None:
        """On every date there is: the file's own rows, added up here, against what the pencil says."""
        moved = self.rows("SELECT on_day, member, shares FROM share_movement ORDER BY on_day")
        paid = self.rows("SELECT on_day, pence FROM payment WHERE purpose = 'shares' ORDER BY on_day")
        for day in days:
            until = day.isoformat()
            rows: defaultdict[int, int] = defaultdict(int)
            for on, member, shares in moved:
                if str(on) <= until:
                    rows[member] += shares
            for member in rows.keys() | self.held.keys():
                assert rows[member] == sum(shares for on, shares in self.held[member] if on <= day), (day, member)
            assert sum(pence for on, pence in paid if str(on) <= until) == sum(
                pence for on, pence in self.money if on <= day
            ), day


def _certified_and_not(reader: Reader) -> int:
    return reader.raw("SELECT coalesce(sum(shares), 0) FROM share_movement")[0][0]  # type: ignore[no-any-return]


ACTS: tuple[Callable[[Life, random.Random], None], ...] = (
    Life.issue,
    Life.issue,
    Life.issue,
    Life.instalment,
    Life.gift,
    Life.transfer,
    Life.withdraw,
    Life.settle_notice,
    Life.cancel,
    Life.write_down,
    Life.apply,
    Life.further_application,
    Life.further_application,
    Life.reverse,
    Life.undo,
    Life.suspend,
    Life.leave,
    Life.enter,
    Life.die,
    Life.rejoin,
    Life.merge,
    Life.replace_certificate,
    Life.wait,
    Life.wait,
)


def live(path: Path, steps: list[tuple[int, int]], look_every: int) -> Life:
    """Play (act, seed) one after the other, checking everything now and then and at the end."""
    life = Life(path)
    dice = random.Random(len(steps))
    try:
        for place, (act, seed) in enumerate(steps, start=1):
            before = life.done
            ACTS[act](life, random.Random(seed))
            life.succeeded[ACTS[act].__name__] += life.done - before
            if place % look_every == 0:
                life.check(dice)
        life.check(dice)
    finally:
        life.desk.store.close()
    return life


STEPS = st.lists(st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 10_000)), min_size=5, max_size=40)


@given(steps=STEPS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_ledger_balances_on_every_date_whatever_is_done(
    founded_template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("life")
    live(Path(shutil.copy(founded_template, folder / "society.coopdesk")), steps, look_every=50)


def test_a_long_life_balances_and_is_no_idle_one(founded_template: Path, tmp_path: Path) -> None:
    dice = random.Random(7)
    steps = [(dice.randrange(len(ACTS)), dice.randrange(10_000)) for _ in range(600)]
    life = live(Path(shutil.copy(founded_template, tmp_path / "society.coopdesk")), steps, look_every=100)
    assert life.refused > 60
    never = {act.__name__ for act in ACTS} - {"wait"} - {name for name, times in life.succeeded.items() if times}
    assert not never


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_thousands_of_steps_balance(founded_template: Path, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    steps = [(dice.randrange(len(ACTS)), dice.randrange(1_000_000)) for _ in range(3000)]
    life = live(Path(shutil.copy(founded_template, tmp_path / "society.coopdesk")), steps, look_every=250)
    assert life.done > 1000
