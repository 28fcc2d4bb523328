"""The votes of a count by class, where the rules count classes apart or cap investors."""

from collections.abc import Sequence
from fractions import Fraction

from sqlalchemy import bindparam, func, select

from coopdesk.domain.classes import ClassCounts, ClassVoting
from coopdesk.domain.counts import Counts
from coopdesk.domain.ids import CountId
from coopdesk.domain.motions import VoteMethod
from coopdesk.domain.rules import ResolutionRule, RuleSheet
from coopdesk.services import urn
from coopdesk.services.room import IN_THE_ROOM
from coopdesk.services.standing_votes import VOIDED
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AttendanceRow,
    BallotVotedRow,
    ClassFiguresRow,
    CountAdvanceRow,
    ElectorRow,
    HandsRow,
    MemberRow,
    PaperRow,
    VoteRow,
)

_VOTES = (
    select(MemberRow.class_name, VoteRow.choice, func.count())
    .join(MemberRow, MemberRow.id == VoteRow.member)
    .where(
        VoteRow.count == bindparam("count"),
        ~VOIDED,
    )
    .group_by(MemberRow.class_name, VoteRow.choice)
)
_PAPERS = (
    select(PaperRow.class_name, PaperRow.choice, func.count())
    .where(PaperRow.count == bindparam("count"), PaperRow.void == 0)
    .group_by(PaperRow.class_name, PaperRow.choice)
)
_ELECTOR_CLASSES = (
    select(MemberRow.class_name)
    .join(ElectorRow, ElectorRow.member == MemberRow.id)
    .where(ElectorRow.count == bindparam("count"))
    .distinct()
)
_ELECTORS_OF_CLASS = (
    select(MemberRow.class_name, func.count())
    .join(ElectorRow, ElectorRow.member == MemberRow.id)
    .where(ElectorRow.count == bindparam("count"))
    .group_by(MemberRow.class_name)
)
_VOTERS_OF_CLASS = (
    select(MemberRow.class_name, func.count())
    .join(BallotVotedRow, BallotVotedRow.member == MemberRow.id)
    .where(BallotVotedRow.count == bindparam("count"))
    .group_by(MemberRow.class_name)
)
_ROOM_CLASSES = (
    select(MemberRow.class_name)
    .join(AttendanceRow, AttendanceRow.member == MemberRow.id)
    .where(
        *IN_THE_ROOM,
        AttendanceRow.may_vote == 1,
    )
    .distinct()
)
_SENT_BY_CLASS = (
    select(CountAdvanceRow.class_name)
    .where(CountAdvanceRow.count == bindparam("count"), CountAdvanceRow.class_name != "")
    .limit(1)
)
_LAST_HANDS = (
    select(func.max(HandsRow.id)).where(HandsRow.count == bindparam("count"), HandsRow.void == 0).scalar_subquery()
)
_FIGURES = select(
    ClassFiguresRow.class_name,
    ClassFiguresRow.votes_for,
    ClassFiguresRow.votes_against,
    ClassFiguresRow.abstentions,
    ClassFiguresRow.spoilt,
).where(ClassFiguresRow.hands == _LAST_HANDS)


def counts_classes(sheet: RuleSheet, rule: ResolutionRule) -> bool:
    """True where a result depends on how each class voted."""
    capped = sheet.investor_cap is not None and any(each.investor and each.votes for each in sheet.classes)
    return rule.class_vote != "together" or capped


def needs_classes(reader: Reader, sheet: RuleSheet, rule: ResolutionRule, count: CountId) -> bool:
    """True where this count must be made class by class: classes decide, or an investor is among its electors, or votes
    by class were sent in."""
    if reader.value(_SENT_BY_CLASS, count=count) is not None:
        return True
    return _apart(sheet, rule, {name for (name,) in reader.rows(_ELECTOR_CLASSES, count=count)})


def electors_by_class(reader: Reader, sheet: RuleSheet, count: CountId) -> dict[str, int]:
    """How many electors each class of the rules has in a count; classes without any are left out."""
    return _by_class(sheet, reader.rows(_ELECTORS_OF_CLASS, count=count))


