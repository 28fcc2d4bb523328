"""Three kinds of "no" begin here: a *refusal* is a rule saying no.

Each refusal is a type with a code, the facts it is about, and one plain sentence: what happened, what it means, what to
do. The window translates the sentence by its code; the command line prints it. A *fault* (disk, file, printer) is in
``storage.faults``; a *bug* is a crash report.
"""

import re
from dataclasses import dataclass, fields
from typing import ClassVar

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]")
_MOST_SHOWN = 80
_MOST_SAID = 1000
"""A sentence holds facts of a person's length, whatever was typed."""


def showable(text: str) -> str:
    """Text as a terminal and JSON can carry it: controls, halves of characters and direction overrides spelt out.

    What was refused is often refused for holding these, and the sentence that says so has to be printable.
    """
    return _UNPRINTABLE.sub(_spelt_out, text)


def sayable(fact: str) -> str:
    """A fact as a sentence may hold it: printable, on one line, and cut where nobody would read on."""
    cut = fact if len(fact) <= _MOST_SAID else f"{fact[:_MOST_SAID]}…"
    return showable(cut)


def _spelt_out(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


@dataclass
class Refusal(Exception):
    """A rule said no. Nothing was changed."""

    code: ClassVar[str] = "REFUSED"
    sentence: ClassVar[str] = "This cannot be done."

    def __str__(self) -> str:
        """The plain sentence, with the facts filled in."""
        return self.sentence.format(**self.facts())

    def facts(self) -> dict[str, str | int]:
        """The facts the sentence names, for JSON and for translation."""
        facts = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: sayable(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}

    def __reduce__(self) -> tuple[type["Refusal"], tuple[object, ...]]:
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


@dataclass
class NotUnderstood(Refusal):
    """A value that cannot be read as what was asked for."""

    code = "NOT-UNDERSTOOD"
    sentence = "{what} was given as “{value}”, which cannot be used: {why}. Nothing was changed."
    what: str
    value: str
    why: str

    def __str__(self) -> str:
        """The plain sentence; where nothing was given, nothing is quoted."""
        if self.value.strip():
            return super().__str__()
        return f"{self.facts()['what']} cannot be used: {self.why}. Nothing was changed."

    def facts(self) -> dict[str, str | int]:
        """The facts, with a long value cut: the sentence stays one a person reads."""
        facts = super().facts()
        if len(self.value) > _MOST_SHOWN:
            facts["value"] = f"{showable(self.value[:_MOST_SHOWN])}…"
        return facts


@dataclass
class NothingToUndo(Refusal):
    """There is no act left that can be taken back."""

    code = "NOTHING-TO-UNDO"
    sentence = "There is nothing here that can be undone. Declared results and votes counted stay on the record."
