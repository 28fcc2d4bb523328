"""Papers that were counted elsewhere, as lines for ``ImportPapers``."""

import re
from pathlib import Path

from coopdesk.domain.elections.ballot_csv import read_ballot_csv
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.canonical import paper_lines
from coopdesk.domain.faults import UnusableInput
from coopdesk.services.election_view import Election


def outside_papers(path: Path, election: Election) -> str:
    """A .blt or .csv file's papers, where it is about as many candidates as stand on the election's paper.

    Raises:
        UnusableInput: it cannot be read, or is about another contest or the same names in another order.
        BallotFileFault: a line is at fault.
    """
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise UnusableInput(f"{path} cannot be read ({wrong.strerror or wrong}). Nothing was brought in.") from wrong
    if path.suffix.lower() == ".csv":
        ballots = read_ballot_csv(data, election.places, election.rule)
    else:
        ballots = read_blt(data, election.rule)
    names = sum(1 for each in election.candidates if each.number)
    if ballots.candidates != names:
        raise UnusableInput(
            f"{path.name} has {ballots.candidates} candidates and election {election.number} has {names} on its paper. "
            "Nothing was brought in."
        )
    for number, name in enumerate(ballots.names, start=1):
        _check_name(path.name, number, name, election)
    return "\n".join(paper_lines(ballots))


def _check_name(file: str, number: int, name: str, election: Election) -> None:
    """The file means the same person by a number as the paper does.

    Scrutineers turn names about, shorten them, or write "A" and "Candidate 2" for them; that is let pass. A name of
    somebody else is not: every vote would go to the wrong candidate, and the count would look sound.
    """
    given = _words(name)
    on_paper = {each.number: each.name for each in election.candidates if each.number}
    if not given or given & _words(on_paper[number]) or "candidate" in given:
        return
    elsewhere = [other for other in on_paper.values() if given & _words(other)]
    if elsewhere or len(given) > 1:
        raise UnusableInput(
            f"{file} calls candidate {number} “{name}”, and number {number} on the paper of election {election.number} "
            f"is “{on_paper[number]}”. Nothing was brought in: ask for the papers with the numbers of the ballot paper."
        )


def _words(name: str) -> set[str]:
    """The words of a name that tell people apart: initials do not."""
    return {word for word in re.findall(r"\w+", name.casefold()) if len(word) > 1}
