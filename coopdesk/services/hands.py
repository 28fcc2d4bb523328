"""Figures that tellers bring: hands or cards, whole or by class, counted by one person or by two who count blind."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import bindparam, select

from coopdesk.domain.classes import ClassCounts
from coopdesk.domain.counts import Counts, add_up
from coopdesk.domain.motions import VoteMethod, check_hands, may_count
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.rules import RuleSheet
from coopdesk.domain.tellers import TellerMissing, TellersDiffer, check_cards, difference_words, differences
from coopdesk.services.act import Act
from coopdesk.services.class_counts import needs_classes
from coopdesk.services.events import VoteChanged
from coopdesk.services.motions import Count, Motion, last_count, motion_by_number
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import meeting_for_business, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CardTallyRow, ClassFiguresRow, CountRow, HandsRow, TellerRow

_TELLER = (
    select(TellerRow.id, TellerRow.votes_for, TellerRow.votes_against, TellerRow.abstentions, TellerRow.spoilt)
    .where(TellerRow.count == bindparam("count"), TellerRow.teller == bindparam("teller"), TellerRow.void == 0)
    .order_by(TellerRow.id.desc())
    .limit(1)
)
_SETTLED = select(HandsRow.id).where(HandsRow.count == bindparam("count"), HandsRow.void == 0).limit(1)
_TELLER_COUNT = (
    select(CountRow.closed_at)
    .join(TellerRow, TellerRow.count == CountRow.id)
    .where(TellerRow.id == bindparam("teller"))
)


@dataclass
class ClassFiguresNeeded(Refusal):
    """A count that must be known class by class."""

    code = "CLASS-FIGURES-NEEDED"
    sentence = (
        "The rules count motion {motion} class by class, so one figure for all is not enough. Give the figures of each "
        "class: {classes}."
    )
    motion: int
    classes: str


@dataclass
class CountedByTellers(Refusal):
    """Two tellers are counting, and their figures agree or are not both in."""

    code = "TWO-TELLERS"
    sentence = (
        "Two tellers are counting motion {motion} and their figures are not both in, so nobody can settle a difference "
        "yet. Enter the other teller's figures."
    )
    motion: int


@dataclass(frozen=True, slots=True)
class TellersView:
    """Where a count by two tellers stands. Neither sees the other's figures until both are in.

    Args:
        given: the tellers whose figures are in, (1,) or (1, 2); () where nobody counts blind.
        agreed: both are in and the same.
        differ: the figures that differ, by their words; empty until both are in.
        counts: the figures of tellers 1 and 2, once both are in.
    """

    given: tuple[int, ...]
    agreed: bool
    differ: tuple[str, ...]
    counts: tuple[Counts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTeller(Command[TellersView]):
    """What one of two tellers counted. Agreed figures are the count; given again, the last ones stand."""

    meeting: int
    number: int
    teller: int
    votes_for: int
    against: int
    abstain: int = 0
    spoilt: int = 0
    kept: int = 0


@handles(RecordTeller)
def record_teller(command: RecordTeller, act: Act) -> Done[TellersView]:
    """Record one teller's figures; where the other's agree, they become the count.

    Raises:
        TooManyHands, CardsDiffer: the figures cannot be.
        NegativeCount: a figure below 0.
        MotionNotOpen: voting is not open.
        NotUnderstood: there is no such teller, or nobody counts hands here.
        ClassFiguresNeeded: the rules count classes apart.
    """
    if command.teller not in (1, 2):
        raise NotUnderstood("The teller", str(command.teller), "there are teller 1 and teller 2")
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_count(motion.state, motion.number)
    counts = Counts(command.votes_for, command.against, command.abstain, command.spoilt)
    count = figures_count(act.reader, motion, counts)
    sheet = rules_of(act.reader, meeting)
    if needs_classes(act.reader, sheet, sheet.resolution(motion.kind), count.id):
        raise ClassFiguresNeeded(motion.number, ", ".join(each.name for each in sheet.classes if each.votes))
    check_figures(count, counts, command.kept)
    teller = act.add(
        TellerRow,
        count=count.id,
        teller=command.teller,
        at=act.at,
        votes_for=counts.votes_for,
        votes_against=counts.against,
        abstentions=counts.abstain,
        spoilt=counts.spoilt,
        void=0,
    )
    seen = tellers_view(act.reader, count)
    if seen.agreed:
        write_figures(act, count, counts, command.kept, ())
    return Done(seen, (VoteChanged(),), UndoTeller(teller))


@dataclass(frozen=True, slots=True)
class UndoTeller(Command[None]):
    """A teller's figures typed wrongly; they stay on the record as void, and so do figures agreed by them."""

    teller: int


@handles(UndoTeller)
def undo_teller(command: UndoTeller, act: Act) -> Done[None]:
    """Void one teller's figures, while the count is open.

    Raises:
        CountIsClosed: the vote was closed since.
    """
    from coopdesk.services.counting import CountIsClosed

    if act.reader.value(_TELLER_COUNT, teller=command.teller) is not None:
        raise CountIsClosed()
    act.change(TellerRow, command.teller, void=1)
    for _, table, key, _, _ in (effect for effect in act.undoes if len(effect) == 5):
        if table == "hands":
            act.change(HandsRow, key, void=1)
    return Done(None, (VoteChanged(),))


