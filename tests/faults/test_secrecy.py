"""Nobody who holds the file afterwards can tell how a member voted in a secret ballot (reliability reference §3)."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.services import urn
from coopdesk.services.copies import save_copy
from coopdesk.services.counting import CloseVote, PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion, WithdrawMotion
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.sample import make_sample
from coopdesk.services.secret_ballots import CastSecretVote, SecretBallotOpen
from coopdesk.services.verify import verify
from coopdesk.storage.files import make, open_file
from tests.conftest import EVENING, DeskAtHand
from tests.faults.linking import in_key_order, in_page_order, matches, places

VOTERS = 80
FAR_FROM_CHANCE = 20
"""Of 80 voters, half for and half against, a guess without knowledge is right for 40, give or take 4.5; twenty more or
less comes about once in a hundred thousand runs."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty members in the room and a motion waiting."""
    path = tmp_path_factory.mktemp("hall") / "hall.coopdesk"
    store = make(path)
    make_sample(store, EVENING, members=VOTERS)
    desk = Desk(store)
    desk.perform(OpenMeeting(1))
    for number in range(1, VOTERS + 1):
        desk.perform(CheckIn(1, str(number)))
    desk.perform(DeclareQuorum(1))
    desk.perform(AddMotion(meeting=1, title="Chair", text="That the chair stay.", kind="ordinary"))
    store.close()
    return path


@pytest.fixture
def desk(hall: Path, tmp_path: Path) -> Iterator[DeskAtHand]:
    """A desk with the ballot open."""
    path = Path(shutil.copy(hall, tmp_path / "society.coopdesk"))
    at_hand = DeskAtHand(path)
    at_hand.perform(PutMotion(1, 1, "secret"))
    yield at_hand
    at_hand.store.close()


