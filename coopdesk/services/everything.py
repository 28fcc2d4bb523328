"""Imports every feature, so that each command's handler is known.

An undo may need any of them: inverse commands wait in the journal by name.
"""

from coopdesk.services import (
    agenda,
    certificate_paper,
    certificates,
    counting,
    door,
    imports,
    joining,
    meetings,
    member_cards,
    member_life,
    members,
    membership,
    minutes,
    minutes_life,
    motions,
    quorum,
    sample,
    secret_ballots,
    shares,
    society,
    visitors,
    votes,
)

__all__ = [
    "agenda",
    "certificate_paper",
    "certificates",
    "counting",
    "door",
    "imports",
    "joining",
    "meetings",
    "member_cards",
    "member_life",
    "members",
    "membership",
    "minutes",
    "minutes_life",
    "motions",
    "quorum",
    "sample",
    "secret_ballots",
    "shares",
    "society",
    "visitors",
    "votes",
]
