"""Answers: human text on stdout, or exactly one JSON document; messages and progress go to stderr."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any


def say_json(answer: object) -> None:
    """One JSON document. Numbers are integers or exact strings; a float here is a mistake of ours."""
    _refuse_floats(answer)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def say(text: str) -> None:
    """A line for people."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """A line beside the answer: warnings and progress."""
    sys.stderr.write(text + "\n")


def answer(settings: Mapping[str, str], value: object, *lines: str) -> None:
    """The answer of a command that has no file open: JSON where it was asked for, otherwise lines for people."""
    if "--json" in settings:
        say_json(value)
    else:
        for line in lines:
            say(line)


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns for people."""
    cells = [[str(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(headings))]
    for row in cells:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def whole(number: str) -> int | str:
    """A member number as JSON gives it: a whole number where it is one."""
    return int(number) if number.isdecimal() else number


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("numbers in JSON are integers or strings, never floats")
    if isinstance(value, Mapping):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)
