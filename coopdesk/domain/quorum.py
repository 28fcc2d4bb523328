"""Quorum: how many must be there before business may be done, as a sum the reader can check.

Integers and fractions only, and always rounded up: 10 % of 165 is 16.5, and 16 people are fewer than 10 %
(domain reference §2.2).
"""

import math
from dataclasses import dataclass

from coopdesk.domain.rules import RuleSheet, figure_words, quorum_words

LEAST_MEETING = 2
"""Where the rules name no quorum: at common law one person is not a meeting (Sharp v Dawes, 1876)."""

ALONE = "One person alone is unlikely to be a meeting in law, whatever the quorum: take advice before doing business."


@dataclass(frozen=True, slots=True)
class QuorumNeed:
    """The quorum of a meeting, with its arithmetic.

    Args:
        needed: members who must be present; never below 1.
        steps: (figure, what it is), in the order of the sum.
        rule_words: the rule in words.
    """

    needed: int
    steps: tuple[tuple[str, str], ...]
    rule_words: str


@dataclass(frozen=True, slots=True)
class QuorumState:
    """The quorum against those present now.

    Args:
        margin: present less needed, so negative while more are needed.
        sentence: "118 present, 75 needed".
        margin_words: "43 may leave", "14 more needed", "nobody may leave".
        warning: a plain sentence where the number is met and the meeting still unsafe, or "".
    """

    needed: int
    present: int
    met: bool
    margin: int
    sentence: str
    margin_words: str
    warning: str


def quorum(sheet: RuleSheet, entitled: int, *, adjourned: bool = False) -> QuorumNeed:
    """How many members must be present.

    Args:
        sheet: the rules, as frozen onto the meeting.
        entitled: members entitled to vote (E), frozen when the chair declares the count.
        adjourned: True for a meeting reconvened after it had no quorum.

    Raises:
        ValueError: ``entitled`` is negative, which no register can make.
    """
    if entitled < 0:
        raise ValueError("members entitled to vote cannot be fewer than none")
    usual = _usual(sheet, entitled)
    if not adjourned or sheet.adjourned_quorum == "same":
        return usual
    return QuorumNeed(
        needed=1,
        steps=(*usual.steps, ("1", "needed: at an adjourned meeting those present are a quorum")),
        rule_words=f"those present at the adjourned meeting; at the first meeting, {usual.rule_words}",
    )


def state(need: QuorumNeed, present: int, *, people: int | None = None) -> QuorumState:
    """Set those present against the quorum.

    Args:
        present: memberships, with those present by proxy where the rules count them; guests and joint holders' seconds
            are left out.
        people: of them, those who are there themselves; all, where left out.
    """
    alone = (present if people is None else people) <= 1
    margin = present - need.needed
    met = margin >= 0
    if margin < 0:
        margin_words = f"{-margin} more needed"
    elif margin == 0:
        margin_words = "nobody may leave"
    else:
        margin_words = f"{margin} may leave"
    return QuorumState(
        needed=need.needed,
        present=present,
        met=met,
        margin=margin,
        sentence=f"{present} present, {need.needed} needed",
        margin_words=margin_words,
        warning=ALONE if met and alone else "",
    )


def _usual(sheet: RuleSheet, entitled: int) -> QuorumNeed:
    percent, number = sheet.quorum_percent, sheet.quorum_number
    steps = [(str(entitled), "entitled to vote")]
    if percent is None:
        needed = LEAST_MEETING if number is None else number
        reason = "the rules name no quorum, and one person is not a meeting" if number is None else "a fixed number"
        return QuorumNeed(needed, (*steps, (str(needed), f"needed: {reason}")), quorum_words(sheet))
    exact = percent * entitled / 100
    part = math.ceil(exact)
    steps.append((f"{figure_words(percent)}%", "of them"))
    if exact == part:
        steps.append((str(part), "exactly"))
    else:
        steps += [(figure_words(exact), "exactly"), (str(part), "rounded up")]
    if number is None:
        needed, reason = part, "needed"
    else:
        needed = max(part, number) if sheet.quorum_combine == "greater" else min(part, number)
        reason = f"needed: whichever is {sheet.quorum_combine}"
        steps.append((str(number), "or a fixed number"))
    # With nobody entitled the sum is 0, and an empty room would be quorate.
    needed = max(1, needed)
    return QuorumNeed(needed, (*steps, (str(needed), reason)), quorum_words(sheet))
