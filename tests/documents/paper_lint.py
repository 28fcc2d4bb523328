"""The project's own lint for papers: the rules of PDF/A-2a and PDF/UA-1 that our writer could break.

Read with pikepdf, so nothing of our own writer is trusted. One plain line for each fault; it is no conformance claim:
reading order and the sense of an alternative text need a person.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_PAINTING = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "sh", "Do"}
_SHOWING = {"Tj", "TJ", "'", '"'}
_FOUR_INKS = {"k", "K"}
_HOLDERS = {"Document", "Sect", "Table", "TR", "TD", "L", "LI"}
"""Elements that hold elements, or may be left blank (a table's empty corner)."""


def lint(data: bytes) -> list[str]:
    """The faults found in a paper; none for a sound one."""
    faults = []
    if re.search(rb"[^\r\n]endstream", data):
        faults.append("a stream does not end with a line end")
    with pikepdf.open(io.BytesIO(data)) as paper:
        faults += _catalogue_faults(paper)
        faults += _metadata_faults(paper)
        if "/StructTreeRoot" in paper.Root:
            faults += _structure_faults(paper.Root.StructTreeRoot)
            owners = _owners(paper)
            for place, page in enumerate(paper.pages, start=1):
                faults += [f"page {place}: {fault}" for fault in _page_faults(page, owners)]
    return list(dict.fromkeys(faults))


def _catalogue_faults(paper: pikepdf.Pdf) -> Iterator[str]:
    root: Any = paper.Root
    if paper.is_encrypted:
        yield "the paper is encrypted"
    for key in ("/OutputIntents", "/Lang", "/StructTreeRoot", "/Metadata"):
        if key not in root:
            yield f"the catalogue lacks {key}"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "the paper is not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "readers would show the file's name in place of its title"
    for key in ("/AA", "/OpenAction", "/AcroForm"):
        if key in root:
            yield f"{key} has no place in a filed paper"
    if "/JavaScript" in root.get("/Names", {}):
        yield "there is a script inside"


def _metadata_faults(paper: pikepdf.Pdf) -> Iterator[str]:
    metadata: Any = paper.Root.get("/Metadata")
    if metadata is None:
        return
    if "/Filter" in metadata:
        yield "the metadata is compressed"
    told = metadata.read_bytes()
    for part in (b"<pdfaid:part>", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<", b"<dc:title>"):
        if part not in told:
            yield f"the metadata lacks {part.decode()}"


def _structure_faults(root: Any) -> Iterator[str]:
    level = 0
    waiting = list(reversed(list(root.K)))
    while waiting:
        element = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            continue
        tag = str(element.S)[1:]
        kids = element.get("/K")
        if tag == "Figure" and not str(element.get("/Alt", "")):
            yield "a figure has no alternative text"
        if tag == "TH" and "/Scope" not in element.get("/A", {}):
            yield "a table heading has no scope"
        if kids is None and tag not in _HOLDERS and tag != "TH":
            yield f"a {tag} is empty"
        if re.fullmatch("H[1-6]", tag):
            if int(tag[1]) > level + 1:
                yield f"{tag} follows H{level}"
            level = int(tag[1])
        if kids is not None:
            waiting.extend(reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids]))


def _owners(paper: pikepdf.Pdf) -> dict[int, Any]:
    """The parent tree: for each page's key, the owner of each marked-content number."""
    root: Any = paper.Root
    numbers = root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}


def _page_faults(page: Any, owners: dict[int, Any]) -> Iterator[str]:
    fonts = page.obj.Resources.get("/Font", {})
    mine = owners.get(int(page.obj.get("/StructParents", -1)), [])
    opened: list[str] = []
    font = ""
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BMC", "BDC"):
            opened.append(str(operands[0])[1:])
            if operator == "BDC" and "/MCID" in operands[1]:
                yield from _owner_faults(int(operands[1].MCID), opened[-1], mine)
        elif operator == "EMC" and opened:
            opened.pop()
        elif operator == "Tf":
            font = str(operands[0])
        elif operator in _FOUR_INKS:
            yield "a colour is given for four inks"
        if operator in _PAINTING and not opened:
            yield f"something is drawn outside the structure ({operator})"
        if operator in _SHOWING:
            yield from _font_faults(font, fonts, operands[-1])
    if opened:
        yield "marked content is left open"
    for annotation in page.obj.get("/Annots", []):
        if "/F" not in annotation or "/Contents" not in annotation or "/StructParent" not in annotation:
            yield "a link is not told to a screen reader"


def _owner_faults(number: int, tag: str, owners: Any) -> Iterator[str]:
    if number >= len(owners):
        yield f"marked content {number} belongs to nothing"
    elif str(owners[number].S)[1:] != tag:
        yield f"marked content {number} is called {tag} and belongs to a {str(owners[number].S)[1:]}"


def _font_faults(name: str, fonts: Any, shown: Any) -> Iterator[str]:
    if name not in fonts:
        yield f"font {name} is used and not in the file"
        return
    font = fonts[name]
    drawn = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = drawn.get("/FontDescriptor", {})
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"font {name} is used and not embedded"
    if "/ToUnicode" not in font:
        yield f"font {name} does not say which characters it draws"
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            glyphs = bytes(part)
            if any(glyphs[at : at + 2] == b"\0\0" for at in range(0, len(glyphs), 2)):
                yield "a missing glyph is drawn"
