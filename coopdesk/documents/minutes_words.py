"""Sentences and figures of the minutes that every format says the same way."""

from datetime import datetime

from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.domain.elections.stage_cells import StageCell, StageTable
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes_view import Correction, MinutesView, OwnWords, Resolution

LIFE_TITLE = "Agreement and approval"
CORRECTIONS_TITLE = "Corrections"
OWN_WORDS_LABEL = "*In the secretary’s words:*"
"""Above each such passage in Markdown, which has no margin to draw a line in."""
OWN_WORDS_KEY = "A thin line in the margin marks the secretary’s own words. All else is written from the record."


def corrections_note(view: MinutesView) -> str:
    """What stands above the corrections."""
    stands = "was agreed" if view.life else "was recorded at the meeting"
    return f"Further minutes. The text above stands as it {stands}."


def correction_where(correction: Correction) -> str:
    """ "Recorded at the annual general meeting on 27 November 2027."."""
    return f"{correction.where[:1].upper()}{correction.where[1:]}."


def foot_words(view: MinutesView) -> str:
    """What the foot of every sheet says of the minutes' status."""
    if not view.life:
        day = day_words(local_day(view.made))
        return f"Draft of {day}, not yet agreed by the chair" if view.status == "DRAFT" else f"Made on {day}"
    days = [day_words(local_day(step.at)) for step in view.life]
    words = {
        "AGREED": "Agreed by the chair on {0}, not yet approved by a meeting",
        "APPROVED": "Approved on {1}",
        "SIGNED": "Approved on {1}, recorded as signed on {2}",
    }[view.life[-1].status].format(*days)
    count = len(view.corrections)
    corrected = f"; {count} correction{'s' if count > 1 else ''} at the end" if count else ""
    return words + corrected


def has_own_words(view: MinutesView) -> bool:
    """Whether the secretary added anything to the record."""
    return any(isinstance(block, OwnWords) for section in view.sections for block in section.blocks)


def status_marks(view: MinutesView) -> str:
    """ "SAMPLE · DRAFT", "DRAFT" or ""."""
    return " · ".join(mark for mark in ("SAMPLE" if view.society.sample else "", view.status.upper()) if mark)


def quorum_verdict(met: bool) -> str:
    """The quorum in a word."""
    return "quorate" if met else "not quorate"


def meeting_words(title: str) -> str:
    """The meeting's title inside a sentence: "Annual general meeting" is "annual general meeting", "AGM" stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def attendance_rows(view: MinutesView) -> list[tuple[str, int]]:
    """The figures of attendance with their labels."""
    counted = view.attendance
    return [
        ("Members present in person", counted.present),
        ("Votes in the room", counted.votes_in_room),
        ("Apologies", counted.apologies),
        ("Joined at this meeting", counted.joined),
        ("Members without a vote", counted.without_vote),
        ("Guests", counted.guests),
    ]


def movers_sentence(resolution: Resolution) -> str:
    """ "Proposed by A (0012), seconded by B (0093)." or what of it is known."""
    parts = []
    if resolution.proposer:
        parts.append(f"proposed by {resolution.proposer}")
    if resolution.seconder:
        parts.append(f"seconded by {resolution.seconder}")
    told = ", ".join(parts)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def counts_sentence(resolution: Resolution) -> str:
    """ "For 109, against 2, abstaining 7, of 118 votes in the room." or why there are no counts."""
    if resolution.votes_for is None:
        if resolution.outcome:
            return ""
        return "Voting was opened and not yet counted." if resolution.opened else "Not voted on."
    counts = [f"For {resolution.votes_for:,}", f"against {resolution.votes_against or 0:,}"]
    if resolution.abstentions is not None:
        counts.append(f"abstaining {resolution.abstentions:,}")
    if resolution.spoilt:
        counts.append(f"spoilt {resolution.spoilt:,}")
    room = f", of {resolution.votes_in_room:,} votes in the room" if resolution.votes_in_room is not None else ""
    return ", ".join(counts) + room + "."


def casting_sentence(resolution: Resolution) -> str:
    """How the chair's casting vote went, or ""."""
    return f"The chair’s casting vote was {resolution.casting}." if resolution.casting else ""


def outcome_words(resolution: Resolution) -> str:
    """ "CARRIED", "LOST" ... or "" while undecided by a vote."""
    return resolution.outcome.upper()


def declared_sentence(moment: datetime | None) -> str:
    """ "Declared by the chair at 19:47." or ""."""
    return f"Declared by the chair at {hour(moment)}." if moment else ""


def vote_rows(resolution: Resolution) -> list[tuple[str, int]]:
    """The rows of the table of votes, ending with the total they make up."""
    counted = [
        ("For", resolution.votes_for or 0),
        ("Against", resolution.votes_against or 0),
        ("Abstaining", resolution.abstentions or 0),
    ]
    if resolution.spoilt:
        counted.append(("Spoilt", resolution.spoilt))
    total = sum(votes for _, votes in counted)
    if resolution.votes_in_room is None:
        return [*counted, ("All votes", total)]
    if resolution.votes_in_room > total:
        counted.append(("Did not vote", resolution.votes_in_room - total))
    return [*counted, ("Votes in the room", resolution.votes_in_room)]


COUNT_TITLE = "Appendix: count of election {}"
CANDIDATE_HEADS = ("No.", "Candidate", "Proposed and seconded by", "Result")


def minuted_elections(view: MinutesView) -> list[MinutedElection]:
    """Every election the minutes tell of."""
    return [block for section in view.sections for block in section.blocks if isinstance(block, MinutedElection)]


def candidate_rows(election: MinutedElection) -> list[tuple[str, str, str, str]]:
    """Who stood: number, name, proposer and seconder, and what became of it."""
    rows = []
    for each in election.candidates:
        name = f"{each.name} ({each.member})" if each.member else each.name
        movers = " and ".join(mover for mover in (each.proposer, each.seconder) if mover)
        rows.append((str(each.number or ""), name, movers, each.result))
    return rows


def count_rows(table: StageTable, stages: range) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Heads and rows of some stages as plain cells: the total, and what came or went in brackets."""
    names = [(table.heads[at].label or f"Stage {at + 1}", table.heads[at]) for at in stages]
    heads = ("Candidate", *(f"{name}: {head.first} {head.second}" for name, head in names))
    return heads, [(row.name, *(_cell_words(row.cells[at]) for at in stages)) for row in table.rows]


def _cell_words(cell: StageCell) -> str:
    text = f"{cell.total} ({cell.change})" if cell.change else cell.total
    return f"{text}, elected" if cell.boxed else text
