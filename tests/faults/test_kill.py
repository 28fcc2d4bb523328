"""Killed at any moment: what was acknowledged is there, whole and chained, and at most one act more."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coopdesk.services.candidates import Nominate
from coopdesk.services.counting import PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.election_papers import IssuePaper, LaySlips
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.sample import make_sample
from coopdesk.services.verify import verify
from coopdesk.storage.files import make, open_file
from tests.conftest import EVENING, DeskAtHand
from tests.faults.acting import ACTS, SHEET

ROOT = Path(__file__).parents[2]
MEMBERS = 800
ROOM = 250
"""Members present where votes are cast; a child casts fewer before it is killed twice."""

_SLIPS = (
    f"SELECT (row_number() OVER (ORDER BY paper) + {SHEET - 1}) / {SHEET} AS sheet, trim(first) <> '' AS entered "
    "FROM election_paper"
)
"""Each slip: on which scan it lies, and whether it was entered."""

PRESENT = {
    "check-in": "SELECT number FROM attendance JOIN member ON member.id = member WHERE void = 0",
    "vote": "SELECT number FROM vote JOIN member ON member.id = member",
    "secret": "SELECT number FROM ballot_voted JOIN member ON member.id = member",
    "join": "SELECT member.number FROM attendance JOIN member ON member.id = attendance.member "
    "JOIN payment ON payment.member = member.id JOIN certificate ON certificate.member = member.id WHERE joined = 1",
    "issue": "SELECT certificate.number FROM certificate "
    "JOIN share_movement ON share_movement.certificate = certificate.number "
    "JOIN payment ON payment.id = share_movement.payment",
    "withdraw": "SELECT share_movement.id FROM share_movement JOIN payment ON payment.id = share_movement.payment "
    "JOIN withdrawal ON withdrawal.id = share_movement.withdrawal "
    "WHERE share_movement.kind = 'withdrawal' AND state = 'paid' AND pence = -100",
    "pass on": "SELECT taken.certificate FROM share_movement AS taken JOIN share_movement AS given "
    "ON given.transfer = taken.transfer AND given.shares = -taken.shares "
    "JOIN certificate ON certificate.number = taken.certificate WHERE taken.kind = 'transfer-in'",
    "replace": "SELECT certificate.number FROM certificate_fate JOIN certificate ON certificate.number = replaced_by "
    "JOIN certificate AS old ON old.number = certificate_fate.number "
    "WHERE old.status = 'replaced' AND certificate.status = 'issued'",
    "enter": "SELECT number FROM member",
    "scan": f"SELECT DISTINCT sheet FROM ({_SLIPS}) WHERE entered",
    "elect": "SELECT number FROM election WHERE state = 'declared'",
}
"""What the record shows of each kind of act, as the child acknowledges it."""

HALF_DONE = {
    "scan": f"SELECT sheet FROM ({_SLIPS}) GROUP BY sheet HAVING sum(entered) NOT IN (0, {SHEET})",
    "elect": "SELECT number FROM election WHERE (state = 'declared') <> (id IN (SELECT election FROM officer_term)) "
    "OR (state = 'declared' AND id NOT IN (SELECT election FROM election_count))",
}
"""What the record never shows: some slips of a scan without the others, a declaration without its count or terms."""


@pytest.fixture(scope="module")
def sample_of_800(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: a sample of this size takes longer than both killings."""
    return _sample(tmp_path_factory.mktemp("sample") / "society.coopdesk", MEMBERS)


def _sample(path: Path, members: int) -> Path:
    store = make(path)
    make_sample(store, EVENING, members=members)
    store.close()
    return path


def _prepare(path: Path, kind: str, room: int) -> None:
    """Make the society ready to be killed in the middle of its evening."""
    store = open_file(path)
    desk = Desk(store)
    if kind == "scan":
        desk.perform(AddElection(meeting=1, title="Election of directors", places=1, term="the 2029 AGM"))
        for member in ("10", "11"):
            desk.perform(Nominate(meeting=1, number=1, member=member, proposer="1", seconder="2"))
        desk.perform(OpenElection(1, 1))
        slips = room // SHEET // 4 * SHEET
        for number in range(1, slips + 1):
            desk.perform(IssuePaper(1, 1, str(number)))
        desk.perform(LaySlips(1, 1, slips))
    if kind in ("vote", "secret"):
        desk.perform(OpenMeeting(1))
        for number in range(1, room + 1):
            desk.perform(CheckIn(1, str(number)))
        desk.perform(DeclareQuorum(1))
        desk.perform(AddMotion(meeting=1, title="A", text="That A.", kind="ordinary"))
        desk.perform(PutMotion(1, 1, "recorded" if kind == "vote" else "secret"))
    store.close()


def _kill_one(path: Path, kind: str, dice: random.Random) -> int:
    before = _recorded(path, kind)
    first = 1 + len(before) if kind in ("check-in", "vote", "secret", "replace", "scan") else 1
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.acting", str(path), kind, str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    begun = child.stdout.readline()
    time.sleep(dice.random() * 0.08)
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read()
    child.stdout.close()
    child.wait()
    assert begun, f"no act of kind {kind} was acknowledged"
    acknowledged = {line for line in (begun + rest).splitlines(keepends=True) if line.endswith("\n")}
    after = _recorded(path, kind)
    lost = {line.strip() for line in acknowledged} - after
    assert not lost, f"acknowledged and not in the file: {sorted(lost)}"
    assert before <= after
    assert len(after - before) - len(acknowledged) in (0, 1)
    return len(acknowledged)


def _recorded(path: Path, kind: str) -> set[str]:
    desk = DeskAtHand(path)
    try:
        assert desk.ask(lambda reader: reader.raw("PRAGMA foreign_key_check")) == []
        if kind in HALF_DONE:
            assert desk.ask(lambda reader: reader.raw(HALF_DONE[kind])) == []
        return {str(number) for (number,) in desk.ask(lambda reader: reader.raw(PRESENT[kind]))}
    finally:
        desk.store.close()


def _check(path: Path) -> None:
    desk = DeskAtHand(path)
    try:
        assert desk.ask(lambda reader: reader.raw("PRAGMA integrity_check")) == [("ok",)]
        found = desk.ask(verify)
        assert found.sound, found.findings[:3]
    finally:
        desk.store.close()


@pytest.mark.parametrize("kind", sorted(ACTS))
def test_killed_at_work_loses_nothing_acknowledged(tmp_path: Path, sample_of_800: Path, kind: str) -> None:
    path = Path(shutil.copy(sample_of_800, tmp_path / "society.coopdesk"))
    _prepare(path, kind, ROOM)
    dice = random.Random(f"kill {kind}")
    assert sum(_kill_one(path, kind, dice) for _ in range(2)) >= 2
    _check(path)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", sorted(ACTS))
def test_killed_twenty_times_at_each_kind_of_work_loses_nothing_acknowledged(tmp_path: Path, kind: str) -> None:
    path = _sample(tmp_path / "society.coopdesk", 6000)
    _prepare(path, kind, 4000)
    dice = random.Random(f"soak {kind}")
    assert sum(_kill_one(path, kind, dice) for _ in range(20)) >= 20
    _check(path)
