"""Opening the file a command names, with the clock and the meeting it asks for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from coopdesk.cli.saying import answer as answer  # passed on: commands of the desk answer through here
from coopdesk.domain.clock import Clock, fixed_clock, read_moment, system_clock
from coopdesk.domain.faults import UnusableInput
from coopdesk.services.perform import Desk
from coopdesk.services.room import Meeting, pick_meeting


class _Numbers(click.IntRange):
    """A whole number whose bounds are wider than anything on paper, and so are not worth a word in the help."""

    name = "integer"

    def _describe_range(self) -> str:
        return ""


NUMBERS = _Numbers(-(10**9), 10**9)
"""Numbers people read off paper; what no file can hold is refused before it is looked for."""

_MOST_FIGURES = 9
"""Of a meeting's number."""

FILE = click.argument("file", type=click.Path(path_type=Path))


class Session:
    """One call of the command line."""

    def __init__(self, desk: Desk, settings: dict[str, str]) -> None:
        self.desk = desk
        self.settings = settings

    @property
    def now(self) -> datetime:
        """The clock of this call."""
        return self.desk.now()

    def meeting(self) -> Meeting:
        """The meeting meant by --meeting, or by what is open.

        Raises:
            NoMeeting, UnknownMeeting, WhichMeeting: as their sentences say.
        """
        return self.desk.ask(pick_meeting, chosen_meeting(self.settings))

    def answer(self, value: object, *lines: str) -> None:
        """JSON where it was asked for, otherwise lines for people."""
        answer(self.settings, value, *lines)


def chosen_meeting(settings: dict[str, str]) -> int | None:
    """--meeting N, or None.

    Raises:
        UnusableInput: it is not a number.
    """
    text = settings.get("--meeting")
    if text is None:
        return None
    if not (text.isdecimal() and len(text) <= _MOST_FIGURES):
        raise UnusableInput(f"--meeting takes a meeting's number, and “{text}” is none.")
    return int(text)


def clock_of(settings: dict[str, str]) -> Clock:
    """--now MOMENT stands still; otherwise the computer's clock.

    Raises:
        UnusableInput: the moment cannot be read.
    """
    text = settings.get("--now")
    if text is None:
        return system_clock
    try:
        return fixed_clock(read_moment(text))
    except ValueError as error:
        message = f"--now takes a moment such as 2026-11-28T18:42:00+00:00, and “{text}” is none."
        raise UnusableInput(message) from error


@contextmanager
def session(context: click.Context, file: Path) -> Iterator[Session]:
    """Open a society file for one call and close it after.

    Raises:
        Fault: the file cannot be used, in its own words.
    """
    from coopdesk.storage.files import open_file

    store = open_file(file)
    try:
        yield Session(Desk(store, clock=clock_of(context.obj)), context.obj)
    finally:
        store.close()
