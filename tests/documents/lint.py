"""The project's own lint for papers: the rules of PDF/A-2a (3a with attachments) and PDF/UA-1 our writer could break.

Read with pikepdf, so nothing of our own writer is trusted. One plain line for each fault; it is no conformance claim:
reading order and the sense of an alternative text need a person.
"""

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import unescape

import pikepdf
import uharfbuzz as hb

_PAINTING = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "sh", "Do"}
_SHOWING = {"Tj", "TJ", "'", '"'}
_FOUR_INKS = {"k", "K"}
_HOLDERS = {"Document", "Sect", "Table", "TR", "TD", "L", "LI"}
"""Elements that hold elements, or may be left blank (a table's empty corner)."""
_STANDARD = _HOLDERS | set("H1 H2 H3 H4 H5 H6 P BlockQuote TH Lbl LBody Figure Link Span Code Caption".split())
"""The standard structure types our papers use (ISO 32000-1 14.8.4); there is no role map."""
_PARENTS = {
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI"},
}
"""What each element may stand in (ISO 14289-1 7.2)."""
_KIDS = {"Table": {"TR", "Caption"}, "TR": {"TH", "TD"}, "L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}}
_ACTIONS = {"/URI", "/GoTo"}
_ADDRESSES = ("http://", "https://", "mailto:")


def lint(data: bytes) -> list[str]:
    """The faults found in a paper; none for a sound one."""
    faults = []
    if re.search(rb"[^\r\n]endstream", data):
        faults.append("a stream does not end with a line end")
    with pikepdf.open(io.BytesIO(data)) as paper:
        faults += _catalogue_faults(paper)
        faults += _metadata_faults(paper)
        faults += _attachment_faults(paper)
        faults += _colour_faults(paper)
        faults += _outside_faults(paper)
        faults += _outline_faults(paper)
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
    if not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(root.get("/Lang", "xx"))):
        yield "the language is not one"
    if "/ID" not in paper.trailer:
        yield "the paper has no identity"


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
    named = re.search(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", told, re.DOTALL)
    title = str(paper.docinfo.get("/Title", "")) if "/Info" in paper.trailer else ""
    if named is None or not named[1] or unescape(named[1].decode()) != title:
        yield "the title in the metadata is not the one in the information"
    part_found = re.search(rb"<pdfaid:part>(\d)</pdfaid:part>", told)
    if part_found and part_found[1] != (b"3" if "/AF" in paper.Root else b"2"):
        yield f"the metadata claims part {part_found[1].decode()}"


def _attachment_faults(paper: pikepdf.Pdf) -> Iterator[str]:
    root: Any = paper.Root
    listed = root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    associated = root.get("/AF", [])
    if len(listed) != 2 * len(associated):
        yield "an attached file is not associated with the paper"
    for specification in associated:
        for key in ("/F", "/UF", "/Desc", "/AFRelationship"):
            if key not in specification:
                yield f"an attached file lacks {key}"
        stream = specification.EF.F
        if "/Subtype" not in stream or "/ModDate" not in stream.get("/Params", {}):
            yield "an attached file does not say what it is or when it was made"


def _colour_faults(paper: pikepdf.Pdf) -> Iterator[str]:
    for intent in paper.Root.get("/OutputIntents", []):
        profile = intent.get("/DestOutputProfile")
        if profile is None or int(profile.get("/N", 0)) != 3 or profile.read_bytes()[16:20] != b"RGB ":
            yield "the output intent has no colour profile for red, green and blue"


def _outside_faults(paper: pikepdf.Pdf) -> Iterator[str]:
    """Anything that would be fetched, run or played from outside the pages."""
    for thing in paper.objects:
        if isinstance(thing, pikepdf.Stream) and ("/F" in thing or "/FFilter" in thing):
            yield "a stream is kept outside the paper"
        if not isinstance(thing, pikepdf.Dictionary):
            continue
        action = thing.get("/A") if thing.get("/Type") == "/Annot" else None
        if action is not None:
            if str(action.get("/S")) not in _ACTIONS:
                yield f"an action {action.get('/S')} has no place in a filed paper"
            elif "/URI" in action and not str(action.URI).startswith(_ADDRESSES):
                yield "a link leads to something that is no address"
        if thing.get("/Type") == "/Page" and "/AA" in thing:
            yield "a page acts by itself"
        if thing.get("/Type") == "/Annot" and str(thing.get("/Subtype")) != "/Link":
            yield f"an annotation {thing.get('/Subtype')} has no place in a filed paper"


def _outline_faults(paper: pikepdf.Pdf) -> Iterator[str]:
    with paper.open_outline() as outline:
        for entry in outline.root:
            if not entry.title or not entry.destination:
                yield "an outline entry leads nowhere"


def _structure_faults(root: Any) -> Iterator[str]:
    level = 0
    waiting = [(kid, "") for kid in reversed(list(root.K))]
    while waiting:
        element, parent = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            continue
        tag = str(element.S)[1:]
        kids = _kids(element)
        if any(kid.get("/P") != element for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid):
            yield f"something in a {tag} says it stands elsewhere"
        yield from _element_faults(element, tag, parent, kids)
        if re.fullmatch("H[1-6]", tag):
            if int(tag[1]) > level + 1:
                yield f"{tag} follows H{level}"
            level = int(tag[1])
        waiting.extend((kid, tag) for kid in reversed(kids))


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _element_faults(element: Any, tag: str, parent: str, kids: list[Any]) -> Iterator[str]:
    if tag not in _STANDARD:
        yield f"{tag} is no standard element"
    if tag in _PARENTS and parent not in _PARENTS[tag]:
        yield f"a {tag} stands in a {parent}"
    if tag == "Figure" and not str(element.get("/Alt", "")):
        yield "a figure has no alternative text"
    if tag == "TH" and "/Scope" not in element.get("/A", {}):
        yield "a table heading has no scope"
    if not kids and tag not in _HOLDERS and tag != "TH":
        yield f"a {tag} is empty"
    within = [str(kid.S)[1:] for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    for kid in within:
        if tag in _KIDS and kid not in _KIDS[tag]:
            yield f"a {kid} stands in a {tag}"
    if tag == "Table":
        rows = [[str(cell.S)[1:] for cell in _kids(row)] for row in kids if "/S" in row]
        if len({len(row) for row in rows}) > 1:
            yield "the rows of a table have different numbers of cells"
        if "TH" not in {cell for row in rows for cell in row}:
            yield "a table has no headings"


def _owners(paper: pikepdf.Pdf) -> dict[int, Any]:
    """The parent tree: for each page's key, the owner of each marked-content number."""
    root: Any = paper.Root
    numbers = root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}


def _page_faults(page: Any, owners: dict[int, Any]) -> Iterator[str]:
    mine = owners.get(int(page.obj.get("/StructParents", -1)), [])
    marked: list[int] = []
    yield from _content_faults(page, page.obj.Resources, mine, marked)
    if sorted(marked) != list(range(len(mine))):
        yield "the structure and the page do not agree on what is marked"
    for name, form in page.obj.Resources.get("/XObject", {}).items():
        if str(form.get("/Subtype")) != "/Form":
            if not _is_photograph(form):
                yield f"{name} is an image other than a photograph; papers draw everything else as lines and letters"
            continue
        inside: list[int] = []
        yield from _content_faults(form, form.get("/Resources", {}), [], inside, is_form=True)
    if page.obj.get("/Annots") and str(page.obj.get("/Tabs")) != "/S":
        yield "the order of links is not that of the structure"
    for annotation in page.obj.get("/Annots", []):
        if "/F" not in annotation or "/Contents" not in annotation or "/StructParent" not in annotation:
            yield "a link is not told to a screen reader"
        elif not _holds(owners.get(int(annotation.StructParent)), annotation):
            yield "a link and its element do not know of each other"


def _is_photograph(image: Any) -> bool:
    """In the colours of the output intent, whole, and without what ISO 19005-2 6.2.8 forbids."""
    plain = not any(key in image for key in ("/SMask", "/Mask", "/Interpolate", "/Alternates", "/OPI"))
    colours = (str(image.get("/ColorSpace")), int(image.get("/BitsPerComponent", 0)), str(image.get("/Filter")))
    return plain and colours == ("/DeviceRGB", 8, "/DCTDecode")


def _holds(element: Any, annotation: Any) -> bool:
    """Whether it is a Link element with the annotation among its kids (ISO 14289-1 7.18.5)."""
    if not isinstance(element, pikepdf.Dictionary) or str(element.get("/S")) != "/Link":
        return False
    return any(isinstance(kid, pikepdf.Dictionary) and kid.get("/Obj") == annotation for kid in _kids(element))


def _is_image(resources: Any, name: Any) -> bool:
    return str(resources.get("/XObject", {}).get(str(name), {}).get("/Subtype", "")) == "/Image"


def _content_faults(content: Any, resources: Any, mine: Any, marked: list[int], is_form: bool = False) -> Iterator[str]:
    fonts = resources.get("/Font", {})
    opened: list[str] = []
    font = ""
    for instruction in pikepdf.parse_content_stream(content):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BMC", "BDC"):
            opened.append(str(operands[0])[1:])
            if "Artifact" in opened and len(set(opened)) > 1 and set(opened) != {"Artifact", "Span"}:
                yield "furniture and content are marked one inside the other"
            if operator == "BDC" and "/MCID" in operands[1]:
                marked.append(int(operands[1].MCID))
                yield from _owner_faults(marked[-1], opened[-1], mine)
        elif operator == "EMC":
            if not opened:
                yield "marked content is closed and was never opened"
            else:
                opened.pop()
        elif operator == "Do" and "Figure" not in opened and _is_image(resources, operands[0]):
            yield f"{operands[0]} is shown outside a figure"
        elif operator == "Tf":
            font = str(operands[0])
        elif operator in _FOUR_INKS:
            yield "a colour is given for four inks"
        if operator in _PAINTING and not opened and not is_form:
            yield f"something is drawn outside the structure ({operator})"
        if operator in _SHOWING:
            yield from _font_faults(font, fonts, operands[-1])
    if opened:
        yield "marked content is left open"


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
    if "/FontFile2" in descriptor and "/DescendantFonts" in font:
        if str(drawn.get("/CIDToGIDMap")) != "/Identity" or str(font.get("/Encoding")) != "/Identity-H":
            yield f"font {name} does not say which glyph a code means"
        if not _widths_agree(descriptor.FontFile2.read_bytes(), tuple(map(_width, drawn.get("/W", [])))):
            yield f"font {name} says other widths than it draws"
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            text = bytes(part)
            glyphs = [int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2)]
            if 0 in glyphs:
                yield "a missing glyph is drawn"
            if "/ToUnicode" in font and not _mapped(font.ToUnicode.read_bytes()).issuperset(set(glyphs) - {0}):
                yield f"font {name} draws a glyph without saying which character it is"


def _width(entry: Any) -> int | tuple[float, ...]:
    return tuple(map(float, entry)) if isinstance(entry, pikepdf.Array) else int(entry)


@lru_cache(maxsize=64)
def _widths_agree(program: bytes, told: tuple[Any, ...]) -> bool:
    """Whether the widths a font tells are its program's, to a thousandth of the size (ISO 19005-2 6.2.11.5)."""
    face = hb.Face(hb.Blob(program))
    font = hb.Font(face)
    return all(
        abs(font.get_glyph_h_advance(first + place) * 1000 / face.upem - width) <= 1
        for first, widths in zip(told[::2], told[1::2], strict=True)
        for place, width in enumerate(widths)
    )


@lru_cache(maxsize=64)
def _mapped(to_unicode: bytes) -> frozenset[int]:
    """The glyphs a font says the characters of."""
    return frozenset(int(found, 16) for found in re.findall(rb"^<([0-9A-F]{4})><", to_unicode, re.MULTILINE))
