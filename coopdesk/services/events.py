"""What is told after a commit. Views are read again from the rows: an event says what changed, never by how much."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something was recorded."""


@dataclass(frozen=True, slots=True)
class SocietyChanged(Event):
    """Name, office or rule sheet."""


@dataclass(frozen=True, slots=True)
class RegisterChanged(Event):
    """Members or their cards."""


@dataclass(frozen=True, slots=True)
class SharesChanged(Event):
    """Movements, payments or certificates."""


@dataclass(frozen=True, slots=True)
class MeetingChanged(Event):
    """A meeting, its agenda or its chair."""


@dataclass(frozen=True, slots=True)
class DoorChanged(Event):
    """Who is in the room."""


@dataclass(frozen=True, slots=True)
class VoteChanged(Event):
    """A motion, its votes or its result."""


@dataclass(frozen=True, slots=True)
class MinutesChanged(Event):
    """The secretary's words."""


@dataclass(frozen=True, slots=True)
class ElectionChanged(Event):
    """An election, its candidates, papers or result."""
