"""Names in scripts whose fonts do not travel with the program: from a folder of fonts, or from the computer's own."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb

from coopdesk.documents import computer_fonts
from coopdesk.documents.cards import cards_pdf
from coopdesk.documents.certificate import certificate_pdf
from coopdesk.documents.chapters import print_chapters
from coopdesk.documents.computer_fonts import font_with, manner
from coopdesk.documents.faces import CannotDraw, Cut
from coopdesk.documents.metadata import Description
from coopdesk.documents.minutes import minutes_pdf
from coopdesk.documents.notice import notice
from coopdesk.documents.page import A4_PORTRAIT, Paper
from coopdesk.documents.type import Style, faces_of, set_text, undrawable
from coopdesk.services.minutes_view import AttendanceGroup
from tests.conftest import Run
from tests.documents.fonts import fonts_in, fonts_of_the_computer, tiny_font
from tests.documents.gatherings import HEADING, NOTICE
from tests.documents.lint import lint
from tests.documents.meetings import MEETING
from tests.documents.reading import pictures, whole_text
from tests.documents.societies import CARD, CERTIFICATE, UNDRAWABLE

BORROWED = {"王": "W", "小": "X", "明": "M"}
LATER_IN_THE_ALPHABET = "Zz Song"


@pytest.fixture(params=["NotoSans-Regular.ttf", "Inter-Regular.otf"], ids=["TrueType", "PostScript"])
def pack(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with one font in it, of either kind of outlines, that draws the three letters of the name."""
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "tiny.otf").write_bytes(tiny_font(BORROWED, "Tiny Han", like=request.param))
    with fonts_in(monkeypatch, folder):
        yield folder


def named(name: str) -> bytes:
    """A sheet with one name on it."""
    paper = Paper(A4_PORTRAIT, Description("A name", "Nobody"))
    with paper.tagged("P"):
        paper.text(20, 40, name, Style(Cut.SANS, 24))
    return paper.finish()


PAPERS: dict[str, Callable[[str], bytes]] = {
    "certificate": lambda name: certificate_pdf([replace(CERTIFICATE, holder=name)]),
    "card": lambda name: cards_pdf([replace(CARD, name=name)]),
    "minutes": lambda name: (
        minutes_pdf(
            replace(MEETING, chair=name, appendix=(AttendanceGroup("Present in person", (("0402", name),)),))
        ).data
    ),
    "notice": lambda name: print_chapters([notice(replace(NOTICE, secretary=name))], HEADING).data,
}


@pytest.mark.parametrize("kind", PAPERS)
def test_name_stands_on_every_kind_of_paper_once_a_font_has_it(pack: Path, kind: str) -> None:
    data = PAPERS[kind](UNDRAWABLE)
    assert UNDRAWABLE in whole_text(data)
    assert lint(data) == []
    assert PAPERS[kind](UNDRAWABLE) == data


def test_letters_of_the_font_are_what_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tiny.ttf").write_bytes(tiny_font(BORROWED, "Tiny Han"))
    with fonts_in(monkeypatch, tmp_path):
        assert pictures(named(UNDRAWABLE), 72)[0].tobytes() == pictures(named("WXM"), 72)[0].tobytes()


def test_without_a_font_it_is_refused_and_said_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with fonts_in(monkeypatch, tmp_path), pytest.raises(CannotDraw) as refused:
        certificate_pdf([replace(CERTIFICATE, holder=UNDRAWABLE)])
    assert "install a font for this script" in str(refused.value)


def test_a_face_that_travels_with_the_program_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.ttf").write_bytes(tiny_font({"N": "X", "王": "W"}, "A Mine"))
    with fonts_in(monkeypatch, tmp_path):
        assert [(part.strip(), face.name) for part, face in faces_of("Nia 王")] == [
            ("Nia", "NotoSans-Regular"),
            ("王", "AMine-Regular"),
        ]


def test_the_nearest_weight_is_taken_whatever_was_asked_for_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.ttf").write_bytes(tiny_font(BORROWED, "A Black", weight=800))
    (tmp_path / "r.ttf").write_bytes(tiny_font(BORROWED, LATER_IN_THE_ALPHABET, weight=350))
    with fonts_in(monkeypatch, tmp_path):
        bold = set_text("王", Style(Cut.SANS_BOLD, 10)).runs[0].run.face.name
        plain = set_text("王", Style(Cut.SANS, 10)).runs[0].run.face.name
    with fonts_in(monkeypatch, tmp_path):
        assert set_text("王", Style(Cut.SANS, 10)).runs[0].run.face.name == plain == "ZzSong-Regular"
        assert set_text("王", Style(Cut.SANS_BOLD, 10)).runs[0].run.face.name == bold == "ABlack-Regular"


