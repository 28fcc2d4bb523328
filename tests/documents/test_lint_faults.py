"""Every paper of a meeting passes the project's lint, and the lint finds each fault planted in a sound paper."""

import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from coopdesk.documents.object_file import ObjectFile
from tests.documents.gatherings import KINDS, printed
from tests.documents.lint import lint


@cache
def sound(kind: str) -> bytes:
    return printed(kind).data


@pytest.mark.parametrize("kind", KINDS)
def test_paper_of_a_meeting_passes_the_lint(kind: str) -> None:
    assert lint(sound(kind)) == []


def spoilt(spoil: Callable[[Any], None], kind: str = "notice", **how: Any) -> list[str]:
    """The faults found once a sound paper was spoilt."""
    with pikepdf.open(io.BytesIO(sound(kind))) as paper:
        spoil(paper)
        out = io.BytesIO()
        paper.save(out, **how)
    return lint(out.getvalue())


def elements(paper: Any, tag: str) -> list[Any]:
    return [each for each in paper.objects if isinstance(each, Dictionary) and each.get("/S") == f"/{tag}"]


def first(paper: Any, tag: str) -> Any:
    return elements(paper, tag)[0]


def test_saving_again_plants_no_fault_of_its_own() -> None:
    def nothing(paper: Any) -> None:
        pass

    assert spoilt(nothing) == []
    assert spoilt(nothing, "pack") == []


def test_encryption_is_found() -> None:
    def nothing(paper: Any) -> None:
        pass

    locked = pikepdf.Encryption(owner="a", user="", R=6)
    assert "the paper is encrypted" in spoilt(nothing, encryption=locked)


def test_a_script_is_found() -> None:
    def spoil(paper: Any) -> None:
        action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        paper.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))

    assert "there is a script inside" in spoilt(spoil)


@pytest.mark.parametrize("key", ["/AA", "/OpenAction", "/AcroForm"])
def test_what_acts_by_itself_is_found(key: str) -> None:
    def spoil(paper: Any) -> None:
        paper.Root[key] = Dictionary()

    assert f"{key} has no place in a filed paper" in spoilt(spoil)


@pytest.mark.parametrize("key", ["/OutputIntents", "/Lang", "/Metadata", "/StructTreeRoot"])
def test_a_missing_entry_is_found(key: str) -> None:
    def spoil(paper: Any) -> None:
        del paper.Root[key]

    assert f"the catalogue lacks {key}" in spoilt(spoil)


def test_a_language_that_is_none_is_found() -> None:
    def spoil(paper: Any) -> None:
        paper.Root.Lang = String("English, please")

    assert "the language is not one" in spoilt(spoil)


def test_an_output_intent_without_profile_is_found() -> None:
    def spoil(paper: Any) -> None:
        del paper.Root.OutputIntents[0].DestOutputProfile

    assert "the output intent has no colour profile for red, green and blue" in spoilt(spoil)


def test_a_title_that_differs_is_found() -> None:
    def spoil(paper: Any) -> None:
        paper.docinfo["/Title"] = String("Something else")

    assert "the title in the metadata is not the one in the information" in spoilt(spoil)


def test_an_attachment_in_a_part_2_paper_is_found() -> None:
    def spoil(paper: Any) -> None:
        stream = paper.make_stream(b"{}", Type=Name.EmbeddedFile)
        specification = Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary(F=stream))
        paper.Root.AF = Array([paper.make_indirect(specification)])

    faults = spoilt(spoil)
    assert "the metadata claims part 2" in faults
    assert "an attached file lacks /AFRelationship" in faults
    assert "an attached file is not associated with the paper" in faults
    assert "an attached file does not say what it is or when it was made" in faults


def test_a_font_outside_the_paper_is_found() -> None:
    def spoil(paper: Any) -> None:
        for each in paper.objects:
            if isinstance(each, Dictionary) and "/FontFile2" in each:
                del each.FontFile2

    assert any("is used and not embedded" in fault for fault in spoilt(spoil))


