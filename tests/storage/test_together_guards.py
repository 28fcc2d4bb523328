"""What the schema forbids of motions taken together and of corrigenda, and that each guard is the one that says no."""

import shutil
from pathlib import Path

import pytest

from coopdesk.services.corrigenda import IssueCorrigendum
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.meetings import CallMeeting, CloseMeeting
from coopdesk.services.perform import Desk
from coopdesk.services.together import TakeTogether
from coopdesk.storage.files import open_file
from coopdesk.storage.migrations.debate_0005 import TOGETHER_GUARDS
from tests.conftest import Watch
from tests.services.votes_at_hand import written
from tests.storage.guarded import attacks_on, names_of, says_no_and_is_needed

SPECIAL = {
    "taken_together_fixed": ["UPDATE taken_together SET lead = 3"],
    "taken_together_of_drafts": ["INSERT INTO taken_together VALUES (NULL, 3, 1, 't', 0)"],
    "shared_count_the_same": ["INSERT INTO shared_count VALUES (3, 1)"],
    "corrigendum_after_the_close": [
        "INSERT INTO corrigendum VALUES (NULL, 2, 1, 4, 't', 1, 0, 0, 0, 'carried', 's', 'r', 'a', zeroblob(16))"
    ],
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, quorate_template: Path) -> Path:
    """Motions 1 and 2 declared by one vote, motion 3 by its own, the meeting closed, a corrigendum; another called."""
    path = tmp_path_factory.mktemp("together") / "society.coopdesk"
    shutil.copy(quorate_template, path)
    store = open_file(path)
    desk = Desk(store, clock=Watch())
    for _ in range(3):
        written(desk)
    desk.perform(TakeTogether(1, 1, "2"))
    for number, votes in ((1, 7), (3, 5)):
        desk.perform(PutMotion(1, number, "hands"))
        desk.perform(RecordHands(meeting=1, number=number, votes_for=votes, against=4))
        desk.perform(CloseVote(1, number))
        desk.perform(DeclareResult(1, number))
    desk.perform(CloseMeeting(1))
    desk.perform(
        IssueCorrigendum(meeting=1, number=1, votes_for=8, against=3, reason="misread", authorised="the chair")
    )
    written(desk, meeting=desk.perform(CallMeeting("sgm", "2027-01-14T19:00", "Hall")).id)
    store.close()
    return path


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copy(filled, tmp_path / "society.coopdesk"))


def test_every_guard_is_tried() -> None:
    assert {guard for guard, _ in attacks_on(TOGETHER_GUARDS, SPECIAL)} == set(names_of(TOGETHER_GUARDS))


@pytest.mark.parametrize(("guard", "statement"), attacks_on(TOGETHER_GUARDS, SPECIAL))
def test_a_guard_says_no_and_without_it_the_record_would_change(own: Path, guard: str, statement: str) -> None:
    says_no_and_is_needed(own, guard, statement)
