"""Slips read from a scan, entered in one act: those that are clear, each once."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.members import clean_line
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.tellers import MorePapersThanIssued
from coopdesk.services.act import Act
from coopdesk.services.events import VoteChanged
from coopdesk.services.motions import papers_counted
from coopdesk.services.paper_accounts import (
    CHOICES,
    NEXT_PAPER,
    PapersView,
    VoidPapers,
    most_papers,
    open_ballot,
    papers_view,
    slips_of,
)
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.tables import PaperRow

_ENTERED = select(PaperRow.serial).where(PaperRow.count == bindparam("count"), PaperRow.void == 0)


@dataclass(frozen=True, slots=True)
class SlipsEntered:
    """What became of the slips of a scan.

    Args:
        papers: how the ballot stands after them.
        entered: slips entered now.
        before: slips that were entered before; they count once.
        strangers: serials that are none of this ballot's.
    """

    papers: PapersView
    entered: int
    before: int
    strangers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnterSlips(Command[SlipsEntered]):
    """Slips as a scan shows them: "SERIAL=for SERIAL=against", with "abstain" and "spoilt"."""

    meeting: int
    number: int
    slips: str


@handles(EnterSlips)
def enter_slips(command: EnterSlips, act: Act) -> Done[SlipsEntered]:
    """Enter every slip of this ballot that is not entered yet.

    Raises:
        NotUnderstood: it is no list of slips.
        MorePapersThanIssued: more than were issued.
        NotOnPaper, MotionNotOpen: not now.
    """
    _, count = open_ballot(act.reader, command.meeting, command.number)
    read = dict(map(_slip, command.slips.split()))
    drawn = set(slips_of(act.reader, count.id))
    known = {serial for (serial,) in act.reader.rows(_ENTERED, count=count.id)}
    fresh = [serial for serial in sorted(read) if serial in drawn and serial not in known]
    most = most_papers(act.reader, count)
    papers = papers_counted(act.reader, count.id).given + len(fresh)
    if papers > most:
        raise MorePapersThanIssued(papers, most)
    first = act.reader.one(NEXT_PAPER) + 1
    # By serial, so that the order in which they lay on the scanner is not kept.
    rows = [(first + place, count.id, "", read[serial], serial, 0) for place, serial in enumerate(fresh)]
    if rows:
        act.add_many(PaperRow, ("id", "count", "class_name", "choice", "serial", "void"), rows)
    value = SlipsEntered(
        papers_view(act.reader, count),
        len(fresh),
        len(known & set(read)),
        tuple(sorted(set(read) - drawn)),
    )
    return Done(value, (VoteChanged(),), VoidPapers(first, len(fresh)) if fresh else None)


def _slip(text: str) -> tuple[str, str]:
    serial, _, choice = text.partition("=")
    if not serial or choice not in CHOICES:
        shown = clean_line("The slip", text, 100)
        raise NotUnderstood("A slip", shown, f"write it as SERIAL=choice, with one of {', '.join(CHOICES)}")
    return serial.upper(), choice
