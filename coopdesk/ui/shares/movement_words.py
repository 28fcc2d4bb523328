"""Movements of shares in the words of the page: "Joined, card", "28 Nov 18:51", "+10"."""

from datetime import date

from coopdesk.assets import IconName
from coopdesk.domain.clock import hour
from coopdesk.domain.money import pounds_and_pence
from coopdesk.services.movement_list import MoneyState, MovementLine
from coopdesk.ui.kit.table import Cells
from coopdesk.ui.kit.theme import Token
from coopdesk.ui.text import words

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MONEY_MARKS: dict[str, tuple[IconName, Token]] = {
    "to do": ("circle-dashed", "warning"),
    "cashed up": ("check", "success"),
}
"""How the money of a movement stands, told by word, icon and ink."""

KINDS = ("issue", "opening", "transfer", "withdrawal", "cancellation", "write-down", "reversal")
"""What the list can be narrowed to."""


def kind_words(kind: str) -> str:
    """A kind of movement, as a filter names it."""
    told = {
        "issue": words("Issued"),
        "opening": words("Brought in"),
        "transfer": words("Transferred"),
        "withdrawal": words("Withdrawn"),
        "cancellation": words("Cancelled"),
        "write-down": words("Written down"),
        "reversal": words("Corrected"),
    }
    return told[kind]


def method_words(method: str) -> str:
    """How money was paid, in a word that fits a column."""
    told = {"cash": words("cash"), "card": words("card"), "transfer": words("bank"), "cheque": words("cheque")}
    return told.get(method, "")


def what_words(line: MovementLine) -> str:
    """What happened: "Joined, card", "Withdrawn, bank", "Transferred"."""
    told = {
        "joined": words("Joined"),
        "transfer-in": words("Transferred in"),
        "transfer-out": words("Transferred") if line.whom else words("Transferred out"),
        "shares": words("Paid for shares"),
        "subscription": words("Subscription"),
        "donation": words("Donation"),
        "loan": words("Loan"),
        "other": words("Other money"),
    }
    said = told.get(line.what) or kind_words(line.what)
    return ", ".join(part for part in (said, method_words(line.method)) if part)


def who_words(line: MovementLine) -> str:
    """Whose shares: a name, or "A to B" for a transfer."""
    return words("{} to {}").format(line.who, line.whom) if line.whom else line.who


def shares_words(line: MovementLine) -> str:
    """The count with its sign; a transfer between two named members has none, a payment alone no count."""
    if not line.shares:
        return "–"
    if line.whom:
        return f"{abs(line.shares):,}"
    return f"+{line.shares:,}" if line.shares > 0 else f"−{-line.shares:,}"


def money_words(line: MovementLine) -> str:
    """The sum, or a dash where no money moved; money paid back has its sign."""
    if not line.pence:
        return "–"
    return pounds_and_pence(line.pence) if line.pence > 0 else f"−{pounds_and_pence(-line.pence)}"


def state_words(state: MoneyState) -> str:
    """How the money stands against the cash-ups."""
    told: dict[MoneyState, str] = {
        "to do": words("to do"),
        "cashed up": words("cashed up"),
        "no money": words("no money"),
    }
    return told[state]


def brief_day(day: date, today: date) -> str:
    """ "28 Nov", with its year unless it is this one."""
    said = f"{day.day} {words(_MONTHS[day.month - 1])}"
    return said if day.year == today.year else f"{said} {day.year}"


def when_words(line: MovementLine, today: date) -> str:
    """The day, and the hour of what was entered today."""
    said = brief_day(line.day, today)
    return f"{said} {hour(line.moment)}" if line.day == today and line.moment is not None else said


def cells(line: MovementLine, today: date) -> Cells:
    """One line as the table shows it; its key travels in a column that is not shown."""
    key = line.movement if line.movement is not None else -(line.receipt or 0)
    return (
        when_words(line, today),
        "" if line.receipt is None else str(line.receipt),
        who_words(line),
        what_words(line),
        shares_words(line),
        money_words(line),
        "",
        state_words(line.money),
        str(key),
    )
