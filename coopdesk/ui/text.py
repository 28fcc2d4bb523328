"""The window's words for what the layers below say in facts.

Refusals carry a code and their facts; here they become sentences, and here a translation takes hold. Nothing is
translated at import time, so that the language can change while the program runs.
"""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal

if TYPE_CHECKING:
    from coopdesk.domain.quorum import QuorumState

_FORMS = ("co-operative", "cooperative", "community", "society", "limited", "ltd", "benefit")
"""Words that begin the legal part of a society's name."""

_SHORT = (("Community Interest Company", "CIC"), ("Limited", "Ltd"))
"""The abbreviations the law itself allows (Companies Act 2006 s. 59, Co-operative and Community Benefit Societies Act
2014 s. 10): the rail has room for these and not for the long forms."""


_SHELL_HINTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(found), instead)
    for found, instead in (
        (r" \(“[a-z]+(?: [a-z-]+)+”\)", ""),
        (r": “[a-z]+(?: [a-z-]+)+” lists [a-z ]+\.", "."),
        (r" Give (?:a|the) number (?:from|that) “[a-z]+(?: [a-z-]+)+”(?: lists)?\.", ""),
        (r" Look it up with “[a-z]+(?: [a-z-]+)+”\.", ""),
        (r" Make a key first: “society key FILE new --passphrase-file P”\.", " Make a key first, in Set-up."),
        (r" Enter them with “[a-z]+(?: [a-z-]+)+”\.", ""),
        (r" use “motion confirm” on the motion of the first meeting", " bring the motion of the first meeting instead"),
        (r" Name one with --meeting\.", ""),
        (r", or name its encoding with --encoding", ""),
        (r", or say which it is with --map \"Column=name\"", ", or say which it is in the list of columns"),
    )
)
"""What a sentence says to somebody at the shell, and what the window says instead: its buttons are the way there."""


def words(english: str) -> str:
    """A phrase of the window in the operator's language; English where there is no translation."""
    return QCoreApplication.translate("window", english)


def refusal_text(refusal: Refusal) -> str:
    """The sentence for a refusal in the operator's language; its own English sentence where there is none."""
    translated = QCoreApplication.translate("refusals", refusal.code)
    if translated == refusal.code:
        return _without_shell(str(refusal))
    return translated.format(**refusal.facts())


def no_text(no: Refusal | Fault) -> str:
    """The sentence for a rule's no or the world's."""
    return refusal_text(no) if isinstance(no, Refusal) else _without_shell(str(no))


def _without_shell(sentence: str) -> str:
    for found, instead in _SHELL_HINTS:
        sentence = found.sub(instead, sentence)
    return sentence


def society_lines(name: str) -> tuple[str, str]:
    """A society's name as the rail shows it: "Hebden Stores" and "Co-operative Society Ltd".

    A name that begins with its legal part, or has none, stays whole.
    """
    parts = name.split()
    for at, part in enumerate(parts):
        if at and part.casefold().strip(".,") in _FORMS:
            return " ".join(parts[:at]), _shortened(" ".join(parts[at:]))
    return name, ""


def _shortened(legal: str) -> str:
    for long, short in _SHORT:
        if legal.casefold().endswith(long.casefold()):
            return legal[: len(legal) - len(long)] + short
    return legal


def quorum_words(quorum: "QuorumState", lost: str = "") -> str:
    """The quorum pill: "Quorum met: 118 present, 75 needed"; ``lost`` of one that stood, "Quorum lost 20:14"."""
    standing = words("Quorum met") if quorum.met else words("No quorum yet")
    return f"{lost or standing}: {quorum.present:,} {words('present')}, {quorum.needed:,} {words('needed')}"
