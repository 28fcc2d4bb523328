"""Reading plain data back, so that every fault names the thing it was found in."""

from collections.abc import Collection
from fractions import Fraction

from coopdesk.domain.refusals import NotUnderstood


class Reading:
    """One mapping being read."""

    def __init__(self, what: str, plain: object) -> None:
        self.what = what
        if not isinstance(plain, dict):
            raise NotUnderstood(what=what, value=str(plain), why="names with values were expected here")
        self.plain: dict[str, object] = plain

    def check_names(self, expected: Collection[str], later: Collection[str] = ()) -> None:
        """Every expected name is there and nothing else.

        Args:
            later: names that came with a later version: a sheet frozen before has none of them.

        Raises:
            NotUnderstood: a name is unknown or missing.
        """
        for name in self.plain:
            if name not in expected:
                raise NotUnderstood(what=self.what, value=name, why="this version does not know that name")
        missing = sorted(set(expected) - set(later) - set(self.plain))
        if missing:
            raise NotUnderstood(what=self.what, value=missing[0], why="it is missing")

    def _wrong(self, name: str, why: str) -> NotUnderstood:
        return NotUnderstood(what=f"{name} in {self.what}", value=str(self.plain[name]), why=why)

    def text(self, name: str) -> str:
        """Text."""
        value = self.plain[name]
        if not isinstance(value, str):
            raise self._wrong(name, "text was expected")
        return value

    def one_of(self, name: str, accepted: list[str]) -> str:
        """One of these words."""
        value = self.text(name)
        if value not in accepted:
            raise self._wrong(name, f"it must be one of {', '.join(accepted)}")
        return value

    def yes(self, name: str) -> bool:
        """True or false."""
        value = self.plain[name]
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false was expected")
        return value

    def number(self, name: str) -> int:
        """A whole number, not below 0."""
        value = self.plain[name]
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(name, "a whole number was expected")
        return value

    def number_or_none(self, name: str) -> int | None:
        """A whole number, or None."""
        return None if self.plain[name] is None else self.number(name)

    def fraction(self, name: str) -> Fraction:
        """A fraction above 0."""
        try:
            value = Fraction(self.text(name))
        except (ValueError, ZeroDivisionError) as wrong:
            raise self._wrong(name, "a fraction was expected") from wrong
        if value <= 0:
            raise self._wrong(name, "it must be above 0")
        return value

    def fraction_or_none(self, name: str) -> Fraction | None:
        """A fraction above 0, or None."""
        return None if self.plain[name] is None else self.fraction(name)

    def rows(self, name: str) -> list[object]:
        """A list."""
        value = self.plain[name]
        if not isinstance(value, list):
            raise self._wrong(name, "a list was expected")
        return value
