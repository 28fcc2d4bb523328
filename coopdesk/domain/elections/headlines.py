"""What a hall is told of a stage: one short sentence, and figures with no more decimals than telling apart needs.

The whole sentence with every value stands in the declaration (``sentences``); a wall is read from thirty metres away.
"""

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Action, Count, Purpose, Stage, Tie, written

ENOUGH = 2
"""Decimals a wall shows where they are enough to tell everybody apart."""


_NAMED = 4
"""So many names of a tie are said; of more only how many there are."""


def headline(counted: Count, ballots: Ballots, place: int) -> str:
    """What was done at a stage (``place`` counted from 0), without a full stop."""
    stage = counted.stages[place]
    if stage.action is Action.FIRST:
        what = "first choices" if counted.rule.by_preference else "papers"
        return _with_elected(f"{counted.valid:,} {what} are counted", ballots, stage)
    if stage.action is Action.SURPLUS:
        votes = _plain(stage.surplus, counted.rule.decimals)
        noun = "vote" if votes == "1" else "votes"
        return f"{ballots.name(stage.candidates[0])} has {votes} {noun} more than needed, and they move on"
    if stage.action is Action.EXCLUDE:
        return _exclusion(ballots, stage)
    if stage.action is Action.DEFEAT:
        return f"{ballots.name(stage.candidates[0])} has the fewest votes and goes out"
    if not stage.elected:
        return "Nobody more reaches the quota, and votes move on"
    return f"{listed([ballots.name(each) for each in stage.elected])} {_are(stage.elected)} elected"


def _exclusion(ballots: Ballots, stage: Stage) -> str:
    papers = sum(batch.papers for batch in stage.batches)
    moving = "1 paper moves on" if papers == 1 else f"{papers:,} papers move on" if papers else "no paper moves on"
    if len(stage.candidates) == 1:
        return f"{ballots.name(stage.candidates[0])} goes out and {moving}"
    names = listed([ballots.name(each) for each in stage.candidates])
    return f"{names} go out together and {moving}"


def _with_elected(said: str, ballots: Ballots, stage: Stage) -> str:
    if not stage.elected:
        return said
    return f"{said}: {listed([ballots.name(each) for each in stage.elected])} {_are(stage.elected)} elected"


def tie_words(tie: Tie, ballots: Ballots) -> str:
    """How a tie was settled, for the hall."""
    picked = ballots.name(tie.picked)
    what = {
        Purpose.SURPLUS: f"{picked}’s votes move first",
        Purpose.EXCLUSION: f"{picked} goes out",
        Purpose.ELECTION: f"{picked} is elected",
    }[tie.purpose]
    many = len(tie.tied)
    names = f"{many} candidates" if many > _NAMED else listed([ballots.name(each) for each in tie.tied])
    if tie.lot is not None:
        return f"{names} stood equal: by lot {what}"
    more = "fewer" if tie.purpose is Purpose.EXCLUSION else "more"
    stages = listed([str(each) for each in dict.fromkeys(parting.stage for parting in tie.partings)])
    at = f"stages {stages}" if " " in stages else f"stage {stages}"
    return f"{names} stood equal: {picked} had {more} at {at}, so {what}"


def lot_words(counted: Count) -> str:
    """What a lot has to decide; "" where none is needed."""
    return {
        Purpose.SURPLUS: "whose votes move first",
        Purpose.EXCLUSION: "who goes out",
        Purpose.ELECTION: "who is elected",
        None: "",
    }[counted.lot_purpose if counted.lot_needed_between else None]


def shown_decimals(counted: Count, place: int) -> int:
    """The fewest decimals that tell apart all who are not elected yet, and them from the quota; at least two unless all
    votes of the stage are whole. ``place`` counted from 0."""
    most, stage = counted.rule.decimals, counted.stages[place]
    if most == 0:
        return 0
    if all(figure % 10**most == 0 for figure in (*stage.votes, stage.quota, stage.non_transferable)):
        return 0
    elected = {each for past in counted.stages[: place + 1] for each in past.elected}
    figures = {votes for number, votes in enumerate(stage.votes, 1) if number not in elected} | {stage.quota}
    for decimals in range(min(ENOUGH, most), most):
        if len({figure // 10 ** (most - decimals) for figure in figures}) == len(figures):
            return decimals
    return most


def cut(votes: int, decimals: int, shown: int) -> str:
    """Votes with only ``shown`` of their decimals: cut, never rounded, so that nobody seems to reach a quota."""
    return written(abs(votes) // 10 ** (decimals - shown) * (1 if votes >= 0 else -1), shown)


def listed(words: list[str]) -> str:
    """A, B and C."""
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} and {words[-1]}"


def _plain(votes: int, decimals: int) -> str:
    """Votes without idle zeros, at most two decimals."""
    text = cut(votes, decimals, min(ENOUGH, decimals))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _are(people: tuple[int, ...]) -> str:
    return "is" if len(people) == 1 else "are"
