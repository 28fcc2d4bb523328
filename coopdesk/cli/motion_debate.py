"""coopdesk motion, the debate: amendments, procedural motions, dividing; second meetings and registration."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session

if TYPE_CHECKING:
    from coopdesk.services.debate_view import DebateView
    from coopdesk.services.two_meetings import Standing

NUMBER = click.argument("number", metavar="MOTION", type=NUMBERS)


@click.command()
@FILE
@NUMBER
@click.option("--text", "wording", required=True, help="The whole motion as it would then read.")
@click.option("--words", "text", default="", help="The amendment as moved: “delete ... and insert ...”.")
@click.option("--proposer", default="", metavar="MEMBER")
@click.option("--seconder", default="", metavar="MEMBER")
@click.option("--slip", is_flag=True, help="A slip of the pen, put right by the chair without a vote.")
@click.pass_context
def amend(context: click.Context, /, file: Path, number: int, slip: bool, wording: str, **given: str) -> None:
    """Move an amendment: a motion of its own, voted on first and carried into the text."""
    from coopdesk.services.debate import AddAmendment, CorrectSlip

    with session(context, file) as desk:
        meeting = desk.meeting().id
        if slip:
            desk.desk.perform(CorrectSlip(meeting, number, wording))
            desk.answer({"number": number, "slip": True}, f"The slip in motion {number} is put right.")
            return
        made = desk.desk.perform(AddAmendment(meeting=meeting, number=number, wording=wording, **given))
        desk.answer({"number": made, "amends": number}, f"Motion {made} is an amendment to motion {number}.")


@click.command()
@FILE
@NUMBER
@click.option(
    "--what", required=True, type=click.Choice(["adjourn-debate", "refer-back", "lie-on-table", "next-business"])
)
@click.option("--proposer", default="", metavar="MEMBER")
@click.option("--seconder", default="", metavar="MEMBER")
@click.pass_context
def procedural(context: click.Context, /, file: Path, number: int, **given: str) -> None:
    """Move that a motion be adjourned, referred back, laid on the table, or passed over."""
    from coopdesk.services.debate import MoveProcedure

    with session(context, file) as desk:
        made = desk.desk.perform(MoveProcedure(meeting=desk.meeting().id, number=number, **given))
        desk.answer({"number": made, "about": number}, f"Motion {made} is a procedural motion on motion {number}.")


@click.command()
@FILE
@NUMBER
@click.option("--part", "parts", multiple=True, required=True, help="The words of one part; give two or more.")
@click.pass_context
def split(context: click.Context, file: Path, number: int, parts: tuple[str, ...]) -> None:
    """Divide a motion into parts that are voted on one by one."""
    from coopdesk.services.debate import SplitMotion

    with session(context, file) as desk:
        made = desk.desk.perform(SplitMotion(desk.meeting().id, number, "\n---\n".join(parts)))
        words = ", ".join(str(each) for each in made)
        desk.answer({"number": number, "parts": list(made)}, f"Motion {number} is divided into motions {words}.")


@click.command()
@FILE
@NUMBER
@click.option("--to", "second", type=NUMBERS, help="The second meeting: the confirming motion is put on its list.")
@click.pass_context
def confirm(context: click.Context, file: Path, number: int, second: int | None) -> None:
    """What a carried resolution waits for; with --to, put it to the second meeting."""
    from coopdesk.services.motion_view import motion_view
    from coopdesk.services.two_meetings import ConfirmMotion, meeting_numbered

    with session(context, file) as desk:
        meeting = desk.meeting()
        made = None
        if second is not None:
            later = desk.desk.ask(meeting_numbered, second)
            made = desk.desk.perform(ConfirmMotion(meeting.id, number, later.id))
        motion = desk.desk.ask(motion_view, meeting.id, number)
        standing = motion.debate.standing
        value = {"motion": number, **standing_json(standing), "confirming_motion": made}
        desk.answer(value, standing.sentence or f"Motion {number} is {motion.state.value}; it waits for nothing.")


@click.command()
@FILE
@NUMBER
@click.option("--on", "day", required=True, help="The day it was registered, 2026-12-31.")
@click.pass_context
def registered(context: click.Context, file: Path, number: int, day: str) -> None:
    """A carried rule change was registered: it is in force from that day."""
    from coopdesk.services.two_meetings import RegisterMotion

    with session(context, file) as desk:
        since = desk.desk.perform(RegisterMotion(desk.meeting().id, number, day))
        said = f"Motion {number} is in force since {since.isoformat()}. Enter the new rules with “society rules”."
        desk.answer({"motion": number, "in_force_since": since.isoformat()}, said)


@click.command()
@FILE
@NUMBER
@click.argument("others", metavar="MOTION...", nargs=-1, required=True, type=NUMBERS)
@click.pass_context
def together(context: click.Context, file: Path, number: int, others: tuple[int, ...]) -> None:
    """One vote on several motions of one kind, asked on the first; each is recorded with the result."""
    from coopdesk.services.together import TakeTogether

    with session(context, file) as desk:
        wish = TakeTogether(desk.meeting().id, number, " ".join(str(each) for each in others))
        group = desk.desk.perform(wish)
        words = f"{', '.join(str(each) for each in group[:-1])} and {group[-1]}"
        said = f"Motions {words} are taken together: put motion {number}."
        desk.answer({"number": number, "together": list(group)}, said)


@click.command()
@FILE
@click.argument("numbers", metavar="MOTION...", nargs=-1, required=True, type=NUMBERS)
@click.pass_context
def apart(context: click.Context, file: Path, numbers: tuple[int, ...]) -> None:
    """These motions are voted on by themselves after all."""
    from coopdesk.services.together import TakeApart

    with session(context, file) as desk:
        words = " ".join(str(each) for each in numbers)
        desk.desk.perform(TakeApart(desk.meeting().id, words))
        desk.answer({"apart": list(numbers)}, f"Voted on apart: {words}.")


def standing_json(standing: "Standing") -> dict[str, Any]:
    """What a resolution waits for."""
    return {
        "status": standing.status,
        "sentence": standing.sentence,
        "earliest": standing.earliest.isoformat() if standing.earliest else None,
        "latest": standing.latest.isoformat() if standing.latest else None,
        "second": list(standing.second) if standing.second else None,
    }


def debate_json(debate: "DebateView") -> dict[str, Any]:
    """What became of a motion besides its votes."""
    return {
        "amends": debate.amends or None,
        "amendments": list(debate.amendments),
        "former_texts": [{"text": each.text, "amendment": each.amendment or None} for each in debate.former],
        "about": debate.about or None,
        "set_aside": debate.set_aside or None,
        "confirms": list(debate.confirms) if debate.confirms else None,
        "lead": debate.lead or None,
        "together": list(debate.together),
        "standing": standing_json(debate.standing),
    }
