"""The paper roll: the record as it stood, and room to carry it on with a pen when the laptop has died."""

from collections.abc import Sequence

from coopdesk.documents.attendance_sheet import NAME, guide_words, name_cell
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
from coopdesk.documents.faces import Cut
from coopdesk.documents.figures import FigureRow
from coopdesk.documents.fitting import elided
from coopdesk.documents.flow import Gap, NewPage, Strip
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT, RIGHT
from coopdesk.documents.long_table import Cell, LongColumn, LongTable
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import TABLE_FIGURES
from coopdesk.documents.phrases import counted
from coopdesk.documents.type import Style
from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.services.papers.paper_roll import PaperRollView
from coopdesk.services.papers.people import Listed

_MEMBERS = (
    LongColumn("Member", 17.0, style=TABLE_FIGURES),
    LongColumn("Name", 79.0, style=NAME, names_row=True),
    LongColumn("Card", 14.0, style=TABLE_FIGURES, written=True),
    LongColumn("In", 15.0, style=TABLE_FIGURES, written=True),
    LongColumn("Out", 15.0, written=True),
    LongColumn("In", 15.0, written=True),
    LongColumn("Out", 15.0, written=True),
)
_JOINERS = (
    LongColumn("Certificate", 20.0, style=TABLE_FIGURES, names_row=True),
    LongColumn("Name and address", 84.0, written=True),
    LongColumn("Paid", 16.0, written=True),
    LongColumn("How", 16.0, written=True),
    LongColumn("Time", 14.0, written=True),
    LongColumn("Card", 20.0, written=True),
)
_MOTIONS = (
    LongColumn("Motion", 80.0, style=TABLE_FIGURES, names_row=True),
    LongColumn("For", 16.0, written=True),
    LongColumn("Against", 16.0, written=True),
    LongColumn("Abstain", 16.0, written=True),
    LongColumn("Time", 14.0, written=True),
    LongColumn("Declared", 28.0, written=True),
)
_BLANK_JOINERS, _BLANK_MOTIONS = 8, 4
_LONGEST_TITLE = 100
_BY_HAND = (
    "If the laptop fails, go on with this roll and a pen. Whoever comes: write the time under In and give the next "
    "voting card. Whoever goes: the time under Out. A member marked “No vote” may stay and speak, and is not counted. "
    "Write each vote’s figures below, with the time the chair declared it. Enter everything afterwards with --now and "
    "the times written here, and keep these sheets with the minutes."
)


def paper_roll(view: PaperRollView) -> Chapter:
    """The roll as a chapter. A name no font can draw gives way to its number, with a warning."""
    shown, warnings = legible_view(view, {each.name: each.number for each in view.members}, "the paper roll")
    heading = shown.heading

    def draw(paper: Paper) -> None:
        stood = f"As it stood on {day_words(local_day(heading.made))} at {hour(heading.made)}. Personal data"
        filing = Filing(heading, running_title("Paper roll", heading), stood)
        fill_sheets(paper, filing, _strips(shown), on_sheet=_guide_words)

    return Chapter(f"Paper roll of {of_the_meeting(heading)}", draw, warnings)


def _guide_words(paper: Paper, strips: Sequence[Strip], number: int) -> None:
    words = guide_words(strips) if number > 1 else ""
    if words:
        with paper.furniture():
            style = Style(Cut.SANS, 8.5)
            paper.text(RIGHT, 25.6, elided(words, style, 100), style, "right")


def _strips(view: PaperRollView) -> list[Strip]:
    room = view.room
    below = f"{when_and_where(view.heading)}. The meeting is {view.state}; {room.quorum.sentence}."
    strips = title_strips("Paper roll", below, 2.0)
    strips.append(
        FigureRow(
            (
                (room.present, "members in the room"),
                (room.votes_in_room, "votes in the room"),
                (room.quorum.needed, "needed for a quorum"),
                (view.next_card, "next voting card"),
                (view.next_certificate, "next certificate"),
            )
        )
    )
    strips += paragraph_strips(_BY_HAND, TABLE_FIGURES, 4.7, after=2.0)
    if view.guests:
        strips += paragraph_strips(f"Guests in the room: {'; '.join(view.guests)}.", TABLE_FIGURES, 4.7)
    strips += _motions(view)
    strips += _joiners(view)
    strips += [NewPage(), heading_strip(counted(len(view.members), "member", "members"))]
    return [*strips, *LongTable(LEFT, _MEMBERS, 7.4).strips(map(_member, view.members))]


def _member(member: Listed) -> Sequence[Cell | str]:
    card = "" if member.voting_card is None else str(member.voting_card)
    since = "" if member.since is None else hour(member.since)
    return [member.number, name_cell(member), card, since, "", "", ""]


def _motions(view: PaperRollView) -> list[Strip]:
    rows: list[list[str]] = []
    for motion in view.motions:
        words = motion.title
        if len(words) > _LONGEST_TITLE:
            words = f"{words[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
        rows.append([f"{motion.number}   {words}. {motion.standing}; needs {motion.rule}", *[""] * 5])
    rows += [[f"{len(view.motions) + place}", *[""] * 5] for place in range(1, _BLANK_MOTIONS + 1)]
    return [heading_strip("Motions"), *LongTable(LEFT, _MOTIONS, 8.5).strips(rows)]


def _joiners(view: PaperRollView) -> list[Strip]:
    rows = [[f"{view.next_certificate + place:05d}", *[""] * 5] for place in range(_BLANK_JOINERS)]
    return [Gap(4.0), heading_strip("Joining at the door"), *LongTable(LEFT, _JOINERS, 8.5).strips(rows)]
