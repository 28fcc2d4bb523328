"""Members as the register knows them: names in any script, member numbers, and the form they are searched by."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from coopdesk.domain.refusals import NotUnderstood

NAME_LIMIT = 200
NUMBER_LIMIT = 20


class MemberKind(StrEnum):
    """A person, or an organisation that one named representative speaks for."""

    PERSON = "person"
    ORGANISATION = "organisation"


class MemberStatus(StrEnum):
    """Whether membership goes on. An ended entry stays in the register (2014 Act s.30)."""

    ACTIVE = "active"
    ENDED = "ended"
    VOID = "void"
    """Taken back as if never made (a joining or an import undone); its number and certificate stay used."""


_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
"""Characters that show nothing and come with pasted text. The joiners U+200C and U+200D are not among them: Persian and
the scripts of India spell with them."""

_NOT_TEXT = re.compile(
    "(?P<broken>[\\ud800-\\udfff])"
    "|(?P<turning>[\\u202a-\\u202e\\u2066-\\u2069])"
    r"|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f])"
)
"""Halves of characters; direction overrides, which on a list or a certificate would reverse the words that follow the
name; and controls other than tab and line ends."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "ng"}
)
"""Letters that Unicode does not take apart into a letter and a mark."""

_APOSTROPHES = dict.fromkeys(map(ord, "'`´ʹʻʼʽˈ‘’‛′＇"))

_SUFFIXES = frozenset(
    ("jr", "jnr", "sr", "snr", "ii", "iii", "iv", "obe", "mbe", "cbe", "kbe", "dbe", "bem", "phd", "esq", "jp", "kc")
)
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "revd", "sir", "dame"))


def clean_name(text: str) -> str:
    """A name as the register keeps it: composed (NFC), single spaces, nothing invisible.

    Raises:
        NotUnderstood: empty, longer than 200 characters, or holding characters that cannot be printed.
    """
    return clean_line("The name", text, NAME_LIMIT, required=True)


def clean_line(what: str, text: str, limit: int, *, required: bool = False) -> str:
    """One line of text: line breaks and tabs become spaces, runs of spaces one.

    Args:
        what: how the refusal names it, "The title".
        text: as typed or read from a file.
        limit: the most characters.
        required: True where "" is no answer.

    Raises:
        NotUnderstood: too long, empty where required, or holding characters that cannot be printed.
    """
    return _checked(what, text, " ".join(_composed(what, text).split()), limit, required)