def test_a_glyph_without_its_character_is_found() -> None:
    def spoil(paper: Any) -> None:
        for font in (each for each in paper.objects if isinstance(each, Dictionary) and "/ToUnicode" in each):
            font.ToUnicode.write(b"1 beginbfchar\n<0001><0041>\nendbfchar")

    assert any("draws a glyph without saying which character it is" in fault for fault in spoilt(spoil))


def test_a_font_that_says_other_widths_is_found() -> None:
    def spoil(paper: Any) -> None:
        for font in (each for each in paper.objects if isinstance(each, Dictionary) and "/W" in each):
            font.W[1] = Array([9999])

    assert any("says other widths than it draws" in fault for fault in spoilt(spoil))


def test_a_font_without_its_map_of_glyphs_is_found() -> None:
    def spoil(paper: Any) -> None:
        for font in (each for each in paper.objects if isinstance(each, Dictionary) and "/CIDToGIDMap" in each):
            del font.CIDToGIDMap

    assert any("does not say which glyph a code means" in fault for fault in spoilt(spoil))


def test_an_element_that_says_it_stands_elsewhere_is_found() -> None:
    def spoil(paper: Any) -> None:
        first(paper, "LI").P = first(paper, "H1")

    assert "something in a L says it stands elsewhere" in spoilt(spoil)


def on_the_page(paper: Any, before: bytes = b"", after: bytes = b"") -> None:
    page = paper.pages[0]
    page.Contents = paper.make_stream(before + page.Contents.read_bytes() + after)


@pytest.mark.parametrize(
    ("operators", "fault"),
    [
        (b"\n0 0 10 10 re f", "something is drawn outside the structure (f)"),
        (b"\n/Artifact BMC 0 0 0 1 k 0 0 10 10 re f EMC", "a colour is given for four inks"),
        (b"\n/Artifact BMC", "marked content is left open"),
        (b"\n/Artifact BMC /P BMC EMC EMC", "furniture and content are marked one inside the other"),
        (b"\nEMC", "marked content is closed and was never opened"),
        (b"\n/P <</MCID 9999>> BDC EMC", "marked content 9999 belongs to nothing"),
        (b"\n/H1 <</MCID 3>> BDC EMC", "the structure and the page do not agree on what is marked"),
    ],
)
def test_a_fault_on_the_page_is_found(operators: bytes, fault: str) -> None:
    def spoil(paper: Any) -> None:
        on_the_page(paper, after=operators)

    assert any(fault in found for found in spoilt(spoil))


def test_content_that_lost_its_mark_is_found() -> None:
    def spoil(paper: Any) -> None:
        page = paper.pages[0]
        page.Contents = paper.make_stream(
            page.Contents.read_bytes().replace(b"/P <</MCID 0>> BDC", b"/Artifact BMC", 1)
        )

    assert "page 1: the structure and the page do not agree on what is marked" in spoilt(spoil)


def test_a_picture_without_words_is_found() -> None:
    def spoil(paper: Any) -> None:
        del first(paper, "Figure").Alt

    assert "a figure has no alternative text" in spoilt(spoil)


def test_a_skipped_heading_is_found() -> None:
    def spoil(paper: Any) -> None:
        first(paper, "H2").S = Name.H4

    assert "H4 follows H1" in spoilt(spoil)


def test_an_element_of_no_standard_is_found() -> None:
    def spoil(paper: Any) -> None:
        first(paper, "L").S = Name.Liste

    assert "Liste is no standard element" in spoilt(spoil)


def test_a_list_item_astray_is_found() -> None:
    def spoil(paper: Any) -> None:
        first(paper, "L").S = Name.Sect

    assert "a LI stands in a Sect" in spoilt(spoil)


def test_a_paragraph_straight_in_a_list_is_found() -> None:
    def spoil(paper: Any) -> None:
        first(paper, "LI").S = Name.P

    assert "a P stands in a L" in spoilt(spoil)


def test_a_heading_cell_without_scope_is_found() -> None:
    def spoil(paper: Any) -> None:
        del first(paper, "TH").A

    assert "a table heading has no scope" in spoilt(spoil, "attendance sheet")


