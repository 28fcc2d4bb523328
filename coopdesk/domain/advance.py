"""Votes sent in before the meeting, by post or online: as totals, or as a roll of who voted how (domain reference §5).

A vote in advance is a vote: one a member. Whether a later vote in the room takes its place is for the rules to say.
"""

import csv
import io
from dataclasses import dataclass

from coopdesk.domain.counts import Choice, Counts
from coopdesk.domain.refusals import NotUnderstood, Refusal

WAYS = ("post", "online")
"""How a vote in advance may come in."""

MOST_LINES = 150_000
"""Lines of a roll: the largest register there is."""

_SHOWN = 5
"""Faults of a roll that one sentence names."""

_CHOICES = {
    "for": Choice.FOR,
    "yes": Choice.FOR,
    "in favour": Choice.FOR,
    "against": Choice.AGAINST,
    "no": Choice.AGAINST,
    "abstain": Choice.ABSTAIN,
    "abstained": Choice.ABSTAIN,
    "abstention": Choice.ABSTAIN,
}
_HEADINGS = frozenset(("member", "member number", "member no", "number", "no", "voter", "card"))


@dataclass
class AdvanceVotesNotAllowed(Refusal):
    """Votes sent in under rules that know none."""

    code = "ADVANCE-VOTES-NOT-ALLOWED"
    sentence = (
        "The rules of this society take no votes sent in before a meeting, so they cannot be counted. Where your "
        "registered rules do take them, put that on the rule sheet before the quorum is declared; nothing was recorded."
    )


@dataclass
class AdvanceVotesLate(Refusal):
    """Votes sent in, and entered once the vote in the room began."""

    code = "ADVANCE-VOTES-LATE"
    sentence = (
        "Motion {motion} has been put to the vote, so votes sent in before can no longer be entered or taken back. "
        "Nothing was changed; void the count with a reason and put the motion again, if they were in on time."
    )
    motion: int


@dataclass
class AdvanceVoteStands(Refusal):
    """A second vote by a member whose vote was sent in, and stands."""

    code = "ADVANCE-VOTE-STANDS"
    sentence = "Member {member} voted on motion {motion} before the meeting, and {why}. Nothing was recorded."
    motion: int
    member: str
    why: str


@dataclass
class AdvanceRollFaulty(Refusal):
    """A roll of votes that cannot be used as it is."""

    code = "ADVANCE-ROLL-FAULTY"
    sentence = "The list of votes has {faults} {lines} that cannot be used: {why}. Nothing was recorded; mend the list."
    faults: int
    lines: str
    why: str


@dataclass
class AdvanceNamesDiffer(Refusal):
    """Totals and the list of those who gave them, of different length."""

    code = "ADVANCE-NAMES-DIFFER"
    sentence = (
        "The totals make {votes} votes and the list names {voters} members who voted. Each member has one vote, so one "
        "of the two is wrong; nothing was recorded."
    )
    votes: int
    voters: int


@dataclass
class NamedVotesInSecret(Refusal):
    """A secret ballot on a motion that has votes with names."""

    code = "NAMED-VOTES-IN-SECRET"
    sentence = (
        "{votes} votes on motion {motion} were sent in with names, so they cannot be part of a secret ballot. Enter "
        "such votes as totals, with a list of who voted, or vote another way; nothing was opened."
    )
    motion: int
    votes: int


@dataclass
class VotedOnTheseWords(Refusal):
    """A change to words that members have voted on already."""

    code = "VOTED-ON-THESE-WORDS"
    sentence = (
        "{votes} votes on motion {motion} were sent in before the meeting, on these very words, so the meeting cannot "
        "change them. Take those votes back with a reason first, or put the change to a later meeting."
    )
    motion: int
    votes: int


@dataclass(frozen=True, slots=True)
class RollLine:
    """One line of a roll: the member as written, and the choice ("" on a list that says only who voted)."""

    line: int
    reference: str
    choice: str


def read_roll(text: str, *, choices: bool) -> tuple[RollLine, ...]:
    """Read a roll of votes: a member number and a choice on each line, or the number alone.

    A first line of headings is passed over; columns are parted by commas, semicolons or tabs.

    Args:
        choices: a choice must stand on each line; otherwise only who voted is read.

    Raises:
        AdvanceRollFaulty: naming the first lines at fault.
        NotUnderstood: it is empty, or longer than any register.
    """
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=heading.count)
    lines: list[RollLine] = []
    faults: list[str] = []
    try:
        rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells) or (not lines and not faults and _is_heading(cells)):
                continue
            fault = _fault(cells, choices)
            if fault:
                faults.append(f"line {rows.line_num} {fault}")
                continue
            choice = _CHOICES[cells[1].casefold()].value if choices else ""
            lines.append(RollLine(rows.line_num, cells[0], choice))
            if len(lines) > MOST_LINES:
                raise NotUnderstood("The list of votes", f"{len(lines)} lines", "no register is as long as that")
    except csv.Error as wrong:
        raise NotUnderstood("The list of votes", heading, "a quotation mark in it is never closed") from wrong
    if faults:
        raise roll_faulty(faults)
    if not lines:
        raise NotUnderstood("The list of votes", "", "there is no line with a member number on it")
    return tuple(lines)


def roll_faulty(faults: list[str]) -> AdvanceRollFaulty:
    """The refusal of a roll, naming its first faults."""
    shown = "; ".join(faults[:_SHOWN]) + ("; and more" if len(faults) > _SHOWN else "")
    return AdvanceRollFaulty(len(faults), "line" if len(faults) == 1 else "lines", shown)


def _is_heading(cells: list[str]) -> bool:
    return cells[0].casefold().rstrip(".") in _HEADINGS


def _fault(cells: list[str], choices: bool) -> str:
    if not cells[0]:
        return "names no member"
    if not choices:
        return ""
    if len(cells) < 2 or not cells[1]:
        return "says no choice"
    return "" if cells[1].casefold() in _CHOICES else f"says “{cells[1][:20]}”, which is not for, against or abstain"


def advance_sentence(counts: Counts, unlisted: int) -> str:
    """What a result says of the votes in it that were sent in: " Of these, 12 were sent in before ...", or "".

    Args:
        unlisted: those of them that came as totals without a list of who gave them.
    """
    if not counts.given:
        return ""
    parts = [f"{counts.votes_for} for", f"{counts.against} against"]
    parts += [f"{counts.abstain} abstaining"] if counts.abstain else []
    parts += [f"{counts.spoilt} spoilt"] if counts.spoilt else []
    were = "vote was" if counts.given == 1 else "votes were"
    said = f" {counts.given} {were} sent in before the meeting: {', '.join(parts)}."
    if not unlisted:
        return said
    who = "nobody recorded who sent them" if unlisted == counts.given else f"for {unlisted} nobody recorded who voted"
    return f"{said} Of these {who}, so that a second vote in the room could not be ruled out."


def standing_reason(*, secret: bool) -> str:
    """Why a vote sent in stands against one in the room."""
    if secret:
        return "it is one of the totals, so nobody can tell which it was and it cannot be taken out"
    return "by the rules of the society that vote stands"