def clean_text(what: str, text: str, limit: int, *, required: bool = False) -> str:
    """Text of several lines: line ends become one kind, spaces at line ends go, lines and their order stay.

    Arguments and refusals are those of ``clean_line``.
    """
    whole = _composed(what, text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _checked(what, text, "\n".join(line.rstrip() for line in whole.split("\n")).strip(), limit, required)


def _composed(what: str, text: str) -> str:
    # Nearly all text is printable, and a register of 100,000 rows has no time to look at each letter here.
    if text.isprintable():
        return unicodedata.normalize("NFC", text)
    found = _NOT_TEXT.search(text)
    if found is None:
        return unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    code = f"U+{ord(found[0]):04X}"
    if found.lastgroup == "broken":
        why = "part of it is not text; the file it came from is damaged"
    elif found.lastgroup == "turning":
        why = f"it holds the hidden character {code}, which turns the writing round; type it afresh"
    else:
        why = f"it holds the control character {code}, which cannot be printed; type it afresh"
    raise NotUnderstood(what=what, value=text, why=why)


def _checked(what: str, given: str, text: str, limit: int, required: bool) -> str:
    if not text[:1].isalnum() and not any(unicodedata.category(character)[0] not in "CZM" for character in text):
        # Joiners or loose accents alone are as good as nothing: no paper could show them.
        if required or text:
            raise NotUnderstood(what=what, value=given, why="it is empty")
        return ""
    if len(text) > limit:
        why = f"it is {len(text)} characters long and {limit} is the most"
        raise NotUnderstood(what=what, value=given, why=why)
    return text


def read_member_number(text: str) -> str:
    """A member number in the one form it is kept and compared in: "0427" is "427", "a-12" is "A-12".

    Raises:
        NotUnderstood: empty, longer than 20 characters, without a figure, or with other signs than - / . inside.
    """
    number = text.strip().upper()
    if number.isascii() and number.isdigit() and len(number) <= NUMBER_LIMIT:
        return str(int(number))
    if not number:
        raise NotUnderstood(what="The member number", value=text, why="it is empty")
    if len(number) > NUMBER_LIMIT:
        raise NotUnderstood(what="The member number", value=text, why=f"{NUMBER_LIMIT} characters is the most")
    if re.fullmatch(r"(?=.*[0-9])[A-Z0-9]+(?:[-/.][A-Z0-9]+)*", number) is None:
        why = "use figures, with letters A to Z and - / . between them if need be, such as 427 or A-12, and no spaces"
        raise NotUnderstood(what="The member number", value=text, why=why)
    return number


def number_key(number: str) -> str:
    """A text that sorts member numbers as people count: 9 before 10, A-9 before A-10."""
    return number.zfill(NUMBER_LIMIT) if number.isdecimal() else re.sub(r"[0-9]+", _padded, number)


def _padded(figures: re.Match[str]) -> str:
    return figures[0].zfill(NUMBER_LIMIT)


def display_number(number: str) -> str:
    """A member number as papers and pages show it: "427" is "0427"; one with letters is shown as it is."""
    return number.zfill(4) if number.isdecimal() else number


def fold(text: str) -> str:
    """Text as it is searched: no case, no accents, no apostrophes, other punctuation as spaces.

    Letters and signs of every script stay. What is typed and what is stored go through the same folding.
    """
    return " ".join(_folded_words(text))


def _folded_words(text: str) -> list[str]:
    return [folded for folded in map(_fold_word, text.split()) if folded]


# First and last names repeat through a register: folding each word once is what lets 100,000 rows in in seconds.
@lru_cache(maxsize=1 << 16)
def _fold_word(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).translate(_APOSTROPHES)
    kept: list[str] = []
    for character in apart:
        kind = unicodedata.category(character)
        if kind[0] in "PZ":
            kept.append(" ")
        elif kind[0] not in "MC":
            kept.append(character)
    return " ".join("".join(kept).translate(_LETTERS).split())


def search_form(name: str, kind: MemberKind = MemberKind.PERSON) -> tuple[str, str, str]:
    """(whole name, last name, first names), folded, for the search index.

    A person's last name is the last word, a double-barrelled one kept whole, letters after the name and titles left
    out. An organisation has no last name: it is filed under the whole. Nothing is ever empty: a name of punctuation
    alone is searched as written.
    """
    words = _folded_words(name)
    whole = " ".join(words) or name.strip().casefold()
    if kind is MemberKind.ORGANISATION or not words:
        return whole, whole, ""
    end = len(words)
    while end > 2 and words[end - 1] in _SUFFIXES:
        end -= 1
    start = 0
    while start < end - 1 and words[start] in _TITLES:
        start += 1
    return whole, words[end - 1], " ".join(words[start : end - 1])


def split_surname_first(text: str) -> str:
    """Turn "Surname, Forename" round; text of any other shape is given back with its spaces tidied.

    For columns known to hold persons surname first; "Baker, Sons & Co" in a column of names would be turned as well.
    """
    parts = [" ".join(part.split()) for part in re.split("[,،，]", text)]
    if len(parts) == 2 and all(parts) and fold(parts[1]) not in _SUFFIXES:
        return f"{parts[1]} {parts[0]}"
    return " ".join(text.split())


_EMAIL = re.compile(r"(?P<local>[^\s@<>()\[\],;:\"\\]{1,64})@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_]{2,63}")


def looks_like_email(text: str) -> bool:
    """True for the shape of an e-mail address. Only a message answered proves one."""
    found = _EMAIL.fullmatch(text)
    if found is None or len(text) > 254 or not text.isprintable():
        return False
    local = found["local"]
    return not (local.startswith(".") or local.endswith(".") or ".." in local)
