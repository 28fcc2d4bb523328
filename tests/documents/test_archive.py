"""Every paper keeps the archive's and the screen reader's rules; the lint that says so fails on each planted fault."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest

from coopdesk.documents import archive, metadata, object_file
from coopdesk.documents.cards import cards_pdf
from coopdesk.documents.certificate import certificate_pdf
from coopdesk.documents.embed import DocumentFonts
from coopdesk.documents.faces import Cut
from coopdesk.documents.metadata import Description
from coopdesk.documents.minutes import minutes_pdf
from coopdesk.documents.object_file import ObjectFile
from coopdesk.documents.page import A4_PORTRAIT, Paper
from coopdesk.documents.structure import StructureTree
from coopdesk.documents.type import Style
from coopdesk.services.minutes_view import AttendanceGroup
from tests.documents.lint import lint
from tests.documents.meetings import MEETING
from tests.documents.societies import CARD, CERTIFICATE, HEBDEN, NAMES

BODY = Style(Cut.SANS, 10)


def many_names() -> bytes:
    names = tuple((f"{number:04d}", f"Ann{number} Lee") for number in range(600)) + tuple(("", name) for name in NAMES)
    return minutes_pdf(replace(MEETING, appendix=(AttendanceGroup("Present in person", names),))).data


PAPERS: dict[str, Callable[[], bytes]] = {
    "certificate": lambda: certificate_pdf([CERTIFICATE]),
    "cancelled certificate": lambda: certificate_pdf([replace(CERTIFICATE, status="void")]),
    "sample certificates": lambda: certificate_pdf([replace(CERTIFICATE, society=replace(HEBDEN, sample=True))] * 3),
    "cards": lambda: cards_pdf([CARD] * 12),
    "minutes": lambda: minutes_pdf(MEETING).data,
    "minutes with many names": many_names,
}


@pytest.mark.parametrize("kind", PAPERS)
def test_paper_passes_the_lint(kind: str) -> None:
    assert lint(PAPERS[kind]()) == []


def small_paper(draw: Callable[[Paper], None]) -> bytes:
    paper = Paper(A4_PORTRAIT, Description("Trial", "Nobody", made=datetime(2026, 11, 28, tzinfo=UTC)))
    draw(paper)
    return paper.finish()


def heading(paper: Paper) -> None:
    with paper.tagged("H1"):
        paper.text(20, 20, "Heading", BODY)


# -- planted faults ----------------------------------------------------------------------------------------------------


def test_lint_finds_what_is_drawn_outside_the_structure() -> None:
    def draw(paper: Paper) -> None:
        paper.text(20, 20, "Untold", BODY)

    assert any("outside the structure" in fault for fault in lint(small_paper(draw)))


def test_lint_finds_a_figure_without_words() -> None:
    def draw(paper: Paper) -> None:
        with paper.figure(20, 20, 10, 10, ""):
            paper.box(20, 20, 10, 10, fill=(0, 0, 0))

    assert "a figure has no alternative text" in lint(small_paper(draw))


def test_lint_finds_a_skipped_heading_level() -> None:
    def draw(paper: Paper) -> None:
        heading(paper)
        with paper.tagged("H3"):
            paper.text(20, 30, "Too deep", BODY)

    assert "H3 follows H1" in lint(small_paper(draw))


def test_lint_finds_a_table_heading_without_scope() -> None:
    def draw(paper: Paper) -> None:
        with paper.section("Table"), paper.section("TR"), paper.tagged("TH"):
            paper.text(20, 20, "Votes", BODY)

    assert "a table heading has no scope" in lint(small_paper(draw))


def test_lint_finds_an_empty_paragraph() -> None:
    def draw(paper: Paper) -> None:
        paper.element("P")

    assert "a P is empty" in lint(small_paper(draw))


def test_lint_finds_marked_content_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = StructureTree.mark

    def astray(tree: StructureTree, element: object) -> int:
        return mark(tree, element) + 5  # type: ignore[arg-type]  # an Element, passed on

    monkeypatch.setattr(StructureTree, "mark", astray)
    assert any("belongs to nothing" in fault for fault in lint(small_paper(heading)))


def test_lint_finds_a_missing_glyph(monkeypatch: pytest.MonkeyPatch) -> None:
    show = DocumentFonts.show

    def holes(fonts: DocumentFonts, *line: object) -> str:
        return re.sub("<[0-9A-F]{4}", "<0000", show(fonts, *line))  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(DocumentFonts, "show", holes)
    assert any("a missing glyph is drawn" in fault for fault in lint(small_paper(heading)))


@pytest.mark.parametrize(
    ("kept_out", "fault"),
    [
        (b"/Marked true", "the paper is not marked as tagged"),
        (b"/DisplayDocTitle true", "readers would show the file's name in place of its title"),
        (b"/OutputIntents", "the catalogue lacks /OutputIntents"),
        (b"/Lang", "the catalogue lacks /Lang"),
        (b"/ToUnicode", "page 1: font /T1 does not say which characters it draws"),
        (b"/FontFile2", "page 1: font /T1 is used and not embedded"),
    ],
)
def test_lint_finds_what_a_dictionary_lacks(monkeypatch: pytest.MonkeyPatch, kept_out: bytes, fault: str) -> None:
    write = ObjectFile.write

    def without(file: ObjectFile, number: int, dictionary: bytes, *rest: object) -> None:
        kept = dictionary.replace(kept_out, b"/Other" + b" " * kept_out.count(b" ") + b"0" * kept_out.count(b" "))
        write(file, number, kept, *rest)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(ObjectFile, "write", without)
    assert fault in lint(small_paper(heading))


@pytest.mark.parametrize("claim", ["<pdfaid:part>2</pdfaid:part>", "<pdfuaid:part>1</pdfuaid:part>"])
def test_lint_finds_a_missing_claim(monkeypatch: pytest.MonkeyPatch, claim: str) -> None:
    def silent(description: Description, *part: int) -> bytes:
        return metadata.xmp(description, *part).replace(claim.encode(), b"")

    monkeypatch.setattr(archive, "xmp", silent)
    assert any("the metadata lacks" in fault for fault in lint(small_paper(heading)))


def test_lint_finds_a_stream_without_line_end() -> None:
    data = small_paper(heading)
    assert "a stream does not end with a line end" in lint(data.replace(b"\nendstream", b" endstream", 1))


def test_lint_finds_a_link_that_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(paper: Paper) -> None:
        heading(paper)
        paper.link(20, 30, "the register", BODY, "https://example.org/register?a=(1)")

    assert lint(small_paper(draw)) == []
    write = ObjectFile.write

    def without(file: ObjectFile, number: int, dictionary: bytes, *rest: object) -> None:
        write(file, number, re.sub(rb"/StructParent \d+", b"", dictionary), *rest)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(ObjectFile, "write", without)
    assert "page 1: a link is not told to a screen reader" in lint(small_paper(draw))


def test_link_leads_where_it_says_and_nowhere_else() -> None:
    def draw(paper: Paper) -> None:
        with paper.section("P"):
            paper.link(20, 30, "the register", BODY, "https://example.org/register")

    with pikepdf.open(io.BytesIO(small_paper(draw))) as paper:
        annotation = paper.pages[0].obj["/Annots"][0]
        assert str(annotation["/A"]["/URI"]) == "https://example.org/register"
        assert str(annotation["/Contents"]) == "Link to https://example.org/register"
    with pytest.raises(ValueError, match="no web or mail address"):
        small_paper(_run_a_script)


def _run_a_script(paper: Paper) -> None:
    paper.link(20, 30, "the register", BODY, "javascript:alert(1)")


# -- what the papers say of themselves ---------------------------------------------------------------------------------


def test_metadata_names_title_society_and_the_moment_of_the_record() -> None:
    data = minutes_pdf(MEETING).data
    assert '<rdf:li xml:lang="x-default">Minutes of the annual general meeting, 28 November 2026, Hebden Stores' in (
        data.decode("utf-8", "replace")
    )
    assert b"<xmp:CreateDate>2026-11-28T21:00:00+00:00</xmp:CreateDate>" in data
    with pikepdf.open(io.BytesIO(data)) as paper:
        assert str(paper.docinfo["/CreationDate"]) == "D:20261128210000+00'00'"


def test_markup_in_a_society_name_is_harmless_in_the_metadata() -> None:
    society = replace(HEBDEN, name="Tom & <b>Jerry</b> Limited \x01")
    view = replace(MEETING, society=society)
    assert b"Tom &amp; &lt;b&gt;Jerry&lt;/b&gt; Limited" in minutes_pdf(view).data


def elements(data: bytes, tag: str) -> list[str]:
    """The alternative texts (or "") of the elements with a tag."""
    with pikepdf.open(io.BytesIO(data)) as paper:
        found = [
            entry for entry in paper.objects if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == f"/{tag}"
        ]
        return [str(entry.get("/Alt", "")) for entry in found]


def test_words_of_figures_are_in_the_structure() -> None:
    words = "Bar chart of the votes: for 86, against 31, abstaining 1; 78 votes for were needed."
    assert elements(minutes_pdf(MEETING).data, "Figure") == [words]
    assert elements(certificate_pdf([CERTIFICATE]), "Figure") == ["QR code of share certificate 00418"]


def test_minutes_have_one_title_and_a_heading_for_each_part() -> None:
    data = minutes_pdf(MEETING).data
    assert len(elements(data, "H1")) == 1
    # Attendance, quorum, eight sections and the appendix; three motions and three groups of names.
    assert len(elements(data, "H2")) == 11
    assert len(elements(data, "H3")) == 6
    # Six names, and four items of the list in the secretary's words.
    assert len(elements(data, "LI")) == 10


def test_reserved_object_that_was_never_written_stops_the_paper() -> None:
    file = object_file.ObjectFile()
    file.reserve()
    with pytest.raises(ValueError, match="reserved and never written"):
        file.close(1, 1)


def test_content_in_a_closed_element_is_a_bug_and_says_so() -> None:
    paper = Paper(A4_PORTRAIT, Description("Trial", "Nobody"))
    with paper.section("Sect") as part:
        pass
    with pytest.raises(ValueError, match="closed"), paper.resumed(part):
        pass
