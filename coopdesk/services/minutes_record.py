"""Minutes kept whole: the view as JSON, and back.

What the chair agreed must read the same in twenty years, whatever the register says by then; so it is kept as text.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from coopdesk.domain.clock import moment_text, read_moment
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes_view import MinutesView, OwnWords, Recorded, Resolution
from coopdesk.storage.journal import canonical

_BLOCKS: dict[str, type[Any]] = {
    "recorded": Recorded,
    "own-words": OwnWords,
    "resolution": Resolution,
    "election": MinutedElection,
}
_BLOCK_NAMES = {kind: name for name, kind in _BLOCKS.items()}


def write_record(view: MinutesView) -> str:
    """The minutes as canonical JSON; moments to the second, in UTC."""
    return canonical(_plain(view))


def read_record(text: str) -> MinutesView:
    """The minutes as they were kept. Fields that came later take their usual value.

    Raises:
        ValueError: the text is not a record of minutes.
    """
    found = _read(MinutesView, json.loads(text))
    if not isinstance(found, MinutesView):
        raise ValueError("the record is not one of minutes")
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        name = _BLOCK_NAMES.get(type(value))
        return plain if name is None else {"block": name, **plain}
    return value


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) is tuple:
        parts = get_args(kind)
        if parts[1:] == (...,):
            return tuple(_read(parts[0], each) for each in value)
        return tuple(_read(part, each) for part, each in zip(parts, value, strict=True))
    if isinstance(kind, UnionType):
        return _read_one_of(kind, value)
    if kind is datetime:
        return read_moment(value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], each) for name, each in value.items() if name in hints})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value


def _read_one_of(kind: UnionType, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, dict) and "block" in value:
        return _read(_BLOCKS[value["block"]], value)
    only = [each for each in get_args(kind) if each is not NoneType]
    return _read(only[0], value)
