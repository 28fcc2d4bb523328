"""An election as the minutes keep it: words and figures only, so that it reads the same in twenty years."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.elections.stage_cells import StageTable


@dataclass(frozen=True, slots=True)
class MinutedCandidate:
    """Who stood, and what became of it."""

    number: int
    """On the ballot paper; 0 where there was none."""
    name: str
    member: str
    """The member number, "" for "re-open nominations"."""
    proposer: str
    seconder: str
    """Names with member numbers, or ""."""
    result: str
    """ "elected at stage 1", "excluded at stage 3", "withdrew", or ""."""
    elected: bool


@dataclass(frozen=True, slots=True)
class MinutedElection:
    """An election and what became of it. ``told`` is all of it in sentences, as every format prints them."""

    number: int
    title: str
    rule: str
    places: int
    state: str
    """nominations, open, closed, declared or cancelled."""
    electors: int
    issued: int
    returned: int
    valid: int
    spoilt: tuple[tuple[str, int], ...]
    """(reason, papers)."""
    candidates: tuple[MinutedCandidate, ...]
    elected: tuple[str, ...]
    """Names in order of election."""
    vacant: int
    declared: datetime | None
    told: tuple[str, ...]
    outcome: str
    """ "ELECTED", "NOT YET DECLARED" or ""."""
    outcome_says: str
    """Who, in order, and when it was declared."""
    table: StageTable | None
    """Every stage of the count, for the appendix; None without a count."""
    stages: tuple[str, ...]
    """One text for each stage."""
    papers_digest: str
    count_digest: str
