"""What is typed while papers are read: one key for each choice, a letter for a spoilt paper, and its words."""

import re
from collections.abc import Sequence

from coopdesk.domain.codes import is_token
from coopdesk.ui.elections.account import named_papers
from coopdesk.ui.text import words

SPOILT_KEYS = {"U": "!unclear", "N": "!named", "F": "!no-first", "T": "!too-many"}
LETTERS = "ABCDE"
"""Keys of the tenth name and of those after it."""
_MOST_KEYS = 9 + len(LETTERS)


def spaced(text: str, before: str, names: int) -> str:
    """What is typed, each choice apart; Backspace takes a whole choice away.

    One key for each of up to fourteen names, "-" before a no, a letter for a spoilt paper.
    """
    if names > _MOST_KEYS or text.startswith("!"):
        return text if len(text) >= len(before) else ""
    if len(text) < len(before):
        kept = text.split() if text.endswith(" ") or not before.endswith(" ") else text.split()[:-1]
        return "".join(f"{each} " for each in kept)
    known, made = before.split(), []
    for place, word in enumerate(text.split()):
        if place < len(known) and word == known[place]:
            made.append(word)
            continue
        for sign, key in re.findall(r"(-?)(\w?)", word.upper()):
            if key in SPOILT_KEYS:
                return SPOILT_KEYS[key]
            number = int(key) if key in "123456789" and key else 10 + LETTERS.find(key) if key in LETTERS and key else 0
            if 1 <= number <= names:
                made.append(f"{sign}{number}")
            elif sign and not key:
                return "".join(f"{each} " for each in made) + "-"
    return "".join(f"{each} " for each in made)


def named(marks: str, names: Sequence[str]) -> str:
    """A reading by name, "1. Kofi Mensah  2. Dot Fielden"."""
    said = []
    for place, word in enumerate(marks.split(), start=1):
        number = word.removeprefix("-")
        if not number.isdecimal() or not 1 <= int(number[:6]) <= len(names):
            return words("Set aside as spoilt.") if marks.startswith("!") else ""
        name = names[int(number) - 1]
        said.append(words("No to {}").format(name) if word.startswith("-") else f"{place}. {name}")
    return "   ".join(said)


def second_words(papers: Sequence[str], reader: int) -> str:
    """Which papers wait for a second reading; those with a code are found by scanning."""
    if not papers:
        return words("Every paper was read by this reader.")
    who = words("the first reader") if reader == 1 else words("the second reader")
    one = words("1 paper waits for {}").format(who)
    said = one if len(papers) == 1 else words("{} papers wait for {}").format(f"{len(papers):,}", who)
    if all(map(is_token, papers)):
        return f"{said}. {words('Scan the slips one by one: those that were read twice say so, the others are read.')}"
    return f"{said}: {named_papers([each for each in papers if not is_token(each)])}"


def key_words(names: int, *, yes_no: bool) -> str:
    """How choices are typed on a paper with so many names."""
    if not names:
        return ""
    if yes_no:
        return words("The number of the name for a yes, - and the number for a no. Enter keeps it and shows the next.")
    if names > _MOST_KEYS:
        return words("Type the numbers of the names with spaces between them. Enter keeps the reading.")
    tenth = words(", A for 10, B for 11 and so on") if names > 9 else ""
    return words(
        "One key for each choice: the number of the name{}. Nothing for a blank paper; U unclear, N names the voter, "
        "F no clear first choice, T too many crosses. Enter keeps it and shows the next."
    ).format(tenth)
