"""What a paper says, in letters: candidates' numbers, or an exclamation mark and why it is spoilt."""

from coopdesk.domain.codes import CODE_NAMES, CodeKind, read_code
from coopdesk.domain.elections.ballot_text import BallotFileFault
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.members import clean_line
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.election_box import reading_width
from coopdesk.services.election_view import Election, UnknownCandidate

SPOILT = {
    "blank": "nothing on it",
    "unclear": "the voter's wish cannot be read",
    "no-first": "no clear first choice",
    "named": "it says who the voter is",
    "too-many": "more crosses than places",
}
"""Why a paper was set aside, and in words. A spoilt paper is entered as the word after an exclamation mark."""

PAPER_LIMIT = 64


def paper_reference(text: str) -> str:
    """A paper by its code as scanned, its serial, or the number tellers wrote on it.

    Raises:
        NotUnderstood: it is the code of something else, or no reference at all.
    """
    scanned = read_code(text)
    paper = clean_line("The paper", scanned[1] if scanned else text, PAPER_LIMIT, required=True)
    if scanned is not None and scanned[0] is not CodeKind.BALLOT_SLIP:
        raise NotUnderstood("The paper", paper, f"that is the code of a {CODE_NAMES[scanned[0]]}")
    return paper


def check_marks(election: Election, marks: str) -> str:
    """A reading as it is kept.

    Raises:
        NotUnderstood: it is no reading.
        UnknownCandidate: a number nobody has.
    """
    text = " ".join(marks.replace(",", " ").split())
    if text.startswith("!"):
        if text[1:] not in SPOILT:
            raise NotUnderstood("Why the paper is spoilt", text[1:], f"use {', '.join(SPOILT)}")
        return text
    if not text:
        return "!blank"
    for each in text.replace("=", " ").split():
        word = each.removeprefix("-") if election.rule is Rule.CONFIRM else each
        if word.isdecimal() and not 1 <= int(word[:6]) <= names_on(election):
            raise UnknownCandidate(election.number, word)
    try:
        read_blt(f"{blt_header(election)}\n1 {text} 0\n0\n".encode(), election.rule, one_a_line=True)
    except BallotFileFault as wrong:
        raise NotUnderstood("The paper", marks, wrong.fault) from wrong
    if len(text) > reading_width(names_on(election)):
        raise NotUnderstood("The paper", marks, "it has more marks than the paper has boxes")
    return text


def names_on(election: Election) -> int:
    """How many names are printed on it; who withdrew before the ballot opened is not."""
    return sum(1 for each in election.candidates if each.number)


def blt_header(election: Election) -> str:
    """The first line of a .blt file of this election."""
    return f"{names_on(election)} {election.places}"
