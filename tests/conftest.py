"""What every test may ask for: a society file of its own, a desk on it, the command line, and the shared data.

Making a society file takes a fifth of a second (Alembic), so each kind is made once a session and copied.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coopdesk.cli import main
from coopdesk.domain.rules import LegalForm
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands, RecountMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.events import Event
from coopdesk.services.joining import JoinAtDoor
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.membership import EditMember
from coopdesk.services.minutes import EditMinutes
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.sample import make_sample
from coopdesk.services.society import FoundSociety, preset_rules
from coopdesk.services.visitors import ReceiveGuest, RecordApology
from coopdesk.services.votes import CastForTheRest, CastVote, VoidVote
from coopdesk.storage.files import make, open_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Papers come out alike whatever fonts the computer has.
os.environ["COOPDESK_FONTS"] = ""

EVENING = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)
"""When the tests' meetings begin: half past six in Hebden Bridge, where it is winter time."""

MEMBERS = 40
"""The sample's register; a tenth of it, four, are a quorum."""

IN_THE_ROOM = 12
"""Members 1 to 12 are in the room once ``quorate`` begins."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long tests run where they are asked for: ``make soak``, or ``-m soak``."""
    if config.option.markexpr:
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """pytest-qt's, with the collector kept to its thread from the first test on, as in the program."""
    from coopdesk.ui.kit.collector import collect_between_events

    collect_between_events(qapp)
    return qapp


class Watch:
    """A clock that a test winds on by hand."""

    def __init__(self, moment: datetime = EVENING) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def wind(self, **time: int) -> None:
        """Wind the clock on, or (a negative time) back."""
        self.moment += timedelta(**time)


class DeskAtHand(Desk):
    """A desk with its watch in reach, that keeps what it was told after each commit."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.watch = Watch()
        self.told: list[Event] = []
        super().__init__(open_file(path), clock=self.watch, publish=self.told.append)


@pytest.fixture(scope="session")
def founded_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A society just founded: no member, no meeting, rules of the co-operative preset."""
    path = tmp_path_factory.mktemp("founded") / "society.coopdesk"
    store = make(path)
    rules = preset_rules(LegalForm.CO_OPERATIVE, {})
    found = FoundSociety("Todmorden Bakers Limited", "4321R", "co-operative-society", rules, office="1 Mill Lane")
    Desk(store, clock=Watch()).perform(found)
    store.close()
    return path


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample society on the day of its meeting, which is called and not yet open."""
    path = tmp_path_factory.mktemp("sample") / "society.coopdesk"
    store = make(path)
    make_sample(store, EVENING, members=MEMBERS)
    store.close()
    return path


@pytest.fixture(scope="session")
def quorate_template(tmp_path_factory: pytest.TempPathFactory, sample_template: Path) -> Path:
    """The sample's meeting open, members 1 to 12 in the room, the quorum declared."""
    path = tmp_path_factory.mktemp("quorate") / "society.coopdesk"
    shutil.copy(sample_template, path)
    store = open_file(path)
    desk = Desk(store, clock=Watch())
    desk.perform(OpenMeeting(1))
    for number in range(1, IN_THE_ROOM + 1):
        desk.perform(CheckIn(1, str(number)))
    desk.perform(DeclareQuorum(1))
    store.close()
    return path


