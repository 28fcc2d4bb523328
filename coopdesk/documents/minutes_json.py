"""The minutes as data, for another program: whole numbers, texts and yes or no, moments in UTC."""

from dataclasses import fields, is_dataclass
from datetime import datetime

from coopdesk.domain.clock import moment_text
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes_view import Block, MinutesSection, MinutesView, OwnWords, Recorded, Resolution

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

FORMAT = "coopdesk-minutes-1"

_KINDS = {Recorded: "recorded", OwnWords: "own-words", Resolution: "resolution", MinutedElection: "election"}


def minutes_json(view: MinutesView) -> dict[str, Json]:
    """The minutes as a JSON object; each block says what it is (recorded, own-words, resolution, election)."""
    return {"format": FORMAT, **_record(view), "sections": [_section(section) for section in view.sections]}


def _section(section: MinutesSection) -> Json:
    blocks: list[Json] = [{"block": _KINDS[type(block)], **_record(block)} for block in section.blocks]
    return {**_record(section), "blocks": blocks}


def _record(record: MinutesView | MinutesSection | Block) -> dict[str, Json]:
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: object) -> Json:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"minutes hold no {type(value).__name__}")
