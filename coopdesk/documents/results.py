"""The results of a meeting for another program: counts and arithmetic, without a person's name."""

import json

from coopdesk.documents.minutes_json import Json
from coopdesk.domain.clock import moment_text
from coopdesk.services.minutes_view import MinutesView, Resolution
from coopdesk.services.papers.heading import MeetingHeading

FORMAT = "coopdesk-results-1"


def results_json(heading: MeetingHeading, minutes: MinutesView) -> bytes:
    """Society, meeting, quorum and each motion with its figures, as JSON in UTF-8; numbers are whole numbers."""
    quorum = minutes.quorum
    motions = [block for section in minutes.sections for block in section.blocks if isinstance(block, Resolution)]
    results: dict[str, Json] = {
        "format": FORMAT,
        "society": {"name": heading.society.name, "number": heading.society.number},
        "meeting": {
            "number": heading.number,
            "title": heading.title,
            "at": moment_text(heading.at),
            "place": heading.place,
            "closed": None if minutes.closed is None else moment_text(minutes.closed),
        },
        "quorum": None
        if quorum is None
        else {"present": quorum.present, "needed": quorum.needed, "met": quorum.met, "sentence": quorum.sentence},
        "motions": [_motion(motion) for motion in sorted(motions, key=_number)],
        "journal": {"head": heading.head, "entry": heading.entry},
    }
    return json.dumps(results, ensure_ascii=False, indent=2).encode() + b"\n"


def _number(motion: Resolution) -> int:
    return motion.number


def _motion(motion: Resolution) -> Json:
    return {
        "number": motion.number,
        "title": motion.title,
        "text": motion.text,
        "kind": motion.kind,
        "rule": motion.rule,
        "method": motion.method,
        "for": motion.votes_for,
        "against": motion.votes_against,
        "abstain": motion.abstentions,
        "spoilt": motion.spoilt,
        "votes_in_room": motion.votes_in_room,
        "needed": motion.needed,
        "outcome": motion.outcome,
        "declared": None if motion.declared is None else moment_text(motion.declared),
        "sentence": motion.sentence,
    }