def _vote(desk: Desk) -> list[str]:
    """Everybody votes, half for and half against, in an order of their own; the letters in the order of voting."""
    papers = ["for", "against"] * (VOTERS // 2)
    voters = list(range(1, VOTERS + 1))
    random.shuffle(papers)
    random.shuffle(voters)
    for number, choice in zip(voters, papers, strict=True):
        desk.perform(CastSecretVote(1, 1, str(number), choice))
    return [{"for": "F", "against": "A"}[choice] for choice in papers]


def _linked(path: Path, truth: list[str]) -> int:
    """How far from chance the better of two readings of the raw pages is."""
    found = places(path, 1)
    readings = (in_key_order(found), in_page_order(found))
    return max(abs(matches(reading, truth) - VOTERS // 2) for reading in readings)


def _at(path: Path, folder: Path) -> Path:
    """The file and its log, as somebody takes them away while the program runs."""
    taken = folder / "taken.coopdesk"
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            shutil.copy(source, taken.with_name(taken.name + ending))
    return taken


def test_raw_pages_link_nobody_before_or_after_the_close(desk: DeskAtHand, tmp_path: Path) -> None:
    truth = _vote(desk)
    assert _linked(_at(desk.path, tmp_path), truth) < FAR_FROM_CHANCE
    desk.perform(CloseVote(1, 1))
    log = desk.path.with_name(desk.path.name + "-wal")
    # What is left in the log is the note that the ballot was swept: one page, written after the log was emptied.
    assert log.stat().st_size < 3 * 4096
    (tmp_path / "after").mkdir()
    assert _linked(_at(desk.path, tmp_path / "after"), truth) < FAR_FROM_CHANCE


def test_papers_laid_in_the_order_of_arrival_would_link_everybody(
    desk: DeskAtHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading itself works: without the random place, each voter is found."""
    following = iter(range(VOTERS))
    monkeypatch.setattr(urn, "_any", lambda act, slots: next(following))
    truth = _vote(desk)
    assert _linked(_at(desk.path, tmp_path), truth) == VOTERS // 2


def test_no_page_of_the_closed_file_is_left_over_from_the_voting(desk: DeskAtHand) -> None:
    _vote(desk)
    desk.perform(CloseVote(1, 1))
    with desk.store.reading() as reader:
        assert reader.raw("PRAGMA freelist_count") == [(0,)]
        assert reader.raw("SELECT swept FROM ballot_box") == [(1,)]
    assert desk.ask(verify).findings == ()


def test_the_journal_says_who_voted_and_nothing_of_how(desk: DeskAtHand) -> None:
    _vote(desk)
    with desk.store.reading() as reader:
        entries = reader.raw("SELECT payload FROM journal WHERE act = 'CastSecretVote'")
    told = {payload.replace(f",{number}]", ",N]") for number in range(1, VOTERS + 1) for (payload,) in entries}
    plain = {text for text in told if ",N]" in text}
    assert plain == {'{"rows":[["+","ballot_voted",[1,N],{},null]]}'}


def test_no_copy_can_be_made_between_two_votes(desk: DeskAtHand, tmp_path: Path) -> None:
    target = tmp_path / "copy.coopdesk"
    with pytest.raises(SecretBallotOpen):
        save_copy(desk, target)
    assert not target.exists()
    desk.perform(CloseVote(1, 1))
    assert save_copy(desk, target).exists()


def test_a_ballot_closed_just_before_the_plug_was_pulled_is_swept_at_the_next_opening(
    desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    _vote(desk)
    with monkeypatch.context() as patched:
        patched.setattr(type(desk.store), "sweep_ballots", lambda store: None)
        desk.perform(CloseVote(1, 1))
    assert desk.store.ballots_waiting()
    desk.store.close()
    store = open_file(desk.path)
    assert not store.ballots_waiting()
    store.close()
    desk.store = open_file(desk.path)


def test_a_withdrawn_ballot_is_sealed_and_swept_too(desk: DeskAtHand) -> None:
    desk.perform(CastSecretVote(1, 1, "1", "for"))
    desk.perform(WithdrawMotion(1, 1))
    assert not desk.store.ballots_waiting()
    assert desk.ask(verify).findings == ()


ATTACKS = {
    "a second mark": "INSERT INTO ballot_voted VALUES (1, 1)",
    "a replaced mark": "INSERT OR REPLACE INTO ballot_voted VALUES (1, 1)",
    "a mark moved": "UPDATE ballot_voted SET member = 3 WHERE member = 1",
    "a mark rubbed out": "DELETE FROM ballot_voted WHERE member = 1",
    "a paper without a voter": "UPDATE urn SET choice = 'F' WHERE choice = ' '",
    "a paper turned": "UPDATE urn SET choice = 'A' WHERE choice = 'F'",
    "a paper taken out": "UPDATE urn SET choice = ' ' WHERE choice = 'F'",
    "a paper burnt": "DELETE FROM urn WHERE choice = 'F'",
    "a paper added": "INSERT INTO urn VALUES (1, 999, 'F')",
    "a place added": "INSERT INTO urn VALUES (1, 999, ' ')",
    "a place replaced": "INSERT OR REPLACE INTO urn SELECT count, slot, ' ' FROM urn WHERE choice = 'F'",
    "somebody not in the room": "INSERT INTO ballot_voted VALUES (1, 999)",
    "counters set back": "UPDATE ballot_box SET voted = 0, papers = 0",
    "another urn": "INSERT OR REPLACE INTO ballot_box VALUES (1, 4, 0, 0, 0)",
    "swept while open": "UPDATE ballot_box SET swept = 1",
    "closed unsealed": "UPDATE vote_count SET closed_at = 'now', votes_for = 9",
    "sealed short": "INSERT INTO ballot_seal VALUES (1, 0, 'x')",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_the_schema_refuses(desk: DeskAtHand, attack: str) -> None:
    desk.perform(CastSecretVote(1, 1, "1", "for"))
    desk.perform(CastSecretVote(1, 1, "2", "against"))
    connection = sqlite3.connect(desk.path)
    connection.execute("PRAGMA foreign_keys=ON")
    before = connection.execute("SELECT * FROM urn").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(attack)
    assert connection.execute("SELECT * FROM urn").fetchall() == before
    connection.close()


def test_a_paper_turned_after_the_close_is_found(desk: DeskAtHand) -> None:
    for number, choice in (("1", "for"), ("2", "for"), ("3", "against")):
        desk.perform(CastSecretVote(1, 1, number, choice))
    desk.perform(CloseVote(1, 1))
    connection = sqlite3.connect(desk.path)
    guard = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'urn_filled_once'").fetchone()[0]
    counting = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'urn_counted'").fetchone()[0]
    connection.execute("DROP TRIGGER urn_filled_once")
    connection.execute("DROP TRIGGER urn_counted")
    connection.execute("UPDATE urn SET choice = 'A' WHERE slot = (SELECT min(slot) FROM urn WHERE choice = 'F')")
    connection.execute(guard)
    connection.execute(counting)
    connection.commit()
    connection.close()
    assert {finding.code for finding in desk.ask(verify).findings} == {"URN-CHANGED", "TALLY-WRONG"}
