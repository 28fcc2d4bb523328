"""Reading one cell: shares, money, status and the other small vocabularies. Dates are in ``dates``.

Each reader takes the cell's text and gives a value, or a ``Bad`` with the clause that says why not. A reader is called
once for each distinct text of a column, so plainness matters more here than speed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from coopdesk.domain.money import Pence, pounds, read_pounds

V = TypeVar("V")

MAX_SHARES = 100_000_000
"""A holding beyond this is a slip of the keyboard: a telephone number in the shares column."""

FORMULA_SIGNS = "=+-@\t\r＝＋－＠"
"""What a spreadsheet would take for a formula; exports put an apostrophe before it, and we take that off again."""
_SIGNS = frozenset(FORMULA_SIGNS)

_ACTIVE = {"", "active", "current", "member", "yes", "y", "true", "live", "full", "paid up", "open", "ok", "1", "x"}
_ENDED = {
    "resigned", "deceased", "died", "dead", "left", "ended", "withdrawn", "withdrew", "expelled", "lapsed", "ceased",
    "cancelled", "canceled", "former", "ex", "inactive", "no", "n", "false", "closed", "removed", "terminated",
    "gone away", "0", "expired", "past", "not active", "ex member", "former member",
}  # fmt: skip
_PERSON = {"person", "individual", "natural person", "p", "i", "human"}
_ORGANISATION = {
    "organisation", "organization", "org", "corporate", "corporate body", "company", "business", "group", "o",
    "society", "charity", "body",
}  # fmt: skip
_PAYMENT = {
    "cash": "cash", "card": "card", "credit card": "card", "debit card": "card", "sumup": "card", "stripe": "card",
    "online": "card", "bank transfer": "transfer", "transfer": "transfer", "bacs": "transfer", "bank": "transfer",
    "standing order": "transfer", "faster payment": "transfer", "cheque": "cheque", "check": "cheque",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot be read, and why."""

    reason: str


class Read(dict[str, V | Bad]):
    """A column's texts with what each was read as; a text is read when first met.

    Lookups of texts met before run in C, which is what lets 100,000 rows be checked in a second.
    """

    def __init__(self, reader: Callable[[str], V | Bad]) -> None:
        super().__init__()
        self.reader = reader
        self.any_bad = False

    def __missing__(self, text: str) -> V | Bad:
        value = self.reader(text)
        if isinstance(value, Bad):
            self.any_bad = True
        self[text] = value
        return value


def unprotected(text: str) -> str:
    """Take off the apostrophe that an export puts before text a spreadsheet would take for a formula.

    Text that begins so itself ("'=1") was given one more, so that what went out comes back.
    """
    return text[1:] if text[:1] == "'" and text.lstrip("'")[:1] in _SIGNS else text


def quoted(text: str) -> str:
    """The text in quotation marks, cut where it is long."""
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def share_reader(nominal: int) -> Callable[[str], int | Bad | None]:
    """A reader of share counts. An amount with a £ sign is divided by the nominal value (pence).

    "1.0" is 1 and "1,000" is 1000, because spreadsheets write them so. A blank is None.
    """

    def read(text: str) -> int | Bad | None:
        plain = unprotected(text.strip()).casefold()
        if not plain:
            return None
        if plain.isascii() and plain.isdigit() and len(plain) < 9:
            return int(plain)
        for word in (" shares", " share"):
            plain = plain.removesuffix(word)
        negative = plain.startswith(("-", "(", "−", "£-", "-£"))
        whole = plain.strip("+-−() ")
        if "£" in whole:
            return _shares_for(text, whole, negative, nominal)
        pence = read_pounds(_with_two_places(whole)) if whole.isascii() else None
        if pence is None:
            return Bad(f"not a number: {quoted(text)}")
        if negative and pence:
            return Bad(f"negative: {quoted(text)}")
        if pence % 100 or _has_small_change(whole):
            return Bad(f"part of a share: {quoted(text)}, and shares are whole")
        return _within_reason(pence // 100, text)

    return read


def _shares_for(text: str, amount: str, negative: bool, nominal: int) -> int | Bad:
    pence = read_pounds(amount.replace("£-", "£"))
    if pence is None:
        return Bad(f"not a number: {quoted(text)}")
    if negative and pence:
        return Bad(f"negative: {quoted(text)}")
    if pence % nominal:
        return Bad(f"part of a share: {quoted(text)}, and shares are {pounds(nominal)} each")
    return _within_reason(pence // nominal, text)


def _within_reason(shares: int, text: str) -> int | Bad:
    return shares if shares <= MAX_SHARES else Bad(f"more shares than anybody can hold: {quoted(text)}")


def _with_two_places(number: str) -> str:
    """ "2.500" as "2.50": a spreadsheet may show any number of places."""
    whole, point, part = number.partition(".")
    return f"{whole}.{part[:2]}" if point and part.isdigit() else number


def _has_small_change(number: str) -> bool:
    return bool(number.partition(".")[2][2:].strip("0"))


def read_amount(text: str) -> Pence | Bad | None:
    """Read what was paid: "£1,250.50", "25", "1.0"; None for a blank."""
    plain = unprotected(text.strip()).replace(" ", "")
    if not plain or plain in ("-", "£-", "£"):
        return None
    negative = plain.startswith(("-", "(", "£-", "−"))
    number = plain.strip("()−-+").replace("£-", "£")
    if _has_small_change(number):
        return Bad(f"not an amount in pounds and pence: {quoted(text)}")
    pence = read_pounds(_with_two_places(number)) if number.isascii() or "£" in number else None
    if pence is None:
        return Bad(f"not an amount of money: {quoted(text)}")
    if negative and pence:
        return Bad(f"negative: {quoted(text)}")
    return pence


def read_status(text: str) -> str | Bad:
    """The status word: "active", or the file's own word for a membership that has ended."""
    plain = " ".join(text.casefold().replace("-", " ").split())
    if plain in _ACTIVE:
        return "active"
    if plain in _ENDED or plain.split()[0] in ("resigned", "deceased", "left", "withdrawn", "expelled", "lapsed"):
        return text.strip()[:80]
    return Bad(f"status {quoted(text.strip())} is not known: taken as active")


def read_kind(text: str) -> str | Bad:
    """person, organisation, or "" for a blank."""
    plain = text.strip().casefold()
    if not plain:
        return ""
    if plain in _PERSON:
        return "person"
    return "organisation" if plain in _ORGANISATION else Bad(f"neither person nor organisation: {quoted(text)}")


def read_payment(text: str) -> str | Bad:
    """cash, card, transfer, cheque; "" for a blank or another way of paying."""
    return _PAYMENT.get(" ".join(text.casefold().replace("-", " ").split()), "")


def read_rep_note(text: str) -> str | Bad:
    """The representative's name in a note such as "Rep: Abdul Ward"; "" in any other note."""
    head, colon, name = text.partition(":")
    if colon and head.strip().casefold() in ("rep", "rep.", "representative", "reps", "contact"):
        return " ".join(name.split())
    return ""


def read_phone(text: str) -> str:
    """A telephone number as written. The 0 or + that a spreadsheet drops from a number is put back.

    United Kingdom numbers have ten digits after the 0, and begin with 44 abroad; no other length is touched.
    """
    plain = text.strip()
    if plain.isascii() and plain.isdigit():
        if len(plain) == 10 and plain[0] in "123789":
            return "0" + plain
        if len(plain) == 12 and plain.startswith("44"):
            return "+" + plain
    return plain
