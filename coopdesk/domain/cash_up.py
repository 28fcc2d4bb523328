"""Cash-up: counted money against the journal, way of paying by way of paying (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopdesk.domain.money import pounds, pounds_and_pence, read_pounds
from coopdesk.domain.refusals import NotUnderstood, Refusal

COINS = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
"""Notes and coins in use, in pence."""


@dataclass
class DifferenceUnexplained(Refusal):
    """The count and the journal differ and nothing says why."""

    code = "DIFFERENCE-UNEXPLAINED"
    sentence = (
        "{counted} was counted by {method} and the journal says {expected}, a difference of {difference}. "
        "Nothing was signed off: count again, or say what explains it."
    )
    method: str
    counted: str
    expected: str
    difference: str


@dataclass(frozen=True, slots=True)
class MethodCount:
    """One way of paying: what the journal says and what was counted, in pence without the float."""

    method: str
    expected_pence: int
    counted_pence: int

    @property
    def difference(self) -> int:
        """Counted less expected: negative where money is missing."""
        return self.counted_pence - self.expected_pence


@dataclass
class NothingCounted(Refusal):
    """A cash-up is of something."""

    code = "NOTHING-COUNTED"
    sentence = (
        "Receipts wait that were paid by {methods}, and none of those was counted. Nothing was signed off: count one "
        "at least; those left out wait for another cash-up."
    )
    methods: str


@dataclass(frozen=True, slots=True)
class Uncounted:
    """One way of paying that was left out of a count: its receipts wait for another."""

    method: str
    receipts: int
    expected_pence: int


def uncounted_words(left_out: Sequence[Uncounted]) -> str:
    """ "Not counted: card (3 receipts, £50.00). They wait for another cash-up."; "" where nothing was left out."""
    if not left_out:
        return ""
    named = ", ".join(
        f"{each.method} ({each.receipts:,} receipt{'' if each.receipts == 1 else 's'}, "
        f"{pounds_and_pence(each.expected_pence)})"
        for each in left_out
    )
    waits = "It waits" if sum(each.receipts for each in left_out) == 1 else "They wait"
    return f"Not counted: {named}. {waits} for another cash-up."


def coin_words(pence: int) -> str:
    """ "£20", "50p"."""
    return pounds(pence) if pence >= 100 else f"{pence}p"


def read_coins(text: str) -> dict[int, int]:
    """ "10=1 5=1 1=5 50p=1": notes and coins with how many of each, as pence -> count.

    Raises:
        NotUnderstood: a coin there is not, or a count that is none.
    """
    found: dict[int, int] = {}
    for part in text.replace(",", " ").split():
        coin, _, many = part.partition("=")
        worth = int(coin[:-1]) if coin.endswith("p") and coin[:-1].isdecimal() else read_pounds(coin)
        if worth not in COINS or not (many.isdecimal() and len(many) < 7):
            raise NotUnderstood("The count of coins", part, "write £10=1 £5=2 50p=3: a note or coin, and how many")
        found[worth] = found.get(worth, 0) + int(many)
    return {worth: many for worth, many in found.items() if many}


def tin_total(coins: Mapping[int, int]) -> int:
    """Pence in the tin."""
    return sum(worth * many for worth, many in coins.items())


def check_explained(counts: tuple[MethodCount, ...], explanation: str) -> None:
    """A difference is explained before anybody signs.

    Raises:
        DifferenceUnexplained: one is not.
    """
    for each in counts:
        if each.difference and not explanation.strip():
            raise DifferenceUnexplained(
                each.method, pounds(each.counted_pence), pounds(each.expected_pence), pounds(each.difference)
            )
