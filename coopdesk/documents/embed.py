"""Embedding: the glyphs a document used, as Type 0 fonts with exact text (ISO 32000-1 9.7, 9.10.3).

Glyph numbers are kept as they are in the font (Identity-H), the font file is subset by HarfBuzz, and every glyph says
which characters it stands for, so that text copied or read aloud from the paper is the text that was typed.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import uharfbuzz as hb

from coopdesk.documents.faces import Face
from coopdesk.documents.type import Colour, PlacedRun, SetLine, Style

AddObject = Callable[[bytes, bytes | None], int]
"""Adds an object (dictionary, and the stream's data if it has any) and returns its object number."""


_KNOWN_RUNS = 2_000
"""How many runs and lines are remembered: labels come back on every page, names hardly ever."""


@dataclass
class FaceUse:
    """What one document used of one face."""

    face: Face
    resource: str
    glyphs: set[int] = field(default_factory=lambda: {0})
    texts: dict[int, str] = field(default_factory=dict)
    opened: dict[Style, str] = field(default_factory=dict)
    """How a run in each style begins."""
    pairs: set[tuple[int, str]] = field(default_factory=set)
    """The same as pairs: a run that has no others reads back from its glyphs."""


class DocumentFonts:
    """The fonts of one document: writes text operators and, at the end, the font objects."""

    def __init__(self) -> None:
        self._uses: dict[Face, FaceUse] = {}
        self._shown: dict[tuple[SetLine, float, float], str] = {}

    def show(self, line: SetLine, x: float, y: float) -> str:
        """The operators that draw a set line with its baseline starting at ``x``, ``y`` (points)."""
        key = (line, x, y)
        known = self._shown.get(key)
        if known is None:
            known = " ".join(self._show_run(placed, x + placed.x, y) for placed in line.runs)
            if len(self._shown) < _KNOWN_RUNS:
                self._shown[key] = known
        return known

    def _show_run(self, placed: PlacedRun, x: float, y: float) -> str:
        run, style = placed.run, placed.style
        use = self._uses.get(run.face)
        if use is None:
            use = self._uses[run.face] = FaceUse(run.face, f"T{len(self._uses) + 1}")
        opened = use.opened.get(style)
        if opened is None:
            spaced = f"{style.tracking:.3f} Tc " if style.tracking else ""
            opened = f"BT /{use.resource} {style.size:g} Tf {spaced}{fill_operator(style.colour)} 1 0 0 1"
            use.opened[style] = opened
        closed = " 0 Tc" if style.tracking else ""
        drawn = f"{opened} {x:.3f} {y:.3f} Tm {_raised(run.shows, style.size)}{closed} ET"
        if self._reads_back(use, placed) or run.right_to_left:
            # For right-to-left runs readers reverse an ActualText a second time (measured with poppler and pdfium).
            return drawn
        spelled = (b"\xfe\xff" + run.text.encode("utf-16-be")).hex()
        return f"/Span <</ActualText <{spelled}>>> BDC {drawn} EMC"

    @staticmethod
    def _reads_back(use: FaceUse, placed: PlacedRun) -> bool:
        """Whether the run's text can be told from its glyphs alone."""
        run = placed.run
        exact = run.one_to_one
        if exact and run.stands_for <= use.pairs:
            return True
        use.glyphs.update(run.glyphs)
        # In order, so that which text a glyph stands for does not hang on the order of a set.
        for glyph, text in sorted(run.stands_for):
            if use.texts.setdefault(glyph, text) == text:
                use.pairs.add((glyph, text))
            else:
                exact = False
        return exact

    def embed(self, add: AddObject) -> dict[str, int]:
        """Add the font objects; returns the object number of each font resource name."""
        return {use.resource: _embed(use, add) for use in self._uses.values()}


def _raised(shows: Sequence[tuple[float, str]], size: float) -> str:
    """The strings of a run, those that stand above or below the line moved by so much."""
    if len(shows) == 1 and not shows[0][0]:
        return f"[{shows[0][1]}] TJ"
    said: list[str] = []
    for rise, show in shows:
        moved = f"{rise * size / 1000:.3f} Ts " if rise else "0 Ts " if said else ""
        said.append(f"{moved}[{show}] TJ")
    return " ".join(said) + (" 0 Ts" if shows and shows[-1][0] else "")


def fill_operator(colour: Colour) -> str:
    """The operator that sets the fill colour."""
    red, green, blue = colour
    return f"{red:.3g} {green:.3g} {blue:.3g} rg"


def _embed(use: FaceUse, add: AddObject) -> int:
    data = _subset(use)
    name = f"{_subset_tag(data)}+{use.face.name}"
    outlines, program = _font_program(data, add)
    descriptor = add(_descriptor(use.face, name, outlines, program), None)
    kind = "CIDFontType0" if outlines == "FontFile3" else "CIDFontType2"
    mapping = "" if outlines == "FontFile3" else "/CIDToGIDMap/Identity"
    widths = " ".join(f"{glyph}[{use.face.advance(glyph):.2f}]" for glyph in sorted(use.glyphs))
    descendant = add(
        f"<</Type/Font/Subtype/{kind}/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor} 0 R{mapping}/W[{widths}]>>".encode(),
        None,
    )
    unicode_map = add(b"<<>>", _to_unicode(use))
    return add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {unicode_map} 0 R>>".encode(),
        None,
    )


