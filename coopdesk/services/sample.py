"""A made-up society to try the program on: the same for the same seed and day, and marked SAMPLE everywhere.

Its annual meeting is today, chair and notice are set, every member is active, entitled and has a certificate, and no
motion has been written yet.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coopdesk.domain.clock import LONDON, fixed_clock, local_day, moment_text
from coopdesk.domain.codes import token_from
from coopdesk.domain.collecting import no_collecting
from coopdesk.domain.members import MemberKind, number_key, search_form
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services import search
from coopdesk.services.act import Act
from coopdesk.services.events import RegisterChanged, SharesChanged
from coopdesk.services.meetings import CallMeeting, GiveNotice, SetChair
from coopdesk.services.member_cards import IssueCards
from coopdesk.services.perform import Command, Desk, Done, handles
from coopdesk.services.sample_history import LEAST_MEMBERS, Holding, Terms, last_days, write_history
from coopdesk.services.sample_kinds import SampleKind, kind_named
from coopdesk.services.sample_names import FAMILY_NAMES, GIVEN_NAMES, ORGANISATIONS, STREETS
from coopdesk.services.society import (
    CERTIFICATE_NUMBERS,
    MEMBER_NUMBERS,
    FoundSociety,
    counter_at_least,
    letterhead,
    preset_rules,
    rules_now,
)
from coopdesk.storage import journal
from coopdesk.storage.store import Store
from coopdesk.storage.tables import CertificateRow, MemberRow, ShareMovementRow

MOST_MEMBERS = 1_000_000

_MEMBER_COLUMNS = (
    "id number kind name representative class_name address postcode email phone status joined_on ended_on end_reason "
    "salt number_key norm last first"
).split()
_CERTIFICATE_COLUMNS = ("number member shares entered_on issued_on token status void_reason").split()
_MOVEMENT_COLUMNS = ("id member shares kind on_day at payment certificate reverses").split()


@dataclass(frozen=True, slots=True)
class SettleSample(Command[int]):
    """Fill an empty register with made-up members, their shares and certificates."""

    members: int
    seed: int
    like: str = "food-co-op"


@handles(SettleSample)
def settle_sample(command: SettleSample, act: Act) -> Done[int]:
    """Write the members, numbered from 1."""
    dice = random.Random(f"coopdesk sample {command.seed}")
    today = local_day(act.now)
    kind = kind_named(command.like)
    with no_collecting():
        people = [_person(dice, kind, place, today) for place in range(1, command.members + 1)]
        act.add_many(MemberRow, tuple(_MEMBER_COLUMNS), (person.row(act) for person in people))
        _settle_shares(act, people, command.seed)
        search.keep_many(act.writer, (person.findable() for person in people))
    counter_at_least(act, CERTIFICATE_NUMBERS, command.members)
    counter_at_least(act, MEMBER_NUMBERS, command.members)
    return Done(command.members, (RegisterChanged(), SharesChanged()))


def _settle_shares(act: Act, people: Sequence["_Person"], seed: int) -> None:
    """Certificates and movements: the founding holdings of a small society, five years of history of a larger one."""
    today = local_day(act.now)
    if len(people) < LEAST_MEMBERS:
        act.add_many(CertificateRow, tuple(_CERTIFICATE_COLUMNS), (one.certificate(act, one.joined) for one in people))
        act.add_many(ShareMovementRow, tuple(_MOVEMENT_COLUMNS), (one.movement(act) for one in people))
        return
    sheet = rules_now(act.reader)
    terms = Terms(letterhead(act.reader).nominal_pence, sheet.share_withdrawable, sheet.max_shares)
    holdings = [Holding(one.number, one.joined, one.shares, one.number) for one in people]
    issued = last_days(holdings, terms, today, seed)
    papers = (one.certificate(act, issued[one.number]) for one in people)
    act.add_many(CertificateRow, tuple(_CERTIFICATE_COLUMNS), papers)
    write_history(act, holdings, terms, today, seed)


@dataclass(frozen=True, slots=True)
class _Person:
    number: int
    kind: MemberKind
    name: str
    representative: str
    class_name: str
    address: str
    postcode: str
    email: str
    phone: str
    joined: date
    shares: int

    def row(self, act: Act) -> tuple[object, ...]:
        """The member's row, in the order of the columns."""
        norm, last, first = search_form(self.name, self.kind)
        return (
            self.number, str(self.number), self.kind.value, self.name, self.representative, self.class_name,
            self.address, self.postcode, self.email, self.phone, "active", self.joined.isoformat(), None, "",
            act.random(journal.SALT_LENGTH), number_key(str(self.number)), norm, last, first,
        )  # fmt: skip

    def findable(self) -> search.Findable:
        """What the search tables keep."""
        return search.Findable(self.number, search_form(self.name, self.kind)[0], self.postcode, self.email)

    def certificate(self, act: Act, issued: date) -> tuple[object, ...]:
        """The certificate's row; certificate and member carry the same number in a sample."""
        day, joined = issued.isoformat(), self.joined.isoformat()
        return (self.number, self.number, self.shares, joined, day, token_from(act.random(16)), "issued", "")

    def movement(self, act: Act) -> tuple[object, ...]:
        """The opening movement's row."""
        day = self.joined.isoformat()
        return (self.number, self.number, self.shares, "opening", day, act.at, None, self.number, None)


