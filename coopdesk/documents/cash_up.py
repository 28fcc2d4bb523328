"""The cash-up: receipts, what was counted, what it should be, and two signatures."""

from coopdesk.documents.accounts import HALF_WIDTH, SECOND_HALF, NumberedHeading, SideBySide, TotalLine, Verdict
from coopdesk.documents.chapters import Chapter, Filing, fill_sheets, paragraph_strips, title_strips
from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Strip
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT, TEXT_WIDTH, one_line, signature_line
from coopdesk.documents.long_table import LongColumn, LongTable
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import FIGURE, LABEL, LABEL_INK, MUTED, TABLE_FIGURES
from coopdesk.documents.phrases import counted
from coopdesk.documents.table import Column, TableStrip
from coopdesk.documents.type import Style
from coopdesk.domain.cash_up import COINS, coin_words, uncounted_words
from coopdesk.domain.clock import day_words, short_day
from coopdesk.domain.money import pounds, pounds_and_pence, whole_number
from coopdesk.services.cash_up import CashUpLine, CashUpView
from coopdesk.services.papers.heading import RecordHeading

_RECEIPTS = (
    LongColumn("Receipt", 18.0, style=TABLE_FIGURES),
    LongColumn("Time", 27.0, style=TABLE_FIGURES),
    LongColumn("Member", 48.0, style=TABLE_FIGURES, names_row=True),
    LongColumn("Certificate", 21.0, style=TABLE_FIGURES),
    LongColumn("Shares", 14.0, "right", TABLE_FIGURES),
    LongColumn("Paid by", 22.0, "right", TABLE_FIGURES),
    LongColumn("Amount", 20.0, "right", TABLE_FIGURES),
)
_SHARES_EDGE = LEFT + sum(column.width for column in _RECEIPTS[:5]) - 2.0
_AMOUNT_EDGE = LEFT + TEXT_WIDTH - 2.0
_ROWS: tuple[tuple[str, tuple[int, ...]], ...] = (
    *((coin_words(worth), (worth,)) for worth in COINS if worth > 2),
    ("2p and 1p", (2, 1)),
)
_COIN = Column("Note or coin", HALF_WIDTH - 50)
_MANY = Column("How many", 25.0, "right")
_VALUE = Column("Value", 25.0, "right")


def receipt_number(number: int) -> str:
    """A receipt's number as papers print it: "R-0087"."""
    return f"R-{number:04d}"


def cash_up_paper(view: CashUpView, heading: RecordHeading) -> Chapter:
    """The cash-up as a chapter; before it is signed off it is a sheet to count on."""
    numbers = {line.name: line.member_number for line in view.lines if line.member_number}
    shown, warnings = legible_view(view, numbers, "the cash-up")

    def draw(paper: Paper) -> None:
        status = "DRAFT" if shown.number is None else "VOID" if shown.void else "FINAL"
        filing = Filing(heading, _title(shown), "Two people count, and both sign", status)
        fill_sheets(paper, filing, _strips(shown))

    return Chapter(f"{_title(view)}, {day_words(view.on)}", draw, warnings)


def _title(view: CashUpView) -> str:
    return "Cash-up, end of the evening" if view.meeting is not None else "Cash-up, end of the day"


def _below(view: CashUpView) -> str:
    parts = [f"{view.title}, {day_words(view.on)}" if view.title else day_words(view.on)]
    times = ", ".join(f"{word} {time}" for word, time in (("opened", view.opened), ("closed", view.closed)) if time)
    if times:
        parts.append(times[0].upper() + times[1:])
    if view.number is not None:
        parts.append(f"Cash-up {view.number}")
    return ". ".join(parts) + "."


def _strips(view: CashUpView) -> list[Strip]:
    strips = title_strips(_title(view), _below(view), after=3.0)
    difference = view.counted_pence - view.expected_pence
    figures = [(pounds_and_pence(view.expected_pence), "expected")]
    if view.number is not None:
        figures += [
            (pounds_and_pence(view.counted_pence), "counted"),
            (pounds_and_pence(difference), "difference"),
        ]
    strips += [Verdict(view.verdict, figures), NumberedHeading(("1", "Receipts"))]
    one_day = len({line.on for line in view.lines}) == 1
    strips += LongTable(LEFT, _RECEIPTS, 7.0).strips(_row(line, one_day) for line in view.lines)
    total = counted(len(view.lines), "receipt", "receipts")
    shares = sum(line.shares for line in view.lines)
    amount = pounds_and_pence(sum(line.pence for line in view.lines))
    strips.append(TotalLine(total, ((_SHARES_EDGE, whole_number(shares)), (_AMOUNT_EDGE, amount))))
    strips += paragraph_strips(_gaps(view), LABEL, 4.4, after=3.0)
    if view.uncounted:
        strips += paragraph_strips(uncounted_words(view.uncounted), Style(Cut.SANS_BOLD, 10))
    strips += [NumberedHeading(("2", "Cash in the tin"), ("3", "What it should be"))]
    strips.append(SideBySide([_tin(view)], _should_be(view)))
    strips += [NumberedHeading(("4", "Figures that must agree")), _Agreeing(view)]
    if view.explanation:
        strips += [*paragraph_strips("What explains the difference", Style(Cut.SANS_BOLD, 10), keep_last=True)]
        strips += paragraph_strips(view.explanation, keep_last=True)
    return [*strips, _Signing(view)]


