"""Everything the register says of one member: details, holding, standing tonight, and what happened when."""

from dataclasses import dataclass
from datetime import date, datetime

from coopdesk.domain.clock import day_words, hour, local_day, read_moment
from coopdesk.domain.ids import MemberId
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.entry_details import Detail, details_of_entry
from coopdesk.services.member_life import detail_of
from coopdesk.services.member_timeline import STAYS, MemberEvent, timeline
from coopdesk.services.members import MemberView, member_by_id
from coopdesk.services.merging import one_with
from coopdesk.services.room import Meeting
from coopdesk.services.shares import HeldCertificate, holding_view
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class TonightView:
    """How a member stands at the meeting at hand: "Here since 18:52, voting card 118"."""

    words: str
    here: bool
    votes: bool


@dataclass(frozen=True, slots=True)
class MemberFile:
    """What the member panel shows. ``tonight`` is None while no meeting has been called."""

    member: MemberView
    pence: int
    certificates: tuple[HeldCertificate, ...]
    years: int
    tonight: TonightView | None
    history: tuple[MemberEvent, ...]
    """Newest first."""
    died_on: date | None = None
    one_with: str = ""
    """The number of the record this one was merged into."""
    beside: tuple[Detail, ...] = ()
    """Joint holders, and purposes of the e-mail address, that stand today."""


def member_file(reader: Reader, member: MemberId, now: datetime) -> MemberFile:
    """Read one member's file.

    Raises:
        UnknownMember: there is none with this id.
    """
    person = member_by_id(reader, member)
    holding = holding_view(reader, member)
    meeting = meeting_at_hand(reader, now)
    return MemberFile(
        member=person,
        pence=holding.pence,
        certificates=holding.certificates,
        years=_years(person.joined_on, person.ended_on or local_day(now)),
        tonight=None if meeting is None else _tonight(reader, meeting, member),
        history=timeline(reader, person),
        died_on=detail_of(reader, member).died_on,
        one_with=one_with(reader, member),
        beside=tuple(
            each
            for each in details_of_entry(reader, member)
            if each.until is None and each.kind in ("joint-holder", "purpose")
        ),
    )


def _years(since: date, until: date) -> int:
    whole = until.year - since.year
    return max(0, whole - ((until.month, until.day) < (since.month, since.day)))


def _tonight(reader: Reader, meeting: Meeting, member: MemberId) -> TonightView:
    stays = [row for row in reader.rows(STAYS, member=member) if row[4] == meeting.id]
    if not stays:
        return TonightView("Not here", here=False, votes=False)
    arrived, left, may_vote, card, _, _ = stays[-1]
    if left is not None:
        return TonightView(f"Left at {hour(read_moment(left))}", here=False, votes=False)
    words = f"Here since {hour(read_moment(arrived))}"
    words += f", voting card {card}" if card is not None else "" if may_vote else ", without a vote"
    return TonightView(words, here=True, votes=bool(may_vote))


def member_since(person: MemberView) -> str:
    """ "since 3 March 2019", or the years of a membership that ended."""
    since = day_words(person.joined_on)
    return f"since {since}" if person.ended_on is None else f"{since} to {day_words(person.ended_on)}"
