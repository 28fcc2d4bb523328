"""Finding members as somebody types: b-tree ranges first, then one typing slip, then words anywhere.

Ranges of the folded names answer nearly every keystroke in a tenth of a millisecond. Only where they find nobody is
a slip corrected (a letter too many, missing, wrong, or two exchanged; a space too many or missing), and only where
that finds nobody are middle names, postcodes and e-mail addresses looked through (``reference/performance.md`` §2).
Void entries are never found; ended members come after active ones.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import MemberKind, fold, number_key, read_member_number, search_form
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.storage.store import Reader, Writer

TYPED_LIMIT = 80
"""Characters looked at: more is a paste into the wrong field."""

_LAST = "\U0010ffff"
"""Sorts after every letter: the end of a range of beginnings."""

_SHORTEST, _LONGEST = 3, 24
"""Letters of the names that slips are corrected to: shorter ones are one slip from everything, longer ones no names."""

_MOST_DIGITS = 7
_MOST_SPLITS = 4
_MOST_CORRECTIONS = 24

_WORDS = re.compile("[0-9a-z\x80-\U0010ffff]+")
"""What the index takes for a word: its tokeniser divides at ASCII signs and nowhere else."""
_NO_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
_ALL_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?=.*[0-9])[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)*")
_POSTCODE = re.compile("[a-z]{1,2}[0-9][0-9a-z]?(?: ?[0-9][a-z]{0,2})?")


def _living(source: str, condition: str, order: str = "") -> str:
    """SQL of the members that meet a condition, active ones first. Its last parameter is the limit.

    Each half ends at the limit by itself and walks an index in order, so that a beginning many share costs no more
    than a rare one.
    """
    limit = 1 + max(int(place) for place in re.findall(r"\?(\d)", source + condition))
    halves = (
        f"SELECT id FROM (SELECT m.id AS id FROM {source} WHERE m.status = '{status}' AND {condition} "
        f"{order} LIMIT ?{limit})"
        for status in ("active", "ended")
    )
    return f"{' UNION ALL '.join(halves)} LIMIT ?{limit}"


_NORM = _living("member m", "m.norm >= ?1 AND m.norm < ?2", "ORDER BY m.norm")
_LASTS = _living("member m", "m.last >= ?1 AND m.last < ?2", "ORDER BY m.last, m.norm")
_FIRSTS = _living("member m", "m.first >= ?1 AND m.first < ?2", "ORDER BY m.first, m.last")
_LAST_THEN_NORM = _living("member m", "m.last = ?1 AND m.norm >= ?2 AND m.norm < ?3", "ORDER BY m.norm")
_FIRST_THEN_LAST = _living("member m", "m.first = ?1 AND m.last >= ?2 AND m.last < ?3", "ORDER BY m.last")

# A list of corrections in one statement: no ORDER BY, which would read all that match before the first.
_ANY_NORM = _living(
    "json_each(?1) c CROSS JOIN member m", f"m.norm >= c.value AND m.norm < c.value || char({ord(_LAST)})"
)
_ANY_LAST = _living("json_each(?1) c CROSS JOIN member m", "m.last = c.value")
_ANY_LAST_THEN_NORM = _living(
    "json_each(?1) c CROSS JOIN member m",
    f"m.last = c.value ->> 0 AND m.norm >= c.value ->> 1 AND m.norm < (c.value ->> 1) || char({ord(_LAST)})",
)
_ANY_FIRST_THEN_LAST = _living(
    "json_each(?1) c CROSS JOIN member m", "m.first = c.value ->> 0 AND m.last = c.value ->> 1"
)
_ANYWHERE = _living("member_words w CROSS JOIN member m", "w.member_words MATCH ?1 AND m.id = w.rowid")

_BY_KEY = (
    "SELECT id, status FROM member WHERE number_key >= ?1 AND number_key <= ?2 AND status <> 'void' "
    "ORDER BY number_key LIMIT ?3"
)
_BY_LETTERS = (
    "SELECT id, status FROM member WHERE number >= ?1 AND number < ?2 AND status <> 'void' ORDER BY number LIMIT ?3"
)
_NEAR = "SELECT DISTINCT word FROM name_slip WHERE variant IN (SELECT value FROM json_each(?1))"

_KEEP_WORDS = "INSERT OR REPLACE INTO member_words (rowid, words) VALUES (?, ?)"
_KEEP_SLIPS = "INSERT OR IGNORE INTO name_slip (variant, word) VALUES (?, ?)"
_SOMEBODY_CALLED = (
    "SELECT 1 FROM member WHERE status <> 'void' AND instr(' ' || norm || ' ', ' ' || ?1 || ' ') > 0 LIMIT 1"
)
_FORGET_SLIPS = "DELETE FROM name_slip WHERE word = ?"
_CLEAR_INDEX = "INSERT INTO member_words (member_words) VALUES ('optimize')"
_FORGET_WORDS = "DELETE FROM member_words WHERE rowid = ?"


class Findable(NamedTuple):
    """What the search tables keep of a member."""

    member: int
    norm: str
    """The folded name, ``search_form(name)[0]``."""
    postcode: str
    email: str


def keep(writer: Writer, member: MemberId, name: str, kind: MemberKind, postcode: str, email: str) -> None:
    """Make a member findable by these words, and no longer by those of before."""
    keep_many(writer, (Findable(member, search_form(name, kind)[0], postcode, email),))


def keep_many(writer: Writer, members: Iterable[Findable]) -> None:
    """Make many members findable at once."""
    words: set[str] = set()
    writer.connection.executemany(_KEEP_WORDS, _kept(members, words))
    # In order, so that each page of the table is filled once; by letter, since a sort keeps the lock of Python and
    # a window would stand still while a whole register's slips are sorted at once.
    slips: dict[str, set[tuple[str, str]]] = {}
    for word in filter(_may_slip, words):
        for variant in _one_less(word):
            slips.setdefault(variant[0], set()).add((variant, word))
    for letter in sorted(slips):
        writer.connection.executemany(_KEEP_SLIPS, sorted(slips[letter]))


def _kept(members: Iterable[Findable], words: set[str]) -> Iterator[tuple[int, str]]:
    """What the index takes of each; the words of names are put into ``words``."""
    for member, norm, postcode, email in members:
        words.update(norm.split(" "))
        yield member, f"{norm} {_squashed(postcode)} {_squashed(email)}"


def forget(writer: Writer, member: MemberId) -> None:
    """Take a voided entry out of the search tables. Its name's words stay in the dictionary of names, belonging to
    nobody."""
    writer.connection.execute(_FORGET_WORDS, (member,))


def forget_many(writer: Writer, members: Iterable[int]) -> None:
    """Take many voided entries out of the search tables."""
    writer.connection.executemany(_FORGET_WORDS, [(member,) for member in members])


def purge(writer: Writer, words: Iterable[str]) -> None:
    """Leave nothing of a name that was erased: not in the dictionary of names, where no other member has the word,
    and not in parts of the index that are marked as deleted only."""
    for word in words:
        if not writer.raw(_SOMEBODY_CALLED, (word,)):
            writer.connection.execute(_FORGET_SLIPS, (word,))
    writer.connection.execute(_CLEAR_INDEX)


def find(reader: Reader, text: str, limit: int) -> tuple[MemberId, ...]:
    """The nearest members to what was typed so far, at most ``limit``; nobody for text without a letter or figure.

    Args:
        text: part of a name in either order, a member number or its beginning, a postcode, an e-mail address.
    """
    typed = text.strip()[:TYPED_LIMIT]
    found = _Found(limit)
    if _NUMBER.fullmatch(typed):
        _by_number(reader, typed, found)
    norm = fold(typed)
    if not norm:
        return found.members()
    words = norm.split(" ")
    if not any(map(str.isdigit, norm)) and "@" not in typed:
        _by_name(reader, norm, words, found)
        if not found.ids:
            _by_slip(reader, words, found)
    elif not (found.ids and typed.isdigit()):
        _by_name(reader, norm, words, found)
        _anywhere(reader, typed, norm, found)
    return found.members()


class _Found:
    """Members found so far, each once, the nearest first."""

    __slots__ = ("ids", "limit")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.ids: dict[int, None] = {}

    def take(self, rows: Iterable[tuple[Any, ...]]) -> bool:
        """Add what a statement found; True where the list is full."""
        for row in rows:
            self.ids[row[0]] = None
        return len(self.ids) >= self.limit

    def members(self) -> tuple[MemberId, ...]:
        """The list."""
        return tuple(MemberId(each) for each in self.ids)[: self.limit]


def _by_number(reader: Reader, typed: str, found: _Found) -> None:
    """The member with this number, then those whose numbers begin with it."""
    try:
        number = read_member_number(typed)
    except NotUnderstood:
        # Too long for a number: perhaps it is a name or a postcode.
        return
    rows = reader.raw(_BY_KEY, (number_key(number), number_key(number), found.limit))
    if number.isdecimal():
        for more in range(1, _MOST_DIGITS - len(number) + 1):
            if len(rows) >= found.limit:
                break
            low, high = number_key(number + "0" * more), number_key(number + "9" * more)
            rows += reader.raw(_BY_KEY, (low, high, found.limit))
    else:
        rows += reader.raw(_BY_LETTERS, (number, number + _LAST, found.limit))
    found.take([row for row in rows if row[1] == "active"])
    found.take([row for row in rows if row[1] == "ended"])


def _by_name(reader: Reader, norm: str, words: Sequence[str], found: _Found) -> bool:
    """Whole, last and first names that begin so, and both names in either order."""
    beginnings = (norm, norm + _LAST, found.limit)
    full = (
        found.take(reader.raw(_NORM, beginnings))
        or found.take(reader.raw(_LASTS, beginnings))
        or found.take(reader.raw(_FIRSTS, beginnings))
    )
    for left, right in _halves(words):
        full = (
            full
            or found.take(reader.raw(_LAST_THEN_NORM, (left, right, right + _LAST, found.limit)))
            or found.take(reader.raw(_FIRST_THEN_LAST, (left, right, right + _LAST, found.limit)))
            or found.take(reader.raw(_LAST_THEN_NORM, (right, left, left + _LAST, found.limit)))
            or found.take(reader.raw(_FIRST_THEN_LAST, (right, left, left + _LAST, found.limit)))
        )
    return full


def _halves(words: Sequence[str]) -> list[tuple[str, str]]:
    places = range(1, min(len(words), _MOST_SPLITS + 1))
    return [(" ".join(words[:place]), " ".join(words[place:])) for place in places]


def _by_slip(reader: Reader, words: Sequence[str], found: _Found) -> None:
    """Nobody is called so: other words of the entry, or a name one slip away."""
    near = [_near(reader, word) for word in words]
    norm = " ".join(words)
    # Names that are all somebody's are rather a middle name than a slip.
    right = all(word in each for word, each in zip(words, near, strict=True) if _may_slip(word))
    if right and _anywhere(reader, norm, norm, found):
        return
    corrected = [
        [*words[:place], other, *words[place + 1 :]]
        for place, others in enumerate(near)
        for other in others
        if other != words[place]
    ][:_MOST_CORRECTIONS]
    if _take_corrected(reader, corrected, _spaced(words), found):
        return
    if not found.ids and not right:
        _anywhere(reader, norm, norm, found)


def _take_corrected(reader: Reader, corrected: Sequence[Sequence[str]], spaced: list[str], found: _Found) -> bool:
    whole = [" ".join(words) for words in corrected] + spaced
    pairs = [pair for words in corrected for pair in _halves(words)]
    pairs += [(right, left) for left, right in pairs]
    both = json.dumps(pairs)
    return (
        found.take(reader.raw(_ANY_LAST, (json.dumps(whole), found.limit)))
        or found.take(reader.raw(_ANY_NORM, (json.dumps(whole), found.limit)))
        or (bool(pairs) and found.take(reader.raw(_ANY_LAST_THEN_NORM, (both, found.limit))))
        or (bool(pairs) and found.take(reader.raw(_ANY_FIRST_THEN_LAST, (both, found.limit))))
    )


def _spaced(words: Sequence[str]) -> list[str]:
    """The same letters with one space more or less."""
    joined = [[*words[:at], words[at] + words[at + 1], *words[at + 2 :]] for at in range(len(words) - 1)]
    parted = [
        [*words[:place], word[:at], word[at:], *words[place + 1 :]]
        for place, word in enumerate(words)
        for at in range(2, len(word) - 1)
    ]
    return [" ".join(each) for each in (*joined, *parted)]


def _near(reader: Reader, word: str) -> list[str]:
    """The words of names within one slip of this one, itself too where it is one."""
    # Of a name of three letters, one may be missing.
    if not _may_slip(word, _SHORTEST - 1):
        return []
    rows = reader.raw(_NEAR, (json.dumps(sorted(_one_less(word))),))
    return [other for (other,) in rows if _one_slip(word, other)]


def _may_slip(word: str, shortest: int = _SHORTEST) -> bool:
    return shortest <= len(word) <= _LONGEST and _ALL_LETTERS.fullmatch(word) is not None


def _one_less(word: str) -> set[str]:
    """The word, and the word with each one of its letters left out."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _one_slip(one: str, other: str) -> bool:
    """Equal, or apart by one letter added, left out or replaced, or by two neighbours exchanged."""
    if len(one) != len(other):
        return one in _one_less(other) or other in _one_less(one)
    apart = [at for at, (here, there) in enumerate(zip(one, other, strict=True)) if here != there]
    if len(apart) < 2:
        return True
    exchanged = one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and exchanged


def _anywhere(reader: Reader, typed: str, norm: str, found: _Found) -> bool:
    """Members with all of these words anywhere in name, postcode or e-mail address; True where there are any."""
    if _POSTCODE.fullmatch(norm) or (" " not in typed and "@" in typed):
        words = [_squashed(typed)]
    else:
        # One letter begins half of everything and would be slow to say so.
        words = [word for word in _WORDS.findall(norm) if len(word) > 1]
    if not words or found.limit <= len(found.ids):
        return False
    asked = " ".join(f'"{word}"*' for word in words)
    found.take(reader.raw(_ANYWHERE, (asked, found.limit)))
    return bool(found.ids)


def _squashed(text: str) -> str:
    """A postcode or e-mail address as one word, however it was spaced."""
    if text.isascii():
        return text.lower().translate(_NO_SIGNS)
    return "".join(_WORDS.findall(fold(text)))
