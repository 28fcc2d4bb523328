"""Money is integer pence. No float ever holds a pound."""

import re
from typing import NewType

Pence = NewType("Pence", int)

# Twelve figures at most: longer ones are no amount, would not fit the file, and Python refuses to read 5,000 of them.
_POUNDS = re.compile(
    r"(?P<sign>[-−]?)£?\s*(?P<pounds>[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12})(?:\.(?P<pence>[0-9]{1,2}))?"
)


def pounds(pence: int) -> str:
    """Write an amount as people read it: 100 is "£1", 2550 is "£25.50", -100 is "−£1"."""
    sign = "−" if pence < 0 else ""
    whole, part = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}" + (f".{part:02d}" if part else "")


def pounds_and_pence(pence: int) -> str:
    """Write an amount for a column of figures or a certificate: 100 is "£1.00"."""
    sign = "−" if pence < 0 else ""
    whole, part = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}.{part:02d}"


def whole_number(count: int) -> str:
    """Write a whole number for a column of figures: 1250 is "1,250", -40 is "−40"."""
    return f"−{-count:,}" if count < 0 else f"{count:,}"


def signed(count: int) -> str:
    """Write a change: 5 is "+5", -40 is "−40"."""
    return whole_number(count) if count < 0 else f"+{count:,}"


def read_pounds(text: str) -> Pence | None:
    """Read "£1,250.50", "1250.5", "25" as pence; None when it is not an amount of money."""
    found = _POUNDS.fullmatch(text.strip())
    if found is None:
        return None
    pence = int(found["pounds"].replace(",", "")) * 100 + int((found["pence"] or "0").ljust(2, "0"))
    return Pence(-pence if found["sign"] else pence)
