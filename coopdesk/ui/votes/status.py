"""The next instruction of the Votes page, for the status bar."""

from typing import TYPE_CHECKING

from coopdesk.assets import IconName
from coopdesk.ui.text import words

if TYPE_CHECKING:
    from coopdesk.ui.votes.page import VotesPage


def next_instruction(page: "VotesPage") -> tuple[str, IconName]:
    """What to do next, in one sentence, with its icon."""
    if page.forms.form is not None:
        return words("Write it down; Enter keeps it, Ctrl+Enter from a long text. Esc leaves it."), "pencil"
    if not page.recorded.isHidden():
        return _recorded(page)
    if not page.hands.isHidden():
        done = page.hands.recorded()
        return words("Next: close the vote, or press F8.") if done else words("Type the tellers' figures."), "hand"
    if not page.papers.isHidden():
        return words("F, A, B or S for each paper; then account for all of them."), "file-text"
    lit = page.detail.primary()
    if lit is not None and page.overview_seen():
        verb = lit.words()
        return words("Next: {verb}.").format(verb=verb[:1].lower() + verb[1:]), "corner-down-right"
    return words("Choose a motion, or add one with Ctrl N."), "corner-down-right"


def _recorded(page: "VotesPage") -> tuple[str, IconName]:
    card, holder = page.recorded.card, page.recorded.holder
    if holder is not None:
        said = words("{name} says for {count}: press F for, A against or B abstain. Esc leaves it for later.")
        return said.format(name=holder.name, count=len(holder.speaks_for)), "users"
    if card is None:
        return words("Scan the next card, or type its number. F8 closes the vote."), "scan-qr-code"
    waiting = words("Waiting for {name}: press F for, A against or B abstain.")
    return waiting.format(name=card.member.name), "scan-qr-code"
