"""The speakers' list: one speaks at a time, nobody waits on it twice, and the time given is counted down."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.refusals import NotUnderstood, Refusal

USUAL_SECONDS = 180
SHORTEST, LONGEST = 10, 3600
"""Seconds a speaker may be given."""


@dataclass
class OnTheListAlready(Refusal):
    """One wish to speak stands at a time."""

    code = "ON-THE-LIST"
    sentence = "{name} is on the speakers' list already, at place {place}. Nothing was changed."
    name: str
    place: int


@dataclass
class SpeakerNotHere(Refusal):
    """Somebody who is not in the room does not speak in it."""

    code = "SPEAKER-NOT-HERE"
    sentence = "{name} is not in the room. Check them in at the door first; then they can be put on the list."
    name: str


@dataclass
class NobodyToCall(Refusal):
    """The list is empty, or has no such number."""

    code = "NOBODY-TO-CALL"
    sentence = "Nobody {whom} is waiting to speak. Nothing was changed."
    whom: str


@dataclass
class NobodySpeaks(Refusal):
    """There is no speech to end."""

    code = "NOBODY-SPEAKS"
    sentence = "Nobody has the floor now. Call the next speaker first."


def clean_seconds(seconds: int) -> int:
    """The time given to a speaker, in seconds.

    Raises:
        NotUnderstood: less than ten seconds or more than an hour.
    """
    if not SHORTEST <= seconds <= LONGEST:
        raise NotUnderstood("The time to speak", str(seconds), f"it is from {SHORTEST} to {LONGEST} seconds")
    return seconds


def seconds_left(called: datetime, seconds: int, now: datetime) -> int:
    """Whole seconds left of a speech, negative once the time is over. A clock that went back gives no more than all."""
    return min(seconds, seconds - int((now - called).total_seconds()))


def clock_words(left: int) -> str:
    """ "2:05", and "0:12 over" once the time is over."""
    minutes, rest = divmod(abs(left), 60)
    return f"{minutes}:{rest:02d}" + (" over" if left < 0 else "")


def time_words(seconds: int) -> str:
    """ "3 minutes", "1 minute", "1:30 minutes": the time given."""
    minutes, rest = divmod(seconds, 60)
    return f"{clock_words(seconds)} minutes" if rest else f"{minutes} minute{'' if minutes == 1 else 's'}"
