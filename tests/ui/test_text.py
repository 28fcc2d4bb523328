"""The window's words: no sentence sends somebody at a window to the shell."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from coopdesk.cli.entry import NOUNS
from coopdesk.domain.faults import Fault
from coopdesk.domain.minutes_life import MinutesUnfinished, WordsStand
from coopdesk.domain.refusals import Refusal
from coopdesk.services import everything
from coopdesk.services.keys import NoSigningKey
from coopdesk.ui.text import _without_shell, no_text

assert everything


_IN_THE_WINDOW = ("domain.minutes_life", "services.keys", "services.agenda", "services.room", "services.roster")
"""The rooms whose refusals pages show and whose sentences have named commands."""


def _all(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        if each.__module__.removeprefix("coopdesk.").startswith(_IN_THE_WINDOW):
            yield each
        yield from _all(each)


_SHELL = re.compile(rf"--[a-z]|“(?:{'|'.join(NOUNS)}) [a-z]")


@pytest.mark.parametrize("kind", [*_all(Refusal), *_all(Fault)], ids=lambda kind: kind.__name__)
def test_no_sentence_names_a_command_of_the_shell(kind: type[Refusal | Fault]) -> None:
    """One that does goes into ``_SHELL_HINTS`` of ``ui/text.py``."""
    assert not _SHELL.search(_without_shell(kind.sentence))


def test_the_rest_of_the_sentence_stays(qapp: QCoreApplication) -> None:
    assert no_text(MinutesUnfinished()).startswith(
        "The meeting is not closed, so its minutes are not finished. Close it first; "
    )
    assert "Re-open them to draft, or record a correction beside them; nothing was changed." in no_text(WordsStand())
    assert no_text(NoSigningKey()).endswith("Make a key first, in Set-up.")
