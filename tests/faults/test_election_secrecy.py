"""Nobody who holds the file can tell how a member voted in an election, though its journal tells who was handed a paper
when: the worst case is a paper handed out, marked and read at one table, one member after the other."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.services import election_box, election_papers
from coopdesk.services.candidates import Nominate
from coopdesk.services.copies import save_copy
from coopdesk.services.election_box import PapersBeingRead
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_papers import CloseBallot, EnterPaper, ImportPapers, IssuePaper, LaySlips
from coopdesk.services.elections import AddElection, CancelElection, OpenElection
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.sample import make_sample
from coopdesk.services.verify import verify
from coopdesk.storage.files import make, open_file
from tests.conftest import EVENING, DeskAtHand
from tests.faults.linking import as_laid, cells, matches
from tests.services.test_elections import refused

VOTERS = 80
FAR_FROM_CHANCE = 20
"""Of 80 voters, half with a short paper and half with a long one, a guess without knowledge is right for 40, give or
take 4.5; twenty more or less comes about once in a hundred thousand runs."""
ON_ONE_PAGE = 24
"""So few rows that no page is ever split, which would mix its cells."""
SHORT, LONG = "1", "2 1 4 3"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty members and an election with four candidates, its ballot open."""
    path = tmp_path_factory.mktemp("hall") / "hall.coopdesk"
    store = make(path)
    make_sample(store, EVENING, members=VOTERS)
    store.close()
    desk = DeskAtHand(path)
    desk.perform(OpenMeeting(1))
    desk.perform(AddElection(meeting=1, title="Directors", places=2))
    for member in ("3", "5", "7", "9"):
        desk.perform(Nominate(meeting=1, number=1, member=member))
    desk.perform(OpenElection(1, 1))
    desk.store.close()
    return path


@pytest.fixture
def desk(hall: Path, tmp_path: Path) -> Iterator[DeskAtHand]:
    """A desk of one's own."""
    at_hand = DeskAtHand(Path(shutil.copy(hall, tmp_path / "society.coopdesk")))
    yield at_hand
    at_hand.store.close()


