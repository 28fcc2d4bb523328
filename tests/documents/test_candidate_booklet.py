"""The candidates' booklet, read back from the finished file; photographs made small with nothing else left in them."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from coopdesk.documents.candidate_booklet import candidate_booklet
from coopdesk.documents.chapters import PaperFile, print_chapters
from coopdesk.documents.photographs import HEIGHT, WIDTH, small_photograph
from coopdesk.domain.faults import UnusableInput
from coopdesk.services.candidate_profiles import LARGEST_KEPT
from coopdesk.services.papers.candidate_booklet import BookletView
from tests.documents.booklets import BOOKLET, CANDIDATES, LONG
from tests.documents.gatherings import HEADING
from tests.documents.lint import lint
from tests.documents.reading import overlaps, unpacked, whole_text
from tests.documents.societies import UNDRAWABLE


def _printed(view: BookletView) -> PaperFile:
    return print_chapters([candidate_booklet(view)], HEADING)


def test_everybody_stands_in_the_order_of_the_paper_with_their_own_words() -> None:
    paper = _printed(BOOKLET)
    assert lint(paper.data) == []
    assert overlaps(paper.data) == []
    said = whole_text(paper.data).replace("\n", " ")
    places = [said.index(f"{each.number}. {each.name}") for each in CANDIDATES]
    assert places == sorted(places)
    for words in ("There are 3 places.", "own words", "seconded by William Barker", "opening on Sundays", "Re-open"):
        assert words in said
    assert "No photograph" in said


def test_photographs_are_told_to_a_screen_reader() -> None:
    told = unpacked(_printed(BOOKLET).data)
    assert told.count(b"/Alt") >= 2
    with pikepdf.open(io.BytesIO(_printed(BOOKLET).data)) as paper:
        pictures = [each for page in paper.pages for each in page.get_images().values()]
        assert len(pictures) == 2
        assert {(int(each.Width), int(each.Height)) for each in pictures} == {(WIDTH, HEIGHT)}


def test_one_photograph_seen_twice_is_in_the_file_once() -> None:
    twice = replace(BOOKLET.contests[0], candidates=(CANDIDATES[0], replace(CANDIDATES[0], number=2, name="Bo Ash")))
    with pikepdf.open(io.BytesIO(_printed(replace(BOOKLET, contests=(twice,))).data)) as paper:
        found = [
            thing for thing in paper.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
    assert len(found) == 1


def test_a_statement_as_long_as_may_be_goes_on_over_the_page() -> None:
    many = tuple(replace(CANDIDATES[0], number=number, statement=LONG * 4) for number in range(1, 7))
    paper = _printed(replace(BOOKLET, contests=(replace(BOOKLET.contests[0], candidates=many),)))
    assert lint(paper.data) == []
    assert overlaps(paper.data) == []
    assert paper.pages > 2


def test_several_elections_are_one_booklet() -> None:
    second = replace(BOOKLET.contests[0], title="Election of the chair", candidates=CANDIDATES[:2], reopen=False)
    paper = _printed(replace(BOOKLET, contests=(BOOKLET.contests[0], second)))
    assert lint(paper.data) == []
    said = whole_text(paper.data)
    assert said.index("Election of directors") < said.index("Election of the chair")


def test_a_letter_no_font_has_is_shown_by_its_code_and_warned_of() -> None:
    odd = replace(CANDIDATES[1], statement=f"I am {UNDRAWABLE}.")
    paper = _printed(replace(BOOKLET, contests=(replace(BOOKLET.contests[0], candidates=(odd,)),)))
    assert paper.warnings
    assert "[U+" in whole_text(paper.data)


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_photograph_is_made_small_upright_and_silent(tmp_path: Path, ending: str) -> None:
    picture = Image.new("RGBA" if ending == "png" else "RGB", (3000, 2000), (200, 30, 30))
    picture.paste((20, 20, 200), (1500, 0, 3000, 2000))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A telephone"
    path = tmp_path / f"portrait.{ending}"
    picture.save(path, exif=exif)
    data = small_photograph(path)
    assert len(data) < 60_000
    assert b"A telephone" not in data
    small = Image.open(io.BytesIO(data))
    assert (small.size, small.mode, dict(small.getexif())) == ((WIDTH, HEIGHT), "RGB", {})
    # The camera lay on its side: what it wrote on the left is the top.
    top, bottom = (small.getpixel((WIDTH // 2, y)) for y in (10, HEIGHT - 10))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 150 > top[2], bottom[2] > 150 > bottom[0]) == (True, True)


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\n torn", b"GIF89a"])
def test_what_is_no_photograph_gets_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "portrait.png"
    path.write_bytes(content)
    with pytest.raises(UnusableInput, match="no photograph that can be read"):
        small_photograph(path)
    with pytest.raises(UnusableInput, match="cannot be read"):
        small_photograph(tmp_path / "nowhere.png")


def test_a_picture_that_hardly_gives_way_is_still_small_enough_to_keep(tmp_path: Path) -> None:
    path = tmp_path / "noise.png"
    Image.effect_noise((800, 900), 120).convert("RGB").save(path)
    assert len(small_photograph(path)) <= LARGEST_KEPT
