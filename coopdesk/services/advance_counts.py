"""What votes sent in before a meeting add to a count: fixed when the count opens, nobody counted twice.

Where each member's vote is on record, a vote sent in with a name is a vote row like any other. Otherwise it is added to
what is counted in the room, and the member is no elector there, unless the rules let the room's vote replace it.
"""

from dataclasses import dataclass, field

from sqlalchemy import bindparam, func, select

from coopdesk.domain.advance import (
    AdvanceVotesNotAllowed,
    AdvanceVoteStands,
    NamedVotesInSecret,
    VotedOnTheseWords,
    standing_reason,
)
from coopdesk.domain.counts import Counts, MoreVotesThanPeople, add_up
from coopdesk.domain.members import display_number
from coopdesk.domain.motions import VoteMethod
from coopdesk.domain.rules import Base, RuleSheet
from coopdesk.services.act import Act
from coopdesk.services.room import IN_THE_ROOM, Meeting
from coopdesk.services.standing_votes import VOIDED
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AdvanceBatchRow,
    AdvanceCastRow,
    AdvanceVoidRow,
    AdvanceVoterRow,
    AttendanceRow,
    CountAdvanceRow,
    MemberRow,
    RollRow,
    VoteRow,
)

NOT_VOID = ~select(AdvanceVoidRow.batch).where(AdvanceVoidRow.batch == AdvanceBatchRow.id).exists()
_TOTALS = select(
    AdvanceBatchRow.class_name,
    AdvanceBatchRow.votes_for,
    AdvanceBatchRow.against,
    AdvanceBatchRow.abstain,
    AdvanceBatchRow.spoilt,
    AdvanceBatchRow.voters,
).where(AdvanceBatchRow.motion == bindparam("motion"), AdvanceBatchRow.named == 0, NOT_VOID)
_VOTERS = (
    select(AdvanceVoterRow.member, AdvanceVoterRow.choice, MemberRow.class_name, RollRow.member)
    .join(AdvanceBatchRow, AdvanceBatchRow.id == AdvanceVoterRow.batch)
    .join(MemberRow, MemberRow.id == AdvanceVoterRow.member)
    .join(RollRow, (RollRow.meeting == bindparam("meeting")) & (RollRow.member == AdvanceVoterRow.member), isouter=True)
    .where(AdvanceBatchRow.motion == bindparam("motion"), NOT_VOID)
    .order_by(AdvanceVoterRow.member)
)
_ADDED = (
    select(
        CountAdvanceRow.class_name,
        CountAdvanceRow.votes_for,
        CountAdvanceRow.against,
        CountAdvanceRow.abstain,
        CountAdvanceRow.spoilt,
        CountAdvanceRow.unlisted,
        CountAdvanceRow.replaced,
    )
    .where(CountAdvanceRow.count == bindparam("count"))
    .order_by(CountAdvanceRow.class_name)
)
_MARKED = (
    (AdvanceCastRow.count == VoteRow.count)
    & (AdvanceCastRow.member == VoteRow.member)
    & (AdvanceCastRow.attempt == VoteRow.attempt)
)
_CAST = (
    select(VoteRow.choice, func.count())
    .join(AdvanceCastRow, _MARKED)
    .where(
        AdvanceCastRow.count == bindparam("count"),
        ~VOIDED,
    )
    .group_by(VoteRow.choice)
)
SENT_CHOICE = (
    select(VoteRow.choice)
    .join(AdvanceCastRow, _MARKED)
    .where(VoteRow.count == bindparam("count"), VoteRow.member == bindparam("member"))
    .limit(1)
)
"""How a member voted before the meeting, where that is among the votes of a count."""
_STANDS = select(AdvanceCastRow.stands).where(
    AdvanceCastRow.count == bindparam("count"),
    AdvanceCastRow.member == bindparam("member"),
    AdvanceCastRow.attempt == bindparam("attempt"),
)
_SENT = select(func.count(AdvanceCastRow.member.distinct())).where(AdvanceCastRow.count == bindparam("count"))
_GIVEN = func.sum(
    AdvanceBatchRow.votes_for + AdvanceBatchRow.against + AdvanceBatchRow.abstain + AdvanceBatchRow.spoilt
)
_IN_ALL = select(func.coalesce(_GIVEN, 0)).where(AdvanceBatchRow.motion == bindparam("motion"), NOT_VOID)
_HERE = select(AttendanceRow.member).where(*IN_THE_ROOM)
_VOTED = (
    select(AdvanceBatchRow.named)
    .join(AdvanceVoterRow, AdvanceVoterRow.batch == AdvanceBatchRow.id)
    .where(AdvanceBatchRow.motion == bindparam("motion"), AdvanceVoterRow.member == bindparam("member"), NOT_VOID)
)


