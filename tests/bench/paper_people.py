"""Invented papers of any size, for the figures of papers."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.minutes_view import AttendanceGroup, MinutesSection, MinutesView, OwnWords
from coopdesk.services.papers.attendance_schedule import AttendanceScheduleView, Stay
from coopdesk.services.papers.people import Listed
from coopdesk.services.sample_names import FAMILY_NAMES, GIVEN_NAMES
from tests.documents.gatherings import SCHEDULE, listed
from tests.documents.meetings import ACCOUNTS, MEETING, at
from tests.documents.societies import CERTIFICATE


def names(count: int) -> list[tuple[str, str]]:
    """First and last names as a register of Britain has them; nearly all of them different."""
    dice = random.Random(count)
    return [(f"{dice.choice(GIVEN_NAMES)} {dice.choice(GIVEN_NAMES)}", dice.choice(FAMILY_NAMES)) for _ in range(count)]


def certificates(count: int, codes: int) -> list[CertificateView]:
    """Share certificates, every one to somebody else, with so many different codes among them."""
    return [
        replace(
            CERTIFICATE,
            number=number,
            member_number=f"{number:04d}",
            holder=f"{first} {last}",
            address=f"{number} Wharf Terrace, Hebden Bridge",
            shares=1 + number % 50,
            code=f"CDC1:{number % codes:016d}",
        )
        for number, (first, last) in enumerate(names(count), start=1)
    ]


def members(count: int) -> tuple[Listed, ...]:
    """A register as lists show it."""
    return tuple(
        listed(number, f"{last}, {first}")
        for number, (first, last) in enumerate(sorted(names(count), key=lambda name: name[1]), start=1)
    )


def schedule(people: Sequence[Listed]) -> AttendanceScheduleView:
    """A schedule on which everybody came, one every second."""
    return replace(
        SCHEDULE,
        stays=tuple(
            Stay(each.number, each.name, "Member", card, at(18, 0) + timedelta(seconds=card), None)
            for card, each in enumerate(people, start=1)
        ),
    )


def minutes(items: int, attendees: int) -> MinutesView:
    """Minutes of a long evening: a few words and a resolution under each item, and an appendix of names."""
    words = "The treasurer took members through the **figures** for the year; two questions were answered. " * 3
    sections = tuple(
        MinutesSection(str(number), str(number), f"Item of business {number}", at(19, 0), (OwnWords(words), ACCOUNTS))
        for number in range(1, items + 1)
    )
    present = tuple((each.number, each.name) for each in members(attendees))
    return replace(MEETING, sections=sections, appendix=(AttendanceGroup("Present in person", present),))
