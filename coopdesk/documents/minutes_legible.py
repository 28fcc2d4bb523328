"""Minutes are always made: a name no font here can draw gives way to its member number, and a warning names it."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from coopdesk.documents.type import plain, undrawable
from coopdesk.services.minutes_view import MinutesView, Resolution

_NAMED = re.compile(r"(?P<name>.+) \((?P<number>[^()]+)\)")

_View = TypeVar("_View")


def legible(view: MinutesView) -> tuple[MinutesView, tuple[str, ...]]:
    """The minutes with every character drawable, and a warning for each name or passage that was changed."""
    unprintable = {name: number for name, number in _numbered_names(view).items() if undrawable(name)}
    warnings: dict[str, None] = {}

    def repaired(text: str) -> str:
        if not undrawable(text):
            return text
        for name in sorted(unprintable, key=len, reverse=True):
            if name in text:
                stand_in = f"member {unprintable[name]}"
                text = text.replace(f"{name} ({unprintable[name]})", stand_in).replace(name, stand_in)
                warnings[_name_warning(name, unprintable[name])] = None
        while character := undrawable(text):
            warnings[_character_warning(character, text)] = None
            text = plain(text).replace(character, f"[U+{ord(character):04X}]")
        return text

    return _each_text(view, repaired), tuple(warnings)


def _numbered_names(view: MinutesView) -> dict[str, str]:
    names = {name: number for group in view.appendix for number, name in group.names if number and name}
    for section in view.sections:
        for block in section.blocks:
            if isinstance(block, Resolution):
                for text in (block.proposer, block.seconder):
                    if found := _NAMED.fullmatch(text):
                        names[found["name"]] = found["number"]
    return names


def _shown(character: str) -> str:
    return f"{character} " if character.isprintable() else ""


def _name_warning(name: str, number: str) -> str:
    character = undrawable(name)
    return (
        f"The name of member {number} has the character {_shown(character)}(U+{ord(character):04X}), which no font in "
        f"coopdesk can draw: “member {number}” stands in its place in these minutes."
    )


def _character_warning(character: str, text: str) -> str:
    at = plain(text).find(character)
    before = plain(text)[max(0, at - 30) : at].strip()
    return (
        f"The character {_shown(character)}(U+{ord(character):04X}) after “{before}” cannot be drawn by any font in "
        "coopdesk: its code stands in its place in these minutes."
    )


def _each_text(value: _View, change: Callable[[str], str]) -> _View:
    """A copy of a view, or of a tuple of views, with every text in it changed."""
    return _changed(value, change)  # type: ignore[no-any-return]  # a copy has the type of what it is a copy of


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str) and type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _changed(getattr(value, field.name), change) for field in fields(value)})
    return value
