"""Ballot files ending in .blt: "candidates places", one line for each distinct paper, a line 0, names, title.

Strict: a file that could be read in two ways is refused, with the line and the fault. A ``-`` is a number left out and
``2=3`` a number given twice; a paper of preferences is read up to there, a paper of crosses to its end. Where
candidates are put to a yes or no, ``3`` is a yes to the third and ``-3`` a no.
"""

import codecs
import re
from dataclasses import dataclass

from coopdesk.domain.elections.ballots import Ballots, Preferences, Spoilt
from coopdesk.domain.elections.collecting import no_collecting
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.usual_lines import usual_papers
from coopdesk.domain.faults import Fault

MOST_CANDIDATES = 1000
_MOST_PAPERS = 10**9
_TOKEN = re.compile(r"[0-9]{1,12}(?:=[0-9]{1,12})*|-")
_YES_OR_NO = re.compile(r"-?[0-9]{1,12}")
_WITHDRAWN = re.compile(r"-[0-9]{1,12}")
_NUMBER = re.compile(r"[0-9]{1,12}")


@dataclass
class BallotFileFault(Fault):
    """A ballot file that cannot be counted as it stands."""

    code = "BALLOT-FILE"
    sentence = "The ballot file cannot be counted. Line {line}: {fault}. Nothing was counted: ask for a corrected file."
    unusable = True
    line: int
    fault: str


