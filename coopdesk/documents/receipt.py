"""A receipt: two copies on a sheet, one for whoever paid and one for the society's book."""

from coopdesk.documents.cash_up import receipt_number
from coopdesk.documents.chapters import Chapter, Filing, HalfHead, two_to_a_sheet
from coopdesk.documents.faces import Cut
from coopdesk.documents.figures import FigureRow
from coopdesk.documents.flow import Gap, Strip, text_strips
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT, TEXT_WIDTH, signature_line
from coopdesk.documents.lines import break_text
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import LABEL
from coopdesk.documents.type import Style
from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds, pounds_and_pence
from coopdesk.services.papers.heading import RecordHeading
from coopdesk.services.payments import ReceiptView

_COPIES = ("For whoever paid", "For the society's book")
_WORDS = Style(Cut.SANS, 11)
_METHODS = {"cash": "in cash", "card": "by card", "transfer": "by bank transfer", "cheque": "by cheque"}
_PURPOSES = {
    "shares": "shares",
    "subscription": "a subscription",
    "donation": "a donation",
    "loan": "a loan to the society",
    "other": "other purposes",
}


def receipt_paper(view: ReceiptView, heading: RecordHeading) -> Chapter:
    """The receipt as a chapter."""
    numbers = {view.name: view.member_number} if view.member_number else {}
    shown, warnings = legible_view(view, numbers, "the receipt")

    def draw(paper: Paper) -> None:
        first, second = (_strips(shown, copy) for copy in _COPIES)
        two_to_a_sheet(paper, Filing(heading, f"Receipt {receipt_number(shown.number)}", "Receipt"), first, second)

    return Chapter(f"Receipt {receipt_number(view.number)}", draw, warnings)


def _strips(view: ReceiptView, copy: str) -> list[Strip]:
    title = "Receipt" if view.pence > 0 else "Payment voucher"
    strips: list[Strip] = [HalfHead(title, copy, view.society)]
    strips.append(
        FigureRow(
            (
                (receipt_number(view.number), "receipt" if view.pence > 0 else "voucher"),
                (pounds_and_pence(abs(view.pence)), _METHODS[view.method]),
                (day_words(view.on), "day of the payment"),
            )
        )
    )
    strips.append(Gap(3.0))
    for words in _sentences(view):
        strips += text_strips(break_text(words, _WORDS, TEXT_WIDTH), LEFT, 5.8, after=1.4)
    return [*strips, _Signing()]


def _sentences(view: ReceiptView) -> list[str]:
    who = f"{view.name} (member {view.member_number})" if view.member_number else view.name
    verb = "Received from" if view.pence > 0 else "Paid to"
    by = f" by {view.payer}, on behalf of" if view.payer and view.pence > 0 else ""
    first = f"{verb}{by} {who}: {pounds_and_pence(abs(view.pence))}, {_METHODS[view.method]}, for {_what(view)}."
    if by:
        first = first.replace("Received from by", "Received from").replace(", on behalf of", " on behalf of")
    said = [first]
    if view.refunds is not None:
        said.append(f"It gives back receipt {receipt_number(view.refunds)}.")
    if view.returned_pence:
        said.append(f"{pounds(view.returned_pence)} of it has been given back since.")
    if view.reference:
        said.append(f"Reference: {view.reference}.")
    if view.meeting:
        said.append(f"Taken at the {view.meeting[:1].lower()}{view.meeting[1:]}.")
    if view.words:
        said.append(view.words)
    return said


def _what(view: ReceiptView) -> str:
    if view.purpose != "shares" or not view.shares:
        return _PURPOSES[view.purpose]
    shares = f"{view.shares:,} share{'' if view.shares == 1 else 's'} of {pounds(view.society.nominal_pence)}"
    paper = f", certificate {view.certificate:05d}" if view.certificate is not None else ""
    return f"{shares}{paper}"


class _Signing(Strip):
    """The treasurer's line."""

    def __init__(self) -> None:
        super().__init__(24.0)

    def draw(self, paper: Paper, y: float) -> None:
        """A line to sign on and what a receipt is not."""
        signature_line(paper, LEFT, y + 12, 62, "For the society", "")
        with paper.tagged("P"):
            paper.text(LEFT + 70, y + 12, "A receipt is for money; shares are proved by the register.", LABEL)
