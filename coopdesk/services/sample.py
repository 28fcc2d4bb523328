"""A made-up society to try the program on: the same for the same seed and day, and marked SAMPLE everywhere.

Its annual meeting is today, chair and notice are set, every member is active, entitled and has a certificate, and no
motion has been written yet.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coopdesk.domain.clock import LONDON, fixed_clock, local_day, moment_text
from coopdesk.domain.codes import token_from
from coopdesk.domain.members import MemberKind, number_key, search_form
from coopdesk.domain.refusals import NotUnderstood, NotYetBuilt
from coopdesk.domain.rules import LegalForm
from coopdesk.services import search
from coopdesk.services.act import Act
from coopdesk.services.collecting import no_collecting
from coopdesk.services.events import RegisterChanged, SharesChanged
from coopdesk.services.meetings import CallMeeting, GiveNotice, SetChair
from coopdesk.services.member_cards import IssueCards
from coopdesk.services.perform import Command, Desk, Done, handles
from coopdesk.services.sample_names import FAMILY_NAMES, GIVEN_NAMES, ORGANISATIONS, STREETS
from coopdesk.services.society import CERTIFICATE_NUMBERS, MEMBER_NUMBERS, FoundSociety, counter_at_least, preset_rules
from coopdesk.storage import journal
from coopdesk.storage.store import Store
from coopdesk.storage.tables import CertificateRow, MemberRow, ShareMovementRow

KINDS = (
    "food-co-op",
    "employee-owned-cic",
    "public-service-mutual",
    "housing-co-op",
    "supporters-trust",
    "community-energy",
    "nhs-constituencies",
)
MOST_MEMBERS = 1_000_000

NAME = "Hebden Stores Co-operative Society Limited"
NUMBER = "12345R"
OFFICE = "12 Weavers Row, Hebden Bridge HX7 0ZZ"
PLACE = "The Old Town Hall, Hebden Bridge"
RULES = {
    "quorum": "10%",
    "joiners_vote": "no",
    "majority[rule-change]": "two-thirds",
    "classes": "Individual, Worker, Corporate",
}

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


@handles(SettleSample)
def settle_sample(command: SettleSample, act: Act) -> Done[int]:
    """Write the members, numbered from 1."""
    dice = random.Random(f"coopdesk sample {command.seed}")
    today = local_day(act.now)
    with no_collecting():
        people = [_person(dice, place, today) for place in range(1, command.members + 1)]
        act.add_many(MemberRow, tuple(_MEMBER_COLUMNS), (person.row(act) for person in people))
        act.add_many(CertificateRow, tuple(_CERTIFICATE_COLUMNS), (person.certificate(act) for person in people))
        act.add_many(ShareMovementRow, tuple(_MOVEMENT_COLUMNS), (person.movement(act) for person in people))
        search.keep_many(act.writer, (person.findable() for person in people))
    counter_at_least(act, CERTIFICATE_NUMBERS, command.members)
    counter_at_least(act, MEMBER_NUMBERS, command.members)
    return Done(command.members, (RegisterChanged(), SharesChanged()))


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

    def certificate(self, act: Act) -> tuple[object, ...]:
        """The certificate's row; certificate and member carry the same number in a sample."""
        day = self.joined.isoformat()
        return (self.number, self.number, self.shares, day, day, token_from(act.random(16)), "issued", "")

    def movement(self, act: Act) -> tuple[object, ...]:
        """The opening movement's row."""
        day = self.joined.isoformat()
        return (self.number, self.number, self.shares, "opening", day, act.at, None, self.number, None)


def _person(dice: random.Random, number: int, today: date) -> _Person:
    joined = today - timedelta(days=dice.randrange(40, 3000))
    street = f"{dice.randrange(1, 90)} {dice.choice(STREETS)}"
    postcode = f"HX7 {dice.randrange(1, 9)}{dice.choice('ABDEFGHJLN')}{dice.choice('PQRSTUWXYZ')}"
    shares = dice.choice((1, 1, 1, 1, 5, 10, 10, 25, 25, 50, 100))
    phone = f"01422 496{dice.randrange(1000):03d}"
    if number % 41 == 0:
        name = f"{dice.choice(ORGANISATIONS)} {number}"
        kind, class_name = MemberKind.ORGANISATION, "Corporate"
        representative = f"{dice.choice(GIVEN_NAMES)} {dice.choice(FAMILY_NAMES)}"
    else:
        name = f"{dice.choice(GIVEN_NAMES)} {dice.choice(FAMILY_NAMES)}"
        kind, representative = MemberKind.PERSON, ""
        class_name = "Worker" if number % 17 == 0 else "Individual"
    email = f"member{number}@example.org" if dice.randrange(4) else ""
    address = f"{street}, Hebden Bridge"
    return _Person(number, kind, name, representative, class_name, address, postcode, email, phone, joined, shares)


def make_sample(store: Store, now: datetime, *, members: int = 250, seed: int = 1, like: str = "food-co-op") -> Desk:
    """Found the sample society in an empty file and call today's meeting.

    Raises:
        NotYetBuilt: a kind of society that comes with the votes issue.
        NotUnderstood: an unknown kind, or a number of members that is no register.
    """
    if like not in KINDS:
        raise NotUnderstood("The kind of sample", like, f"it is one of {', '.join(KINDS)}")
    if like != "food-co-op":
        raise NotYetBuilt(f"The sample {like}")
    if not 1 <= members <= MOST_MEMBERS:
        raise NotUnderstood("The number of members", str(members), f"it is from 1 to {MOST_MEMBERS}")
    dice = random.Random(f"coopdesk sample bytes {seed}")
    desk = Desk(store, clock=fixed_clock(now), random=dice.randbytes)
    rules = preset_rules(LegalForm.CO_OPERATIVE, RULES)
    desk.perform(FoundSociety(NAME, NUMBER, LegalForm.CO_OPERATIVE.value, rules, office=OFFICE, sample=True))
    desk.perform(SettleSample(members, seed))
    desk.perform(IssueCards())
    day = local_day(now)
    start = datetime(day.year, day.month, day.day, 19, tzinfo=LONDON)
    meeting = desk.perform(CallMeeting("agm", moment_text(start), PLACE))
    desk.perform(GiveNotice(meeting.id, (day - timedelta(days=24)).isoformat(), "email"))
    desk.perform(SetChair(meeting.id, "1"))
    return desk
