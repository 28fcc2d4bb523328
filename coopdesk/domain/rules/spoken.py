"""Single values as people write them in a setting: yes and no, whole numbers, percentages, words."""

import re
from collections.abc import Mapping
from typing import Any

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules.quorum_rule import PERCENT, read_percent

YES = {
    "yes": True,
    "true": True,
    "on": True,
    "1": True,
    "no": False,
    "false": False,
    "off": False,
    "0": False,
}
NONE = ("none", "")
_NUMBER = re.compile(r"[0-9]{1,9}")


def one_of(name: str, value: str, spoken: Mapping[str, Any]) -> Any:
    """What a word stands for; capitals do not matter.

    Raises:
        NotUnderstood: it is none of the words; they are listed.
    """
    if value.lower() not in spoken:
        raise NotUnderstood(what=name, value=value, why=f"use {_listed(spoken)}")
    return spoken[value.lower()]


def _listed(spoken: Mapping[str, Any]) -> str:
    words = list(spoken)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def switch(name: str, value: str) -> bool:
    """Yes or no, in any of the words for them.

    Raises:
        NotUnderstood: it is neither.
    """
    return bool(one_of(name, value, YES))


def whole(name: str, value: str, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``.

    Raises:
        NotUnderstood: it is none, or outside.
    """
    if _NUMBER.fullmatch(value) is None or not least <= int(value) <= most:
        raise NotUnderstood(what=name, value=value, why=f"use a whole number from {least} to {most}")
    return int(value)


def percent(name: str, value: str) -> Any:
    """A percentage above 0 and at most 100.

    Raises:
        NotUnderstood: it is none.
    """
    if PERCENT.fullmatch(value) is None:
        raise NotUnderstood(what=name, value=value, why="use a percentage such as 10 or 12.5%, above 0 and at most 100")
    return read_percent(name, value)
