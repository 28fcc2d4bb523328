"""Names in any script: shaped, ordered, and read back exactly as they were typed."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coopdesk.documents.embed import DocumentFonts
from coopdesk.documents.faces import Cut, first_face
from coopdesk.documents.metadata import Description
from coopdesk.documents.page import A4_PORTRAIT, Paper
from coopdesk.documents.type import Span, Style, _shows, plain, set_line, set_text, undrawable, width_of
from tests.documents.fonts import fonts_of_the_computer
from tests.documents.reading import page_texts, pictures, poppler_texts
from tests.documents.societies import NAMES, UNDRAWABLE

INVENTED = Path(__file__).parents[3] / "shared" / "data" / "inputs" / "names" / "synthetic_names.json"

EAST_ASIAN_OR_ODIA = {"zh_TW", "or_IN"}
"""What needs a font that does not travel with the program."""


READERS = {"pdfium": page_texts, "poppler": poppler_texts}


def read_back(names: list[str], cut: Cut, reader: Callable[[bytes], list[str]] = page_texts) -> list[str]:
    """Each name alone on its line, as a program reads it."""
    paper = Paper(A4_PORTRAIT, Description("Names", "Nobody"))
    y = 20.0
    for name in names:
        if y > 280:
            paper.next_page()
            y = 20.0
        with paper.tagged("P"):
            paper.text(20, y, name, Style(cut, 10))
        y += 8
    texts = reader(paper.finish())
    # Poppler adds signs for the direction of a line.
    return [" ".join(plain(line).split()) for text in texts for line in text.split("\n") if line.strip()]


def is_vocalised_arabic(name: str) -> bool:
    """Vowel marks stand above or below the line, and readers take them for a line of their own."""
    return any("\u064b" <= character <= "\u0652" for character in name)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("cut", [Cut.SANS, Cut.SANS_BOLD, Cut.SERIF, Cut.DISPLAY_BOLD])
def test_names_of_the_probe_read_back_exactly_in_every_cut(cut: Cut, reader: str) -> None:
    assert read_back(list(NAMES), cut, READERS[reader]) == [unicodedata.normalize("NFC", name) for name in NAMES]


@pytest.mark.parametrize("reader", READERS)
def test_names_in_scripts_of_the_computers_own_fonts_read_back_exactly(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["王小明", "陳美玲", "김민준", "さくら 田中", "𠮷野家 (Li 李)"]
    if INVENTED.exists():
        people = json.loads(INVENTED.read_text(encoding="utf-8"))
        names += [person["name"] for place in sorted(EAST_ASIAN_OR_ODIA) for person in people[place]]
    with fonts_of_the_computer(monkeypatch):
        if any(map(undrawable, names)):
            pytest.skip("no font on this computer draws all of these names (Debian: fonts-noto-cjk, fonts-noto-core)")
        for cut in (Cut.SANS, Cut.SERIF_BOLD):
            lines = set(read_back(names, cut, READERS[reader]))
            assert [name for name in names if " ".join(plain(name).split()) not in lines] == []


@pytest.mark.parametrize("reader", READERS)
def test_a_thousand_invented_names_read_back_exactly(reader: str) -> None:
    if not INVENTED.exists():
        pytest.skip(f"the invented names are not beside this checkout ({INVENTED.name})")
    people = json.loads(INVENTED.read_text(encoding="utf-8"))
    names = [person["name"] for place, rows in people.items() if place not in EAST_ASIAN_OR_ODIA for person in rows]
    assert len(names) > 1_000
    assert [name for name in names if undrawable(name)] == []
    expected = [" ".join(plain(name).split()) for name in names]
    lines = set(read_back(names, Cut.SANS, READERS[reader]))
    assert [name for name in expected if name not in lines and not is_vocalised_arabic(name)] == []


def test_arabic_letters_join_and_run_from_right_to_left() -> None:
    style = Style(Cut.SANS, 20)
    joined = set_text("محمد", style).runs[0].run
    alone = [set_text(letter, style).runs[0].run.glyphs[0] for letter in "محمد"]
    assert list(reversed(joined.glyphs)) != alone
    # The first letter of the name is the rightmost on the page.
    assert joined.right_to_left
    assert dict(joined.stands_for)[joined.glyphs[-1]] == "م"


def test_right_to_left_words_keep_their_order_across_styles() -> None:
    plain_style, bold = Style(Cut.SANS, 12), Style(Cut.SANS_BOLD, 12)
    line = set_line((Span("محمد ", plain_style), Span("خان", bold)))
    assert [placed.style for placed in line.runs] == [bold, plain_style]


def test_english_with_an_arabic_name_keeps_english_order() -> None:
    line = set_line((Span("Proposed by محمد خان (0402), seconded.", Style(Cut.SANS, 10)),))
    said = [placed.run.text for placed in line.runs]
    assert said[0].startswith("Proposed by")
    assert said[-1].endswith("seconded.")


def test_figures_in_a_right_to_left_name_stay_figures() -> None:
    text = "بيت 12"
    line = set_text(text, Style(Cut.SANS, 10))
    figures = next(placed for placed in line.runs if "12" in placed.run.text)
    assert not figures.run.right_to_left
    assert figures.x == 0.0


def test_signs_without_ink_are_left_out_and_cannot_disguise_a_name() -> None:
    assert plain("Nia\u202e\u200b Jones\u00a0") == "Nia Jones "


def test_joiner_drawn_with_the_glyph_of_a_space_does_not_read_as_one() -> None:
    lines = read_back(["two words", "अर्जुन क्‍षत्रिय"], Cut.SANS)
    assert lines[1].replace("\u200d", "") == "अर्जुन क्षत्रिय"


def test_glyph_that_draws_two_characters_is_spelled_out_the_second_time() -> None:
    line = set_text("o", Style(Cut.SANS, 10))
    (placed,) = line.runs
    # Some fonts draw the Greek omicron with the Latin o.
    omicron = replace(placed.run, text="ο", stands_for=frozenset({(placed.run.glyphs[0], "ο")}))
    fonts = DocumentFonts()
    assert "ActualText" not in fonts.show(line, 0, 0)
    assert "ActualText <feff03bf>" in fonts.show(replace(line, runs=(replace(placed, run=omicron),)), 0, 0)
    assert "ActualText" not in fonts.show(line, 0, 10)


def test_letters_moved_twice_between_two_glyphs_are_moved_once_by_the_sum() -> None:
    """Kerned and set aside at once (Odia): two numbers side by side in the file would read as one, or as none."""
    face = first_face(Cut.SANS)
    glyph = face.font.get_nominal_glyph(ord("n"))
    width = face.widths[glyph]
    ((_, operands),) = _shows(face, (glyph,) * 2, [(0, 0, width + 486, 0), (-647, 0, width, 0)])
    assert operands == f"<{glyph:04X}>161.0<{glyph:04X}>"


def test_decomposed_accents_are_composed() -> None:
    assert plain("J\u0301oa\u0303o") == "J\u0301oão"


def test_undrawable_names_the_first_character() -> None:
    assert undrawable(f"Nia {UNDRAWABLE}") == "王"
    assert undrawable("Nia\x00") == "\x00"
    assert undrawable("Nia Llŷr-Williams") == ""


def test_every_letter_leaves_ink() -> None:
    for name in NAMES:
        paper = Paper(A4_PORTRAIT, Description("Name", "Nobody"))
        with paper.tagged("P"):
            paper.text(20, 40, name, Style(Cut.SANS, 24))
        page = pictures(paper.finish(), 72)[0]
        inked = page.point(_ink).getbbox()
        assert inked is not None
        assert abs((inked[2] - inked[0]) / 72 * 25.4 - width_of(name, Style(Cut.SANS, 24))) < 4


def _ink(grey: int) -> int:
    return 255 if grey < 200 else 0