def _vote(desk: DeskAtHand, voters: int = VOTERS) -> list[str]:
    """Everybody is handed the next slip of the stack, marks it and has it read; the papers in the order of issue."""
    papers = [SHORT, LONG] * (voters // 2)
    members = list(range(1, voters + 1))
    random.shuffle(papers)
    random.shuffle(members)
    stack = desk.perform(LaySlips(1, 1, voters + 8))
    for member, serial, marks in zip(members, stack, papers, strict=False):
        desk.perform(IssuePaper(1, 1, str(member)))
        for reader in (1, 2):
            desk.perform(EnterPaper(1, 1, serial, marks, reader))
    return papers


def _linked(path: Path, truth: list[str]) -> int:
    """How far from chance the better of two readings of the raw pages is: in key order, and as the cells were laid."""
    found = [cell for cell in cells(path, "election_paper") if str(cell.values[2]).strip()]
    readings = (sorted(found, key=lambda cell: cell.values), as_laid(found))
    guesses = ([str(cell.values[2]).strip() for cell in reading] for reading in readings)
    return max(abs(matches(guess, truth) - len(truth) // 2) for guess in guesses)


def _taken(path: Path, folder: Path) -> Path:
    """The file and its log, as somebody takes them away while the program runs."""
    folder.mkdir(exist_ok=True)
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            shutil.copy(source, folder / f"taken.coopdesk{ending}")
    return folder / "taken.coopdesk"


def test_raw_pages_link_nobody_before_or_after_the_close(desk: DeskAtHand, tmp_path: Path) -> None:
    truth = _vote(desk)
    assert _linked(_taken(desk.path, tmp_path / "open"), truth) < FAR_FROM_CHANCE
    desk.perform(CloseBallot(1, 1))
    # What is left in the log is the note that the box was swept.
    assert desk.path.with_name(desk.path.name + "-wal").stat().st_size < 3 * 4096
    assert _linked(_taken(desk.path, tmp_path / "closed"), truth) < FAR_FROM_CHANCE
    with desk.store.reading() as reader:
        assert reader.raw("PRAGMA freelist_count") == [(0,)]
    desk.perform(CountElection(meeting=1, number=1, seed="dice"))
    desk.perform(DeclareElection(1, 1))
    assert desk.ask(verify).findings == ()


def test_slips_printed_in_the_order_of_their_serials_would_link_everybody(
    desk: DeskAtHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading itself works: where serials are drawn in order, the k-th member who came has the k-th row."""
    following = iter(range(10_000, 20_000))
    monkeypatch.setattr(election_papers, "token_from", lambda _bytes: f"SERIAL{next(following)}")
    truth = _vote(desk)
    assert _linked(_taken(desk.path, tmp_path / "open"), truth) == VOTERS // 2


def test_a_reading_is_written_where_its_row_was_laid(desk: DeskAtHand, tmp_path: Path) -> None:
    """A row that grew would be laid anew, and the order of the cells would be that of the readings."""
    stack = desk.perform(LaySlips(1, 1, VOTERS))

    def lies(folder: Path) -> dict[object, tuple[int, int]]:
        return {cell.values[1]: (cell.page, cell.offset) for cell in cells(_taken(desk.path, folder), "election_paper")}

    before = lies(tmp_path / "laid")
    desk.perform(IssuePaper(1, 1, "1"))
    desk.perform(IssuePaper(1, 1, "2"))
    for serial, marks in ((stack[0], "4 3 2 1"), (stack[1], "!no-first")):
        for reader in (1, 2):
            desk.perform(EnterPaper(1, 1, serial, marks, reader))
    assert lies(tmp_path / "read") == before


def test_papers_that_people_number_lie_as_they_were_read_until_their_count(desk: DeskAtHand, tmp_path: Path) -> None:
    papers = [SHORT, LONG] * (ON_ONE_PAGE // 2)
    random.shuffle(papers)
    for member in range(1, ON_ONE_PAGE + 1):
        desk.perform(IssuePaper(1, 1, str(member)))
    desk.perform(CloseBallot(1, 1))
    for number, marks in zip(random.sample(range(100, 1000), ON_ONE_PAGE), papers, strict=True):
        desk.perform(EnterPaper(1, 1, str(number), marks))
    assert _linked(_taken(desk.path, tmp_path / "read"), papers) == ON_ONE_PAGE // 2
    desk.perform(CountElection(meeting=1, number=1, seed="dice"))
    assert _linked(_taken(desk.path, tmp_path / "counted"), papers) < ON_ONE_PAGE // 2 - 1


def test_the_journal_says_who_had_a_paper_and_of_no_paper_which_or_what(desk: DeskAtHand) -> None:
    _vote(desk, 6)
    with desk.store.reading() as reader:
        entries = reader.raw("SELECT act, payload FROM journal WHERE act IN ('EnterPaper', 'LaySlips', 'IssuePaper')")
    told = {act: {payload for name, payload in entries if name == act} for act, _ in entries}
    assert told["EnterPaper"] == told["LaySlips"] == {'{"rows":[]}'}
    assert len(told["IssuePaper"]) == 6


def test_a_paper_that_people_number_waits_until_the_box_is_closed(desk: DeskAtHand) -> None:
    desk.perform(IssuePaper(1, 1, "1"))
    assert refused(desk, EnterPaper(1, 1, "17", "1")) == "PAPER-WITHOUT-CODE"
    desk.perform(CloseBallot(1, 1))
    assert desk.perform(EnterPaper(1, 1, "17", "1")) == "once"


def test_no_copy_can_be_made_between_two_papers_of_an_open_ballot(desk: DeskAtHand, tmp_path: Path) -> None:
    _vote(desk, 2)
    target = tmp_path / "copy.coopdesk"
    with pytest.raises(PapersBeingRead):
        save_copy(desk, target)
    assert not target.exists()
    desk.perform(CloseBallot(1, 1))
    assert save_copy(desk, target).exists()


@pytest.mark.parametrize("act", [CloseBallot(1, 1), CancelElection(1, 1)])
def test_a_box_closed_just_before_the_plug_was_pulled_is_swept_at_the_next_opening(
    desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch, act: CloseBallot | CancelElection
) -> None:
    _vote(desk, 4)
    assert not desk.store.ballots_waiting()
    with monkeypatch.context() as patched:
        patched.setattr(type(desk.store), "sweep_ballots", lambda store: None)
        desk.perform(act)
    assert desk.store.ballots_waiting()
    desk.store.close()
    desk.store = open_file(desk.path)
    assert not desk.store.ballots_waiting()


def test_papers_read_after_the_close_are_swept_with_their_count(
    desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.perform(ImportPapers(1, 1, "9 1 2 0\n5 2 0"))
    desk.perform(CloseBallot(1, 1))
    swept: list[str] = []
    sweep = type(desk.store).sweep_ballots
    monkeypatch.setattr(type(desk.store), "sweep_ballots", lambda store: (swept.append("now"), sweep(store)))
    desk.perform(CountElection(meeting=1, number=1, seed="dice"))
    assert not swept
    desk.perform(ImportPapers(1, 1, "1 3 0"))
    desk.perform(CountElection(meeting=1, number=1))
    assert swept == ["now"]
    assert not desk.store.ballots_waiting()


def test_every_reading_takes_the_same_room() -> None:
    widths = {len(election_box.blank(12, marks)) for marks in ("", "1", "12 11 10 9 8 7 6 5 4 3 2 1", "!no-first")}
    assert len(widths) == 1
