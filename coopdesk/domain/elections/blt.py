"""Ballot files ending in .blt: "candidates places", one line for each distinct paper, a line 0, names, title.

Every dialect in use is read; a file that could be read in two ways is refused, with the line and the fault. A ``-`` is
a number left out and ``2=3``, or ``(2 3)``, a number given twice; a paper of preferences is read up to there, a paper
of crosses to its end. Where candidates are put to a yes or no, ``3`` is a yes to the third and ``-3`` a no. A paper's
own mark may stand before it in brackets; papers may follow each other on a line, or go on on the next. Commas count as
spaces. ``[nick a b c]`` gives candidates short names for the papers, ``[withdrawn 2]`` passes over the second.
"""

import re

from coopdesk.domain.collecting import no_collecting
from coopdesk.domain.elections.ballot_text import (
    MOST_CANDIDATES,
    BallotFileFault,
    decode,
    lines_of,
    short,
    without_comment,
)
from coopdesk.domain.elections.ballots import Ballots, Preferences, Spoilt
from coopdesk.domain.elections.blt_names import names_and_title
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.usual_lines import usual_papers

_MOST_PAPERS = 10**9
_TOKEN = re.compile(r"[0-9]{1,12}(?:=[0-9]{1,12})*|-")
_YES_OR_NO = re.compile(r"-?[0-9]{1,12}")
_MINUS = re.compile(r"(-[^\s,]*)[\s,]*")
_WITHDRAWN = re.compile(r"-[0-9]{1,12}")
_NUMBER = re.compile(r"[0-9]{1,12}")
_MARK = re.compile(r"\([^)]*\)\s*")
_SPACES = re.compile(r"[\s,]+")
_TOGETHER = re.compile(r"\(([^()]*)\)")
_ANOTHER = re.compile(r"\s0\s+[1-9(]")
_OPTION = re.compile(r"\[\s*([a-z]+)\s*([^\]]*)\]", re.IGNORECASE)
_PASSED_OVER = ("tie", "droop")
"""Options for one program alone: an order for ties, which are for the lot, and how that program counts."""


def read_blt(data: bytes, rule: Rule = Rule.SCOTTISH, *, one_a_line: bool = False) -> Ballots:
    """Read a whole file.

    Args:
        data: the bytes as they lie on the disk.
        rule: how papers are marked: with preferences; with crosses, where every candidate named counts and their order
            means nothing; with a yes or no to each.
        one_a_line: refuse several papers on a line, and one on several lines, as in lines that people typed.

    Raises:
        BallotFileFault: naming the first line at fault, counted from 1.
    """
    with no_collecting():
        return _Reading(decode(data), rule, one_a_line).ballots()


