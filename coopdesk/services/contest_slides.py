"""What the hall sees of an election: who stands and how to vote, the count stage by stage, who is elected.

These are the only slides with names on them: candidates stand in public, and nobody else is ever named.
"""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["elected", "running", "out"]


@dataclass(frozen=True, slots=True)
class ContestName:
    """A candidate in a list: the number on the paper, "" before there is one, and a line under the name."""

    number: str
    name: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class NamesSlide:
    """Names and what to do with them: the candidates before the count, or those a lot must decide between."""

    society: str
    heading: str
    """ "Election of directors  ·  the ballot is open"."""
    title: str
    """ "3 places, 7 candidates"."""
    names: tuple[ContestName, ...]
    says: str
    """How to vote, or how the lot is drawn."""
    lot: bool
    """True where a lot must decide between these."""
    footer: str
    number: int
    """Of the election."""
    step: int
    """0 before the first stage, after it the number of stages and one."""
    steps: int
    """How far it can be stepped on now."""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class StageLine:
    """One candidate at a stage. Votes are whole numbers of the rule's smallest fraction; words are ready to show."""

    name: str
    votes: int
    arriving: int
    """How many of them came at this stage; 0 where none did."""
    said: str
    """ "31.58"."""
    standing: Standing
    word: str
    """ "Elected", "Out" or the change, "+1.00"."""
    below: str
    """ "stage 1", "now, +3.00" or ""."""


@dataclass(frozen=True, slots=True)
class StageSlide:
    """One stage of a count."""

    society: str
    heading: str
    """ "Election of directors  ·  counting, stage 3 of 6"."""
    title: str
    """What was done, in one sentence."""
    lines: tuple[StageLine, ...]
    quota: int
    """0 where the rule has none."""
    quota_words: str
    full: int
    """Votes at the right end of a bar: the same at every stage, so that bars can be compared."""
    filled: str
    """ "2 of 3 places filled"."""
    arriving_words: str
    """What the hatch means, "" where nothing arrives."""
    remark: str
    """Votes without a next choice, or how a tie was settled."""
    footer: str
    number: int
    step: int
    steps: int
    sample: bool = False


@dataclass(frozen=True, slots=True)
class ElectedSlide:
    """The declared result."""

    society: str
    heading: str
    """ "Election of directors  ·  declared 20:52"."""
    names: tuple[ContestName, ...]
    """In order of election."""
    vacant: str
    """ "1 place stays vacant", or ""."""
    says: str
    """The poll in figures, or that there was none."""
    footer: str
    number: int
    step: int
    steps: int
    sample: bool = False


ContestSlide = NamesSlide | StageSlide | ElectedSlide