def decode(data: bytes) -> str:
    """The file's words: UTF-8 or UTF-16 by their marks, UTF-16 without one, else UTF-8, else Windows' Latin letters.

    Raises:
        BallotFileFault: it is not text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in data[:100]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as wrong:
        if encoding != "utf-8-sig":
            raise BallotFileFault(1, "it is not text that can be read") from wrong
        # Every byte is a letter here, as the spreadsheet programs that wrote such a file meant it.
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BallotFileFault(text.count("\n", 0, text.index("\0")) + 1, "it holds bytes that are not text")
    return text


def read_blt(data: bytes, rule: Rule = Rule.SCOTTISH) -> Ballots:
    """Read a whole file.

    Args:
        data: the bytes as they lie on the disk.
        rule: how papers are marked: with preferences; with crosses, where every candidate named counts and their order
            means nothing; with a yes or no to each.

    Raises:
        BallotFileFault: naming the first line at fault, counted from 1.
    """
    with no_collecting():
        return _Reading(decode(data), rule).ballots()


class _Reading:
    def __init__(self, text: str, rule: Rule) -> None:
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._crosses = not rule.by_preference
        self._yes_or_no = rule is Rule.CONFIRM
        self._at = 0
        self._withdrawn: set[int] = set()
        self._papers: dict[Preferences, int] = {}
        self._spoilt: dict[Spoilt, int] = {}

    def ballots(self) -> Ballots:
        """The whole file, in its order."""
        self._candidates, self._places = self._header()
        self._withdrawals()
        self._read_papers()
        names, title = self._names()
        return Ballots(
            self._candidates,
            self._places,
            self._papers,
            names,
            title,
            frozenset(self._withdrawn),
            self._spoilt,
        )

    def _fault(self, line: int, fault: str) -> BallotFileFault:
        return BallotFileFault(line + 1, fault)

    def _next(self) -> str | None:
        """The next line that says something, without its comment; ``self._at`` is then just behind it."""
        while self._at < len(self._lines):
            line = _without_comment(self._lines[self._at]).strip()
            self._at += 1
            if line:
                return line
        return None

    def _header(self) -> tuple[int, int]:
        line = self._next()
        if line is None:
            raise self._fault(0, "the file is empty")
        words = line.split()
        if len(words) != 2 or not all(_NUMBER.fullmatch(word) for word in words):
            raise self._fault(self._at - 1, "it should give the number of candidates and of places, such as “6 3”")
        candidates, places = int(words[0]), int(words[1])
        if not 1 <= candidates <= MOST_CANDIDATES:
            raise self._fault(self._at - 1, f"there can be 1 to {MOST_CANDIDATES} candidates, not {candidates}")
        if not 1 <= places <= MOST_CANDIDATES:
            raise self._fault(self._at - 1, f"there can be 1 to {MOST_CANDIDATES} places, not {places}")
        return candidates, places

    def _withdrawals(self) -> None:
        while (line := self._next()) is not None and line.startswith("-"):
            for word in line.split():
                number = int(word[1:]) if _WITHDRAWN.fullmatch(word) else 0
                if not 1 <= number <= self._candidates:
                    raise self._fault(
                        self._at - 1, f"“{word}” does not withdraw one of the {self._candidates} candidates"
                    )
                self._withdrawn.add(number)
        if line is not None:
            self._at -= 1

    def _read_papers(self) -> None:
        """Tens of thousands of usual lines at once; line by line where one of them is not usual."""
        if self._yes_or_no or not self._read_usual():
            self._read_line_by_line()

    def _read_usual(self) -> bool:
        """False where any line is not "papers first second ... 0": it may be unusual, or at fault."""
        try:
            end = self._lines.index("0", self._at)
        except ValueError:
            return False
        found = usual_papers(self._lines[self._at : end], self._candidates)
        if found is None:
            return False
        if not self._crosses:
            self._papers = found
        else:
            for crosses, count in found.items():
                paper = tuple(sorted(crosses))
                self._papers[paper] = self._papers.get(paper, 0) + count
        self._at = end + 1
        return True

    def _read_line_by_line(self) -> None:
        while (line := self._next()) is not None:
            if line == "0":
                return
            count, _, paper = " ".join(line.split()).partition(" ")
            self._check_count(self._at - 1, line, count)
            self._add(paper, int(count), self._at - 1)
        raise self._fault(len(self._lines) - 1, "the papers never end: a line with only a 0 should follow the last")

    def _check_count(self, place: int, line: str, count: str) -> None:
        if line.startswith('"'):
            raise self._fault(place, "a name stands where papers should end with a line holding only a 0")
        if not _NUMBER.fullmatch(count):
            raise self._fault(place, f"“{_short(count)}” is not a number of papers")
        if not 1 <= int(count) <= _MOST_PAPERS:
            raise self._fault(place, f"{int(count)} is not a number of papers that can be")

    def _add(self, paper: str, papers: int, place: int) -> None:
        read = self._understood(paper, place)
        if not read:
            blank = all(word == "-" for word in paper.split()[:-1])
            reason = Spoilt.BLANK if blank else Spoilt.NO_CLEAR_FIRST
            self._spoilt[reason] = self._spoilt.get(reason, 0) + papers
            return
        if self._crosses:
            read = tuple(sorted(read, key=abs))
        self._papers[read] = self._papers.get(read, 0) + papers

    def _understood(self, paper: str, place: int) -> Preferences:
        """A paper, with its marks for numbers left out or given twice."""
        words = paper.split()
        for word in words:
            if not (_TOKEN.fullmatch(word) or (self._yes_or_no and _YES_OR_NO.fullmatch(word))):
                raise self._fault(place, f"“{_short(word)}” is not a candidate's number")
        if not words or words[-1] != "0":
            raise self._fault(place, "the paper does not end with a 0")
        read: list[int] = []
        seen: set[int] = set()
        clear = True
        for word in words[:-1]:
            together = [] if word == "-" else [int(each) for each in word.split("=")]
            for candidate in map(abs, together):
                if not 1 <= candidate <= self._candidates:
                    raise self._fault(place, f"there is no candidate {candidate}: the file has {self._candidates}")
                if candidate in seen:
                    raise self._fault(place, f"candidate {candidate} is named twice on one paper")
                seen.add(candidate)
            clear = clear and len(together) == 1
            if clear or self._crosses:
                read += together
        return tuple(read)

    def _names(self) -> tuple[tuple[str, ...], str]:
        found: list[str] = []
        last = self._at
        while (line := self._next()) is not None:
            last = self._at - 1
            if len(line) > 1 and line[0] == line[-1] == '"':
                found.append(line[1:-1].replace('""', '"').replace('\\"', '"').strip())
            elif len(found) == self._candidates and '"' not in line:
                # The published Scottish files have the ward's name without quotation marks.
                found.append(line)
            else:
                raise self._fault(last, f"“{_short(line)}” should be a name in quotation marks")
        if not found:
            return (), ""
        # Up to two more may say where the papers came from.
        if not self._candidates + 1 <= len(found) <= self._candidates + 3:
            fault = f"{self._candidates} names and a title should follow the papers, and {len(found)} lines do"
            raise self._fault(last, fault)
        return tuple(found[: self._candidates]), found[self._candidates]


def _without_comment(line: str) -> str:
    """Everything before a # that is not inside quotation marks."""
    if "#" not in line:
        return line
    quoted = False
    for place, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif letter == "#" and not quoted:
            return line[:place]
    return line


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"
