"""Reserved seats: at least so many of a group, at most so many of another (elections reference §4, "Reserved seats").

Crosses: places go by votes to whoever can have one, which is whoever leaves enough places for every minimum and passes
no maximum. The Scottish rule: a house rule, as the law knows none. A candidate without whom a minimum cannot be met is
*guarded* and not excluded; one who can no longer have a place is *doomed* and excluded at once, papers passing on.

Where fewer of a group stand than its minimum, the places kept for it stay vacant.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from coopdesk.domain.elections.record import Rule

RULES = (Rule.BLOCK, Rule.APPROVAL, Rule.SCOTTISH)
"""The rules that reserved seats go with."""

HOUSE_RULE = (
    "House rule: a candidate without whom a minimum cannot be met is not excluded, and one who can no longer have a "
    "place is excluded at once."
)

_SYMBOLS = re.compile(r"(?P<label>.+?)\s*(?P<sign>>=|<=|≥|≤)\s*(?P<number>[0-9]{1,3})")
_WORDS = re.compile(r"at (?P<sign>least|most) (?P<number>[0-9]{1,3}) (?P<label>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reserved:
    """A group, how many of it at least and at most (None: no maximum) have a place, and which candidates it has."""

    label: str
    least: int
    most: int | None
    members: frozenset[int] = frozenset()

    @property
    def words(self) -> str:
        """ "at least 2 women", "at most 1 staff", "1 to 3 tenants"."""
        if self.most is None:
            return f"at least {self.least} {self.label}"
        return f"{self.least} to {self.most} {self.label}" if self.least else f"at most {self.most} {self.label}"


def read_reserved(texts: Iterable[str]) -> tuple[Reserved, ...]:
    """ "at least 2 women", "women >= 2", "at most 1 staff"; a group may have both.

    Raises:
        ValueError: a text that says neither, or a minimum above its maximum; the message says which.
    """
    bounds: dict[str, tuple[str, int, int | None]] = {}
    for text in texts:
        found = _SYMBOLS.fullmatch(text.strip()) or _WORDS.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"“{text.strip()}” is not like “at least 2 women” or “at most 1 staff”")
        label, number = " ".join(found["label"].split()), int(found["number"])
        name, least, most = bounds.get(label.casefold(), (label, 0, None))
        if found["sign"].lower() in (">=", "≥", "least"):
            bounds[label.casefold()] = (name, number, most)
        else:
            bounds[label.casefold()] = (name, least, number)
    for name, least, most in bounds.values():
        if most is not None and least > most:
            raise ValueError(f"at least {least} {name} and at most {most} cannot both be")
    return tuple(Reserved(name, least, most) for name, least, most in bounds.values())


def read_seats(texts: Sequence[str], candidates: int) -> tuple[Reserved, ...]:
    """ "at least 2 women: 1 4 7", for a ballot file that knows no groups.

    Raises:
        ValueError: a text says no bounds or no candidates, or names one whom the file has not.
    """
    members: dict[str, frozenset[int]] = {}
    bounds = []
    for text in texts:
        said, _, named = text.rpartition(":")
        numbers = named.replace(",", " ").split()
        if not said.strip() or not numbers or not all(word.isascii() and word.isdecimal() for word in numbers):
            raise ValueError(f"“{text.strip()}” is not like “at least 2 women: 1 4 7”")
        who = frozenset(int(word[:6]) for word in numbers)
        strangers = sorted(each for each in who if not 1 <= each <= candidates)
        if strangers:
            raise ValueError(f"there is no candidate {strangers[0]}: the file has {candidates}")
        (found,) = read_reserved([said])
        bounds.append(said)
        members[found.label.casefold()] = members.get(found.label.casefold(), frozenset()) | who
    return tuple(replace(each, members=members[each.label.casefold()]) for each in read_reserved(bounds))


class Seats:
    """The places of one contest, and who may have one."""

    def __init__(self, standing: Collection[int], places: int, reserved: Sequence[Reserved] = ()) -> None:
        alive = frozenset(standing)
        self._groups = [each.members & alive for each in reserved]
        self._least = [min(each.least, len(group)) for each, group in zip(reserved, self._groups, strict=True)]
        self._most = [len(alive) if each.most is None else each.most for each in reserved]
        kept = sum(each.least for each in reserved) - sum(self._least)
        self.places = max(0, places - kept)
        """Places that somebody can have; the others are kept for a group of which too few stand."""
        while any(self._least) and not self._can_end_well(set(), sorted(alive)):
            # Minimum and maximum cannot both be kept with those who stand: the place stays vacant, nobody else gets it.
            largest = self._least.index(max(self._least))
            self._least[largest] -= 1
            self.places = max(0, self.places - 1)

    @property
    def free(self) -> bool:
        """Nothing is reserved: anybody may have any place."""
        return not self._groups

    def may_have_one(self, elected: Collection[int], candidate: int, waiting: Collection[int]) -> bool:
        """Can this candidate, still waiting, be elected besides those who are?"""
        return self.all_fit(elected, (candidate,), waiting)

    def all_fit(self, elected: Collection[int], together: Collection[int], waiting: Collection[int]) -> bool:
        """Can all of these be elected besides those who are, with every minimum still within reach of the others?"""
        if self.free:
            return len(elected) + len(together) <= self.places
        seated = {*elected, *together}
        return self._can_end_well(seated, [each for each in waiting if each not in seated])

    def doomed(self, elected: Collection[int], waiting: Collection[int]) -> list[int]:
        """Those waiting who can no longer have a place."""
        return [] if self.free else [each for each in waiting if not self.may_have_one(elected, each, waiting)]

    def may_go(self, elected: Collection[int], waiting: Collection[int]) -> list[int]:
        """Those waiting without whom every minimum can still be met."""
        if self.free:
            return list(waiting)
        return [each for each in waiting if self._can_end_well(set(elected), [w for w in waiting if w != each])]

    def _can_end_well(self, seated: set[int], waiting: Sequence[int]) -> bool:
        had = [len(group & seated) for group in self._groups]
        if len(seated) > self.places or any(have > most for have, most in zip(had, self._most, strict=True)):
            return False
        needs = tuple(max(0, least - have) for least, have in zip(self._least, had, strict=True))
        room = tuple(most - have for most, have in zip(self._most, had, strict=True))
        kinds = Counter(tuple(each in group for group in self._groups) for each in waiting)
        useful = [(kind, many) for kind, many in kinds.items() if any(kind)]
        return _reachable(needs, room, self.places - len(seated), useful)


def _reachable(
    needs: tuple[int, ...], room: tuple[int, ...], places: int, kinds: Sequence[tuple[tuple[bool, ...], int]]
) -> bool:
    """Can so many places meet these needs with candidates of these kinds?"""
    if not any(needs):
        return True
    if max(needs) > places or not kinds:
        return False
    (kind, many), others = kinds[0], kinds[1:]
    most = min([places, many, *(left for left, of_it in zip(room, kind, strict=True) if of_it)])
    wanted = max((need for need, of_it in zip(needs, kind, strict=True) if of_it), default=0)
    for taken in range(min(most, wanted), -1, -1):
        fewer = tuple(max(0, need - taken * of_it) for need, of_it in zip(needs, kind, strict=True))
        narrower = tuple(left - taken * of_it for left, of_it in zip(room, kind, strict=True))
        if _reachable(fewer, narrower, places - taken, others):
            return True
    return False
