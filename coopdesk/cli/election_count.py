"""coopdesk election count: a ballot file counted by any rule, alone, in memory. Imports no SQLAlchemy and no Qt."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from coopdesk import __version__
from coopdesk.cli.saying import answer, tell
from coopdesk.domain.elections.ballot_csv import read_ballot_csv, says_places
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.canonical import ballots_fingerprint, blt_text, count_facts, count_fingerprint
from coopdesk.domain.elections.counting import count as count_contest
from coopdesk.domain.elections.counting import without_withdrawn
from coopdesk.domain.elections.lots import Entered, Lots, NoLots, Seeded, by_hand
from coopdesk.domain.elections.record import Count, Rule
from coopdesk.domain.elections.reserved import Reserved, read_seats
from coopdesk.domain.elections.sentences import lot_sentence, quota_sentence, stage_sentences
from coopdesk.domain.elections.stage_table import stage_table
from coopdesk.domain.elections.weight_words import weights_sentence
from coopdesk.domain.elections.x_vote import sift
from coopdesk.domain.faults import UnusableInput
from coopdesk.domain.few_voters import few_rankings

_TRAILS = (".json", ".blt", ".pdf")


@click.command()
@click.argument("file", metavar="BALLOTS", type=click.Path(path_type=Path))
@click.argument("number", metavar="[ELECTION]", required=False, type=click.IntRange(1, 10**9))
@click.option("--rule", type=click.Choice([rule.value for rule in Rule]))
@click.option("--places", type=click.IntRange(1, 1000), help="How many are elected; a .blt file says so itself.")
@click.option("--exactly", is_flag=True, help="Block vote: a paper with fewer crosses than places is spoilt too.")
@click.option(
    "--reserve", "reserved", multiple=True, metavar="SEATS", help="“at least 2 women: 1 4 7”, by candidates' numbers."
)
@click.option("--withdrawn", "withdrawn", type=int, multiple=True, metavar="CANDIDATE", help="Passed over.")
@click.option("--seed", help="Words said aloud before the count; lots are drawn from them.")
@click.option("--contest", help="The contest's name in the draw; the title in the file unless said.")
@click.option("--lot", "picked", type=int, multiple=True, metavar="CANDIDATE", help="Picked by a lot drawn by hand.")
@click.option("--witness", default="", help="Who saw the lots drawn; with --lot.")
@click.option("--trail", type=click.Path(path_type=Path), multiple=True, help="Write it to a .json, .blt or .pdf file.")
@click.pass_context
def count(
    context: click.Context,
    file: Path,
    number: int | None,
    rule: str | None,
    places: int | None,
    exactly: bool,
    reserved: tuple[str, ...],
    withdrawn: tuple[int, ...],
    seed: str | None,
    contest: str | None,
    picked: tuple[int, ...],
    witness: str,
    trail: tuple[Path, ...],
) -> None:
    """Count a .blt or .csv ballot file by any rule. No society file is needed; nothing is kept.

    “-” is a .blt file on standard input. With ELECTION, count that election of a society file instead, by its own
    rule. Where the rule needs a lot the count stops and names between whom: give --seed, or --lot for each that was
    drawn.
    """
    if seed is not None and picked:
        raise UnusableInput("Lots come from --seed or from --lot, not from both. Leave one out.")
    if number is not None:
        from coopdesk.cli.election_desk import count_in

        count_in(context, file, number, seed, picked, witness)
        return
    if rule is None:
        raise UnusableInput("A ballot file does not say how it is counted: give --rule.")
    chosen = Rule(rule)
    for path in trail:
        if path.suffix.lower() not in _TRAILS:
            raise UnusableInput(
                f"A trail is written to a {', '.join(_TRAILS[:-1])} or {_TRAILS[-1]} file, and “{path.name}” is none."
            )
    ballots = _ballots(file, chosen, places, withdrawn)
    lots = _lots(seed, contest or ballots.title, picked, witness)
    counted = count_contest(ballots, chosen, lots, exactly=exactly, reserved=_seats(reserved, ballots))
    counted_papers = without_withdrawn(ballots)
    if chosen is Rule.BLOCK:
        counted_papers = sift(counted_papers, exactly=exactly)
    facts = facts_of(counted, counted_papers)
    warned = few_rankings(counted.valid, "the trail") if trail else ""
    if warned:
        tell(warned)
    for path in trail:
        if path.suffix.lower() == ".pdf":
            _write_pdf(context, path, counted, counted_papers, file)
        else:
            _write(path, facts, ballots)
    answer(context.obj, facts, *lines_of(counted, counted_papers, facts["spoilt"]))


def read_papers(file: Path, rule: Rule, places: int | None) -> Ballots:
    """A .blt or .csv file, read whole; ``-`` is a .blt file on standard input.

    Raises:
        UnusableInput: it cannot be opened, or does not say how many places there are.
        BallotFileFault: a line is at fault.
    """
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as wrong:
        raise UnusableInput(f"{file} cannot be read ({wrong.strerror or wrong}). Nothing was counted.") from wrong
    if file.suffix.lower() != ".csv":
        return read_blt(data, rule)
    if places is None and not says_places(data):
        raise UnusableInput("This .csv file does not say how many places there are: give --places.")
    return read_ballot_csv(data, places or 1, rule)


def _seats(reserved: tuple[str, ...], ballots: Ballots) -> tuple[Reserved, ...]:
    try:
        return read_seats(reserved, ballots.candidates)
    except ValueError as wrong:
        raise UnusableInput(f"The reserved seats cannot be read: {wrong}. Nothing was counted.") from wrong


def _ballots(file: Path, rule: Rule, places: int | None, withdrawn: tuple[int, ...]) -> Ballots:
    ballots = read_papers(file, rule, places)
    wrong_numbers = [each for each in withdrawn if not 1 <= each <= ballots.candidates]
    if wrong_numbers:
        raise UnusableInput(f"There is no candidate {wrong_numbers[0]} to withdraw: the file has {ballots.candidates}.")
    gone = ballots.withdrawn | frozenset(withdrawn)
    return replace(ballots, places=places or ballots.places, withdrawn=gone)


def _under_the_table(counted: Count) -> str:
    if not counted.rule.by_preference:
        return "* elected."
    return f"* elected at this stage. Every column of totals adds up to the {counted.valid} valid votes."


def _lots(seed: str | None, contest: str, picked: tuple[int, ...], witness: str) -> Lots:
    if seed is not None:
        return Seeded(seed, contest)
    if picked:
        return Entered((each, by_hand(witness)) for each in picked)
    return NoLots()


def facts_of(counted: Count, ballots: Ballots, papers_digest: str = "") -> dict[str, Any]:
    """Everything about a count, for JSON; ``papers_digest`` is that of papers which lie class by class."""
    facts = count_facts(counted)
    for stage, sentence in zip(facts["stages"], stage_sentences(counted, ballots), strict=True):
        stage["sentence"] = sentence
    return {
        "title": ballots.title,
        "rule_name": counted.rule.full_name,
        "names": {str(number): ballots.name(number) for number in range(1, ballots.candidates + 1)},
        "withdrawn": sorted(ballots.withdrawn),
        "spoilt": {reason.value: papers for reason, papers in sorted(ballots.spoilt.items())},
        **facts,
        "quota_sentence": quota_sentence(counted),
        "lot_sentence": lot_sentence(counted, ballots),
        **({"weights_sentence": weights_sentence(counted)} if counted.weights is not None else {}),
        "ballots_sha256": papers_digest or ballots_fingerprint(ballots),
        "count_sha256": count_fingerprint(counted),
        "program": f"coopdesk {__version__}",
    }


def _write(path: Path, facts: dict[str, Any], ballots: Ballots) -> None:
    from coopdesk.documents.write_file import write_file

    if path.suffix.lower() == ".blt":
        write_file(path, blt_text(ballots).encode())
    else:
        write_file(path, (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode())


def _write_pdf(context: click.Context, path: Path, counted: Count, ballots: Ballots, file: Path) -> None:
    from coopdesk.cli.at_the_desk import clock_of
    from coopdesk.documents.declaration import print_declaration
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.papers.declaration import trail_view

    view = trail_view(counted, ballots, clock_of(context.obj)(), file.name, f"coopdesk {__version__}")
    write_file(path, print_declaration(view).data)


def lines_of(counted: Count, ballots: Ballots, set_aside: Mapping[str, int], papers_digest: str = "") -> list[str]:
    """The stage table, one sentence a stage, and who is elected."""
    spoilt = sum(set_aside.values())
    reasons = ", ".join(f"{papers} {reason}" for reason, papers in sorted(set_aside.items()))
    lines = [
        ballots.title or "Contest without a title",
        f"{counted.rule.full_name}.",
        f"{counted.places} {'place' if counted.places == 1 else 'places'}, "
        f"{len(counted.standing)} {'candidate' if len(counted.standing) == 1 else 'candidates'}, "
        f"{counted.valid} valid {'paper' if counted.valid == 1 else 'papers'}, "
        f"{spoilt} spoilt{f' ({reasons})' if reasons else ''}.",
        quota_sentence(counted),
        weights_sentence(counted),
        "",
        *stage_table(counted, ballots),
        _under_the_table(counted),
        "",
    ]
    lines += [f"{number}. {text}" for number, text in enumerate(stage_sentences(counted, ballots), start=1)]
    lines.append("")
    if counted.elected:
        lines.append("Elected, in this order:" if counted.finished else "Elected so far, in this order:")
        lines += [
            f"  {place}. {ballots.name(each)} (candidate {each}), at stage {counted.elected_at(each)}"
            for place, each in enumerate(counted.elected, start=1)
        ]
    else:
        lines.append("Nobody is elected so far.")
    lines.append(lot_sentence(counted, ballots))
    if counted.runners_up:
        names = " and ".join(ballots.name(each) for each in counted.runners_up)
        lines.append(f"Runner-up for a casual vacancy: {names}.")
    lines += [
        f"Ballot file {papers_digest or ballots_fingerprint(ballots)}",
        f"Count       {count_fingerprint(counted)}",
    ]
    return [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
