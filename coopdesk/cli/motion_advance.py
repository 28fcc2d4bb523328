"""coopdesk motion advance: votes sent in before the meeting, as totals or by a roll."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session

if TYPE_CHECKING:
    from coopdesk.domain.counts import Counts
    from coopdesk.services.advance import AdvanceView
    from coopdesk.services.advance_counts import AdvanceFigures

LIST = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@FILE
@click.argument("number", metavar="MOTION", type=NUMBERS)
@click.option("--roll", type=LIST, help="A CSV file: member number and for, against or abstain on each line.")
@click.option("--for", "votes_for", type=int, default=0, help="Totals, where the votes have no names.")
@click.option("--against", type=int, default=0)
@click.option("--abstain", type=int, default=0)
@click.option("--spoilt", type=int, default=0)
@click.option("--class", "class_name", default="", help="The class these totals are of.")
@click.option("--voted", type=LIST, help="With totals: a list of the members who voted, a number on each line.")
@click.option("--by", "way", default="post", type=click.Choice(["post", "online"]), help="How the votes came.")
@click.option("--take-back", type=NUMBERS, metavar="ENTRY", help="Take one entry back, with its --reason.")
@click.option("--reason", default="")
@click.pass_context
def advance(context: click.Context, /, file: Path, number: int, **given: Any) -> None:
    """Votes sent in before the meeting: totals or a roll; without either, what is on record.

    The rule sheet (advance_votes) says whether a vote in the room takes the place of one sent in. A vote that two
    meetings make is confirmed with “motion confirm”.
    """
    from coopdesk.services.advance import RecordAdvanceRoll, RecordAdvanceTotals, VoidAdvance, advance_view, read_list
    from coopdesk.services.motions import motion_by_number

    figures = {name: given[name] for name in ("votes_for", "against", "abstain", "spoilt")}
    totals = any(figures.values())
    if sum((totals, given["roll"] is not None, given["take_back"] is not None)) > 1:
        raise click.UsageError("Give totals, or --roll, or --take-back: one at a time.")
    if given["voted"] is not None and not totals:
        raise click.UsageError("--voted names those who gave the totals: give --for, --against, --abstain or --spoilt.")
    with session(context, file) as desk:
        meeting = desk.meeting()
        if given["take_back"] is not None:
            desk.desk.perform(VoidAdvance(meeting.id, number, given["reason"], given["take_back"]))
        elif given["roll"] is not None:
            roll = read_list(given["roll"])
            desk.desk.perform(RecordAdvanceRoll(meeting=meeting.id, number=number, roll=roll, way=given["way"]))
        elif totals:
            voters = "" if given["voted"] is None else read_list(given["voted"])
            wish = RecordAdvanceTotals(
                meeting=meeting.id,
                number=number,
                way=given["way"],
                class_name=given["class_name"],
                voters=voters,
                **figures,
            )
            desk.desk.perform(wish)
        seen = desk.desk.ask(lambda reader: advance_view(reader, meeting, motion_by_number(reader, meeting, number)))
        value = {"motion": number, "advance": None if seen is None else advance_json(seen)}
        desk.answer(value, seen.sentence if seen is not None else f"No votes on motion {number} were sent in.")


def advance_json(seen: "AdvanceView") -> dict[str, Any]:
    """What was sent in for a motion."""
    return {
        **_figures(seen.counts),
        "votes": seen.counts.given,
        "by_name": seen.named,
        "listed": seen.listed,
        "unlisted": seen.unlisted,
        "rule": seen.rule,
        "sentence": seen.sentence,
        "entries": [
            {
                "entry": each.entry,
                "by": each.way,
                "named": each.named,
                "class": each.class_name or None,
                **_figures(each.counts),
                "voters": each.voters,
                "taken_back": each.void or None,
            }
            for each in seen.batches
        ],
    }


def sent_json(sent: "AdvanceFigures") -> dict[str, Any] | None:
    """What of one count was sent in; None where nothing was."""
    if not sent.counts.given and not sent.replaced:
        return None
    return {
        **_figures(sent.counts),
        "votes": sent.counts.given,
        "by_name": sent.cast.given,
        "unlisted": sent.unlisted,
        "replaced": sent.replaced,
    }


def _figures(counts: "Counts") -> dict[str, int]:
    return {
        "for": counts.votes_for,
        "against": counts.against,
        "abstain": counts.abstain,
        "spoilt": counts.spoilt,
    }
