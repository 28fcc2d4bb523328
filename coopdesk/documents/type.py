"""Setting a line of text: the one way letters reach paper.

Text is shaped by HarfBuzz and written as glyph numbers, so kerning, joined scripts and right-to-left lines come out
right, and nothing in a text is ever read as markup: "<b>" in a name is five letters. The line is measured and drawn
from the same record, so what was measured is what is printed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import category, normalize

import uharfbuzz as hb

from coopdesk.documents.bidi import has_right_to_left, levels, visual_order
from coopdesk.documents.computer_fonts import manner
from coopdesk.documents.faces import Cut, Face, face_for, first_face, refuse

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1 (sRGB, which is what the output intent names)."""

INK: Colour = (0.0, 0.0, 0.0)

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look: cut, size in points, colour, extra space after each letter in points, OpenType features."""

    cut: Cut
    size: float
    colour: Colour = INK
    tracking: float = 0.0
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style."""

    text: str
    style: Style


# The three that are made for every line are not frozen: that would be the better part of the cost of making them.


@dataclass(slots=True, eq=False)
class ShapedRun:
    """Glyphs of one face in one direction, for any size.

    ``width`` is in thousandths of the type size. ``shows`` holds (rise in thousandths, operands of TJ). ``stands_for``
    pairs each glyph with the text it stands for; ``one_to_one`` is False where glyphs and characters do not pair off
    (ligatures of joined scripts), so that the text must be written beside them.
    """

    face: Face
    text: str
    right_to_left: bool
    width: float
    glyphs: tuple[int, ...]
    shows: tuple[tuple[float, str], ...]
    stands_for: frozenset[tuple[int, str]]
    one_to_one: bool


@dataclass(slots=True, eq=False)
class PlacedRun:
    """A run at its place in the line; ``x`` in points from the start of the line."""

    run: ShapedRun
    style: Style
    x: float


@dataclass(slots=True, eq=False)
class SetLine:
    """A line ready to be drawn; ``width`` in points."""

    runs: tuple[PlacedRun, ...]
    width: float


