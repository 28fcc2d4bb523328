"""A count written down as every rule does: whole, or as far as it went before a lot was needed."""

from collections.abc import Sequence

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.lots import LotNeededError
from coopdesk.domain.elections.record import Count, Rule, Stage
from coopdesk.domain.elections.weights import Weights


def counted(
    rule: Rule,
    ballots: Ballots,
    quota: int,
    stages: Sequence[Stage],
    elected: Sequence[int],
    needed: LotNeededError | None,
    weights: Weights | None = None,
) -> Count:
    """The record of a count by this rule; ``needed`` is what stopped it."""
    return Count(
        rule,
        ballots.candidates,
        ballots.places,
        ballots.valid,
        quota,
        tuple(stages),
        tuple(elected),
        needed.tied if needed else None,
        needed.purpose if needed else None,
        ballots.standing,
        weights,
    )
