"""Names and title at the end of a ballot file, in every form in which they are found.

One on a line, quoted or not; all on one line; a name and a party, quoted each by itself (Scottish wards of 2022), or
the two inside one more pair of quotation marks, as a spreadsheet puts them.
"""

import re
from collections.abc import Sequence

from coopdesk.domain.elections.ballot_text import BallotFileFault, short

# Nothing once taken is given back (*+): a line of a million quotation marks would be tried in every way else.
_QUOTED = re.compile(r'"((?:[^"\\]|""|\\.)*+)"')
_ONLY_QUOTED = re.compile(r'(?:"(?:[^"\\]|""|\\.)*+"[\s,]*+)++')
_MORE = 3
"""Up to so many lines beyond the names: the title, and two that say where the papers came from."""


def names_and_title(lines: Sequence[tuple[int, str]], candidates: int) -> tuple[tuple[str, ...], str]:
    """``lines`` are those behind the papers that say something, with their numbers counted from 1.

    Raises:
        BallotFileFault: more or fewer than the candidates need, or something that is no name.
    """
    if not lines:
        return (), ""
    if len(lines) == 1 and _ONLY_QUOTED.fullmatch(lines[0][1]):
        found = [_plain(each) for each in _QUOTED.findall(lines[0][1])]
    else:
        found = [_name(place, text) for place, text in lines]
    if not candidates <= len(found) <= candidates + _MORE:
        many = f"{len(lines)} {'line does' if len(lines) == 1 else 'lines do'}"
        fault = (
            f"{candidates} {'name' if candidates == 1 else 'names'} and a title should follow the papers, and {many}"
        )
        raise BallotFileFault(lines[-1][0], fault)
    return tuple(found[:candidates]), found[candidates] if len(found) > candidates else ""


def _name(place: int, text: str) -> str:
    text = text.rstrip(", \t")
    if _ONLY_QUOTED.fullmatch(text):
        parts = [_plain(each) for each in _QUOTED.findall(text)]
        if len(parts) == 1 and parts[0].startswith('"') and _ONLY_QUOTED.fullmatch(parts[0]):
            parts = [_plain(each) for each in _QUOTED.findall(parts[0])]
        return ", ".join(each for each in parts if each)
    if len(text) > 1 and text[0] == text[-1] == '"':
        return _plain(text[1:-1])
    # Papers behind a 0 that came too early are no names: a name that is not quoted has a letter.
    if text.count('"') % 2 or not any(letter.isalpha() for letter in text):
        raise BallotFileFault(place, f"“{short(text)}” is not a candidate's name")
    return text


def _plain(inner: str) -> str:
    return inner.replace('""', '"').replace('\\"', '"').strip()
