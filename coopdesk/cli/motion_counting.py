"""coopdesk motion, the ways of counting: hands and cards with tellers, papers, proxies in a poll, counts given up."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.domain.clock import moment_text

if TYPE_CHECKING:
    from coopdesk.cli.at_the_desk import Session
    from coopdesk.services.corrigenda_view import CorrigendumView
    from coopdesk.services.hands import TellersView
    from coopdesk.services.paper_accounts import PapersView

NUMBER = click.argument("number", metavar="MOTION", type=NUMBERS)
CHOICE = click.Choice(["for", "against", "abstain"])


@click.command()
@FILE
@NUMBER
@click.option("--for", "votes_for", type=int, default=0)
@click.option("--against", type=int, default=0)
@click.option("--abstain", type=int, default=0)
@click.option("--spoilt", type=int, default=0)
@click.option("--kept", type=int, default=0, help="Card count: cards given out and not raised.")
@click.option("--teller", type=click.Choice(["1", "2"]), help="Two tellers count blind; agreed figures are the count.")
@click.option("--class", "classes", multiple=True, metavar="NAME=F/A[/ABSTAIN]", help="The figures of one class.")
@click.pass_context
def hands(
    context: click.Context, /, file: Path, number: int, teller: str | None, classes: tuple[str, ...], **figures: int
) -> None:
    """The hands or cards as counted."""
    from coopdesk.services.counting import RecordHands
    from coopdesk.services.hands import RecordTeller

    if teller is None and not classes and not any(figures.values()):
        given = click.get_current_context().get_parameter_source("votes_for")
        if given is click.core.ParameterSource.DEFAULT:
            raise click.UsageError("Give the figures: --for and --against, or --class NAME=F/A for each class.")
    with session(context, file) as desk:
        meeting = desk.meeting().id
        if teller is not None:
            wish = RecordTeller(meeting=meeting, number=number, teller=int(teller), **figures)
            _say_tellers(desk, number, desk.desk.perform(wish))
            return
        counts = desk.desk.perform(
            RecordHands(
                meeting=meeting,
                number=number,
                classes="\n".join(classes),
                votes_for=figures["votes_for"],
                against=figures["against"],
                abstain=figures["abstain"],
                spoilt=figures["spoilt"],
                kept=figures["kept"],
            )
        )
        value = {
            "motion": number,
            "for": counts.votes_for,
            "against": counts.against,
            "abstain": counts.abstain,
            "spoilt": counts.spoilt,
        }
        desk.answer(value, f"For {counts.votes_for}, against {counts.against}, abstaining {counts.abstain}.")


def _say_tellers(desk: "Session", number: int, seen: "TellersView") -> None:
    value: dict[str, Any] = {"motion": number, "tellers": list(seen.given), "agreed": seen.agreed}
    value["differ"] = list(seen.differ)
    if len(seen.given) == 1:
        said = f"Teller {seen.given[0]} has counted. The figures stay hidden until teller {3 - seen.given[0]} has."
    elif seen.agreed:
        said = "The two tellers agree."
    else:
        said = f"The two tellers DIFFER in {', '.join(seen.differ)}. Count again, or let the chair settle the figures."
    if seen.counts:
        value["counts"] = [
            {"for": each.votes_for, "against": each.against, "abstain": each.abstain, "spoilt": each.spoilt}
            for each in seen.counts
        ]
    desk.answer(value, said)


@click.command()
@FILE
@NUMBER
@click.option("--issued", type=int, help="Papers given out.")
@click.option("--returned", type=int, default=0, help="Papers handed back unused.")
@click.option("--missing", type=int, default=0, help="Papers nobody can account for.")
@click.option("--for", "votes_for", type=int, default=0, help="Papers from the box, to be added.")
@click.option("--against", type=int, default=0)
@click.option("--abstain", type=int, default=0)
@click.option("--spoilt", type=int, default=0)
@click.option("--class", "class_name", default="", help="The class these papers are of.")
@click.option("--slip", default="", metavar="CODE", help="One slip, scanned or typed, with --choice.")
@click.option("--choice", type=click.Choice(["for", "against", "abstain", "spoilt"]))
@click.option("--slips", type=int, help="Draw so many random serials for slips to be printed.")
@click.pass_context
def papers(context: click.Context, /, file: Path, number: int, **given: Any) -> None:
    """A secret ballot on paper: papers entered, and every paper issued accounted for."""
    from coopdesk.services.motions import last_count, motion_by_number
    from coopdesk.services.paper_accounts import AccountPapers, EnterPapers, MakeSlips, check_heap, papers_view

    if bool(given["slip"]) != bool(given["choice"]):
        raise click.UsageError("Give a slip with its --choice.")
    if given["issued"] is None and (given["returned"] or given["missing"]):
        raise click.UsageError("Give --issued with --returned and --missing: the three are one account.")
    heap = [given[name] or 0 for name in ("votes_for", "against", "abstain", "spoilt")] + [1 if given["slip"] else 0]
    with session(context, file) as desk:
        meeting = desk.meeting()
        desk.desk.ask(lambda reader: check_heap(reader, meeting.id, number, heap, given["issued"]))
        if given["slips"] is not None:
            desk.desk.perform(MakeSlips(meeting.id, number, given["slips"]))
        if given["issued"] is not None:
            account = AccountPapers(meeting.id, number, given["issued"], given["returned"], given["missing"])
            desk.desk.perform(account)
        if given["slip"]:
            slip = EnterPapers(meeting.id, number, given["choice"], 1, given["slip"], given["class_name"])
            desk.desk.perform(slip)
        for word, name in (("for", "votes_for"), ("against", "against"), ("abstain", "abstain"), ("spoilt", "spoilt")):
            if given[name]:
                entered = EnterPapers(meeting.id, number, word, given[name], class_name=given["class_name"])
                desk.desk.perform(entered)
        seen = desk.desk.ask(
            lambda reader: papers_view(reader, last_count(reader, motion_by_number(reader, meeting, number)))
        )
        _say_papers(desk, number, seen)


def _say_papers(desk: "Session", number: int, seen: "PapersView") -> None:
    value = {
        "motion": number,
        "entered": seen.entered,
        "issued": seen.issued,
        "returned": seen.returned,
        "missing": seen.missing,
        "balanced": seen.balanced,
        "slips": seen.slips,
    }
    account = "nobody has said how many were issued"
    if seen.issued is not None:
        account = f"{seen.issued} issued, {seen.returned} returned, {seen.missing} missing"
        account += ": it comes out" if seen.balanced else ": it does not come out yet"
    desk.answer(value, f"{seen.entered} papers entered; {account}.")


@click.command()
@FILE
@NUMBER
@click.argument("holder")
@click.argument("choice", type=CHOICE)
@click.pass_context
def proxies(context: click.Context, file: Path, number: int, holder: str, choice: str) -> None:
    """In a poll: one holder's say for every member whose form leaves it open."""
    from coopdesk.services.polls import CastProxies

    with session(context, file) as desk:
        many = desk.desk.perform(CastProxies(desk.meeting().id, number, holder, choice))
        desk.answer(
            {"motion": number, "votes": many, "choice": choice},
            f"{many} {'vote' if many == 1 else 'votes'} {choice}, by proxy.",
        )