class _Reading:
    def __init__(self, text: str, rule: Rule, one_a_line: bool) -> None:
        self._lines = lines_of(text)
        self._crosses = not rule.by_preference
        self._yes_or_no = rule is Rule.CONFIRM
        self._one_a_line = one_a_line
        self._flowing: bool | None = None
        self._naming = False
        self._at = 0
        self._withdrawn: set[int] = set()
        self._nicks: dict[str, str] = {}
        self._papers: dict[Preferences, int] = {}
        self._spoilt: dict[Spoilt, int] = {}

    def ballots(self) -> Ballots:
        """The whole file, in its order."""
        self._candidates, self._places = self._header()
        self._before_papers()
        self._read_papers()
        self._naming = True
        rest: list[tuple[int, str]] = []
        while (line := self._next()) is not None:
            rest.append((self._at, line))
        names, title = names_and_title(rest, self._candidates)
        return Ballots(
            self._candidates,
            self._places,
            self._papers,
            names,
            title,
            frozenset(self._withdrawn),
            self._spoilt,
        )

    def _fault(self, fault: str, line: int | None = None) -> BallotFileFault:
        return BallotFileFault(self._at if line is None else line, fault)

    def _next(self) -> str | None:
        """The next line that says something, without its comment; ``self._at`` is then its number, counted from 1."""
        while self._at < len(self._lines):
            line = without_comment(self._lines[self._at], naming=self._naming).strip()
            self._at += 1
            if line.strip(","):
                return line
        return None

    def _again(self, rest: str) -> None:
        """What is left of the line just read comes next, with the same number."""
        self._at -= 1
        self._lines[self._at] = rest

    def _header(self) -> tuple[int, int]:
        line = self._next()
        if line is None:
            raise self._fault("the file is empty", 1)
        words = _SPACES.split(line, 2)
        more = words.pop().strip(", \t") if len(words) == 3 else ""
        # The oldest files have no line ends: withdrawals and papers follow at once.
        goes_on = more.startswith("-") or more.endswith('"') or more.split()[-1:] == ["0"]
        if len(words) != 2 or not all(_NUMBER.fullmatch(word) for word in words) or (more and not goes_on):
            raise self._fault("it should give the number of candidates and of places, such as “6 3”")
        candidates, places = int(words[0]), int(words[1])
        if not 1 <= candidates <= MOST_CANDIDATES:
            raise self._fault(f"there can be 1 to {MOST_CANDIDATES} candidates, not {candidates}")
        if not 1 <= places <= MOST_CANDIDATES:
            raise self._fault(f"there can be 1 to {MOST_CANDIDATES} places, not {places}")
        if more:
            self._again(more)
        return candidates, places

    def _before_papers(self) -> None:
        while (line := self._next()) is not None:
            if line.startswith("["):
                self._option(line)
            elif line.startswith("-"):
                self._withdrawals(line)
            else:
                self._at -= 1
                return

    def _withdrawals(self, line: str) -> None:
        at = 0
        while (found := _MINUS.match(line, at)) is not None:
            number = int(found[1][1:]) if _WITHDRAWN.fullmatch(found[1]) else 0
            if not 1 <= number <= self._candidates:
                raise self._fault(f"“{short(found[1])}” does not withdraw one of the {self._candidates} candidates")
            self._withdrawn.add(number)
            at = found.end()
        if at < len(line):
            self._again(line[at:])

    def _option(self, line: str) -> None:
        found = _OPTION.fullmatch(line.strip(", "))
        name = found[1].lower() if found else ""
        words = found[2].replace(",", " ").split() if found else []
        if name == "nick":
            if len(words) != self._candidates or len(set(words)) != len(words) or any(map(_TOKEN.fullmatch, words)):
                raise self._fault(f"it should give each of the {self._candidates} candidates a short name of its own")
            self._nicks = {word: str(number) for number, word in enumerate(words, start=1)}
        elif name == "withdrawn":
            for word in words:
                number = int(self._nicks.get(word, word)) if _NUMBER.fullmatch(self._nicks.get(word, word)) else 0
                if not 1 <= number <= self._candidates:
                    raise self._fault(f"“{short(word)}” does not withdraw one of the {self._candidates} candidates")
                self._withdrawn.add(number)
        elif name not in _PASSED_OVER:
            raise self._fault(f"“{short(line)}” asks for something that is not known here")

    # Papers

    def _read_papers(self) -> None:
        """Tens of thousands of usual lines at once; line by line where one of them is not usual."""
        if self._yes_or_no or not self._read_usual():
            self._read_line_by_line()

    def _read_usual(self) -> bool:
        """False where any line is not "papers first second ... 0": it may be unusual, or at fault."""
        found, end = self._usual(self._lines[self._at :])
        if found is None and not self._nicks:
            # Spaces, tabs, commas and empty lines more than usual are the commonest of what is not.
            found, end = self._usual([" ".join(line.replace(",", " ").split()) for line in self._lines[self._at :]])
        if found is None:
            return False
        if not self._crosses:
            self._papers = found
        else:
            for crosses, count in found.items():
                paper = tuple(sorted(crosses))
                self._papers[paper] = self._papers.get(paper, 0) + count
        self._at += end + 1
        return True

    def _usual(self, lines: list[str]) -> tuple[dict[Preferences, int] | None, int]:
        try:
            end = lines.index("0")
        except ValueError:
            return None, 0
        return usual_papers([line for line in lines[:end] if line], self._candidates), end

    def _read_line_by_line(self) -> None:
        begun: list[str] = []
        since = 0
        while (line := self._next()) is not None:
            if not begun:
                if line == "0":
                    return
                since = self._at
            numbers, quote, names = line.partition('"')
            words = [*begun, *self._words(numbers, new=not begun)]
            begun, ended = self._whole_papers(words, since)
            if ended:
                if quote:
                    self._again(quote + names)
                return
            if quote:
                raise self._fault("a name stands where papers should end with a line holding only a 0")
            if begun:
                self._check_count(begun[0])
            if begun and not (len(begun) <= 2 * self._candidates and self._goes_on()):
                raise self._fault("the paper does not end with a 0", since)
        if begun:
            raise self._fault("the paper does not end with a 0", since)
        raise self._fault("the papers never end: a line with only a 0 should follow the last", len(self._lines))

    def _words(self, line: str, *, new: bool) -> list[str]:
        """The numbers of a line; at the beginning of a paper its own mark in brackets is passed over."""
        line = line.replace(",", " ")
        if "(" in line:
            mark = _MARK.match(line) if new else None
            if mark is not None:
                line = line[mark.end() :]
                if line.split(None, 1)[:1] != ["1"]:
                    raise self._fault("behind a paper's own mark in brackets should stand a 1, for one paper")
            line = _TOGETHER.sub(_with_equals, line)
        if "=" in line:
            line = re.sub(r"\s*=\s*", "=", line)
        return line.split()

    def _whole_papers(self, words: list[str], since: int) -> tuple[list[str], bool]:
        """Count the papers that end here; what is left belongs to the next. True: there are no more papers."""
        start = 0
        while True:
            try:
                end = words.index("0", start)
            except ValueError:
                return words[start:], False
            if end == start:
                if end + 1 < len(words):
                    raise self._fault("a 0 ends the papers, and more numbers follow it on the line")
                return [], True
            if start and (self._one_a_line or end == start + 1):
                raise self._fault(f"a 0 ends a paper, and “{short(' '.join(words[start : end + 1]))}” follows it")
            self._check_count(words[start])
            self._add(words[start + 1 : end], int(words[start]), since if not start else self._at)
            start = end + 1

    def _goes_on(self) -> bool:
        """May a paper go on on the next line? Only where papers share lines, or that line is set further in."""
        if self._one_a_line or self._at >= len(self._lines):
            return False
        if self._flowing is None:
            self._flowing = any(map(_ANOTHER.search, self._lines))
        here, following = self._lines[self._at - 1], self._lines[self._at]
        return self._flowing or (_indent(following) > _indent(here) and bool(without_comment(following).strip()))

    def _check_count(self, count: str) -> None:
        if not _NUMBER.fullmatch(count):
            raise self._fault(f"“{short(count)}” is not a number of papers")
        if not 1 <= int(count) <= _MOST_PAPERS:
            raise self._fault(f"{int(count)} is not a number of papers that can be")

    def _add(self, words: list[str], papers: int, line: int) -> None:
        read = self._understood(words, line)
        if not read:
            reason = Spoilt.BLANK if all(word == "-" for word in words) else Spoilt.NO_CLEAR_FIRST
            self._spoilt[reason] = self._spoilt.get(reason, 0) + papers
            return
        if self._crosses:
            read = tuple(sorted(read, key=abs))
        self._papers[read] = self._papers.get(read, 0) + papers

    def _understood(self, words: list[str], line: int) -> Preferences:
        """A paper, with its marks for numbers left out or given twice."""
        if self._nicks:
            words = ["=".join(self._nicks.get(each, each) for each in word.split("=")) for word in words]
        for word in words:
            if not (_TOKEN.fullmatch(word) or (self._yes_or_no and _YES_OR_NO.fullmatch(word))):
                raise self._fault(f"“{short(word)}” is not a candidate's number", line)
        read: list[int] = []
        seen: set[int] = set()
        clear = True
        for word in words:
            together = [] if word == "-" else [int(each) for each in word.split("=")]
            for candidate in map(abs, together):
                if not 1 <= candidate <= self._candidates:
                    raise self._fault(f"there is no candidate {candidate}: the file has {self._candidates}", line)
                if candidate in seen:
                    raise self._fault(f"candidate {candidate} is named twice on one paper", line)
                seen.add(candidate)
            clear = clear and len(together) == 1
            if clear or self._crosses:
                read += together
        return tuple(read)


def _with_equals(found: re.Match[str]) -> str:
    """(2 3) as 2=3: candidates given the same number."""
    return "=".join(found[1].split()) or "()"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