@dataclass(frozen=True, slots=True)
class AdvanceFigures:
    """What was sent in and is part of one count.

    Args:
        added: figures added to what is counted in the room; ``by_class`` divides them where classes count apart.
        cast: votes by name that are on record as votes, and still stand.
        unlisted: of ``added``, those that came without names.
        replaced: left out, because those members vote in the room, or did.
    """

    added: Counts
    cast: Counts
    by_class: tuple[tuple[str, Counts], ...] = ()
    unlisted: int = 0
    replaced: int = 0

    @property
    def counts(self) -> Counts:
        """All votes in this count that were sent in."""
        return add_up((self.added, self.cast))


NOTHING_SENT = AdvanceFigures(Counts(0, 0), Counts(0, 0))


def advance_figures(reader: Reader, count: int) -> AdvanceFigures:
    """What of a count was sent in before the meeting."""
    rows = reader.rows(_ADDED, count=count)
    if not rows:
        return NOTHING_SENT
    parts = tuple((name, Counts(*figures)) for name, *figures, _, _ in rows)
    cast: dict[str, int] = dict(reader.rows(_CAST, count=count))
    standing = Counts(cast.get("for", 0), cast.get("against", 0), cast.get("abstain", 0))
    sent = reader.value(_SENT, count=count) or 0
    gone = sum(row[6] for row in rows) + sent - standing.given
    return AdvanceFigures(
        added=add_up(counts for _, counts in parts),
        cast=standing,
        by_class=parts,
        unlisted=sum(row[5] for row in rows),
        replaced=gone,
    )


def added_figures(reader: Reader, count: int) -> Counts:
    """The figures a count adds to what is counted in the room."""
    return add_up(Counts(*row[1:5]) for row in reader.rows(_ADDED, count=count))


@dataclass(slots=True)
class Joining:
    """What was sent in, on its way into a count that opens.

    Args:
        voters: members whose vote is part of the count: no proxy speaks for them.
        without_vote: those of them who are no electors, because nothing they do in the room counts.
        cast: (member, choice) that become recorded votes.
        figures: class -> counts added; ``unlisted`` and ``replaced`` as in ``AdvanceFigures``, by class.
    """

    voters: set[int] = field(default_factory=set)
    without_vote: set[int] = field(default_factory=set)
    cast: list[tuple[int, str]] = field(default_factory=list)
    figures: dict[str, Counts] = field(default_factory=dict)
    unlisted: dict[str, int] = field(default_factory=dict)
    replaced: dict[str, int] = field(default_factory=dict)
    any: bool = False

    def add(self, class_name: str, counts: Counts) -> None:
        """Add figures of one class."""
        self.figures[class_name] = add_up((self.figures.get(class_name, Counts(0, 0)), counts))

    @property
    def given(self) -> int:
        """Votes that were sent in and count."""
        return len(self.cast) + sum(counts.given for counts in self.figures.values())