@click.command(name="void-count")
@FILE
@NUMBER
@click.option("--reason", required=True)
@click.pass_context
def void_count(context: click.Context, file: Path, number: int, reason: str) -> None:
    """Give up the count of a motion before its result is declared; it stays, and the motion may be put again."""
    from coopdesk.services.void_counts import VoidCount

    with session(context, file) as desk:
        count = desk.desk.perform(VoidCount(desk.meeting().id, number, reason))
        said = f"Count {count.attempt} of motion {number} is void; it is kept, and the motion may be put again."
        desk.answer({"motion": number, "count": count.attempt, "void": True}, said)


@click.command(name="correct")
@FILE
@NUMBER
@click.option("--for", "votes_for", type=int, default=0)
@click.option("--against", type=int, default=0)
@click.option("--abstain", type=int, default=0)
@click.option("--spoilt", type=int, default=0)
@click.option("--class", "classes", multiple=True, metavar="NAME=F/A[/ABSTAIN]", help="The figures of one class.")
@click.option("--reason", required=True, help="What was wrong, and how it was found.")
@click.option("--authorised", required=True, metavar="NAME", help="Who authorises the corrigendum.")
@click.pass_context
def correct(context: click.Context, /, file: Path, number: int, classes: tuple[str, ...], **given: Any) -> None:
    """A corrigendum, after the meeting closed: the figures as they should have been; the declaration stays beside."""
    from coopdesk.services.corrigenda import IssueCorrigendum

    with session(context, file) as desk:
        wish = IssueCorrigendum(meeting=desk.meeting().id, number=number, classes="\n".join(classes), **given)
        made = desk.desk.perform(wish)
        desk.answer({"motion": number, **corrigendum_json(made)}, made.sentence)


def corrigendum_json(made: "CorrigendumView") -> dict[str, Any]:
    """One corrigendum."""
    return {
        "corrigendum": made.number,
        "at": moment_text(made.at),
        "for": made.counts.votes_for,
        "against": made.counts.against,
        "abstain": made.counts.abstain,
        "spoilt": made.counts.spoilt,
        "outcome": made.outcome,
        "reason": made.reason,
        "authorised": made.authorised,
        "sentence": made.sentence,
    }
