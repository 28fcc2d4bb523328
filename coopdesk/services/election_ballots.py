"""The papers of an election as they are counted: together, and class by class where classes do not weigh the same."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.weights import ClassPapers
from coopdesk.services.election_class_boxes import marks_by_class
from coopdesk.services.election_marks import SPOILT, blt_header, names_on
from coopdesk.services.election_papers import papers_of
from coopdesk.services.election_view import Election
from coopdesk.storage.store import Reader


def ballots_of(reader: Reader, election: Election) -> tuple[Ballots, Mapping[str, int]]:
    """The papers as they are counted, and those set aside by reason. Where two read differently, the first stands."""
    aside: dict[str, int] = {}
    read = _read(election, [first or second for _, first, second in papers_of(reader, election)], aside)
    return read, aside


def class_papers_of(reader: Reader, election: Election) -> ClassPapers | None:
    """The same papers class by class; None where every paper counts the same."""
    if election.weighing is None:
        return None
    marks = marks_by_class(reader, election)
    return ClassPapers(election.weighing, {name: _read(election, each, {}) for name, each in marks.items()})


def _read(election: Election, papers: Iterable[str], aside: dict[str, int]) -> Ballots:
    """Papers as they are counted; those set aside are added to ``aside`` by reason."""
    if not names_on(election):
        # Nobody stood, so that there was no paper: a ballot file of no candidates cannot be read.
        return Ballots(0, election.places, {}, title=election.title)
    lines = [blt_header(election)]
    lines += [f"-{each.number}" for each in election.candidates if each.withdrawn and each.number]
    for marks in papers:
        if marks.startswith("!"):
            reason = SPOILT.get(marks[1:], marks[1:])
            aside[reason] = aside.get(reason, 0) + 1
        else:
            lines.append(f"1 {marks} 0")
    lines.append("0")
    read = read_blt("\n".join(lines).encode(), election.rule, one_a_line=True)
    numbered = sorted((each for each in election.candidates if each.number), key=lambda each: each.number)
    return replace(read, names=tuple(each.name for each in numbered), title=election.title)
