"""The program's own timings on this machine: a meeting's acts played on a copy of a society's file.

The copy stands beside the file, because what a commit costs is mostly its disk's doing, and is removed afterwards.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import bindparam, select, update

from coopdesk.domain.clock import fixed_clock, moment_text
from coopdesk.domain.refusals import Refusal
from coopdesk.services import members
from coopdesk.services.copies import save_copy
from coopdesk.services.counting import PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import CallMeeting, OpenMeeting
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.society import MEMBER_NUMBERS, SetRules, letterhead, preset_rules
from coopdesk.services.verify import verify
from coopdesk.services.votes import CastVote
from coopdesk.storage.files import open_file
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CounterRow, MemberRow

ROUNDS = 100

_SOME = (
    select(MemberRow.number, MemberRow.name)
    .where(MemberRow.status == "active")
    .order_by(MemberRow.number_key)
    .limit(bindparam("limit"))
)
_NEXT = update(CounterRow).where(CounterRow.name == MEMBER_NUMBERS).values(value=CounterRow.value + 1)


@dataclass
class NobodyToTime(Refusal):
    """An empty register times nothing."""

    code = "NOBODY-TO-TIME"
    sentence = "There are no current members in this register, so there is nothing to time. Add or import some first."


@dataclass(frozen=True, slots=True)
class Timing:
    """One kind of work; times in whole microseconds."""

    work: str
    """"check-in", "vote", "search", "verify" or "commit"."""
    rounds: int
    median: int
    p99: int


def timings(path: Path, now: datetime, rounds: int = ROUNDS) -> tuple[Timing, ...]:
    """Time a meeting's work on a copy of this file.

    Raises:
        NobodyToTime: the register is empty.
        SecretBallotOpen: no copy may be made just now.
        Fault: the file cannot be copied.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".coopdesk-bench-") as folder:
        copy = Path(folder) / "copy.coopdesk"
        whole = open_file(path)
        try:
            save_copy(Desk(whole), copy)
        finally:
            whole.close()
        store = open_file(copy)
        try:
            return _play(Desk(store, clock=fixed_clock(now)), rounds)
        finally:
            store.close()


def _play(desk: Desk, rounds: int) -> tuple[Timing, ...]:
    people = desk.ask(_active_members, rounds)
    if not people:
        raise NobodyToTime()
    commit = _timed("commit", [partial(_commit_a_row, desk)] * rounds)
    # Everybody votes on the copy, whatever the society's own rules say.
    form = desk.ask(letterhead).legal_form
    everybody = {"quorum": "1", "min_shares": "0", "joiners_vote": "yes", "record_date_days": "none"}
    desk.perform(SetRules(preset_rules(form, everybody)))
    meeting = desk.perform(CallMeeting("agm", moment_text(desk.now()), "A copy")).id
    desk.perform(OpenMeeting(meeting))
    numbers = [number for number, _ in people]
    arrivals = _timed("check-in", [partial(desk.perform, CheckIn(meeting, number)) for number in numbers])
    desk.perform(DeclareQuorum(meeting))
    desk.perform(AddMotion(meeting=meeting, title="A copy", text="That this be timed.", kind="ordinary"))
    desk.perform(PutMotion(meeting, 1, "recorded"))
    votes = _timed("vote", [partial(desk.perform, CastVote(meeting, 1, number, "for")) for number in numbers])
    typed = [name[:length] for _, name in people for length in (1, 3, len(name))]
    searches = _timed("search", [partial(desk.ask, members.find, text) for text in typed])
    return arrivals, votes, searches, _timed("verify", [partial(desk.ask, verify)] * 3), commit


def _active_members(reader: Reader, limit: int) -> list[tuple[str, str]]:
    return reader.rows(_SOME, limit=limit)


def _commit_a_row(desk: Desk) -> None:
    """What the disk takes for the smallest thing written through."""
    with desk.store.writing() as writer:
        writer.execute(_NEXT)


def _timed(work: str, steps: Sequence[Callable[[], object]]) -> Timing:
    samples = []
    for step in steps:
        start = time.perf_counter_ns()
        step()
        samples.append((time.perf_counter_ns() - start) // 1000)
    samples.sort()
    last = len(samples) - 1
    return Timing(work, len(samples), samples[len(samples) // 2], samples[min(last, len(samples) * 99 // 100)])
