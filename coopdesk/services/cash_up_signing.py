"""Cash-up signed off: receipts, counts and coins kept together; void when it is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass

from coopdesk.domain.cash_up import COINS, MethodCount, NothingCounted, Uncounted, check_explained, tin_total
from coopdesk.domain.members import clean_line, clean_text
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.cash_up import CashUpView, cash_up_to_sign, cash_up_view
from coopdesk.services.events import SharesChanged
from coopdesk.services.movements import LINE_LIMIT, METHODS, REASON_LIMIT, day_given
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.tables import CashUpCoinRow, CashUpMethodRow, CashUpReceiptRow, CashUpRow, CashUpUncountedRow

MOST_FLOAT = 10_000_00


@dataclass
class NothingToCashUp(Refusal):
    """No receipt waits."""

    code = "NOTHING-TO-CASH-UP"
    sentence = "Every receipt is in a cash-up already, so there is nothing to count. Nothing was recorded."


@dataclass(frozen=True, slots=True)
class SignCashUp(Command[CashUpView]):
    """Sign a count off. ``meeting`` None takes every receipt up to ``on`` ("" today).

    ``counted``: way of paying -> pence, cash without the float; the receipts of a way left out wait for another count.
    ``coins``: worth -> how many; where given, cash is what is in the tin less the float.
    """

    counted: Mapping[str, int]
    counted_by: str
    checked_by: str = ""
    meeting: int | None = None
    on: str = ""
    float_pence: int = 0
    coins: Mapping[int, int] | None = None
    explanation: str = ""


@handles(SignCashUp)
def sign_cash_up(command: SignCashUp, act: Act) -> Done[CashUpView]:
    """Keep the count with the receipts it covers; none of them is ever in another that stands.

    Raises:
        NothingToCashUp: no receipt waits.
        NotUnderstood: a sum, a coin or a name that cannot be used.
        NothingCounted: every way of paying was left out.
        DifferenceUnexplained: a difference without its reason.
    """
    day = day_given("The day of the cash-up", command.on, act.now)
    waiting = cash_up_to_sign(act.reader, day, command.meeting)
    if not waiting.lines:
        raise NothingToCashUp()
    if not 0 <= command.float_pence <= MOST_FLOAT:
        raise NotUnderstood("The float", str(command.float_pence), "it is from nothing to £10,000")
    counts, left_out = _counts(command, waiting)
    explanation = clean_text("The explanation", command.explanation, REASON_LIMIT)
    check_explained(counts, explanation)
    number = act.add(
        CashUpRow,
        meeting=command.meeting,
        on_day=day.isoformat(),
        at=act.at,
        float_pence=command.float_pence,
        void=0,
        explanation=explanation,
        counted_by=clean_line("Counted by", command.counted_by, LINE_LIMIT, required=True),
        checked_by=clean_line("Checked by", command.checked_by, LINE_LIMIT),
    )
    _keep_counts(act, number, counts, command.coins or {})
    for left in left_out:
        act.add(
            CashUpUncountedRow,
            cash_up=number,
            method=left.method,
            receipts=left.receipts,
            expected_pence=left.expected_pence,
        )
    apart = {left.method for left in left_out}
    receipts = dict.fromkeys(line.receipt for line in waiting.lines if line.method not in apart)
    act.add_many(CashUpReceiptRow, ("payment", "cash_up"), [(receipt, number) for receipt in receipts])
    return Done(cash_up_view(act.reader, number), (SharesChanged(),), VoidCashUp(number))


def _keep_counts(act: Act, number: int, counts: tuple[MethodCount, ...], coins: Mapping[int, int]) -> None:
    for each in counts:
        act.add(
            CashUpMethodRow,
            cash_up=number,
            method=each.method,
            expected_pence=each.expected_pence,
            counted_pence=each.counted_pence,
        )
    for worth, many in sorted(coins.items()):
        if many:
            act.add(CashUpCoinRow, cash_up=number, worth_pence=worth, how_many=many)


def _counts(command: SignCashUp, waiting: CashUpView) -> tuple[tuple[MethodCount, ...], tuple[Uncounted, ...]]:
    """What was counted, and what was left out: nobody says of a way of paying not counted that it agrees or differs."""
    expected = {each.method: each.expected_pence for each in waiting.counts}
    counted = dict(command.counted)
    for method in counted:
        if method not in METHODS:
            raise NotUnderstood("The way of paying", method, "it is cash, card, transfer or cheque")
    if command.coins is not None:
        for worth, many in command.coins.items():
            if worth not in COINS or many < 0:
                raise NotUnderstood("The count of coins", f"{worth}p={many}", "count notes and coins there are")
        counted["cash"] = tin_total(command.coins) - command.float_pence
    left_out = tuple(
        Uncounted(method, len({line.receipt for line in waiting.lines if line.method == method}), expected[method])
        for method in METHODS
        if method in expected and method not in counted
    )
    if len(left_out) == len(expected):
        raise NothingCounted(" and ".join(expected))
    counts = tuple(
        MethodCount(method, expected.get(method, 0), counted[method])
        for method in METHODS
        if method in counted and (method in expected or counted[method])
    )
    return counts, left_out


@dataclass(frozen=True, slots=True)
class VoidCashUp(Command[None]):
    """Undo of a cash-up: its receipts wait to be counted again. The count itself stays on the record."""

    number: int


@handles(VoidCashUp)
def void_cash_up(command: VoidCashUp, act: Act) -> Done[None]:
    """Mark it void.

    Raises:
        UnknownCashUp: there is none with this number.
    """
    cash_up_view(act.reader, command.number)
    act.change(CashUpRow, command.number, void=1)
    return Done(None, (SharesChanged(),))
