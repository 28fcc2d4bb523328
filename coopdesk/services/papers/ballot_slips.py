"""The slips of an election: names, boxes, and a code that is tied to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.codes import CodeKind, write_code
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.slip_votes import limit_of
from coopdesk.domain.ids import MeetingId
from coopdesk.services.election_slips import BOXES, GRID, YES_NO, form_of
from coopdesk.services.election_view import Election, election_by_number
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader

ONE_LINE = 60
"""A statement of at most so many characters stands under the name."""


@dataclass(frozen=True, slots=True)
class SlipView:
    """All slips of one election."""

    heading: MeetingHeading
    title: str
    constituency: str
    places: str
    """ "There are 3 places." """
    how: str
    warning: str
    names: tuple[tuple[str, str], ...]
    """Name, and a line under it or ""."""
    codes: tuple[str, ...]
    by_preference: bool = True
    limit: int = 0
    """Crosses a paper may have; 0 for as many as it likes."""
    exactly: bool = False
    form: str = BOXES
    """One box for each name, one for each choice of each name (a grid), or a yes and a no."""

    @property
    def grid(self) -> bool:
        """Whether a scanner reads whole rankings."""
        return self.form == GRID


def slips_view(
    reader: Reader,
    meeting_id: int,
    number: int,
    serials: Sequence[str],
    now: datetime,
    form: str = "",
    class_name: str = "",
) -> SlipView:
    """Slips with these serials, all of one class where papers lie class by class.

    Args:
        form: another than the one that is settled, which is only looked at.

    Raises:
        UnknownElection: there is no such election.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    election = election_by_number(reader, meeting.id, number)
    on_paper = sorted((each for each in election.candidates if each.number), key=lambda each: each.number)
    form = form if form and election.rule.by_preference else form_of(reader, election)
    return SlipView(
        heading=meeting_heading(reader, meeting, now),
        title=election.title,
        constituency=class_name or election.constituency,
        places="There is 1 place." if election.places == 1 else f"There are {election.places} places.",
        how=_how(election, form),
        warning="Do not use crosses." if election.rule.by_preference and form == BOXES else "Do not use numbers.",
        names=tuple((each.name, _below(each.statement)) for each in on_paper),
        codes=tuple(write_code(CodeKind.BALLOT_SLIP, serial) for serial in serials),
        by_preference=election.rule.by_preference,
        limit=limit_of(election.rule, election.places),
        exactly=election.exactly,
        form=form,
    )


def _below(statement: str) -> str:
    return statement if "\n" not in statement and len(statement) <= ONE_LINE else ""


def _how(election: Election, form: str) -> str:
    if form == YES_NO:
        return (
            "Nobody stands against them, and each is put to you. Beside each name put a cross under Yes or under No. "
            "A name you leave out is counted neither way."
        )
    if form == GRID:
        return (
            "Put a cross under 1st beside your first choice, under 2nd beside your second, and so on: "
            "one cross in a row, one in a column. Choose as many or as few as you like."
        )
    if election.rule.by_preference:
        return (
            "Write 1 in the box beside your first choice, 2 beside your second, 3 beside your third, and so on. "
            "Number as many or as few as you like."
        )
    if election.rule is Rule.APPROVAL:
        return "Put a cross in the box beside everybody you would like to see elected, as many as you like."
    boxes = "one box" if election.places == 1 else f"{election.places} boxes"
    if election.exactly:
        return f"Put a cross in exactly {boxes}. More or fewer spoil your paper."
    up_to = boxes if election.places == 1 else f"up to {boxes}"
    return f"Put a cross in {up_to}, beside those you would like to see elected. More crosses spoil your paper."
