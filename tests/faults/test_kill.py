"""Killed at any moment: what was acknowledged is there, whole and chained, and at most one act more."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coopdesk.services.counting import PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.sample import make_sample
from coopdesk.services.verify import verify
from coopdesk.storage.files import make
from tests.conftest import EVENING, DeskAtHand
from tests.faults.acting import ACTS

ROOT = Path(__file__).parents[2]
MEMBERS = 800
ROOM = 250
"""Members present where votes are cast; a child casts fewer before it is killed twice."""

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
}
"""What the record shows of each kind of act, as the child acknowledges it."""


def _society(path: Path, kind: str, members: int, room: int) -> None:
    """A society large enough to be killed in the middle of its evening."""
    store = make(path)
    make_sample(store, EVENING, members=members)
    desk = Desk(store)
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
    first = 1 + len(before) if kind in ("check-in", "vote", "secret", "replace") else 1
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
def test_killed_at_work_loses_nothing_acknowledged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "society.coopdesk"
    _society(path, kind, MEMBERS, ROOM)
    dice = random.Random(f"kill {kind}")
    assert sum(_kill_one(path, kind, dice) for _ in range(2)) >= 2
    _check(path)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", sorted(ACTS))
def test_killed_twenty_times_at_each_kind_of_work_loses_nothing_acknowledged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "society.coopdesk"
    _society(path, kind, 6000, 4000)
    dice = random.Random(f"soak {kind}")
    assert sum(_kill_one(path, kind, dice) for _ in range(20)) >= 20
    _check(path)
