"""What the hall sees. Slides have no personal field, so nobody's name can reach the wall by mistake.

The exceptions people expect are the motion's own text, which is what was put to the meeting, the candidates of an
election (``contest_slides``), and whoever has the floor, whom everybody sees anyway.
"""

from dataclasses import dataclass

from coopdesk.domain.changes import Piece
from coopdesk.services.contest_slides import ContestSlide


@dataclass(frozen=True, slots=True)
class BlankSlide:
    """Nothing but the background: the operator asked for an empty wall."""


@dataclass(frozen=True, slots=True)
class WelcomeSlide:
    """Before and between business: how many are here and how many are needed."""

    society: str
    meeting: str
    """ "Annual general meeting · Saturday 28 November 2026"."""
    greeting: str
    """ "Welcome. We begin at 19:00." """
    present: int
    """Members present, the number set against the quorum."""
    entitled: int
    """Members who may vote at this meeting (E)."""
    needed: int
    met: bool
    declared: bool
    hour: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class AgendaSlide:
    """The item the meeting is at."""

    society: str
    meeting: str
    number: str
    title: str
    following: tuple[str, ...]
    """Titles of the next items, at most three."""
    footer: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class MotionSlide:
    """A motion's text, before voting."""

    society: str
    heading: str
    """ "Motion 4 · rule change"."""
    title: str
    text: str
    rule: str
    """ "At least two-thirds of the votes cast are needed." """
    footer: str
    sample: bool = False
    change: tuple[Piece, ...] = ()
    """For an amendment: the motion with what it strikes out and adds, drawn in the place of ``text``."""


@dataclass(frozen=True, slots=True)
class VotingSlide:
    """A vote under way. Running counts are None unless the chair wants them shown."""

    society: str
    heading: str
    """ "Voting is open · special resolution · recorded vote"."""
    title: str
    """ "Motion 4: That the society ..."."""
    by_hands: bool
    received: int
    of: int
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    footer: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class ResultSlide:
    """A declared result, drawn with its threshold line."""

    society: str
    heading: str
    """ "Special resolution · vote closed"."""
    title: str
    votes_for: int
    votes_against: int
    abstentions: int
    abstentions_counted: bool
    """True where the rule's base counts those present or all members, so an abstention works against."""
    base_count: int
    """What the threshold is a share of: votes cast, present, or members (units: people or votes)."""
    needed: int
    """The fewest votes for that carry it."""
    threshold: str
    """ "two-thirds needed", the words above the line."""
    outcome: str
    """carried, lost or undecided."""
    sentence: str
    casting: str
    """ "for", "against" or "" where no casting vote was used."""
    footer: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerSlide:
    """Who has the floor, and the time that is left. The only slide that changes by the clock alone."""

    society: str
    heading: str
    """ "Item 6  ·  New rules for the society"."""
    name: str
    seconds_left: int
    """Negative once the time is over."""
    seconds: int
    """The time given."""
    waiting: int
    """How many wait to speak; their names are nobody's business yet."""
    footer: str
    sample: bool = False


Slide = SpeakerSlide | BlankSlide | WelcomeSlide | AgendaSlide | MotionSlide | VotingSlide | ResultSlide | ContestSlide
