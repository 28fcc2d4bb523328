"""The statement of a year: opening + issued - withdrawn - cancelled ± transfers = closing, tied to the money.

Corrections count where what they correct counts, so that each figure is what really happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Shares, and pence at nominal value."""

    shares: int
    pence: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line by which capital and money are tied, in pence; signed as it adds to the money."""

    words: str
    pence: int


@dataclass(frozen=True, slots=True)
class MoneySide:
    """What came in and went out for shares in the year, by way of paying, and what stands between it and capital."""

    received_pence: int
    refunded_pence: int
    repaid_pence: int
    by_method: tuple[tuple[str, int, int], ...]
    """(method, in, out)."""
    unpaid_pence: int
    """More owed on shares allotted at the end than at the beginning."""
    held_pence: int
    """More held for applications at the end than at the beginning."""
    kept_pence: int
    """Cancelled without repaying."""

    @property
    def net_pence(self) -> int:
        """Money received less repaid."""
        return self.received_pence - self.refunded_pence - self.repaid_pence


@dataclass(frozen=True, slots=True)
class Statement:
    """Share capital over a period. All figures but the transfers out and what is taken off are added."""

    opening: Figure
    issued: Figure
    withdrawn: Figure
    cancelled: Figure
    written_down: Figure
    transferred_in: Figure
    transferred_out: Figure
    closing: Figure
    brought_forward: Figure
    """Of the opening: entered in the period from an earlier register."""
    money: MoneySide

    @property
    def lines(self) -> tuple[Line, ...]:
        """How the change of capital becomes the money, line by line."""
        money = self.money
        return (
            Line("Shares issued", self.issued.pence),
            Line("Less withdrawn and repaid", -self.withdrawn.pence),
            Line("Less cancelled and repaid", -(self.cancelled.pence - money.kept_pence)),
            Line("Less owed on shares allotted", -money.unpaid_pence),
            Line("Held for applications", money.held_pence),
        )

    @property
    def difference_pence(self) -> int:
        """Money received and repaid, less what the ledger says it should be; 0 where they agree."""
        return self.money.net_pence - sum(line.pence for line in self.lines)

    @property
    def agrees(self) -> bool:
        """Both sums come out, to the penny."""
        moved = (
            self.opening.shares
            + self.issued.shares
            - self.withdrawn.shares
            - self.cancelled.shares
            - self.written_down.shares
            + self.transferred_in.shares
            - self.transferred_out.shares
        )
        return moved == self.closing.shares and self.difference_pence == 0


def statement(before: int, moved: Mapping[str, int], closing: int, nominal_pence: int, money: MoneySide) -> Statement:
    """Put the figures together.

    Args:
        before: shares in issue before the first day.
        moved: kind -> shares moved in the period, signed, corrections added to the kind they correct.
        closing: shares in issue at the end of the last day, summed on its own.
    """

    def figure(shares: int) -> Figure:
        return Figure(shares, shares * nominal_pence)

    brought = moved.get("opening", 0)
    return Statement(
        opening=figure(before + brought),
        issued=figure(moved.get("issue", 0)),
        withdrawn=figure(-moved.get("withdrawal", 0)),
        cancelled=figure(-moved.get("cancellation", 0)),
        written_down=figure(-moved.get("write-down", 0)),
        transferred_in=figure(moved.get("transfer-in", 0)),
        transferred_out=figure(-moved.get("transfer-out", 0)),
        closing=figure(closing),
        brought_forward=figure(brought),
        money=money,
    )
