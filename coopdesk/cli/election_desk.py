"""coopdesk election on a society file: called, nominated, handed out, read back, counted."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.cli.saying import tell, whole
from coopdesk.domain.elections.lots import by_hand
from coopdesk.domain.elections.record import CALLED_BY
from coopdesk.domain.faults import UnusableInput

if TYPE_CHECKING:
    from coopdesk.domain.elections.weights import WeighedClass
    from coopdesk.services.election_counts import ElectionResult
    from coopdesk.services.election_papers import PaperAccount
    from coopdesk.services.election_view import Election


ELECTION = click.argument("number", metavar="ELECTION", type=NUMBERS)


def election_json(election: "Election") -> dict[str, Any]:
    """An election with its candidates."""
    return {
        "number": election.number,
        "title": election.title,
        "office": election.office,
        "constituency": election.constituency,
        "rule": election.rule.value,
        "places": election.places,
        "state": election.state,
        "unopposed": election.unopposed,
        "electors": election.electors,
        "term": election.term,
        "expires": election.expires.isoformat() if election.expires else None,
        "confirm": election.confirm,
        "reserved": [
            {"group": each.label, "least": each.least, "most": each.most, "candidates": sorted(each.members)}
            for each in election.reserved
        ],
        "candidates": [
            {
                "number": each.number or None,
                "name": each.name,
                "consent": each.consent,
                "withdrawn": each.withdrawn,
                "groups": list(each.groups),
            }
            for each in election.candidates
        ],
        **({"classes": [weighed_json(each) for each in election.weighing.classes]} if election.weighing else {}),
    }


def weighed_json(each: "WeighedClass") -> dict[str, Any]:
    """What a class weighs, as frozen with the roll."""
    return {"name": each.name, "weight": str(each.weight), "investor": each.investor}


def account_json(account: "PaperAccount") -> dict[str, Any]:
    """Where every paper is."""
    return {
        "printed": account.printed,
        "left_over": account.left_over,
        "electors": account.electors,
        "voters": account.voters,
        "issued": account.issued,
        "replaced": account.replaced,
        "returned": account.returned,
        "out": account.out,
        "read_once": list(account.read_once),
        "differing": list(account.differing),
        **({"classes": [asdict(each) for each in account.classes]} if account.classes else {}),
    }


def result_json(result: "ElectionResult") -> dict[str, Any]:
    """A count with its trail."""
    from coopdesk.cli.election_count import facts_of

    return {
        "election": result.election.number,
        "state": result.election.state,
        "attempt": result.attempt,
        "expires": result.election.expires.isoformat() if result.election.expires else None,
        "vacant": result.vacant,
        "seated": list(result.seated),
        "account": account_json(result.account),
        **facts_of(result.counted, result.ballots, result.papers_digest if result.classes else ""),
        "spoilt": dict(result.spoilt),
    }


@click.command()
@FILE
@click.option("--title", required=True)
@click.option("--places", required=True, multiple=True, type=NUMBERS, help="For all, or one for each constituency.")
@click.option(
    "--rule",
    default="scottish",
    show_default=True,
    type=click.Choice([rule.value for rule in CALLED_BY]),
)
@click.option("--office", default="director", show_default=True)
@click.option(
    "--constituency",
    "constituencies",
    multiple=True,
    metavar="CLASS",
    help="The class of members who stand and vote. Several: an election for each, called together.",
)
@click.option("--exactly", is_flag=True, help="Block vote: fewer crosses than places spoil the paper too.")
@click.option("--reopen", is_flag=True, help="“Re-open nominations” stands as a candidate.")
@click.option("--naming", default="alphabetical", type=click.Choice(["alphabetical", "lot", "nominated"]))
@click.option("--stand-days", default=0, type=NUMBERS, help="Days of membership before somebody may stand.")
@click.option("--nominations-until", default="", metavar="WHEN")
@click.option("--term", default="", help="Until when those elected serve: “the 2029 AGM”.")
@click.option(
    "--expires", default="", metavar="DAY", help="The day by which they retire, for the register of officers."
)
@click.option(
    "--reserve",
    "reserved",
    multiple=True,
    metavar="SEATS",
    help="“at least 2 women”, “at most 1 staff”; with block, approval or scottish.",
)
@click.option(
    "--confirm/--no-confirm",
    default=None,
    help="No more candidates than places: a yes or no to each, or elected unopposed. As the rule sheet says.",
)
@click.pass_context
def add(
    context: click.Context,
    /,
    file: Path,
    places: tuple[int, ...],
    constituencies: tuple[str, ...],
    reserved: tuple[str, ...],
    **content: Any,
) -> None:
    """Call an election; nominations are open from now on."""
    from coopdesk.services.constituencies import AddConstituencies
    from coopdesk.services.elections import AddElection

    if len(places) not in (1, max(1, len(constituencies))):
        raise UnusableInput(
            f"There are {len(constituencies)} constituencies and {len(places)} numbers of places: give --places once, "
            "or once for each --constituency, in the same order."
        )
    content["reserved"] = "; ".join(reserved)
    with session(context, file) as desk:
        content["meeting"] = desk.meeting().id
        if len(constituencies) < 2:
            number = desk.desk.perform(AddElection(places=places[0], constituency="".join(constituencies), **content))
            desk.answer({"number": number}, f"Election {number}. Nominations are open.")
            return
        each_places = places if len(places) > 1 else places * len(constituencies)
        contests = json.dumps(list(zip(constituencies, each_places, strict=True)))
        first = desk.desk.perform(AddConstituencies(contests=contests, **content))
        numbers = list(range(first, first + len(constituencies)))
        lines = [f"Election {number}: {name}." for number, name in zip(numbers, constituencies, strict=True)]
        desk.answer({"number": first, "numbers": numbers}, *lines, "Nominations are open.")


@click.command()
@FILE
@ELECTION
@click.argument("member")
@click.option("--proposer", default="", metavar="MEMBER")
@click.option("--seconder", default="", metavar="MEMBER")
@click.option("--no-consent", is_flag=True, help="Consent is still to come: “election consent”.")
@click.option("--statement", default="")
@click.option("--group", "groups", multiple=True, help="A group that seats are reserved for; a class needs no saying.")
@click.pass_context
def nominate(
    context: click.Context,
    file: Path,
    number: int,
    member: str,
    proposer: str,
    seconder: str,
    no_consent: bool,
    statement: str,
    groups: tuple[str, ...],
) -> None:
    """Nominate a member."""
    from coopdesk.services.candidates import Nominate

    with session(context, file) as desk:
        wish = Nominate(
            meeting=desk.meeting().id,
            number=number,
            member=member,
            proposer=proposer,
            seconder=seconder,
            consent=not no_consent,
            statement=statement,
            groups=", ".join(groups),
        )
        name = desk.desk.perform(wish)
        desk.answer({"name": name}, f"{name} is nominated.")


@click.command()
@FILE
@ELECTION
@click.argument("candidate")
@click.pass_context
def consent(context: click.Context, file: Path, number: int, candidate: str) -> None:
    """A candidate agrees to stand."""
    from coopdesk.services.candidates import Consent

    with session(context, file) as desk:
        name = desk.desk.perform(Consent(desk.meeting().id, number, candidate))
        desk.answer({"name": name}, f"{name} consents to stand.")


@click.command()
@FILE
@ELECTION
@click.argument("candidate")
@click.pass_context
def withdraw(context: click.Context, file: Path, number: int, candidate: str) -> None:
    """A candidate withdraws: a member number, or once the ballot is open the number on the paper."""
    from coopdesk.services.candidates import WithdrawCandidate

    with session(context, file) as desk:
        name = desk.desk.perform(WithdrawCandidate(desk.meeting().id, number, candidate))
        desk.answer({"name": name}, f"{name} has withdrawn.")


@click.command()
@FILE
@ELECTION
@click.argument("member")
@click.option("--replacing", is_flag=True, help="For a spoilt paper that was handed back.")
@click.pass_context
def issue(context: click.Context, file: Path, number: int, member: str, replacing: bool) -> None:
    """Hand a member a paper: the roll is marked, the paper is tied to nobody."""
    from coopdesk.services.election_class_boxes import paper_class
    from coopdesk.services.election_papers import IssuePaper

    with session(context, file) as desk:
        meeting = desk.meeting().id
        given = desk.desk.perform(IssuePaper(meeting, number, member, replacing))
        box = desk.desk.ask(paper_class, meeting, number, member)
        of = f" of class {box}" if box else ""
        words = f"a paper{of}" if given == 1 else f"another paper{of} for a spoilt one; {given} so far"
        facts = {"member": whole(member), "papers": given, **({"class": box} if box else {})}
        desk.answer(facts, f"Marked: member {member} has been given {words}.")


@click.command()
@FILE
@ELECTION
@click.option("--paper", metavar="PAPER", help="Its code, or the number tellers wrote on it.")
@click.option(
    "--marks", help="Candidates in order of choice, “3 1 2”; yes and no, “1 -2”; “!blank”, “!unclear” … if spoilt."
)
@click.option("--reader", default=1, show_default=True, type=click.IntRange(1, 2), help="Which of two people reads.")
@click.option(
    "--class", "class_name", default="", metavar="CLASS", help="In whose box it was; a .csv may say by column."
)
@click.option("--from", "source", type=click.Path(path_type=Path), help="Papers counted elsewhere: .blt or .csv.")
@click.pass_context
def enter(
    context: click.Context,
    file: Path,
    number: int,
    paper: str | None,
    marks: str | None,
    reader: int,
    class_name: str,
    source: Path | None,
) -> None:
    """Read a paper in, once by each of two people; or bring in a whole file of them."""
    from coopdesk.services.election_import import bring_in
    from coopdesk.services.election_papers import EnterPaper
    from coopdesk.services.election_view import election_by_number

    with session(context, file) as desk:
        meeting = desk.meeting().id
        if source is not None:
            election = desk.desk.ask(election_by_number, meeting, number)
            many = desk.desk.perform(bring_in(source, meeting, election, class_name))
            desk.answer({"papers": many}, f"{many} papers brought in.")
        elif paper is None or marks is None:
            raise UnusableInput("Give --paper and --marks, or --from a file of papers.")
        else:
            said = desk.desk.perform(EnterPaper(meeting, number, paper, marks, reader, class_name))
            words = {"once": "read once", "agrees": "both readings agree", "differs": "the readings differ: look again"}
            desk.answer({"paper": paper, "reading": said}, f"Paper {paper}: {words[said]}.")


def account_words(account: "PaperAccount") -> str:
    """The paper account in one line, class by class where classes do not weigh the same."""
    said = (
        f"{account.electors} may vote, {account.voters} were given a paper ({account.replaced} replaced), "
        f"{account.returned} are back and entered."
    )
    classes = "; ".join(
        f"{each.name} {each.voters} of {each.electors}, {each.returned} back" for each in account.classes
    )
    return f"{said} By class: {classes}." if classes else said


def count_in(
    context: click.Context, file: Path, number: int, seed: str | None, picked: tuple[int, ...], witness: str
) -> None:
    """Count an election of a society file."""
    from coopdesk.cli.election_count import lines_of
    from coopdesk.services.election_account import account_view
    from coopdesk.services.election_counts import CountElection
    from coopdesk.services.small_contests import few_papers_of

    lots = json.dumps([[each, by_hand(witness)] for each in picked])
    with session(context, file) as desk:
        meeting = desk.meeting().id
        warned = desk.desk.ask(few_papers_of, meeting, number)
        if warned:
            tell(warned)
        result = desk.desk.perform(CountElection(meeting=meeting, number=number, seed=seed or "", lots=lots))
        lines = lines_of(result.counted, result.ballots, result.spoilt, result.papers_digest if result.classes else "")
        account = desk.desk.ask(account_view, result.election)
        if account.account.few:
            tell(account.account.few)
        if account.unexplained:
            tell(f"{account.sentence} Look for them, or say why with “election account”.")
        facts = {**result_json(result), "warnings": [warned] if warned else []}
        desk.answer(facts, account_words(result.account), *lines)
