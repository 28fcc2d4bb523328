"""The minutes as a structure: what was recorded, and the secretary's own words, kept apart.

Papers (PDF, ODT, Markdown, JSON) and the minutes page are all written from this one view.
"""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.minuted_election import MinutedElection


@dataclass(frozen=True, slots=True)
class Recorded:
    """A sentence that comes from the acts and cannot be edited; correct the act instead."""

    text: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The secretary's words, in Markdown, as typed."""

    markdown: str


@dataclass(frozen=True, slots=True)
class EarlierCount:
    """A count that was taken again; both stay on the record."""

    text: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """A motion and what became of it."""

    number: int
    title: str
    text: str
    kind: str
    """ "Rule change"."""
    rule: str
    """ "at least two-thirds of the votes cast"."""
    proposer: str
    seconder: str
    """Names with member numbers, "Lowri ap Huw (0266)", or ""."""
    method: str
    """ "Show of hands", "Recorded vote", or "" before it was put."""
    opened: datetime | None
    closed: datetime | None
    declared: datetime | None
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    spoilt: int | None
    votes_in_room: int | None
    needed: int | None
    outcome: str
    """carried, lost, undecided, withdrawn, or "" while not voted on."""
    sentence: str
    """The arithmetic in one sentence."""
    casting: str
    """ "for", "against" or ""."""
    effect: str
    """ "Not in force until the Financial Conduct Authority registers it.", or ""."""
    earlier_counts: tuple[EarlierCount, ...] = ()


Block = Recorded | OwnWords | Resolution | MinutedElection


@dataclass(frozen=True, slots=True)
class MinutesSection:
    """One numbered agenda item, or an unnumbered part (opening, shares issued, close)."""

    key: str
    """What ``minutes edit`` calls it: the agenda number, or "opening", "shares", "close"."""
    number: str
    title: str
    at: datetime | None
    blocks: tuple[Block, ...]
    needs_words: bool = False


@dataclass(frozen=True, slots=True)
class QuorumArithmetic:
    """The quorum as a sum the reader can check."""

    rule: str
    """ "Rule: one-tenth of the members entitled to vote, present in person"."""
    steps: tuple[tuple[str, str], ...]
    """(figure, what it is): ("412", "entitled"), ("10%", "of them"), ("41.2", "exactly"), ("42", "rounded up")."""
    needed: int
    present: int
    met: bool
    sentence: str
    declared: datetime | None


@dataclass(frozen=True, slots=True)
class AttendanceNumbers:
    """Attendance by kind. Published minutes show numbers; names go to the appendix."""

    present: int
    votes_in_room: int
    apologies: int
    joined: int
    guests: int
    without_vote: int


@dataclass(frozen=True, slots=True)
class AttendanceGroup:
    """Names of the appendix, one group for each manner of attendance."""

    title: str
    names: tuple[tuple[str, str], ...]
    """(member number or "", name), sorted by name."""


@dataclass(frozen=True, slots=True)
class LifeStep:
    """A step of the minutes' own life, in a sentence."""

    status: str
    """AGREED, APPROVED or SIGNED."""
    at: datetime
    sentence: str
    """ "Agreed by the chair, Ifan Okonkwo, on 1 December 2026."."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A further minute that corrects these; the text itself stays as agreed."""

    number: int
    text: str
    at: datetime
    where: str
    """ "recorded at the annual general meeting on 27 November 2027", or "recorded on 27 November 2027"."""


@dataclass(frozen=True, slots=True)
class MinutesView:
    """All that the minutes of one meeting say."""

    society: LetterheadView
    title: str
    """ "Annual general meeting"."""
    status: str
    """DRAFT, AGREED, APPROVED or SIGNED (``domain.minutes_life.MinutesStatus``)."""
    scheduled: datetime
    place: str
    opened: datetime | None
    closed: datetime | None
    chair: str
    minute_taker: str
    attendance: AttendanceNumbers
    quorum: QuorumArithmetic | None
    sections: tuple[MinutesSection, ...]
    appendix: tuple[AttendanceGroup, ...]
    head: str
    """Journal head (64 hex digits) of the close, or of the last entry while the meeting is not closed."""
    entry: int
    """The sequence number of the entry that head belongs to."""
    made: datetime
    """While they are a draft, the moment of asking; from then on the moment of the last step or correction."""
    language: str = "en-GB"
    life: tuple[LifeStep, ...] = ()
    corrections: tuple[Correction, ...] = ()
    signer: str = ""
    """Who signs, where that is not ``chair``: the chair of the meeting that approved them, or who signed."""
    seal_key: str = ""
    """The fingerprint (64 hex digits) of the key the society sealed with when they were agreed, or "" without one."""
    certificate_key: str = ""
    """The same of the key that signed the codes of share certificates then."""

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What each public key on record is for, and its fingerprint: signed on paper, the minutes vouch for them."""
        named = (("Key of the society’s seal:", self.seal_key), ("Key of share certificates:", self.certificate_key))
        return tuple((words, key) for words, key in named if key)