def _row(line: CashUpLine, one_day: bool) -> tuple[str, ...]:
    who = " ".join(part for part in (line.member_number, line.name) if part)
    what = {"shares": ""}.get(line.purpose, f" ({line.purpose})")
    back = f" (gives back {receipt_number(line.refunds)})" if line.refunds is not None else ""
    return (
        receipt_number(line.receipt),
        line.time if one_day else f"{short_day(line.on)[:-5]} {line.time}",
        f"{who}{what}{back}",
        "" if line.certificate is None else f"{line.certificate:05d}",
        whole_number(line.shares) if line.shares else "",
        line.method,
        pounds_and_pence(line.pence),
    )


def _gaps(view: CashUpView) -> str:
    numbers = [line.receipt for line in view.lines]
    back = sum(1 for line in view.lines if line.refunds is not None)
    voided = f"{counted(back, 'receipt was', 'receipts were')} given back." if back else "No receipt was given back."
    if not numbers:
        return voided
    first, last = min(numbers), max(numbers)
    if last - first + 1 == len(numbers):
        run = f"Numbers run without a gap from {receipt_number(first)} to {receipt_number(last)}."
    else:
        between = f"{receipt_number(first)} and {receipt_number(last)}"
        run = f"Numbers between {between} that are not here are in other cash-ups."
    return f"{voided} {run}"


def _tin(view: CashUpView) -> TableStrip:
    dash = "" if view.number is None else "–"
    rows: list[tuple[str, ...]] = []
    for words, worths in _ROWS:
        here = [(worth, many) for worth, many in view.coins if worth in worths]
        if not here and worths == (5000,):
            continue
        many = sum(each for _, each in here)
        value = sum(worth * each for worth, each in here)
        rows.append((words, f"{many:,}" if many else dash, pounds_and_pence(value) if many else dash))
    cash = next((each.counted_pence for each in view.counts if each.method == "cash"), 0)
    sum_words = pounds_and_pence(cash + view.float_pence) if view.number is not None else ""
    rows.append(("Counted", "", sum_words))
    return TableStrip(LEFT, (_COIN, _MANY, _VALUE), rows, total=True)


def _should_be(view: CashUpView) -> list[TableStrip]:
    cash = [line for line in view.lines if line.method == "cash"]
    came = sum(line.pence for line in cash if line.pence > 0)
    went = sum(line.pence for line in cash if line.pence < 0)
    label = Column("Cash", HALF_WIDTH - 25)
    tin = [
        ("Float", pounds_and_pence(view.float_pence)),
        ("Received in cash", pounds_and_pence(came)),
        ("Paid out", pounds_and_pence(-went)),
        ("Expected in the tin", pounds_and_pence(view.float_pence + came + went)),
    ]
    everything = [
        (
            f"{each.method.capitalize()}{', less the float' if each.method == 'cash' else ''}"
            + ("" if view.number is None else f" (counted {pounds_and_pence(each.counted_pence)})"),
            pounds_and_pence(each.expected_pence),
        )
        for each in view.counts
    ]
    everything.append(("Taken", pounds_and_pence(view.expected_pence)))
    return [
        TableStrip(SECOND_HALF, (label, _VALUE), tin, total=True),
        TableStrip(SECOND_HALF, (Column("Everything", HALF_WIDTH - 25), _VALUE), everything, total=True),
    ]


class _Agreeing(Strip):
    """Receipts = certificates; shares at their nominal value = money taken for shares."""

    def __init__(self, view: CashUpView) -> None:
        super().__init__(20.0)
        issued = [line for line in view.lines if line.purpose == "shares" and line.certificate is not None]
        shares = sum(line.shares for line in issued)
        money = sum(line.pence for line in issued)
        nominal = view.society.nominal_pence
        self.cells = (
            (f"{len({line.receipt for line in issued}):,}", "receipts for shares", "="),
            (f"{len(issued):,}", "certificates named", ""),
            (f"{shares:,}", f"shares in the register, at {pounds(nominal)}", "=" if shares * nominal == money else "≠"),
            (pounds_and_pence(money), "taken for them", ""),
        )

    def draw(self, paper: Paper, y: float) -> None:
        """Four figures in a row, with the sign that stands between two of them."""
        width = TEXT_WIDTH / 4
        for place, (figure, label, sign) in enumerate(self.cells):
            x = LEFT + width * place
            with paper.tagged("P"):
                paper.text(x, y + 8, figure, one_line(figure, FIGURE, width - 10, 12))
                if sign:
                    paper.text(x + width - 8, y + 7, sign, Style(Cut.SANS, 13, MUTED))
                paper.text(x, y + 13.2, label, one_line(label, LABEL_INK, width - 3, 6))


class _Signing(Strip):
    """Who counted, who checked, who took the money over."""

    def __init__(self, view: CashUpView) -> None:
        super().__init__(22.0)
        self.view = view

    def draw(self, paper: Paper, y: float) -> None:
        """Three lines to sign on; a name that is known stands under its line."""
        for x, width, words, who in (
            (LEFT, 55.0, "Counted by", self.view.counted_by),
            (LEFT + 63, 55.0, "Checked by", self.view.checked_by),
            (LEFT + 126, 44.0, "Handed to, and time", ""),
        ):
            signature_line(paper, x, y + 13, width, f"{words} {who}".strip(), "")
