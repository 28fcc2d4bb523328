"""Imports every feature, so that each command's handler is known.

An undo may need any of them: inverse commands wait in the journal by name.
"""

from coopdesk.services import (
    agenda,
    door,
    imports,
    joining,
    meetings,
    members,
    minutes,
    minutes_life,
    motions,
    sample,
    shares,
    society,
    votes,
)

__all__ = [
    "agenda",
    "door",
    "imports",
    "joining",
    "meetings",
    "members",
    "minutes",
    "minutes_life",
    "motions",
    "sample",
    "shares",
    "society",
    "votes",
]
