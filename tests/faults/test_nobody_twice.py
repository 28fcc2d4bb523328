"""Nobody twice, held twice: where one of our checks is taken away the schema says no with a plain sentence, and where
the schema is silent our checks say no. Either way nothing changes.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import literal, null, select

from coopdesk.domain.refusals import Refusal
from coopdesk.services import correcting, door, polls, proxies, secret_ballots, votes
from coopdesk.services.correcting import ReverseMovement
from coopdesk.services.counting import CloseVote, PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Command
from coopdesk.services.poll_electors import Waiting
from coopdesk.services.polls import CastProxies, DemandPoll
from coopdesk.services.proxies import RecordProxy
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.secret_ballots import CastSecretVote
from coopdesk.services.shares import IssueShares
from coopdesk.services.society import changed_rules
from coopdesk.services.verify import verify
from coopdesk.services.votes import CastVote, VoidVote
from tests.conftest import DeskAtHand

COUNT = 1
EARLY = "2026-11-27T09:00"


def _nothing(*_given: Any, **_named: Any) -> None:
    """A check that lets everything by."""


def _first_time(attempts: int, member: int = 3) -> Callable[..., tuple[int, int, str, int]]:
    def ready(*_given: Any) -> tuple[int, int, str, int]:
        return COUNT, member, str(member), attempts

    return ready


def _still_waiting(*_given: Any) -> tuple[Waiting, ...]:
    return (Waiting(30, 1, 0, "Somebody"),)


_NEVER = select(literal(1)).where(literal(1) == literal(2))
_NOBODY_VOTED = select(literal(3), literal(3), null(), literal("3"))
"""What ``secret_ballots`` asks, answered: on the roll, an elector, not voted yet."""
_NEVER_CAME = select(null(), null(), literal(3), null())
"""What the door asks, answered: not in the room."""


@dataclass(frozen=True)
class Case:
    """``before`` is lawful; ``twice`` is not. ``blind``: our checks as they are taken away, (where, name, instead).

    ``schema``: what the schema says then; ``ours``: what our checks say where the schema is silent.
    """

    before: tuple[Command[Any], ...]
    twice: Command[Any]
    blind: tuple[tuple[Any, str, Any], ...]
    schema: str
    ours: str
    method: str = "recorded"


CASES = {
    "a second recorded vote under the same place": Case(
        (CastVote(1, 1, "3", "for"),),
        CastVote(1, 1, "3", "against"),
        ((votes, "_straight", _first_time(0)),),
        "has voted",
        "voted on motion 1 at",
    ),
    "a second recorded vote as if the first were void": Case(
        (CastVote(1, 1, "3", "for"),),
        CastVote(1, 1, "3", "against"),
        ((votes, "_straight", _first_time(1)), (votes, "_STANDS", _NEVER)),
        "this member has voted",
        "voted on motion 1 at",
    ),
    "a vote of somebody who was not in the room": Case(
        (),
        CastVote(1, 1, "20", "for"),
        ((votes, "_straight", _first_time(0, 20)),),
        "has no part in this vote",
        "was not in the room",
    ),
    "a vote after the close": Case(
        (CastVote(1, 1, "4", "for"), CloseVote(1, 1)),
        CastVote(1, 1, "3", "for"),
        ((votes, "_straight", _first_time(0)),),
        "the vote is not open",
        "closed",
    ),
    "a vote voided twice": Case(
        (CastVote(1, 1, "3", "for"), VoidVote(1, 1, "3", "misheard")),
        VoidVote(1, 1, "3", "misheard again"),
        ((votes, "_FACTS", select(literal(3), literal(3), literal(1), literal("2026-11-28T18:30:00Z"))),),
        "that vote is void already",
        "no vote",
    ),
    "a second paper in the urn": Case(
        (CastSecretVote(1, 1, "3", "for"),),
        CastSecretVote(1, 1, "3", "against"),
        ((secret_ballots, "_FACTS", _NOBODY_VOTED),),
        "this member has voted",
        "has voted in the secret ballot",
        method="secret",
    ),
    "a holder who speaks twice for one member": Case(
        (CastProxies(1, 1, "2", "for"),),
        CastProxies(1, 1, "2", "against"),
        ((polls, "waiting_for_holders", _still_waiting),),
        "has voted",
        "no proxy that waits",
        method="poll",
    ),
    "a member in the room twice": Case(
        (),
        CheckIn(1, "3"),
        ((door, "STANDING", _NEVER_CAME),),
        "in the room already",
        "has been in since",
    ),
    "a proxy for oneself": Case(
        (),
        RecordProxy(meeting=1, appointor="20", holder="20", received=EARLY),
        ((proxies, "check_holder", _nothing), (proxies, "check_cap", _nothing)),
        "nobody is their own proxy",
        "nobody is their own proxy",
    ),
    "shares taken back twice": Case(
        (IssueShares(5, 500, "cash"), ReverseMovement(5, "entered twice")),
        ReverseMovement(5, "entered twice"),
        ((correcting, "_REVERSED", _NEVER),),
        "reversed already",
        "was reversed before",
    ),
}


@pytest.fixture
def meeting(sample: DeskAtHand) -> DeskAtHand:
    """Twelve in the room, one absent member's form with member 2, and a motion."""
    sample.perform(sample.ask(changed_rules, {"proxy_allowed": "anybody"}))
    sample.perform(RecordProxy(meeting=1, appointor="30", holder="2", received=EARLY))
    sample.perform(OpenMeeting(1))
    for number in range(1, 13):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(DeclareQuorum(1))
    sample.perform(AddMotion(meeting=1, title="Tea", text="Tea.", kind="ordinary"))
    return sample


