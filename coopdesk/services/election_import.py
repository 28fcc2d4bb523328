"""Papers that were counted elsewhere, as lines for ``ImportPapers``."""

from pathlib import Path

from coopdesk.domain.elections.ballot_csv import read_ballot_csv
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.canonical import paper_lines
from coopdesk.domain.faults import UnusableInput
from coopdesk.services.election_view import Election


def outside_papers(path: Path, election: Election) -> str:
    """A .blt or .csv file's papers, where it is about as many candidates as stand on the election's paper.

    Raises:
        UnusableInput: it cannot be read, or is about another contest.
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
    return "\n".join(paper_lines(ballots))