def tellers_view(reader: Reader, count: Count) -> TellersView:
    """Who has counted, and whether they agree."""
    found = {teller: _figures(reader, count, teller) for teller in (1, 2)}
    given = tuple(teller for teller, counts in found.items() if counts is not None)
    if given != (1, 2):
        return TellersView(given, agreed=False, differ=(), counts=())
    one, other = (counts for counts in found.values() if counts is not None)
    differ = differences(one, other)
    return TellersView(given, not differ, differ, (one, other))


def _figures(reader: Reader, count: Count, teller: int) -> Counts | None:
    row = reader.first(_TELLER, count=count.id, teller=teller)
    return None if row is None else Counts(*row[1:])


def refuse_open_difference(reader: Reader, motion: Motion, count: Count) -> None:
    """A count that two tellers make closes once they agree, or once the chair settled it.

    Raises:
        TellerMissing: one has not counted.
        TellersDiffer: they do not agree.
    """
    seen = tellers_view(reader, count)
    if not seen.given or reader.value(_SETTLED, count=count.id) is not None:
        return
    if len(seen.given) == 1:
        raise TellerMissing(3 - seen.given[0], motion.number)
    raise TellersDiffer(motion.number, difference_words(*seen.counts))


def refuse_to_settle(reader: Reader, motion: Motion, count: Count) -> None:
    """Figures that settle a difference come after both tellers' own.

    Raises:
        CountedByTellers: one teller has counted and the other has not.
    """
    if len(tellers_view(reader, count).given) == 1:
        raise CountedByTellers(motion.number)


def figures_count(reader: Reader, motion: Motion, counts: Counts) -> Count:
    """The open count that figures belong to.

    Raises:
        NotUnderstood: this vote is not counted in hands or cards.
    """
    count = last_count(reader, motion)
    if not count.method.by_figures:
        raise NotUnderstood("A count of hands", str(counts.given), f"this vote is a {count.method.words.lower()}")
    return count


def check_figures(count: Count, counts: Counts, kept: int) -> None:
    """Raises:
    TooManyHands: more hands than votes in the room.
    CardsDiffer: cards raised and kept are not the cards given out.
    NotUnderstood: cards kept, in a show of hands.
    """
    if count.method is VoteMethod.CARDS:
        check_cards(counts, kept, count.electors)
        return
    if kept:
        raise NotUnderstood("Cards not raised", str(kept), "hands are shown here; cards are counted in a card count")
    check_hands(counts, count.electors)


def write_figures(act: Act, count: Count, counts: Counts, kept: int, parts: tuple[ClassCounts, ...]) -> int:
    """Write figures as the count's own; returns their row."""
    hands = act.add(
        HandsRow,
        count=count.id,
        at=act.at,
        votes_for=counts.votes_for,
        votes_against=counts.against,
        abstentions=counts.abstain,
        spoilt=counts.spoilt,
        void=0,
    )
    if count.method is VoteMethod.CARDS:
        act.add(CardTallyRow, hands=hands, given_out=count.electors, kept=kept)
    for part in parts:
        act.add(
            ClassFiguresRow,
            hands=hands,
            class_name=part.name,
            votes_for=part.counts.votes_for,
            votes_against=part.counts.against,
            abstentions=part.counts.abstain,
            spoilt=part.counts.spoilt,
        )
    return hands


def read_parts(sheet: RuleSheet, text: str) -> tuple[ClassCounts, ...]:
    """Figures by class as a command carries them: "Staff=8/9/1" a line, for, against, abstaining.

    Raises:
        NotUnderstood: a line is not such figures, or names no class of the rules that votes.
    """
    known = {each.name.casefold(): each for each in sheet.classes if each.votes}
    parts: dict[str, ClassCounts] = {}
    for line in text.splitlines():
        name, _, votes = line.rpartition("=")
        rule = known.get(name.strip().casefold())
        if rule is None:
            why = f"the classes that vote are {', '.join(each.name for each in known.values())}"
            raise NotUnderstood("A class", name.strip(), why)
        if rule.name in parts:
            raise NotUnderstood("The figures by class", line, f"{rule.name} is named twice")
        numbers = votes.strip().split("/")
        if not 2 <= len(numbers) <= 3 or not all(each.isascii() and each.isdecimal() for each in numbers):
            raise NotUnderstood("The figures of a class", line, "write NAME=FOR/AGAINST, such as Staff=8/9")
        weight = rule.weight if rule.weight is not None else 1
        counts = Counts(*(int(each) for each in numbers))
        parts[rule.name] = ClassCounts(rule.name, counts, Fraction(weight), rule.investor)
    return tuple(parts.values())


def whole_of(parts: tuple[ClassCounts, ...]) -> Counts:
    """The classes together."""
    return add_up(part.counts for part in parts)