def _lay(desk: DeskAtHand, case: Case) -> None:
    desk.perform(DemandPoll(1, 1) if case.method == "poll" else PutMotion(1, 1, case.method))
    for command in case.before:
        desk.perform(command)


def _stands(desk: DeskAtHand) -> tuple[str, int, int]:
    """The head of the chain and how many rows say who voted and who is here."""
    with sqlite3.connect(f"file:{desk.path}?mode=ro", uri=True) as raw:
        rows = sum(
            raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("vote", "vote_void", "ballot_voted", "attendance", "proxy", "share_movement")
        )
        (filled,) = raw.execute("SELECT count(*) FROM urn WHERE choice IS NOT NULL").fetchone()
    return desk.ask(verify).head, rows, filled


@pytest.mark.parametrize("name", CASES)
def test_without_our_check_the_schema_says_no_and_nothing_changes(
    meeting: DeskAtHand, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    case = CASES[name]
    _lay(meeting, case)
    before = _stands(meeting)
    for where, check, instead in case.blind:
        assert hasattr(where, check), f"{where.__name__} has no {check} to take away"
        monkeypatch.setattr(where, check, instead)
    with pytest.raises(Refusal, match=f"(?i){case.schema}") as no:
        meeting.perform(case.twice)
    assert "_" not in str(no.value), "a person is told in words, not in names of columns"
    monkeypatch.undo()
    assert _stands(meeting) == before
    assert meeting.ask(verify).sound


@pytest.mark.parametrize("name", CASES)
def test_without_the_schemas_guards_our_checks_say_no_and_nothing_changes(meeting: DeskAtHand, name: str) -> None:
    case = CASES[name]
    _lay(meeting, case)
    before = _stands(meeting)
    with sqlite3.connect(meeting.path) as raw:
        guards = raw.execute(
            "SELECT type, name FROM sqlite_master WHERE (type = 'trigger' AND sql LIKE '%RAISE(ABORT%') "
            "OR (type = 'index' AND name LIKE 'uq_%' AND sql IS NOT NULL)"
        ).fetchall()
        for kind, guard in guards:
            raw.execute(f"DROP {kind} {guard}")
    raw.close()
    assert len(guards) > 50
    with pytest.raises(Refusal, match=f"(?i){case.ours}"):
        meeting.perform(case.twice)
    assert _stands(meeting)[1:] == before[1:]
    assert meeting.ask(verify).head == before[0]
