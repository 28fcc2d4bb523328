"""The quorum as rule books write it, read and written: "10%", "3", "max(3, 10%)", "10% or 3, whichever is
lower"."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from coopdesk.domain.refusals import NotUnderstood

PERCENT = re.compile(r"(?P<figure>[0-9]{1,4}(?:\.[0-9]{1,4})?)\s*%?")

_TERM = r"[0-9.]+\s*%|[0-9]+"
_CALL = re.compile(rf"(?P<how>max|min)\s*\(\s*(?P<one>{_TERM})\s*,\s*(?P<two>{_TERM})\s*\)")
_WHICHEVER = re.compile(
    rf"(?P<one>{_TERM})\s+or\s+(?P<two>{_TERM}),?\s+(?:whichever\s+is\s+)?(?:the\s+)?(?P<how>greater|higher|lower|less)"
)
_OF = re.compile(
    rf"(?:the\s+)?(?P<how>greater|higher|lower|lesser)\s+of\s+(?P<one>{_TERM})\s+(?:and|or)\s+(?P<two>{_TERM})"
)
_LOWER = ("min", "lower", "less", "lesser")

_EXAMPLES = "write 10%, or 3, or max(3, 10%), or min(75, 20%), or “10% or 3, whichever is greater”"


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """A quorum as written. ``combine`` is None where only one of percentage and number is named."""

    percent: Fraction | None
    number: int | None
    combine: Literal["greater", "lower"] | None


def read_percent(what: str, text: str) -> Fraction:
    """Read "10", "10%" or "12.5 %" as per cent.

    Raises:
        NotUnderstood: not such a figure, or not above 0 and at most 100.
    """
    found = PERCENT.fullmatch(text.strip())
    if found is None or not 0 < Fraction(found["figure"]) <= 100:
        raise NotUnderstood(what=what, value=text, why="a percentage must be above 0 and at most 100")
    return Fraction(found["figure"])


def read_quorum(text: str) -> QuorumRule:
    """Read a quorum rule; "none" is no rule.

    Raises:
        NotUnderstood: not such a rule, a percentage above 100, or two figures without saying which of them
            holds.
    """
    words = text.strip().lower()
    if words == "none":
        return QuorumRule(None, None, None)
    for pattern in (_CALL, _WHICHEVER, _OF):
        found = pattern.fullmatch(words)
        if found is not None:
            terms = sorted((found["one"], found["two"]), key=_is_number)
            if _is_number(terms[0]) or not _is_number(terms[1]):
                break
            combine: Literal["greater", "lower"] = "lower" if found["how"] in _LOWER else "greater"
            return QuorumRule(read_percent("quorum", terms[0]), _number(text, terms[1]), combine)
    if re.fullmatch(_TERM, words) is None:
        raise NotUnderstood(what="quorum", value=text, why=_EXAMPLES)
    if _is_number(words):
        return QuorumRule(None, _number(text, words), None)
    return QuorumRule(read_percent("quorum", words), None, None)


def _is_number(term: str) -> bool:
    return not term.endswith("%")


def _number(text: str, term: str) -> int:
    if len(term) > 7 or not 1 <= int(term) <= 1_000_000:
        raise NotUnderstood(what="quorum", value=text, why="a fixed number of members is from 1 to 1000000")
    return int(term)
