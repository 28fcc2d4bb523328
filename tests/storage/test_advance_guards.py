"""What the schema forbids of votes sent in before a meeting, and that each guard is the one that says no."""

import shutil
from pathlib import Path

import pytest

from coopdesk.services.advance import RecordAdvanceRoll, RecordAdvanceTotals, VoidAdvance
from coopdesk.services.counting import CloseVote, PutMotion, RecordHands
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.society import changed_rules
from coopdesk.storage.files import open_file
from coopdesk.storage.migrations.advance_0005 import ADVANCE_GUARDS
from tests.conftest import Watch
from tests.services.votes_at_hand import written
from tests.storage.guarded import attacks_on, names_of, says_no_and_is_needed

SPECIAL = {
    "advance_batch_before_the_vote": ["INSERT INTO advance_batch VALUES (NULL, 1, 't', 'post', 0, '', 1, 0, 0, 0, 0)"],
    "advance_voter_before_the_vote": ["INSERT INTO advance_voter VALUES (1, 9, 'for')"],
    "advance_voter_once": ["INSERT INTO advance_voter VALUES (4, 30, 'for')"],
    "advance_void_before_the_vote": ["INSERT INTO advance_void VALUES (1, 't', 'late', zeroblob(16))"],
    "count_advance_at_the_opening": ["INSERT INTO count_advance VALUES (1, 'Worker', 1, 0, 0, 0, 0, 0)"],
    "vote_void_not_of_one_that_stands": ["INSERT INTO vote_void VALUES (2, 30, 1, 't', 'no', zeroblob(16))"],
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, sample_template: Path) -> Path:
    """Motion 1 counted by hands, motion 2 under way by recorded vote, motion 3 waiting; all with votes sent in."""
    path = tmp_path_factory.mktemp("advance") / "society.coopdesk"
    shutil.copy(sample_template, path)
    store = open_file(path)
    desk = Desk(store, clock=Watch())
    desk.perform(desk.ask(changed_rules, {"advance_votes": "stand"}))
    for _ in range(3):
        number = written(desk)
        desk.perform(RecordAdvanceRoll(meeting=1, number=number, roll="30,for\n31,against\n"))
    desk.perform(RecordAdvanceTotals(meeting=1, number=3, votes_for=1, voters="32\n"))
    desk.perform(RecordAdvanceTotals(meeting=1, number=3, votes_for=1))
    desk.perform(VoidAdvance(1, 3, "typed twice"))
    desk.perform(OpenMeeting(1))
    for number in range(1, 6):
        desk.perform(CheckIn(1, str(number)))
    desk.perform(DeclareQuorum(1))
    desk.perform(PutMotion(1, 1, "hands"))
    desk.perform(RecordHands(meeting=1, number=1, votes_for=3, against=1))
    desk.perform(CloseVote(1, 1))
    desk.perform(PutMotion(1, 2, "recorded"))
    store.close()
    return path


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copy(filled, tmp_path / "society.coopdesk"))


def test_every_guard_is_tried() -> None:
    assert {guard for guard, _ in attacks_on(ADVANCE_GUARDS, SPECIAL)} == set(names_of(ADVANCE_GUARDS))


@pytest.mark.parametrize(("guard", "statement"), attacks_on(ADVANCE_GUARDS, SPECIAL))
def test_a_guard_says_no_and_without_it_the_record_would_change(own: Path, guard: str, statement: str) -> None:
    says_no_and_is_needed(own, guard, statement)
