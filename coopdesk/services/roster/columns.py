"""Finding the row of headings, and matching columns to fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coopdesk.services.roster.faults import MapNotUnderstood, MapUnknownColumn, MapUnknownField
from coopdesk.services.roster.headings import FIELD_WORDS, Confidence, Field, field_of, likeness, words_of

__all__ = ["FIELD_WORDS", "Column", "Confidence", "Field", "Matching", "find_headings", "guess_matching"]

_LEAVE_OUT = {"", "-", "none", "leave out", "left out"}
_SEVERAL = {Field.ADDRESS}
"""Fields that several columns join into: a register keeps street, town and county apart."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file and what it is taken to hold."""

    index: int
    """From 0, left to right."""
    heading: str
    field: Field | None
    """None: the column is left out."""
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Matching:
    """Every column of a roster with its field."""

    columns: tuple[Column, ...]

    def indexes(self, field: Field) -> tuple[int, ...]:
        """The columns that hold a field, left to right; empty when none does."""
        return tuple(column.index for column in self.columns if column.field is field)

    def heading(self, field: Field) -> str:
        """The heading over a field, for telling people where a fault is; "" when no column holds it."""
        return next((column.heading for column in self.columns if column.field is field), "")

    def changed(self, index: int, field: Field | None) -> "Matching":
        """The same matching with one column decided by a person."""
        decided = Confidence.LEFT_OUT if field is None else Confidence.CERTAIN
        return Matching(
            tuple(
                replace(column, field=field, confidence=decided)
                if column.index == index
                else replace(column, field=None, confidence=Confidence.LEFT_OUT)
                if field is not None and column.field is field and field not in _SEVERAL
                else column
                for column in self.columns
            )
        )

    def mapped(self, choices: Iterable[str]) -> "Matching":
        """The same matching with the choices of ``--map "Column=field"`` applied in order; "Column=-" leaves it out.

        Raises:
            MapNotUnderstood, MapUnknownColumn, MapUnknownField: nothing is matched.
        """
        matching = self
        for choice in choices:
            heading, equals, word = choice.rpartition("=")
            if not equals or not heading.strip():
                raise MapNotUnderstood(choice)
            matching = matching.changed(_column_called(heading, self.columns), _field_called(word))
        return matching


def _column_called(heading: str, columns: Sequence[Column]) -> int:
    wanted = words_of(heading)
    for column in columns:
        if column.heading == heading.strip() or words_of(column.heading) == wanted:
            return column.index
    raise MapUnknownColumn(heading.strip(), ", ".join(column.heading for column in columns if column.heading))


def _field_called(word: str) -> Field | None:
    wanted = words_of(word)
    if word.strip().casefold() in _LEAVE_OUT:
        return None
    for field in Field:
        if wanted in (field.value, words_of(FIELD_WORDS[field])):
            return field
    known, confidence = field_of(word)
    if known is not None and confidence is Confidence.CERTAIN:
        return known
    raise MapUnknownField(word.strip(), ", ".join(field.value for field in Field))


def find_headings(rows: Sequence[Sequence[str]]) -> int:
    """The index of the row of headings among a file's first rows.

    The row most like headings is taken, the upper of equals; where none is, the first row with the most cells filled,
    so that a file about something else still shows its rows.
    """
    best, best_key = 0, (0, 0)
    for index, cells in enumerate(rows):
        key = (likeness(list(cells)), sum(1 for cell in cells if cell.strip()))
        if key > best_key:
            best, best_key = index, key
    return best


def guess_matching(headings: Sequence[str]) -> Matching:
    """Match each column to a field by its heading.

    A field that one column can hold goes to the surest heading, the first of equals; the others are left out.
    """
    guesses = [Column(index, heading, *field_of(heading)) for index, heading in enumerate(headings)]
    guesses = _forename_called_name(guesses)
    holders: dict[Field, int] = {}
    for column in guesses:
        if column.field is None or column.field in _SEVERAL:
            continue
        holder = holders.get(column.field)
        if holder is None or (
            column.confidence is Confidence.CERTAIN and guesses[holder].confidence is not Confidence.CERTAIN
        ):
            holders[column.field] = column.index
    kept = [
        column
        if column.field is None or column.field in _SEVERAL or holders[column.field] == column.index
        else replace(column, field=None, confidence=Confidence.LEFT_OUT)
        for column in guesses
    ]
    return Matching(tuple(_one_name_only(kept)))


def _forename_called_name(columns: list[Column]) -> list[Column]:
    """ "Name, Surname" means forename and surname: nobody writes the surname twice."""
    fields = {column.field for column in columns}
    if Field.SURNAME not in fields or Field.FORENAMES in fields:
        return columns
    return [
        replace(column, field=Field.FORENAMES, confidence=Confidence.GUESSED)
        if column.field is Field.NAME and words_of(column.heading) in ("name", "names")
        else column
        for column in columns
    ]


def _one_name_only(columns: list[Column]) -> list[Column]:
    """Surname and forename columns say more than a full name beside them, which is then left out."""
    fields = {column.field for column in columns}
    if not {Field.SURNAME, Field.FORENAMES} <= fields:
        return columns
    return [
        replace(column, field=None, confidence=Confidence.LEFT_OUT) if column.field is Field.NAME else column
        for column in columns
    ]