def voters_by_class(reader: Reader, sheet: RuleSheet, count: CountId) -> dict[str, int]:
    """How many of each class have voted in a secret ballot so far: turnout, and nothing of how."""
    return _by_class(sheet, reader.rows(_VOTERS_OF_CLASS, count=count))


def _by_class(sheet: RuleSheet, rows: Sequence[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, many in rows:
        key = class_of(sheet, name)
        found[key] = found.get(key, 0) + many
    return found


def class_of(sheet: RuleSheet, name: str) -> str:
    """The class of the rules that members of a class vote with; one the rules do not name votes with the first."""
    key = _class_key(sheet, name)
    return next(each.name for each in sheet.classes if each.name.casefold() == key)


def would_need_classes(reader: Reader, sheet: RuleSheet, rule: ResolutionRule, meeting: int) -> bool:
    """The same of a count that would open now, by who is in the room."""
    return _apart(sheet, rule, {name for (name,) in reader.rows(_ROOM_CLASSES, meeting=meeting)})


def _apart(sheet: RuleSheet, rule: ResolutionRule, names: set[str]) -> bool:
    if not counts_classes(sheet, rule):
        return False
    return rule.class_vote != "together" or any(sheet.class_rule(name).investor for name in names)


def voting_of(sheet: RuleSheet) -> ClassVoting:
    """What the sheet says about silent classes and investors."""
    return ClassVoting(sheet.silent_class, sheet.investor_cap)


def parts_of(
    reader: Reader,
    sheet: RuleSheet,
    rule: ResolutionRule,
    count: CountId,
    method: VoteMethod,
    sent: tuple[tuple[str, Counts], ...] = (),
) -> tuple[ClassCounts, ...]:
    """The votes of each class that votes, silent ones too; empty where classes do not matter.

    ``sent`` is what was sent in before the meeting, by class, and is not among the votes on record.
    """
    if not counts_classes(sheet, rule):
        return ()
    found: dict[str, dict[str, int]] = {}
    if method.by_figures:
        for name, *figures in reader.rows(_FIGURES, count=count):
            found[name.casefold()] = dict(zip(("for", "against", "abstain", "spoilt"), figures, strict=True))
        if not found and rule.class_vote == "together":
            # No investor had a vote in this count, so that it was not counted class by class.
            return ()
    elif method is VoteMethod.SECRET:
        for name, counts in urn.counted_by_class(reader, count).items():
            found[name.casefold()] = {
                "for": counts.votes_for, "against": counts.against, "abstain": counts.abstain,
            }  # fmt: skip
    else:
        for name, choice, votes in reader.rows(_VOTES if method.by_member else _PAPERS, count=count):
            held = found.setdefault(_class_key(sheet, name), {})
            held[choice] = held.get(choice, 0) + votes
    for name, counts in sent:
        if counts.given:
            held = found.setdefault(_class_key(sheet, name), {})
            parts = (counts.votes_for, counts.against, counts.abstain, counts.spoilt)
            for choice, votes in zip(("for", "against", "abstain", "spoilt"), parts, strict=True):
                held[choice] = held.get(choice, 0) + votes
    return tuple(
        ClassCounts(
            each.name,
            _counts(found.get(each.name.casefold(), {})),
            each.weight if each.weight is not None else Fraction(1),
            each.investor,
        )
        for each in sheet.classes
        if each.votes
    )


def _class_key(sheet: RuleSheet, name: str) -> str:
    """A class the rules do not name votes with the first one they do."""
    key = sheet.class_rule(name).name.casefold()
    return key if any(each.name.casefold() == key for each in sheet.classes) else _first(sheet)


def _first(sheet: RuleSheet) -> str:
    voting = [each for each in sheet.classes if each.votes]
    return next((each for each in voting if not each.investor), voting[0]).name.casefold()


def _counts(held: dict[str, int]) -> Counts:
    return Counts(held.get("for", 0), held.get("against", 0), held.get("abstain", 0), held.get("spoilt", 0))
