"""The way in: one call counts a contest by any rule."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coopdesk.domain.collecting import no_collecting
from coopdesk.domain.elections.ballots import Ballots, Spoilt, pass_over
from coopdesk.domain.elections.ers97 import count_ers97
from coopdesk.domain.elections.lots import Entered, Lots, NoLots
from coopdesk.domain.elections.meek import count_meek
from coopdesk.domain.elections.record import Count, Rule
from coopdesk.domain.elections.reserved import RULES, Reserved, Seats
from coopdesk.domain.elections.scottish import count_scottish
from coopdesk.domain.elections.unopposed import count_confirmation
from coopdesk.domain.elections.weights import ClassPapers, NoWeightsByPreference
from coopdesk.domain.elections.x_vote import count_approval, count_block
from coopdesk.domain.refusals import Refusal


@dataclass
class OnePlaceOnly(Refusal):
    """The alternative vote fills one place."""

    code = "ONE-PLACE-ONLY"
    sentence = (
        "The alternative vote fills one place, and there are {places} here, so nothing was counted. "
        "Count by one of the transferable vote rules instead."
    )
    places: int


@dataclass
class NobodyStands(Refusal):
    """Every candidate withdrew."""

    code = "NOBODY-STANDS"
    sentence = "Every candidate has withdrawn, so there is nobody to count votes for. All {places} places stay vacant."
    places: int


@dataclass
class NoReservedSeats(Refusal):
    """Reserved seats in a rule that has none."""

    code = "NO-RESERVED-SEATS"
    sentence = (
        "Reserved seats cannot be counted by {rule}: it has no rule for them. Count crosses, or by the Scottish rule "
        "with the house rule for reserved seats."
    )
    rule: str


def count(
    ballots: Ballots,
    rule: Rule,
    lots: Lots | None = None,
    *,
    exactly: bool = False,
    reserved: Sequence[Reserved] = (),
    classes: ClassPapers | None = None,
) -> Count:
    """Count a contest; without ``lots`` it stops at the first tie that needs one, naming between whom.

    Args:
        classes: the same papers class by class, where the classes do not weigh the same.

    Raises:
        OnePlaceOnly: the alternative vote for several places.
        NobodyStands: no candidate is left.
        NoReservedSeats: the rule has none.
        NoWeightsByPreference: the rule knows no papers worth less than a vote.
        ElectionContested: a yes or no to more candidates than places.
        LotNotAmongThem, LotsNotNeeded: as their sentences say.
    """
    standing = without_withdrawn(ballots)
    drawn = lots or NoLots()
    if not standing.standing:
        raise NobodyStands(ballots.places)
    if rule is Rule.AV and ballots.places != 1:
        raise OnePlaceOnly(ballots.places)
    if reserved and rule not in RULES:
        raise NoReservedSeats(rule.value)
    if classes is not None:
        if rule.by_preference:
            raise NoWeightsByPreference(rule.short_name)
        classes = classes.each(without_withdrawn)
    seats = Seats(standing.standing, standing.places, reserved)
    with no_collecting():
        counted = _by_rule(standing, rule, drawn, exactly, seats, classes)
    if isinstance(drawn, Entered) and counted.finished:
        drawn.check_all_used()
    return counted


def nobody_stood(ballots: Ballots, rule: Rule) -> Count:
    """The count of an election that nobody stood in: no stage, and every place stays vacant (domain reference §7.8)."""
    return Count(rule, ballots.candidates, ballots.places, 0, 0, (), ())


def _by_rule(
    ballots: Ballots, rule: Rule, lots: Lots, exactly: bool, seats: Seats, classes: ClassPapers | None
) -> Count:
    if rule is Rule.ERS97:
        return count_ers97(ballots, lots)
    if rule is Rule.MEEK:
        return count_meek(ballots, lots)
    if rule is Rule.BLOCK:
        return count_block(ballots, lots, seats, classes, exactly=exactly)
    if rule is Rule.APPROVAL:
        return count_approval(ballots, lots, seats, classes)
    if rule is Rule.CONFIRM:
        return count_confirmation(ballots, classes)
    return count_scottish(ballots, lots, seats, rule)


def without_withdrawn(ballots: Ballots) -> Ballots:
    """The same papers with whoever withdrew passed over; papers for nobody else are spoilt."""
    if not ballots.withdrawn:
        return ballots
    papers, nobody = pass_over(ballots.papers, ballots.withdrawn)
    spoilt = dict(ballots.spoilt)
    if nobody:
        spoilt[Spoilt.ONLY_WITHDRAWN] = spoilt.get(Spoilt.ONLY_WITHDRAWN, 0) + nobody
    return replace(ballots, papers=papers, spoilt=spoilt)
