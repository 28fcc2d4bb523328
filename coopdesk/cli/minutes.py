"""coopdesk minutes: edit and make; agree, approve, correct and sign."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, Session, session
from coopdesk.cli.saying import tell
from coopdesk.cli.sealing import SEAL, Sealer
from coopdesk.domain.clock import moment_text
from coopdesk.domain.faults import UnusableInput

if TYPE_CHECKING:
    from coopdesk.services.room import Meeting

AT_MEETING = click.option(
    "--at-meeting",
    type=NUMBERS,
    help="The later meeting that did so; left out, the one that is open, or one that is not kept in this file.",
)


@click.group(name="minutes")
def command() -> None:
    """Edit and make the minutes; agree, approve, correct and sign them.

    The steps are those of the last meeting that was closed, unless --meeting names another.
    """


@command.command()
@FILE
@click.argument("item")
@click.option("--text", required=True, help="The secretary's words, in Markdown.")
@click.pass_context
def edit(context: click.Context, file: Path, item: str, text: str) -> None:
    """The secretary's words for one part: an agenda number, or opening, resolutions, shares, close."""
    from coopdesk.services.minutes import EditMinutes

    with session(context, file) as desk:
        desk.desk.perform(EditMinutes(desk.meeting().id, item, text))
        desk.answer({"item": item}, f"Kept for {item}.")


@command.command()
@FILE
@click.pass_context
def agree(context: click.Context, file: Path) -> None:
    """The chair agrees the draft: from here on its words stand."""
    from coopdesk.services.minutes_life import AgreeMinutes

    with session(context, file) as desk:
        meeting = _closed(desk)
        desk.desk.perform(AgreeMinutes(meeting.id))
        _say_life(desk, meeting)


@command.command()
@FILE
@click.pass_context
def reopen(context: click.Context, file: Path) -> None:
    """Agreed minutes become a draft again, while no meeting has approved them."""
    from coopdesk.services.minutes_life import ReopenMinutes

    with session(context, file) as desk:
        meeting = _closed(desk)
        desk.desk.perform(ReopenMinutes(meeting.id))
        _say_life(desk, meeting)


@command.command()
@FILE
@AT_MEETING
@click.pass_context
def approve(context: click.Context, file: Path, at_meeting: int | None) -> None:
    """A later meeting approves the agreed minutes."""
    from coopdesk.services.minutes_life import ApproveMinutes

    with session(context, file) as desk:
        meeting = _closed(desk)
        desk.desk.perform(ApproveMinutes(meeting.id, _later(desk, meeting, at_meeting)))
        _say_life(desk, meeting)


@command.command()
@FILE
@click.option("--text", required=True, help="What is corrected, word for word: in item 6, for “4,210” read “4,120”.")
@AT_MEETING
@click.pass_context
def correct(context: click.Context, file: Path, text: str, at_meeting: int | None) -> None:
    """A further minute that corrects agreed, approved or signed minutes; their text stays as it is."""
    from coopdesk.services.minutes_life import RecordCorrection

    with session(context, file) as desk:
        meeting = _closed(desk)
        number = desk.desk.perform(RecordCorrection(meeting.id, text, _later(desk, meeting, at_meeting)))
        value = {"meeting": meeting.number, "correction": number}
        desk.answer(value, f"Correction {number} stands beside the minutes of meeting {meeting.number}.")


@command.command()
@FILE
@click.option("--by", default="", metavar="MEMBER", help="Who signed; left out, the chair of the approving meeting.")
@click.pass_context
def sign(context: click.Context, file: Path, by: str) -> None:
    """Record that the approved minutes were signed on paper."""
    from coopdesk.services.minutes_life import SignMinutes

    with session(context, file) as desk:
        meeting = _closed(desk)
        desk.desk.perform(SignMinutes(meeting.id, by))
        _say_life(desk, meeting)


@command.command()
@FILE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .pdf, .odt, .md or .json file.")
@SEAL
@click.pass_context
def make(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """Make the minutes as they stand: a skeleton before the meeting, a draft from then on."""
    from coopdesk.documents.minutes_paper import MINUTES_FORMATS, minutes_file
    from coopdesk.documents.write_file import write_file
    from coopdesk.domain.minutes_life import MinutesStatus, check_seal
    from coopdesk.services.minutes import minutes_view

    ending = output.suffix.lower()
    if ending not in MINUTES_FORMATS:
        raise UnusableInput(f"Minutes are made as {', '.join(MINUTES_FORMATS)}; “{output.name}” is none of these.")
    if sealing and ending != ".pdf":
        raise UnusableInput(f"Only a .pdf can be sealed, and “{output.name}” is none. Nothing was made.")
    with session(context, file) as desk:
        view = desk.desk.ask(minutes_view, desk.meeting().id, desk.now)
        if sealing:
            check_seal(MinutesStatus(view.status))
        seal = Sealer(desk, sealing)
        paper = minutes_file(view, ending)
        sealed = seal(paper.data)
        write_file(output, sealed.data)
        for warning in paper.warnings:
            tell(warning)
        value = {
            "file": str(output),
            "status": view.status,
            "head": view.head,
            **sealed.facts,
            "warnings": list(paper.warnings),
        }
        desk.answer(value, f"The minutes ({view.status}) are in {output}.{sealed.words}")


def _closed(desk: Session) -> "Meeting":
    """The meeting named, or the last one closed; before any was closed, the one at hand, which will say so."""
    from coopdesk.services.minutes_standing import minutes_meeting

    last = desk.desk.ask(minutes_meeting)
    return desk.meeting() if last is None or "--meeting" in desk.settings else last


def _later(desk: Session, meeting: "Meeting", number: int | None) -> int:
    from coopdesk.services.minutes_standing import meeting_after
    from coopdesk.services.room import pick_meeting

    if number is not None:
        return desk.desk.ask(pick_meeting, number).id
    found = desk.desk.ask(meeting_after, meeting)
    return 0 if found is None else found.id


def _say_life(desk: Session, meeting: "Meeting") -> None:
    from coopdesk.services.minutes import minutes_view

    view = desk.desk.ask(minutes_view, meeting.id, desk.now)
    value: dict[str, Any] = {
        "meeting": meeting.number,
        "status": view.status,
        "life": [{"status": step.status, "at": moment_text(step.at), "sentence": step.sentence} for step in view.life],
        "corrections": len(view.corrections),
    }
    told = view.life[-1].sentence if view.life else "They can be edited again."
    desk.answer(value, f"The minutes of meeting {meeting.number} are {view.status}. {told}")
