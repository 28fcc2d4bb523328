"""Papers that must be made whatever a register holds: a text no font here can draw gives way, and a warning names it.

A certificate or a card is refused instead (``faces.CannotDraw``): its name is the point of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from coopdesk.documents.type import plain, undrawable

_View = TypeVar("_View")


def legible_view(view: _View, numbers: Mapping[str, str], paper: str) -> tuple[_View, tuple[str, ...]]:
    """The view with every character drawable, and a warning for each name or passage that was changed.

    Args:
        view: a frozen view.
        numbers: names of members with their numbers; "member 0402" stands in for a name that cannot be drawn.
        paper: how a warning calls the paper, "these minutes".
    """
    unprintable = {name: number for name, number in numbers.items() if undrawable(name)}
    warnings: dict[str, None] = {}

    def repaired(text: str) -> str:
        if not undrawable(text):
            return text
        for name in sorted(unprintable, key=len, reverse=True):
            if name in text:
                stand_in = f"member {unprintable[name]}"
                text = text.replace(f"{name} ({unprintable[name]})", stand_in).replace(name, stand_in)
                warnings[_name_warning(name, unprintable[name], paper)] = None
        while character := undrawable(text):
            warnings[_character_warning(character, text, paper)] = None
            text = plain(text).replace(character, f"[U+{ord(character):04X}]")
        return text

    return _changed(view, repaired), tuple(warnings)


def _shown(character: str) -> str:
    return f"{character} " if character.isprintable() else ""


def _name_warning(name: str, number: str, paper: str) -> str:
    character = undrawable(name)
    return (
        f"The name of member {number} has the character {_shown(character)}(U+{ord(character):04X}), which no font in "
        f"coopdesk or on this computer can draw: “member {number}” stands in its place in {paper}."
    )


def _character_warning(character: str, text: str, paper: str) -> str:
    at = plain(text).find(character)
    before = plain(text)[max(0, at - 30) : at].strip()
    return (
        f"The character {_shown(character)}(U+{ord(character):04X}) after “{before}” cannot be drawn by any font in "
        f"coopdesk or on this computer: its code stands in its place in {paper}."
    )


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """A copy of a view, or of a tuple of views, with every text in it changed; the view itself where none was."""
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        before = {field.name: getattr(value, field.name) for field in fields(value)}
        after = {name: _changed(held, change) for name, held in before.items()}
        if all(after[name] is before[name] for name in before):
            return value
        return replace(value, **after)
    return value
