"""What the schema forbids of an urn divided by class, and that each guard is the one that says no."""

import shutil
from pathlib import Path

import pytest

from coopdesk.services.counting import PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.society import changed_rules
from coopdesk.storage.files import open_file
from coopdesk.storage.migrations.class_boxes_0005 import CLASS_BOX_GUARDS
from tests.conftest import Watch
from tests.services.votes_at_hand import written
from tests.storage.guarded import attacks_on, names_of, says_no_and_is_needed

SPECIAL = {"class_box_at_the_opening": ["INSERT INTO class_box VALUES (1, 'Guest', 0, 4)"]}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, sample_template: Path) -> Path:
    """A secret ballot that is open, its urn divided into one class."""
    path = tmp_path_factory.mktemp("boxes") / "society.coopdesk"
    shutil.copy(sample_template, path)
    store = open_file(path)
    desk = Desk(store, clock=Watch())
    desk.perform(desk.ask(changed_rules, {"class_vote[ordinary]": "each", "classes": "Individual, Worker"}))
    rows = desk.ask(lambda reader: reader.raw("SELECT number FROM member WHERE class_name = 'Individual' LIMIT 6"))
    desk.perform(OpenMeeting(1))
    for (number,) in rows:
        desk.perform(CheckIn(1, number))
    desk.perform(DeclareQuorum(1))
    desk.perform(PutMotion(1, written(desk), "secret"))
    store.close()
    return path


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copy(filled, tmp_path / "society.coopdesk"))


def test_every_guard_is_tried() -> None:
    assert {guard for guard, _ in attacks_on(CLASS_BOX_GUARDS, SPECIAL)} == set(names_of(CLASS_BOX_GUARDS))


@pytest.mark.parametrize(("guard", "statement"), attacks_on(CLASS_BOX_GUARDS, SPECIAL))
def test_a_guard_says_no_and_without_it_the_record_would_change(own: Path, guard: str, statement: str) -> None:
    says_no_and_is_needed(own, guard, statement)
