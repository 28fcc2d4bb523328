"""Crosses: first past the post, the block vote ("up to N", or "exactly N" where the rules ask it), and approval.

Places go to the highest totals. A lot is needed only where equal totals straddle the last place, and then only among
those (elections reference §4; domain reference §7, scenarios 39, 40 and 42).
"""

from dataclasses import replace

from coopdesk.domain.elections.ballots import Ballots, Preferences, Spoilt
from coopdesk.domain.elections.lots import LotNeededError, Lots
from coopdesk.domain.elections.record import Action, Count, Purpose, Rule, Stage, Tie


def count_block(ballots: Ballots, lots: Lots, *, exactly: bool = False) -> Count:
    """Up to as many crosses as places (or exactly as many): other papers are spoilt.

    Raises:
        LotNotAmongThem: an entered lot names somebody who is not tied.
    """
    return _highest(sift(ballots, exactly=exactly), lots, Rule.BLOCK)


def count_approval(ballots: Ballots, lots: Lots) -> Count:
    """As many crosses as the voter likes.

    Raises:
        LotNotAmongThem: an entered lot names somebody who is not tied.
    """
    return _highest(ballots, lots, Rule.APPROVAL)


def sift(ballots: Ballots, *, exactly: bool = False) -> Ballots:
    """The papers that a block vote counts, with the others moved to the spoilt ones by reason.

    Crosses are counted as the voter made them, those for somebody who has withdrawn left out.
    """
    valid: dict[Preferences, int] = {}
    spoilt = dict(ballots.spoilt)
    for crosses, papers in ballots.papers.items():
        reason = None
        if len(crosses) > ballots.places:
            reason = Spoilt.TOO_MANY
        elif exactly and len(crosses) < min(ballots.places, len(ballots.standing)):
            reason = Spoilt.TOO_FEW
        if reason is None:
            valid[crosses] = papers
        else:
            spoilt[reason] = spoilt.get(reason, 0) + papers
    return replace(ballots, papers=valid, spoilt=spoilt)


def _highest(ballots: Ballots, lots: Lots, rule: Rule) -> Count:
    votes = [0] * ballots.candidates
    for crosses, papers in ballots.papers.items():
        for candidate in crosses:
            votes[candidate - 1] += papers
    elected: list[int] = []
    ties: list[Tie] = []
    needed: LotNeededError | None = None
    try:
        _fill(ballots, votes, lots, elected, ties)
    except LotNeededError as stop:
        needed = stop
    stage = Stage(Action.FIRST, (), tuple(votes), 0, 0, tuple(elected), ties=tuple(ties))
    return Count(
        rule,
        ballots.candidates,
        ballots.places,
        ballots.valid,
        0,
        (stage,),
        tuple(elected),
        needed.tied if needed else None,
        needed.purpose if needed else None,
        ballots.standing,
    )


def _fill(ballots: Ballots, votes: list[int], lots: Lots, elected: list[int], ties: list[Tie]) -> None:
    """Highest first into ``elected``; what a lot settled into ``ties``."""
    waiting = list(ballots.standing)
    while waiting and len(elected) < ballots.places:
        most = max(votes[each - 1] for each in waiting)
        level = [each for each in waiting if votes[each - 1] == most]
        while level and len(elected) < ballots.places:
            picked = level[0]
            if len(level) > ballots.places - len(elected):
                lot = lots.draw(level, 1, Purpose.ELECTION)
                picked = lot.picked
                ties.append(Tie(tuple(level), Purpose.ELECTION, most, picked, None, lot))
            level.remove(picked)
            waiting.remove(picked)
            elected.append(picked)
