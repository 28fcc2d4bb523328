"""An election's slips printed, filled in and scanned: rankings come back as written, what is unclear goes to people."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from coopdesk.documents.ballot_slips import plan_of, print_slips, trial_sheet
from coopdesk.documents.scanned_papers import NUMBERS, ScannedPapers, read_papers
from coopdesk.documents.slip_plan import HEIGHT, WIDTH, slip_plan
from coopdesk.services.papers.ballot_slips import SlipView
from tests.documents.election_slips import BOXES, CONFIRM, CROSSES, GRID, SERIALS, blank_sheets, cut, mark, ranked
from tests.documents.scanning import DPI, cross_at, pictured, scanned

RANKINGS = ((1, 2, 3), (6, 5, 4, 3, 2, 1), (4,), (2, 6), (3, 1, 5, 2), (5, 4))
WANTED = {f"{serial} {' '.join(map(str, ranks))}" for serial, ranks in zip(SERIALS, RANKINGS, strict=True)}


def _filled(view: SlipView = GRID, dpi: int = DPI, weight: int = 3) -> list[Image.Image]:
    sheets = blank_sheets(view, dpi)
    for slip, ranks in enumerate(RANKINGS):
        mark(sheets, view, slip, ranked(view, ranks), dpi=dpi, weight=weight)
    return sheets


def _read(sheets: Sequence[Image.Image], folder: Path, view: SlipView = GRID, **scan: float) -> ScannedPapers:
    return read_papers([scanned(list(sheets), folder, **scan)], view)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def filled() -> list[Image.Image]:
    return _filled()


@pytest.mark.parametrize(("turn", "noise"), [(0, 0), (2.1, 400), (180, 200), (90, 400), (-2.5, 1500), (183, 800)])
def test_every_ranking_is_read_however_the_sheets_lay(
    filled: list[Image.Image], tmp_path: Path, turn: float, noise: int
) -> None:
    read = _read(filled, tmp_path, turn=turn, noise=noise)
    assert read.doubtful == ()
    assert set(read.clear) == WANTED
    assert (read.pages, read.empty, read.tests) == (3, (), ())


@pytest.mark.parametrize(("dpi", "weight"), [(200, 4), (300, 6)])
def test_finer_scans_are_read_too(tmp_path: Path, dpi: int, weight: int) -> None:
    assert set(_read(_filled(dpi=dpi, weight=weight), tmp_path, dpi=dpi, turn=0.8).clear) == WANTED


def test_slips_cut_apart_lie_every_which_way(filled: list[Image.Image], tmp_path: Path) -> None:
    slips = [
        slip.rotate(90 * at + at, expand=True, fillcolor=250, resample=Image.Resampling.BICUBIC)
        for at, slip in enumerate(cut(filled))
    ]
    read = _read(slips, tmp_path)
    assert set(read.clear) == WANTED
    assert read.doubtful == ()


@pytest.mark.parametrize("ending", ["png", "jpg", "tiff"])
def test_pictures_of_every_kind_will_do(filled: list[Image.Image], tmp_path: Path, ending: str) -> None:
    paths = []
    for at, sheet in enumerate(filled):
        paths.append(tmp_path / f"scan{at}.{ending}")
        sheet.save(paths[-1], **({"quality": 60} if ending == "jpg" else {}))
    assert set(read_papers(paths, GRID).clear) == WANTED


def test_what_is_no_clear_ranking_is_left_to_people_with_its_picture(tmp_path: Path) -> None:
    sheets = blank_sheets(GRID)
    mark(sheets, GRID, 1, [0, 1])
    mark(sheets, GRID, 2, [0, 6])
    mark(sheets, GRID, 3, [0, 8])
    mark(sheets, GRID, 4, [0])
    mark(sheets, GRID, 4, [7], weight=1, reach=0.06)
    mark(sheets, GRID, 5, ranked(GRID, (1, 2)))
    mark(sheets, GRID, 5, [14], weight=6, ink=150)
    read = _read(sheets, tmp_path)
    said = {slip.serial: slip.doubt for slip in read.doubtful}
    assert said == {
        SERIALS[0]: "no box is marked",
        SERIALS[1]: "name 1 has more than one choice",
        SERIALS[2]: "choice 1 stands beside more than one name",
        SERIALS[3]: "choice 2 is left out",
        SERIALS[4]: "a box has a faint mark",
        SERIALS[5]: "one mark is much paler than the others, as if it was rubbed out",
    }
    assert read.clear == ()
    picture = Image.open(io.BytesIO(read.doubtful[0].picture))
    assert (picture.width, picture.height) == (WIDTH * 8, HEIGHT * 8)


def test_a_smudge_where_a_mark_was_rubbed_out_is_seen(tmp_path: Path) -> None:
    sheets = _filled()
    x, y = (value * DPI / 25.4 for value in slip_box(GRID, 20))
    ImageDraw.Draw(sheets[0]).ellipse((x - 12, y - 12, x + 12, y + 12), fill=205)
    read = _read(sheets, tmp_path)
    assert [(slip.serial, slip.doubt) for slip in read.doubtful] == [(SERIALS[0], "a box looks rubbed out")]
    assert len(read.clear) == 5


def slip_box(view: SlipView, box: int) -> tuple[float, float]:
    """The middle of a box of the first slip, in millimetres."""
    return plan_of(view).boxes()[box]


def test_a_slip_whose_code_is_torn_is_never_passed_over(filled: list[Image.Image], tmp_path: Path) -> None:
    sheets = [sheet.copy() for sheet in filled]
    pen = ImageDraw.Draw(sheets[0])
    edge = DPI / 25.4
    pen.rectangle((18 * edge, 176 * edge, 30 * edge, 190 * edge), fill=0)
    alone = cut(filled)[5]
    ImageDraw.Draw(alone).rectangle((13 * edge, 173 * edge, 30 * edge, 185 * edge), fill=255)
    read = _read([*sheets[:2], alone, Image.new("L", sheets[0].size, 255)], tmp_path)
    assert [(slip.serial, slip.page, slip.doubt) for slip in read.doubtful] == [
        ("", 1, "its code cannot be read"),
        ("", 3, "its code cannot be read"),
    ]
    assert all(slip.picture for slip in read.doubtful)
    assert [page for _, page in read.empty] == [4]
    assert len(read.clear) == 3


def test_a_corner_torn_off_makes_a_slip_doubtful(filled: list[Image.Image], tmp_path: Path) -> None:
    sheets = [sheet.copy() for sheet in filled[:1]]
    ImageDraw.Draw(sheets[0]).rectangle((0, 0, int(9 * DPI / 25.4), int(80 * DPI / 25.4)), fill=255)
    read = _read(sheets, tmp_path)
    assert [slip.doubt for slip in read.doubtful] == ["a black square beside the names is torn off or covered"]
    assert len(read.clear) == 1


def test_crosses_are_read_up_to_the_places(tmp_path: Path) -> None:
    sheets = blank_sheets(CROSSES)
    wanted = ([0], [1, 4], [0, 2, 5], [0, 1, 2, 3], [], [3])
    for slip, boxes in enumerate(wanted):
        mark(sheets, CROSSES, slip, boxes)
    read = _read(sheets, tmp_path, CROSSES, turn=1.2, noise=300)
    crosses = {0: "1", 1: "2 5", 2: "1 3 6", 5: "4"}
    assert set(read.clear) == {f"{SERIALS[slip]} {said}" for slip, said in crosses.items()}
    said = {slip.serial: slip.doubt for slip in read.doubtful}
    assert said == {SERIALS[3]: "4 boxes are marked, and there are 3 places", SERIALS[4]: "no box is marked"}
    exactly = _read(sheets, tmp_path, replace(CROSSES, exactly=True))
    assert set(exactly.clear) == {f"{SERIALS[2]} 1 3 6"}


def test_a_yes_or_a_no_to_each_name_is_read(tmp_path: Path) -> None:
    sheets = blank_sheets(CONFIRM)
    for slip, boxes in enumerate(([0, 3, 4], [11], [0, 1], [])):
        mark(sheets, CONFIRM, slip, boxes)
    read = _read(sheets[:2], tmp_path, CONFIRM, turn=1.5, noise=300)
    assert set(read.clear) == {f"{SERIALS[0]} 1 -2 3", f"{SERIALS[1]} -6"}
    assert {slip.serial: slip.doubt for slip in read.doubtful} == {
        SERIALS[2]: "name 1 has both a yes and a no",
        SERIALS[3]: "no box is marked",
    }


def test_numbers_are_read_by_people_and_never_guessed(tmp_path: Path) -> None:
    sheets = blank_sheets(BOXES)
    mark(sheets, BOXES, 0, [0, 3])
    read = _read(sheets[:1], tmp_path, BOXES)
    assert read.clear == ()
    assert {slip.serial: slip.doubt for slip in read.doubtful} == {
        SERIALS[0]: NUMBERS,
        SERIALS[1]: "no box is marked",
    }


@pytest.mark.parametrize("view", [GRID, BOXES, CROSSES, CONFIRM], ids=["grid", "boxes", "crosses", "yes-no"])
@pytest.mark.parametrize("large", [False, True])
def test_the_test_sheet_shows_that_the_scanner_reads(tmp_path: Path, view: SlipView, large: bool) -> None:
    sheets = pictured(print_slips(trial_sheet(view), large=large).data)
    read = _read(sheets, tmp_path, view, turn=0.5)
    assert (read.tests, read.clear, read.doubtful) == ((True, True), (), ())


def test_a_scanner_that_sees_more_than_is_printed_is_told(tmp_path: Path) -> None:
    sheets = pictured(print_slips(trial_sheet(GRID)).data)
    mark(sheets, GRID, 0, [1])
    assert sorted(_read(sheets, tmp_path).tests) == [False, True]


def test_slips_in_large_type_are_read_by_the_same_plan(tmp_path: Path) -> None:
    view = replace(GRID, codes=GRID.codes[:1])
    sheets = pictured(print_slips(view, large=True).data)
    pen = ImageDraw.Draw(sheets[0])
    for box in ranked(GRID, (2, 1)):
        x, y = (value * 2**0.5 * DPI / 25.4 for value in slip_box(view, box))
        pen.line((x - 12, y - 12, x + 12, y + 12), fill=20, width=5)
    assert _read(sheets, tmp_path, view).clear == (f"{SERIALS[0]} 2 1",)


@pytest.mark.parametrize(("form", "names"), [("grid", 18), ("boxes", 25)])
def test_slips_that_are_whole_sheets_are_read_by_the_plan_they_were_made_by(
    tmp_path: Path, form: str, names: int
) -> None:
    many = tuple((f"Name {number}", "") for number in range(1, names + 1))
    view = replace(CROSSES if form == "boxes" else GRID, names=many, codes=GRID.codes[:2], limit=0)
    sheets = pictured(print_slips(view).data)
    plan = plan_of(view)
    boxes = [0, names - 1] if form == "boxes" else ranked(view, (names, 1, 7))
    for box in boxes:
        cross_at(sheets[1], plan.boxes()[box], plan.size * 0.3)
    read = _read(sheets, tmp_path, view, turn=181.0, noise=400)
    assert read.clear == (f"{SERIALS[1]} {'1 25' if form == 'boxes' else '18 1 7'}",)
    assert [slip.doubt for slip in read.doubtful] == ["no box is marked"]


def test_boxes_are_clear_of_their_frames_however_many_names() -> None:
    for whole, most, most_grid, lowest in ((False, 13, 10, 168.1), (True, 25, 18, 255.1)):
        for names in range(1, most + 1):
            for columns in (1, 2, *([names] if names <= most_grid else [])):
                plan = slip_plan(names, 58.0, columns, whole=whole)
                layout = plan.layout()
                assert layout.window >= 2.6
                assert layout.window < plan.size - 2 * plan.frame
                assert plan.bottom < lowest