# Embedding and override signs (a name can be disguised with them), the soft hyphen and the byte order mark.
_NO_INK = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Which drawing of the letter before them is meant: a font that has only one draws that one.
_VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SPACES = re.compile("[\t\n\r\v\f\u0085\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def plain(text: str) -> str:
    """The text as it is drawn: composed (NFC), every kind of space a space, signs without ink left out."""
    if text.isascii() and text.isprintable():
        return text
    return normalize("NFC", _NO_INK.sub("", _SPACES.sub(" ", text)))


def set_line(spans: Iterable[Span]) -> SetLine:
    """Set spans one after another on one line.

    Raises:
        CannotDraw: no face has one of the characters.
    """
    given = tuple(spans)
    return set_text(given[0].text, given[0].style) if len(given) == 1 else _set_spans(given)


@lru_cache(maxsize=1_000)
def _set_spans(spans: tuple[Span, ...]) -> SetLine:
    return _set(spans)


def _set(spans: Sequence[Span]) -> SetLine:
    cleaned = [Span(plain(span.text), span.style) for span in spans]
    pieces = _pieces(cleaned)
    placed: list[PlacedRun] = []
    x = 0.0
    for run, style in pieces:
        placed.append(PlacedRun(run, style, x))
        x += run.width * style.size / 1000 + style.tracking * len(run.glyphs)
    if placed:
        x -= placed[-1].style.tracking
    return SetLine(tuple(placed), x)


@lru_cache(maxsize=4_000)
def set_text(text: str, style: Style) -> SetLine:
    """Set one text in one style.

    Raises:
        CannotDraw: no face has one of the characters.
    """
    return _set((Span(text, style),))


def width_of(text: str, style: Style) -> float:
    """The width of a text in millimetres.

    Raises:
        CannotDraw: no face has one of the characters.
    """
    return set_text(text, style).width / POINTS_PER_MM


def faces_of(text: str) -> list[tuple[str, Face]]:
    """The text in pieces, each with the face that draws it in running text.

    Raises:
        CannotDraw: no face has one of the characters.
    """
    return [(part, face) for face, part in _by_face(plain(text), Cut.SANS)]


def undrawable(text: str) -> str:
    """The first character of the text that some cut cannot draw, or ""."""
    cleaned = plain(text)
    if all(first_face(cut).has_all(cleaned) for cut in (Cut.SANS, Cut.SERIF)):
        return ""
    hand = manner(cleaned)
    for character in dict.fromkeys(cleaned):
        if category(character) == "Cf" or _VARIANT.match(character):
            continue
        if not all(_face_of(character, cut, hand) for cut in (Cut.SANS, Cut.SERIF)):
            return character
    return ""


def _pieces(spans: Sequence[Span]) -> list[tuple[ShapedRun, Style]]:
    line = "".join(span.text for span in spans)
    if not has_right_to_left(line):
        return [(run, span.style) for span in spans for run in _shaped(span.text, span.style, False)]
    line_levels = levels(line)
    runs: list[tuple[ShapedRun, Style]] = []
    run_levels: list[int] = []
    at = 0
    for span in spans:
        for level, part in _by_level(span.text, line_levels[at : at + len(span.text)]):
            for run in _shaped(part, span.style, level % 2 == 1):
                runs.append((run, span.style))
                run_levels.append(level)
        at += len(span.text)
    return [runs[index] for index in visual_order(run_levels)]


def _by_level(text: str, text_levels: Sequence[int]) -> list[tuple[int, str]]:
    parts: list[tuple[int, str]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text_levels[at] != text_levels[start]:
            parts.append((text_levels[start], text[start:at]))
            start = at
    return parts


def _shaped(text: str, style: Style, right_to_left: bool) -> tuple[ShapedRun, ...]:
    features = (*style.features, "-liga") if style.tracking else style.features
    if len(text) > 400:
        # Only what is set again and again is worth keeping in memory.
        return _shape_text(text, style.cut, right_to_left, features)
    return _shape_text_once(text, style.cut, right_to_left, features)


def _shape_text(text: str, cut: Cut, right_to_left: bool, features: tuple[str, ...]) -> tuple[ShapedRun, ...]:
    return tuple(_shape(face, part, right_to_left, features) for face, part in _by_face(text, cut))


_shape_text_once = lru_cache(maxsize=8_000)(_shape_text)


@lru_cache(maxsize=8_000)
def _face_of(character: str, cut: Cut, hand: str) -> Face | None:
    return face_for(character, cut, hand)


def _by_face(text: str, cut: Cut) -> list[tuple[Face, str]]:
    if first_face(cut).has_all(text):
        return [(first_face(cut), text)] if text else []
    hand = manner(text)
    parts: list[tuple[Face, list[str]]] = []
    for character in text:
        # Marks and joiners stay with the letter they belong to, and spaces with the word before them.
        follows = character == " " or category(character) in ("Mn", "Mc", "Cf")
        inkless = category(character) == "Cf" or _VARIANT.match(character)
        if follows and parts and (inkless or ord(character) in parts[-1][0].characters):
            parts[-1][1].append(character)
            continue
        if inkless and not parts:
            # A joiner with nothing before it joins nothing.
            continue
        found = _face_of(character, cut, hand)
        if found is None:
            raise refuse(character, text)
        if parts and parts[-1][0] is found:
            parts[-1][1].append(character)
        else:
            parts.append((found, [character]))
    return [(found, "".join(characters)) for found, characters in parts]


def _shape(face: Face, text: str, right_to_left: bool, features: tuple[str, ...]) -> ShapedRun:
    buffer = hb.Buffer()
    if right_to_left:
        # A mark is then a cluster of its own and stands for itself, whatever letter it sits on.
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    # guess_segment_properties goes by the script; a run of brackets or figures has none.
    buffer.direction = "rtl" if right_to_left else "ltr"
    # And by the computer's locale, which would give the same paper other bytes in another country.
    buffer.language = "en"
    hb.shape(face.font, buffer, _wanted(features))
    infos = buffer.glyph_infos
    glyphs = tuple([info.codepoint for info in infos])
    clusters = [info.cluster for info in infos]
    if not right_to_left and clusters == list(range(len(text))):
        stands_for, one_to_one = frozenset(zip(glyphs, text, strict=True)), True
    else:
        stands_for, one_to_one = _stands_for(text, glyphs, clusters, right_to_left)
    moves = [position.position for position in buffer.glyph_positions]
    return ShapedRun(
        face=face,
        text=text,
        right_to_left=right_to_left,
        width=sum([move[2] for move in moves]) * face.per_em,
        glyphs=glyphs,
        shows=_shows(face, glyphs, moves),
        stands_for=stands_for,
        one_to_one=one_to_one,
    )


def _stands_for(
    text: str, glyphs: Sequence[int], clusters: Sequence[int], right_to_left: bool
) -> tuple[frozenset[tuple[int, str]], bool]:
    """Each glyph with the text it stands for, and whether glyphs and characters pair off."""
    texts = _cluster_texts(text, clusters)
    if right_to_left:
        # Readers turn the letters of such a run round one by one (measured with poppler and pdfium), so what one
        # glyph stands for is written in the order of the page too: without it "لا" was read back as "ال".
        texts = [said[::-1] for said in texts]
    pairs = frozenset([pair for pair in zip(glyphs, texts, strict=True) if pair[1]])
    return pairs, all(texts) and len(texts) == len(set(clusters))


@cache
def _wanted(features: tuple[str, ...]) -> dict[str, bool]:
    switched = {feature.lstrip("-"): not feature.startswith("-") for feature in features}
    return {"kern": True, "liga": True, **switched}


def _cluster_texts(text: str, clusters: Sequence[int]) -> list[str]:
    """The text each glyph stands for: the first glyph of a cluster has all of it, the others none."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    seen: set[int] = set()
    texts = []
    for cluster in clusters:
        texts.append("" if cluster in seen else text[cluster : ends[cluster]])
        seen.add(cluster)
    return texts


def _shows(
    face: Face, glyphs: Sequence[int], moves: Sequence[tuple[int, int, int, int]]
) -> tuple[tuple[float, str], ...]:
    """The operands of TJ; ``moves`` are each glyph's offsets and advances in font units, as the shaper gives them."""
    shows: list[tuple[float, str]] = []
    parts: list[str] = []
    rise = 0
    # How far the next glyph stands from where the one before it left off.
    apart = 0
    widths, spelled, moved = face.widths, face.spelled, face.moved
    for glyph, (aside, raised, advance, _) in zip(glyphs, moves, strict=True):
        if raised != rise:
            if parts:
                shows.append(_show(face, rise, [*parts, moved[apart]]))
            parts, apart, rise = [], 0, raised
        apart += aside
        if apart:
            parts.append(moved[apart])
        parts.append(spelled[glyph])
        # What the shaper moves the next glyph by, beyond this one's own width.
        apart = advance - widths[glyph] - aside
    if parts:
        shows.append(_show(face, rise, parts))
    return tuple(shows)


def _show(face: Face, rise: int, parts: Sequence[str]) -> tuple[float, str]:
    return round(rise * face.per_em, 1), f"<{''.join(parts)}>".replace("<>", "")