def _subset(use: FaceUse) -> bytes:
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(use.glyphs)
    # A font whose outlines are numbered apart from its glyphs is renumbered, so that Identity-H finds the right ones.
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        | hb.SubsetFlags.DOWNGRADE_CFF2
    )
    if use.face.weight is not None:
        # What is embedded is one drawing of a variable font.
        wanted.pin_all_axes_to_default(use.face.face)
        wanted.pin_axis_location(use.face.face, "wght", use.face.weight)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"DSIG", b"name", b"meta")
    )
    return bytes(hb.subset(use.face.face, wanted).blob.data)


def _subset_tag(data: bytes) -> str:
    """Six capitals naming the subset (ISO 32000-1 9.6.4), the same for the same glyphs."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])


def _font_program(data: bytes, add: AddObject) -> tuple[str, int]:
    subset = hb.Face(hb.Blob(data))
    if "CFF " in subset.table_tags:
        outlines = bytes(subset.reference_table("CFF ").data)
        return "FontFile3", add(b"<</Subtype/CIDFontType0C>>", outlines)
    return "FontFile2", add(f"<</Length1 {len(data)}>>".encode(), data)


def _descriptor(face: Face, name: str, outlines: str, program: int) -> bytes:
    extents = face.font.get_font_extents("ltr")
    ascent, descent = round(extents.ascender * face.per_em), round(extents.descender * face.per_em)
    head = bytes(face.face.reference_table("head").data)
    corners = (int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42))
    box = " ".join(str(round(corner * face.per_em)) for corner in corners)
    slant = -12 if face.is_slanted else 0
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/ItalicAngle {slant}/Ascent {ascent}/Descent {descent}"
        f"/CapHeight 714/StemV {120 if face.is_bold else 80}/FontBBox[{box}]/{outlines} {program} 0 R>>"
    ).encode()


_TO_UNICODE_HEAD = (
    "/CIDInit/ProcSet findresource begin 12 dict begin begincmap"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def/CMapName/Adobe-Identity-UCS def"
    "/CMapType 2 def 1 begincodespacerange<0000><FFFF>endcodespacerange\n"
)


def _to_unicode(use: FaceUse) -> bytes:
    # A glyph that only ever continues another one's cluster stands for nothing of its own; PDF/A wants a value.
    pairs = [(glyph, use.texts.get(glyph, "\u200b")) for glyph in sorted(use.glyphs) if glyph]
    blocks = []
    for at in range(0, len(pairs), 100):
        block = pairs[at : at + 100]
        lines = "".join(f"<{glyph:04X}><{text.encode('utf-16-be').hex()}>\n" for glyph, text in block)
        blocks.append(f"{len(block)} beginbfchar\n{lines}endbfchar\n")
    return f"{_TO_UNICODE_HEAD}{''.join(blocks)}endcmap CMapName currentdict/CMap defineresource pop end end".encode()
