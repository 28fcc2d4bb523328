"""What the schema forbids of particulars, requisitions and adjournments; each guard is the one that says no."""

import shutil
from pathlib import Path

import pytest

from coopdesk.services.counting import PutMotion
from coopdesk.services.meetings import AdjournMeeting, CallMeeting, GiveNotice
from coopdesk.services.motions import WithdrawMotion
from coopdesk.services.particulars import StateParticulars
from coopdesk.services.perform import Desk
from coopdesk.storage.files import open_file
from coopdesk.storage.migrations.checks_0005 import CHECK_GUARDS
from tests.conftest import Watch
from tests.services.votes_at_hand import written
from tests.storage.guarded import attacks_on, names_of, says_no_and_is_needed

SPECIAL = {
    "motion_particulars_before_the_vote": [
        "INSERT INTO motion_particulars VALUES (NULL, 1, 't', '2027-03-31', NULL, NULL)"
    ]
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, quorate_template: Path) -> Path:
    """A row in every table; motion 1 was put and withdrawn, the meeting is adjourned with fresh notice."""
    path = tmp_path_factory.mktemp("checks") / "society.coopdesk"
    shutil.copy(quorate_template, path)
    store = open_file(path)
    desk = Desk(store, clock=Watch())
    written(desk, "audit-exemption")
    desk.perform(StateParticulars(meeting=1, number=1, year_ends="2027-03-31"))
    desk.perform(PutMotion(1, 1, "hands"))
    desk.perform(WithdrawMotion(1, 1))
    desk.perform(CallMeeting("sgm", "2026-12-28T18:00", "Hall", requisitioned=True))
    desk.perform(AdjournMeeting(1, "2026-12-20T19:00"))
    desk.perform(GiveNotice(1, "2026-12-01", "hand"))
    store.close()
    return path


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copy(filled, tmp_path / "society.coopdesk"))


def test_every_guard_is_tried() -> None:
    assert {guard for guard, _ in attacks_on(CHECK_GUARDS, SPECIAL)} == set(names_of(CHECK_GUARDS))


@pytest.mark.parametrize(("guard", "statement"), attacks_on(CHECK_GUARDS, SPECIAL))
def test_a_guard_says_no_and_without_it_the_record_would_change(own: Path, guard: str, statement: str) -> None:
    says_no_and_is_needed(own, guard, statement)