def _person(dice: random.Random, society: SampleKind, number: int, today: date) -> _Person:
    joined = today - timedelta(days=dice.randrange(40, 3000))
    street = f"{dice.randrange(1, 90)} {dice.choice(STREETS)}"
    postcode = f"HX7 {dice.randrange(1, 9)}{dice.choice('ABDEFGHJLN')}{dice.choice('PQRSTUWXYZ')}"
    shares = dice.choice(society.shares)
    phone = f"01422 496{dice.randrange(1000):03d}"
    if society.organisations and number % 41 == 0:
        name = f"{dice.choice(ORGANISATIONS)} {number}"
        kind, class_name = MemberKind.ORGANISATION, "Corporate"
        representative = f"{dice.choice(GIVEN_NAMES)} {dice.choice(FAMILY_NAMES)}"
    else:
        name = f"{dice.choice(GIVEN_NAMES)} {dice.choice(FAMILY_NAMES)}"
        kind, representative = MemberKind.PERSON, ""
        class_name = society.class_of(number)
    email = f"member{number}@example.org" if dice.randrange(4) else ""
    address = f"{street}, {society.town}"
    return _Person(number, kind, name, representative, class_name, address, postcode, email, phone, joined, shares)


def make_sample(store: Store, now: datetime, *, members: int = 250, seed: int = 1, like: str = "food-co-op") -> Desk:
    """Found the sample society in an empty file and call today's meeting.

    Raises:
        NotUnderstood: an unknown kind, or a number of members that is no register.
    """
    kind = kind_named(like)
    if not 1 <= members <= MOST_MEMBERS:
        raise NotUnderstood("The number of members", str(members), f"it is from 1 to {MOST_MEMBERS}")
    dice = random.Random(f"coopdesk sample bytes {seed}")
    desk = Desk(store, clock=fixed_clock(now), random=dice.randbytes)
    rules = preset_rules(kind.form, dict(kind.rules))
    desk.perform(FoundSociety(kind.name, kind.number, kind.form.value, rules, office=kind.office, sample=True))
    desk.perform(SettleSample(members, seed, like))
    desk.perform(IssueCards())
    day = local_day(now)
    start = datetime(day.year, day.month, day.day, 19, tzinfo=LONDON)
    meeting = desk.perform(CallMeeting("agm", moment_text(start), kind.place))
    desk.perform(GiveNotice(meeting.id, (day - timedelta(days=24)).isoformat(), "email"))
    desk.perform(SetChair(meeting.id, "1"))
    return desk
