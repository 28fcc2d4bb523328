"""The minutes as OpenDocument, Markdown and JSON: the same facts as the PDF."""

import io
import json
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

from coopdesk.documents.minutes_json import minutes_json
from coopdesk.documents.minutes_markdown import minutes_markdown
from coopdesk.documents.minutes_odt import minutes_odt
from coopdesk.services.minutes_view import MinutesSection, MinutesView, OwnWords, Recorded
from tests.documents.meetings import MEETING, at
from tests.documents.societies import UNDRAWABLE

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def odt_part(view: MinutesView, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(minutes_odt(view))) as packed:
        return ElementTree.fromstring(packed.read(name))


def said(root: ElementTree.Element) -> str:
    return " ".join("".join(part.itertext()) for part in root.iter() if part.tag in (f"{TEXT}p", f"{TEXT}h"))


def typed_view(typed: str) -> MinutesView:
    section = MinutesSection("1", "1", "Business", at(19, 10), (OwnWords(typed), Recorded(typed)))
    return replace(MEETING, sections=(section,))


def test_odt_begins_with_its_type_uncompressed() -> None:
    data = minutes_odt(MEETING)
    assert data[30:38] == b"mimetype"
    assert data[38:77] == b"application/vnd.oasis.opendocument.text"


def test_odt_has_real_headings_and_tables() -> None:
    content = odt_part(MEETING, "content.xml")
    headings = list(content.iter(f"{TEXT}h"))
    assert [heading.get(f"{TEXT}outline-level") for heading in headings[:3]] == ["1", "2", "2"]
    titles = ["".join(heading.itertext()) for heading in headings]
    assert titles[0] == "Minutes of the annual general meeting"
    assert "5  Change of rules  (19:24)" in titles
    assert "Motion 4: New rules" in titles
    tables = {table.get(f"{TABLE}name"): table for table in content.iter(f"{TABLE}table")}
    rows = [
        ["".join(cell.itertext()) for cell in row.iter(f"{TABLE}table-cell")]
        for row in tables["Motion 4"].iter(f"{TABLE}table-row")
    ]
    assert rows == [
        ["Recorded vote", "Votes"], ["For", "86"], ["Against", "31"], ["Abstaining", "1"], ["Votes in the room", "118"],
    ]  # fmt: skip


def test_odt_names_no_style_that_it_does_not_have() -> None:
    content, styles = odt_part(MEETING, "content.xml"), odt_part(MEETING, "styles.xml")
    style = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    known = {entry.get(f"{style}name") for part in (content, styles) for entry in part.iter(f"{style}style")}
    used = {value for entry in content.iter() for key, value in entry.attrib.items() if key.endswith("}style-name")}
    assert used - known == set()


def test_odt_is_marked_draft_on_every_page() -> None:
    assert "DRAFT" in said(odt_part(MEETING, "content.xml"))
    assert "DRAFT" in said(odt_part(MEETING, "styles.xml"))
    assert "DRAFT" not in said(odt_part(replace(MEETING, status="APPROVED"), "styles.xml"))


def test_odt_keeps_every_name_and_shows_markup_as_typed() -> None:
    typed = f"{UNDRAWABLE} said <b>no</b> & left ]]> \x07"
    text = said(odt_part(typed_view(typed), "content.xml"))
    assert text.count(f"{UNDRAWABLE} said <b>no</b> & left ]]>") == 2


def test_same_minutes_give_the_same_odt() -> None:
    assert minutes_odt(MEETING) == minutes_odt(MEETING)


def test_markdown_has_headings_counts_and_outcome() -> None:
    text = minutes_markdown(MEETING)
    assert text.startswith("# Minutes of the annual general meeting\n\n**DRAFT**\n")
    assert "## 5. Change of rules (19:24)" in text
    assert "| For | 86 |" in text
    assert "**CARRIED.** 86 of the 117 votes cast were for" in text
    assert MEETING.head in text


def test_markdown_marks_where_the_secretarys_words_depart_from_the_record() -> None:
    parts = minutes_markdown(MEETING).split("\n\n")
    marked = [parts[at + 1] for at, part in enumerate(parts) if part == "*In the secretary’s words:*"]
    assert "The secretary explained the rules." in marked
    assert len(marked) == 5
    assert not any("were received from 11 members" in words for words in marked)


def test_markdown_escapes_recorded_text_and_leaves_own_words() -> None:
    text = minutes_markdown(typed_view("*very* <b>good</b> ![x](y)"))
    assert r"\*very\* \<b\>good\</b\> !\[x\](y)" in text
    assert r"*very* \<b>good\</b> !\[x](y)" in text


def test_json_holds_whole_numbers_texts_and_utc_moments() -> None:
    data = json.loads(json.dumps(minutes_json(MEETING)))
    assert data["format"] == "coopdesk-minutes-1"
    assert data["scheduled"] == "2026-11-28T19:00:00Z"
    motion = data["sections"][4]["blocks"][1]
    assert motion["block"] == "resolution"
    assert motion["votes_for"] == 86
    assert motion["outcome"] == "carried"
    assert data["sections"][0]["blocks"][1] == {
        "block": "own-words",
        "markdown": "Joan Dewhirst and Sam Crowther were appointed **tellers**.",
    }

    def floats(value: object) -> bool:
        if isinstance(value, dict):
            return any(floats(part) for part in value.values())
        if isinstance(value, list):
            return any(floats(part) for part in value)
        return isinstance(value, float)

    assert not floats(data)
