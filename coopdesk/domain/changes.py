"""What an amendment does to a text, word by word: kept, struck out, added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["kept", "struck", "added"]

_WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with the spaces after them."""

    change: Change
    text: str


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The text with what goes and what comes in, in reading order; what goes stands before what takes its place.

    The kept and struck pieces together are ``before``, the kept and added ones ``after``, but for spaces at line ends.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    # A word is the same word whether a space or a line's end follows it.
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    found: list[Piece] = []
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece("kept", "".join(new[new_from:new_to])))
            continue
        if old_to > old_from:
            found.append(Piece("struck", "".join(old[old_from:old_to])))
        if new_to > new_from:
            found.append(Piece("added", "".join(new[new_from:new_to])))
    # The last word of either text has no space of its own, and stands before others here.
    return tuple(Piece(each.change, _spaced(each.text)) for each in found[:-1]) + tuple(found[-1:])


def _spaced(text: str) -> str:
    return text if text[-1:].isspace() else text + " "


def changes_said(pieces: Sequence[Piece]) -> str:
    """ "1 word struck out, 3 words added": the change for those who cannot see the marks, or who check them."""
    said = []
    for change, verb in (("struck", "struck out"), ("added", "added")):
        count = sum(len(piece.text.split()) for piece in pieces if piece.change == change)
        if count:
            said.append(f"{count} word{'' if count == 1 else 's'} {verb}")
    return ", ".join(said) or "nothing changed"