@pytest.fixture(scope="session")
def busy_template(tmp_path_factory: pytest.TempPathFactory, quorate_template: Path) -> Path:
    """An evening with something in every table.

    Motion 1 declared and recounted (hands), motion 2 declared (recorded, with a vote voided and cast again), motion 3
    open with the votes of members 1, 2 and 3, motion 4 a draft; a guest, apologies, a joining, words for the minutes, a
    new telephone number.
    """
    path = tmp_path_factory.mktemp("busy") / "society.coopdesk"
    shutil.copy(quorate_template, path)
    store = open_file(path)
    desk = Desk(store, clock=Watch())
    desk.perform(ReceiveGuest(1, "Councillor Ada Brook"))
    desk.perform(RecordApology(1, "20"))
    desk.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="cash", address="3 Hill"))
    for words in ("Read.", "Read and *agreed*."):
        desk.perform(EditMinutes(1, "5", words))
    desk.perform(EditMember(member=30, phone="01422 496999"))
    for title in ("Accounts", "Audit", "Dividend", "Garden"):
        desk.perform(AddMotion(meeting=1, title=title, text=f"That {title} be received.", kind="ordinary"))
    for opening in (PutMotion(1, 1, "hands"), RecountMotion(1, 1)):
        desk.perform(opening)
        desk.perform(RecordHands(meeting=1, number=1, votes_for=9, against=2, abstain=1))
        desk.perform(CloseVote(1, 1))
        desk.perform(DeclareResult(1, 1))
    desk.perform(PutMotion(1, 2, "recorded"))
    desk.perform(CastForTheRest(1, 2, "for"))
    desk.perform(VoidVote(1, 2, "4", "called out too late"))
    desk.perform(CastVote(1, 2, "4", "against"))
    desk.perform(CloseVote(1, 2))
    desk.perform(DeclareResult(1, 2))
    desk.perform(PutMotion(1, 3, "recorded"))
    for number in ("1", "2", "3"):
        desk.perform(CastVote(1, 3, number, "for"))
    store.close()
    return path


@pytest.fixture
def founded_file(founded_template: Path, tmp_path: Path) -> Path:
    """A copy of its own of a society just founded."""
    return Path(shutil.copy(founded_template, tmp_path / "society.coopdesk"))


@pytest.fixture
def sample_file(sample_template: Path, tmp_path: Path) -> Path:
    """A copy of its own of the sample before its meeting."""
    return Path(shutil.copy(sample_template, tmp_path / "society.coopdesk"))


@pytest.fixture
def quorate_file(quorate_template: Path, tmp_path: Path) -> Path:
    """A copy of its own of the sample's meeting with a declared quorum."""
    return Path(shutil.copy(quorate_template, tmp_path / "society.coopdesk"))


@pytest.fixture
def busy_file(busy_template: Path, tmp_path: Path) -> Path:
    """A copy of its own of the busy evening."""
    return Path(shutil.copy(busy_template, tmp_path / "society.coopdesk"))


@pytest.fixture
def busy(busy_file: Path) -> Iterator[DeskAtHand]:
    """A desk on the busy evening."""
    yield from _desk_on(busy_file)


@pytest.fixture
def founded(founded_file: Path) -> Iterator[DeskAtHand]:
    """A desk on a society just founded."""
    yield from _desk_on(founded_file)


@pytest.fixture
def sample(sample_file: Path) -> Iterator[DeskAtHand]:
    """A desk on the sample before its meeting."""
    yield from _desk_on(sample_file)


@pytest.fixture
def quorate(quorate_file: Path) -> Iterator[DeskAtHand]:
    """A desk on the sample's meeting, quorum declared."""
    yield from _desk_on(quorate_file)


def _desk_on(path: Path) -> Iterator[DeskAtHand]:
    desk = DeskAtHand(path)
    yield desk
    desk.store.close()


@dataclass(frozen=True, slots=True)
class Ran:
    """One call of the command line: exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def refused(self) -> str:
        """The code of the refusal, from JSON or from the sentence for people; "" where there was none."""
        if self.out.startswith("refused: "):
            return self.out.split(": ")[1]
        if not self.out.startswith("{"):
            return ""
        refused: str = self.json.get("refused", {}).get("code", "")
        return refused


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """``run("door", "in", path, 7, "--json")`` calls ``coopdesk`` in this process."""

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(each) for each in arguments])
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return call


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program keeps its settings and reports in the test's own folder."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The reference data beside the repository; a test that needs it is left out where only the repository is."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the reference data ../shared/data is not on this machine")
    return folder
