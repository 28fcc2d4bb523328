"""The attendance schedule: figures first, then every stay in the room with its times, guests, and apologies."""

from collections.abc import Sequence
from datetime import datetime

from coopdesk.documents.attendance_sheet import NAME
from coopdesk.documents.chapters import (
    Chapter,
    Filing,
    fill_sheets,
    heading_strip,
    of_the_meeting,
    paragraph_strips,
    running_title,
    title_strips,
    when_and_where,
)
from coopdesk.documents.figures import FigureRow
from coopdesk.documents.flow import Gap, Strip
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT
from coopdesk.documents.long_table import LongColumn, LongTable
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import TABLE_FIGURES
from coopdesk.documents.phrases import counted
from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.services.papers.attendance_schedule import AttendanceScheduleView, Stay

_STAYS = (
    LongColumn("Member", 17.0, style=TABLE_FIGURES),
    LongColumn("Name", 66.0, style=NAME, names_row=True),
    LongColumn("In the room as", 42.0, style=TABLE_FIGURES),
    LongColumn("Card", 13.0, "right", TABLE_FIGURES),
    LongColumn("Arrived", 17.0, "right", TABLE_FIGURES),
    LongColumn("Left", 15.0, "right", TABLE_FIGURES),
)
_GUESTS = (
    LongColumn("Name", 125.0, style=NAME, names_row=True),
    LongColumn("Arrived", 25.0, "right", TABLE_FIGURES),
    LongColumn("Left", 20.0, "right", TABLE_FIGURES),
)
_APOLOGIES = (
    LongColumn("Member", 17.0, style=TABLE_FIGURES),
    LongColumn("Name", 108.0, style=NAME, names_row=True),
    LongColumn("Received", 45.0, "right", TABLE_FIGURES),
)


def attendance_schedule(view: AttendanceScheduleView) -> Chapter:
    """The schedule as a chapter. A name no font can draw gives way to its number, with a warning."""
    numbers = {each.name: each.number for each in view.stays} | {each.name: each.number for each in view.apologies}
    shown, warnings = legible_view(view, numbers, "the attendance schedule")
    heading = shown.heading

    def draw(paper: Paper) -> None:
        foot = "Personal data: for the society’s records and its auditor, not for publication"
        filing = Filing(heading, running_title("Attendance schedule", heading), foot)
        fill_sheets(paper, filing, _strips(shown))

    return Chapter(f"Attendance schedule of {of_the_meeting(heading)}", draw, warnings)


def _strips(view: AttendanceScheduleView) -> list[Strip]:
    figures = view.numbers
    strips = title_strips("Attendance schedule", when_and_where(view.heading), after=2.0)
    strips.append(
        FigureRow(
            (
                (figures.present, "members present"),
                (figures.votes_in_room, "with a vote"),
                (figures.without_vote, "without a vote"),
                (figures.joined, "joined"),
                (figures.apologies, "apologies"),
                (figures.guests, "guest" if figures.guests == 1 else "guests"),
            )
        )
    )
    strips.append(heading_strip("Members in the room"))
    if view.stays:
        strips += LongTable(LEFT, _STAYS, 7.5).strips(map(_stay, view.stays))
        words = f"{counted(len(view.stays), 'stay', 'stays')}; leaving and coming back are two."
        strips += [Gap(1.0), *paragraph_strips(words, TABLE_FIGURES, after=3.0)]
    else:
        strips += paragraph_strips("Nobody has been in the room.")
    if view.guests:
        strips += [Gap(3.0), heading_strip("In attendance, not members")]
        strips += LongTable(LEFT, _GUESTS, 7.5).strips(
            [each.name, hour(each.arrived), _left(each.left)] for each in view.guests
        )
    if view.apologies:
        strips += [Gap(6.0), heading_strip("Apologies")]
        strips += LongTable(LEFT, _APOLOGIES, 7.5).strips(
            [each.number, each.name, _received(each.at)] for each in view.apologies
        )
    return strips


def _stay(stay: Stay) -> Sequence[str]:
    card = "" if stay.voting_card is None else str(stay.voting_card)
    return [stay.number, stay.name, stay.capacity, card, hour(stay.arrived), _left(stay.left)]


def _left(moment: datetime | None) -> str:
    return "end" if moment is None else hour(moment)


def _received(moment: datetime) -> str:
    return f"{day_words(local_day(moment))}, {hour(moment)}"
