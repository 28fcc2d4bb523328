"""The order in which runs of a line are laid down: a small part of the Unicode bidirectional algorithm (UAX 9).

Enough for names, addresses and quoted words: strong characters, numbers and the neutrals between them. Explicit
embedding signs are dropped by ``type`` before this, because they have no ink and can be used to disguise a name.
"""

import re
from unicodedata import bidirectional

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def has_right_to_left(text: str) -> bool:
    """True where any character of the text is written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def levels(text: str) -> list[int]:
    """The embedding level of each character: even runs left to right, odd runs right to left.

    A text without a strong left-to-right letter is a right-to-left line as a whole (a name alone on its line).
    """
    kinds = [_kind(character) for character in text]
    base = 0 if "L" in kinds or "R" not in kinds else 1
    _resolve_numbers(kinds)
    _resolve_neutrals(kinds, "R" if base else "L")
    return [_level(kind, base) for kind in kinds]


def _kind(character: str) -> str:
    kind = bidirectional(character)
    if kind in ("R", "AL"):
        return "R"
    if kind in ("EN", "AN"):
        return "N"
    if kind == "NSM":
        return "M"
    return "L" if kind == "L" else "?"


def _resolve_numbers(kinds: list[str]) -> None:
    strong = "L"
    previous = "?"
    for at, kind in enumerate(kinds):
        if kind == "M":
            # W1: a mark takes the kind of what it sits on.
            kinds[at] = previous
        elif kind == "N" and strong == "L":
            # W7: a number after left-to-right letters is left-to-right.
            kinds[at] = "L"
        if kind in ("L", "R"):
            strong = kind
        previous = kinds[at]


def _resolve_neutrals(kinds: list[str], base: str) -> None:
    at = 0
    while at < len(kinds):
        if kinds[at] != "?":
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] == "?":
            end += 1
        before = _as_strong(kinds[at - 1]) if at else base
        after = _as_strong(kinds[end]) if end < len(kinds) else base
        kinds[at:end] = [before if before == after else base] * (end - at)
        at = end


def _as_strong(kind: str) -> str:
    # N1: a number that stayed a number stands among right-to-left letters.
    return "R" if kind == "N" else kind


def _level(kind: str, base: int) -> int:
    if kind == "R":
        return 1
    if kind == "N":
        return 2
    return 2 if base else 0


def visual_order(run_levels: list[int]) -> list[int]:
    """Indexes of the runs from left to right on the page (UAX 9 rule L2)."""
    order = list(range(len(run_levels)))
    highest = max(run_levels, default=0)
    for level in range(highest, 0, -1):
        start = None
        for position in range(len(order) + 1):
            inside = position < len(order) and run_levels[order[position]] >= level
            if inside and start is None:
                start = position
            elif not inside and start is not None:
                order[start:position] = reversed(order[start:position])
                start = None
    return order