def test_a_row_with_a_cell_too_few_is_found() -> None:
    def spoil(paper: Any) -> None:
        row = elements(paper, "TR")[3]
        row.K = Array(list(row.K)[:-1])

    assert "the rows of a table have different numbers of cells" in spoilt(spoil, "attendance sheet")


def test_a_table_without_headings_is_found() -> None:
    def spoil(paper: Any) -> None:
        for cell in elements(paper, "TH"):
            cell.S = Name.TD

    assert "a table has no headings" in spoilt(spoil, "attendance sheet")


def test_an_image_is_found() -> None:
    def spoil(paper: Any) -> None:
        image = paper.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        paper.pages[0].Resources.XObject = Dictionary(Im=image)

    assert any("is an image other than a photograph" in fault for fault in spoilt(spoil))


def test_a_photograph_outside_a_figure_is_found() -> None:
    def spoil(paper: Any) -> None:
        image = paper.make_stream(
            b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8, Filter=Name.DCTDecode,
        )  # fmt: skip
        page = paper.pages[0]
        page.Resources.XObject = Dictionary(Im=image)
        page.contents_add(b"/Artifact BMC /Im Do EMC")

    assert any("/Im is shown outside a figure" in fault for fault in spoilt(spoil))


def test_a_page_that_acts_by_itself_is_found() -> None:
    def spoil(paper: Any) -> None:
        paper.pages[0].obj.AA = Dictionary()

    assert "a page acts by itself" in spoilt(spoil)


def test_a_paper_without_identity_is_found() -> None:
    data = sound("notice")
    assert "the paper has no identity" in lint(re.sub(rb"/ID\[<\w+><\w+>\]", b"", data))


def annotated(annotation: Any) -> Callable[[Any], None]:
    def spoil(paper: Any) -> None:
        annotation.Type = Name.Annot
        annotation.Rect = Array([0, 0, 9, 9])
        paper.pages[0].Annots = Array([paper.make_indirect(annotation)])
        paper.pages[0].Tabs = Name.R

    return spoil


@pytest.mark.parametrize(
    ("annotation", "fault"),
    [
        (Dictionary(Subtype=Name.Text), "an annotation /Text has no place in a filed paper"),
        (Dictionary(Subtype=Name.RichMedia), "an annotation /RichMedia has no place in a filed paper"),
        (Dictionary(Subtype=Name.Link), "page 1: a link is not told to a screen reader"),
        (
            Dictionary(Subtype=Name.Link, F=4, Contents=String("Link"), StructParent=0),
            "page 1: a link and its element do not know of each other",
        ),
        (
            Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("a.exe"))),
            "an action /Launch has no place in a filed paper",
        ),
        (
            Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("file:///etc/passwd"))),
            "a link leads to something that is no address",
        ),
    ],
)
def test_an_annotation_that_does_not_belong_is_found(annotation: Any, fault: str) -> None:
    faults = spoilt(annotated(annotation))
    assert fault in faults
    assert "page 1: the order of links is not that of the structure" in faults


def test_a_stream_kept_elsewhere_is_found() -> None:
    def spoil(paper: Any) -> None:
        stream = paper.make_stream(b"")
        stream.F = String("elsewhere.bin")
        paper.Root.Elsewhere = stream

    assert "a stream is kept outside the paper" in spoilt(spoil)


def test_an_outline_entry_that_leads_nowhere_is_found() -> None:
    def spoil(paper: Any) -> None:
        del paper.Root.Outlines.First.Dest

    assert "an outline entry leads nowhere" in spoilt(spoil, "pack")


def test_squeezed_metadata_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted in the writer: saving again with pikepdf would unpack it."""
    write = ObjectFile.write

    def squeezed(file: ObjectFile, number: int, dictionary: bytes, data: bytes | None = None, *_: object) -> None:
        write(file, number, dictionary, data)

    monkeypatch.setattr(ObjectFile, "write", squeezed)
    assert "the metadata is compressed" in lint(printed("notice").data)
