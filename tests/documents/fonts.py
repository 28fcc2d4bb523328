"""Tiny fonts made on the spot, so that finding and embedding fonts is tried on every machine, whatever it has."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uharfbuzz as hb

from coopdesk.assets import font_path
from coopdesk.documents import computer_fonts, lines
from coopdesk.documents import type as letters


def tiny_font(
    drawn_as: dict[str, str],
    family: str,
    *,
    like: str = "NotoSans-Regular.ttf",
    weight: int = 400,
    embedding: int = 0,
    weights: tuple[int, int, int] | None = None,
) -> bytes:
    """A font that draws each character as some letter of a font that travels with the program.

    Args:
        drawn_as: characters, each with the letter whose drawing it borrows.
        family: the name it goes by.
        like: the font borrowed from; .ttf has TrueType outlines, .otf PostScript ones.
        weight: what it says its weight is.
        embedding: what it says of embedding (OS/2 fsType).
        weights: for a variable font, its lightest, usual and heaviest weight (all drawn alike).
    """
    source = hb.Face(hb.Blob.from_file_path(str(font_path(like))))
    font = hb.Font(source)
    glyphs = {ord(character): font.get_nominal_glyph(ord(letter)) for character, letter in drawn_as.items()}
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({0, *glyphs.values()})
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    subset = hb.subset(source, wanted)
    tables = {tag: bytes(subset.reference_table(tag).data) for tag in subset.table_tags}
    for tag in ("GSUB", "GPOS", "GDEF"):
        tables.pop(tag, None)
    about = bytearray(tables["OS/2"])
    about[4:6], about[8:10] = struct.pack(">H", weight), struct.pack(">H", embedding)
    tables |= {"OS/2": bytes(about), "cmap": _cmap(glyphs), "name": _names(family)}
    if weights is not None:
        low, usual, high = (weight << 16 for weight in weights)
        axis = struct.pack(">4siiiHH", b"wght", low, usual, high, 0, 2)
        tables["fvar"] = struct.pack(">HHHHHHHH", 1, 0, 16, 2, 1, 20, 0, 8) + axis
    return _file(tables)


def _cmap(glyphs: dict[int, int]) -> bytes:
    groups = b"".join(struct.pack(">III", code, code, glyphs[code]) for code in sorted(glyphs))
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _names(family: str) -> bytes:
    said = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "") + "-Regular"}
    records, texts = b"", b""
    for number, text in said.items():
        spelled = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(spelled), len(texts))
        texts += spelled
    return struct.pack(">HHH", 0, len(said), 6 + len(records)) + records + texts


def _file(tables: dict[str, bytes]) -> bytes:
    at = 12 + 16 * len(tables)
    head = struct.pack(">4sHHHH", b"OTTO" if "CFF " in tables else b"\0\1\0\0", len(tables), 0, 0, 0)
    body = b""
    for tag, data in sorted(tables.items()):
        head += struct.pack(">4sIII", tag.encode(), 0, at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + body


@contextmanager
def fonts_in(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> Iterator[None]:
    """Fonts are looked for in these folders, as if the program had just been started."""
    with monkeypatch.context() as patch:
        patch.setenv(computer_fonts.PLACES, ":".join(map(str, folders)))
        _forget()
        yield
    _forget()


@contextmanager
def fonts_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fonts are looked for where the computer keeps them."""
    with monkeypatch.context() as patch:
        patch.delenv(computer_fonts.PLACES)
        _forget()
        yield
    _forget()


def _forget() -> None:
    for remembered in (
        computer_fonts._fonts,
        computer_fonts._ranked,
        letters._face_of,
        letters._shape_text_once,
        letters.set_text,
        lines._short_text,
    ):
        remembered.cache_clear()
