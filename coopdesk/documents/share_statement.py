"""The statement of share capital for a period, ready for the accounts and the annual return."""

from coopdesk.documents.accounts import NumberedHeading, Verdict
from coopdesk.documents.chapters import Chapter, Filing, fill_sheets, paragraph_strips, title_strips
from coopdesk.documents.flow import Gap, Strip
from coopdesk.documents.letterhead import LEFT, signature_line
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import LABEL
from coopdesk.documents.table import Column, TableStrip
from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds, pounds_and_pence, whole_number
from coopdesk.domain.statement import Figure, Statement
from coopdesk.services.papers.heading import RecordHeading
from coopdesk.services.statement import StatementView

_CAPITAL = (Column("Share capital", 100.0), Column("Shares", 30.0, "right"), Column("At nominal value", 40.0, "right"))
_MONEY = (Column("From the ledger to the money", 130.0), Column("Amount", 40.0, "right"))
_METHODS = (
    Column("Way of paying", 70.0),
    Column("Received", 33.0, "right"),
    Column("Paid back", 33.0, "right"),
    Column("Net", 34.0, "right"),
)


def share_statement_paper(view: StatementView, heading: RecordHeading) -> Chapter:
    """The statement as a chapter."""

    def draw(paper: Paper) -> None:
        fill_sheets(paper, Filing(heading, "Statement of share capital", _period(view)), _strips(view))

    return Chapter(f"Statement of share capital, {_period(view)}", draw)


def _period(view: StatementView) -> str:
    return f"{day_words(view.first)} to {day_words(view.last)}"


def _strips(view: StatementView) -> list[Strip]:
    made = view.statement
    strips = title_strips("Statement of share capital", _period(view), after=3.0)
    strips.append(
        Verdict(
            "It agrees with the money" if made.agrees else "It does not agree",
            (
                (pounds_and_pence(made.opening.pence), "at the beginning"),
                (pounds_and_pence(made.closing.pence), "at the end"),
                (pounds_and_pence(made.closing.pence - made.opening.pence), "change"),
            ),
        )
    )
    strips += [NumberedHeading(("1", "Shares")), TableStrip(LEFT, _CAPITAL, _capital(view, made), total=True), Gap(2.0)]
    strips += paragraph_strips(_notes(view, made), LABEL, 4.4, after=4.0)
    money = [(line.words, pounds_and_pence(line.pence)) for line in made.lines if line.pence or "issued" in line.words]
    money.append(("Money received less repaid", pounds_and_pence(made.money.net_pence)))
    strips += [NumberedHeading(("2", "Money")), TableStrip(LEFT, _MONEY, money, total=True), Gap(6.0)]
    strips += [TableStrip(LEFT, _METHODS, _methods(made), total=True), Gap(3.0)]
    if not made.agrees:
        difference = f"The two sums differ by {pounds(made.difference_pence)}: “coopdesk verify” names the entry."
        strips += paragraph_strips(difference)
    words = (
        "Every figure is the sum of the ledger's entries dated in the period; a correction counts where what it "
        "corrects counts. The money is added up from the receipts, on its own."
    )
    return [*strips, *paragraph_strips(words, LABEL, 4.4, keep_last=True), _Signing()]


def _capital(view: StatementView, made: Statement) -> list[tuple[str, str, str]]:
    def row(words: str, figure: Figure, sign: int = 1) -> tuple[str, str, str]:
        return words, whole_number(sign * figure.shares), pounds_and_pence(sign * figure.pence)

    brought = made.brought_forward
    before = Figure(made.opening.shares - brought.shares, made.opening.pence - brought.pence)
    rows = [
        row(f"In issue before {day_words(view.first)}", before),
        *([row("Brought forward from an earlier register", brought)] if brought.shares else []),
        row("Issued", made.issued),
        row("Withdrawn", made.withdrawn, -1),
        row("Cancelled", made.cancelled, -1),
    ]
    if made.written_down.shares:
        rows.append(row("Written down", made.written_down, -1))
    if made.transferred_in.shares or made.transferred_out.shares:
        rows += [row("Transferred in", made.transferred_in), row("Transferred out", made.transferred_out, -1)]
    rows.append(row(f"In issue on {day_words(view.last)}", made.closing))
    return rows


def _notes(view: StatementView, made: Statement) -> str:
    said = [f"Shares have a nominal value of {pounds(view.society.nominal_pence)} each."]
    if made.money.kept_pence:
        said.append(f"The society keeps {pounds(made.money.kept_pence)} of the shares cancelled.")
    if view.corrections:
        said.append(f"{view.corrections} entries of the period are corrections.")
    if view.withdrawals.warning:
        said.append(view.withdrawals.warning)
    return " ".join(said)


def _methods(made: Statement) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (method.capitalize(), pounds_and_pence(came), pounds_and_pence(went), pounds_and_pence(came - went))
        for method, came, went in made.money.by_method
    ]
    came = sum(each[1] for each in made.money.by_method)
    went = sum(each[2] for each in made.money.by_method)
    rows.append(("All", pounds_and_pence(came), pounds_and_pence(went), pounds_and_pence(came - went)))
    return rows


class _Signing(Strip):
    """Treasurer and a second officer."""

    def __init__(self) -> None:
        super().__init__(23.0)

    def draw(self, paper: Paper, y: float) -> None:
        """Lines to sign on."""
        signature_line(paper, LEFT, y + 14, 62, "Treasurer", "")
        signature_line(paper, LEFT + 68, y + 14, 62, "Secretary or director", "")
        signature_line(paper, LEFT + 136, y + 14, 34, "Date", "")