@pytest.mark.parametrize("embedding", [0x0002, 0x0100, 0x0200])
def test_font_whose_licence_forbids_embedding_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedding: int
) -> None:
    (tmp_path / "no.ttf").write_bytes(tiny_font(BORROWED, "Shop Window", embedding=embedding))
    with fonts_in(monkeypatch, tmp_path):
        assert undrawable(UNDRAWABLE) == "王"
        (tmp_path / "yes.ttf").write_bytes(tiny_font(BORROWED, "Library", embedding=0x0008))
    with fonts_in(monkeypatch, tmp_path):
        assert undrawable(UNDRAWABLE) == ""


def test_font_that_draws_everything_as_one_box_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = {chr(code): "X" for code in range(0x7300, 0x7400)}
    (tmp_path / "last.ttf").write_bytes(tiny_font(every, "Last Resort"))
    with fonts_in(monkeypatch, tmp_path):
        assert undrawable("王") == "王"


def test_private_signs_of_an_icon_font_are_no_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "icons.ttf").write_bytes(tiny_font({"\ue000": "W", "王": "X"}, "Icons"))
    with fonts_in(monkeypatch, tmp_path):
        assert undrawable("王") == ""
        assert undrawable("\ue000") == "\ue000"


def test_broken_and_unreadable_fonts_do_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = tiny_font(BORROWED, "Sound")
    (tmp_path / "a-empty.ttf").write_bytes(b"")
    (tmp_path / "b-half.ttf").write_bytes(sound[: len(sound) // 9])
    (tmp_path / "c-words.otf").write_text("not a font at all")
    (tmp_path / "d-folder.ttf").mkdir()
    (tmp_path / "e-gone.ttf").symlink_to(tmp_path / "nowhere")
    (tmp_path / "f-sound.ttf").write_bytes(sound)
    with fonts_in(monkeypatch, tmp_path):
        assert undrawable(UNDRAWABLE) == ""


def test_han_letters_follow_the_other_letters_of_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("SC", "JP", "KR"):
        letters = BORROWED | {"さ": "S", "김": "K"}
        (tmp_path / f"{place}.ttf").write_bytes(tiny_font(letters, f"Noto Sans CJK {place}"))
    with fonts_in(monkeypatch, tmp_path):
        for name, place in (("王小明", "SC"), ("王さ", "JP"), ("김王", "KR")):
            assert {face.name for _, face in faces_of(name)} == {f"NotoSansCJK{place}-Regular"}


def test_manner_is_told_by_letters_only_one_country_writes() -> None:
    assert [manner(text) for text in ("王小明", "山田はなこ", "ｻﾄｳ", "김민수", "Nia")] == ["sc", "jp", "jp", "kr", "sc"]


def test_variant_sign_after_a_letter_never_stops_a_paper(pack: Path) -> None:
    assert undrawable("王\ufe00小\U000e0100") == ""
    assert lint(named("王\ufe00小\U000e0100")) == []


def test_command_says_which_font_draws_what_and_where_fonts_go(pack: Path, run: Run) -> None:
    told = run("papers", "fonts", "Nia 王小明", "--json").json
    assert [(each["text"], each["file"]) for each in told["drawn"]] == [
        ("Nia", None),
        ("王小明", str(pack / "tiny.otf")),
    ]
    assert told["folder"] == str(computer_fonts.pack_folder())
    assert told["folder"] in run("papers", "fonts").out
    refused = run("papers", "fonts", "丏", "--json")
    assert (refused.code, refused.json["refused"]["code"]) == (1, "CANNOT-DRAW")


@pytest.mark.parametrize("name", ["王小明", "山田 はなこ", "김민수", "𠮷田"])
def test_the_computers_own_font_draws_east_asian_names(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with fonts_of_the_computer(monkeypatch):
        if undrawable(name):
            pytest.skip(f"no font on this computer draws {name} (Debian: fonts-noto-cjk)")
        for cut in (Cut.SANS, Cut.SERIF_BOLD):
            assert set_text(name, Style(cut, 10)).runs[0].run.face.file is not None
        data = named(name)
        assert name in whole_text(data)
        assert lint(data) == []
        # The letters of a real font stand where its own glyph numbers say: a wrong one would have another width.
        assert pictures(data, 72)[0].getextrema()[0] < 100


def test_variable_font_is_embedded_as_one_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "v.ttf").write_bytes(tiny_font(BORROWED, "Tiny Variable", weights=(100, 400, 900)))
    with fonts_in(monkeypatch, tmp_path):
        data = named(UNDRAWABLE)
        assert [set_text("王", Style(cut, 10)).runs[0].run.face.weight for cut in (Cut.SANS, Cut.SANS_BOLD)] == [
            400,
            700,
        ]
    assert UNDRAWABLE in whole_text(data)
    with pikepdf.open(io.BytesIO(data)) as paper:
        (descriptor,) = [
            each for each in paper.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each
        ]
        tables = hb.Face(hb.Blob(descriptor.FontFile2.read_bytes())).table_tags
    assert "glyf" in tables
    assert not {"fvar", "gvar", "avar", "HVAR", "STAT"} & set(tables)


def test_best_font_is_none_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with fonts_in(monkeypatch, tmp_path / "not there"):
        assert font_with("王", bold=False, serif=False, hand="sc") is None
