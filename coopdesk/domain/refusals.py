"""Three kinds of "no" begin here: a *refusal* is a rule saying no.

Each refusal is a type with a code, the facts it is about, and one plain sentence: what happened, what it means, what to
do. The window translates the sentence by its code; the command line prints it. A *fault* (disk, file, printer) is in
``storage.faults``; a *bug* is a crash report.
"""

from dataclasses import dataclass, fields
from typing import ClassVar


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
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __reduce__(self) -> tuple[type["Refusal"], tuple[object, ...]]:
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


@dataclass
class NotYetBuilt(Refusal):
    """A command the program will have, and does not have yet."""

    code = "NOT-YET"
    sentence = "{what} is not built yet. Nothing was changed."
    what: str


@dataclass
class NotUnderstood(Refusal):
    """A value that cannot be read as what was asked for."""

    code = "NOT-UNDERSTOOD"
    sentence = "{what} was given as “{value}”, which cannot be used: {why}. Nothing was changed."
    what: str
    value: str
    why: str


@dataclass
class NothingToUndo(Refusal):
    """There is no act left that can be taken back."""

    code = "NOTHING-TO-UNDO"
    sentence = "There is nothing here that can be undone. Declared results and votes counted stay on the record."