def joining(
    reader: Reader, meeting: Meeting, motion: int, number: int, way: VoteMethod, sheet: RuleSheet, *, apart: bool
) -> Joining:
    """What was sent in for a motion, as this way of voting takes it.

    Args:
        apart: the rules count classes apart.

    Raises:
        AdvanceVotesNotAllowed: the frozen rules take no such votes.
        NamedVotesInSecret: the ballot is secret and votes have names.
        MoreVotesThanPeople: more were sent in than there are members.
    """
    joins = Joining()
    totals = reader.rows(_TOTALS, motion=motion)
    voters = reader.rows(_VOTERS, motion=motion, meeting=meeting.id)
    if not totals and not voters:
        return joins
    if sheet.advance_votes == "none":
        raise AdvanceVotesNotAllowed()
    joins.any = True
    named = sum(1 for _, choice, _, _ in voters if choice)
    if way.is_secret and named:
        raise NamedVotesInSecret(number, named)
    for class_name, *figures, listed in totals:
        counts = Counts(*figures)
        joins.add(class_name, counts)
        if not listed:
            joins.unlisted[class_name] = joins.unlisted.get(class_name, 0) + counts.given
    here = {member for (member,) in reader.rows(_HERE, meeting=meeting.id)}
    for member, choice, member_class, on_roll in voters:
        class_name = member_class if apart else ""
        if not choice:
            joins.voters.add(member)
            joins.without_vote.add(member)
        elif on_roll is None or (way.by_figures and sheet.advance_votes == "replaced" and member in here):
            joins.replaced[class_name] = joins.replaced.get(class_name, 0) + 1
        elif way.by_member:
            joins.voters.add(member)
            joins.cast.append((member, choice))
        else:
            joins.voters.add(member)
            joins.without_vote.add(member)
            joins.add(class_name, Counts(*(int(choice == word) for word in ("for", "against", "abstain"))))
    if meeting.entitled is not None and joins.given > meeting.entitled:
        raise MoreVotesThanPeople(votes=joins.given, people=meeting.entitled, who=Base.MEMBERS.words)
    return joins


def write_figures_added(act: Act, count: int, joins: Joining) -> None:
    """Fix the figures a count adds, before its electors are sealed."""
    if not joins.any:
        return
    for class_name in sorted({"", *joins.figures, *joins.replaced}):
        counts = joins.figures.get(class_name, Counts(0, 0))
        act.add(
            CountAdvanceRow,
            count=count,
            class_name=class_name,
            votes_for=counts.votes_for,
            against=counts.against,
            abstain=counts.abstain,
            spoilt=counts.spoilt,
            unlisted=joins.unlisted.get(class_name, 0),
            replaced=joins.replaced.get(class_name, 0),
        )


def cast_in_advance(act: Act, count: int, joins: Joining, *, stands: bool) -> None:
    """Write the votes sent in with names as votes, marked as such."""
    if not joins.cast:
        return
    rows = [(count, member, 1, choice, act.at) for member, choice in joins.cast]
    act.add_many(VoteRow, ("count", "member", "attempt", "choice", "at"), rows)
    marks = [(count, member, 1, int(stands)) for member, _ in joins.cast]
    act.add_many(AdvanceCastRow, ("count", "member", "attempt", "stands"), marks)


def sent_in(reader: Reader, motion: int) -> int:
    """How many votes were sent in for a motion, and stand."""
    return reader.value(_IN_ALL, motion=motion) or 0


def refuse_change_of_words(reader: Reader, motion: int, number: int) -> None:
    """Words that members have voted on are not changed under them.

    Raises:
        VotedOnTheseWords: votes were sent in.
    """
    given = sent_in(reader, motion)
    if given:
        raise VotedOnTheseWords(number, given)


def voted_in_advance(reader: Reader, motion: int, member: int) -> bool | None:
    """True for a member who voted before the meeting by name, False for one on a list beside totals, None otherwise."""
    named = reader.value(_VOTED, motion=motion, member=member)
    return None if named is None else bool(named)


def refuse_advance_voter(reader: Reader, motion: int, number: int, member: int, member_number: str) -> None:
    """Who voted before the meeting, and is no elector for that reason, is told so.

    Raises:
        AdvanceVoteStands: the member did.
    """
    named = voted_in_advance(reader, motion, member)
    if named is not None:
        raise AdvanceVoteStands(number, display_number(member_number), standing_reason(secret=not named))


def replaceable(reader: Reader, count: int, number: int, member: int, attempt: int, member_number: str) -> bool:
    """Whether a standing vote was sent in, and a vote in the room takes its place.

    Raises:
        AdvanceVoteStands: it was sent in, and stands.
    """
    stands = reader.value(_STANDS, count=count, member=member, attempt=attempt)
    if stands:
        raise AdvanceVoteStands(number, display_number(member_number), standing_reason(secret=False))
    return stands is not None
