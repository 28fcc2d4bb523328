"""What is written in a form of the Votes page, as the command it means."""

from typing import Any, TypedDict

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.advance import RecordAdvanceRoll, RecordAdvanceTotals
from coopdesk.services.corrigenda import IssueCorrigendum
from coopdesk.services.debate import AddAmendment, CorrectSlip, MoveProcedure, SplitMotion
from coopdesk.services.motions import AddMotion, EditMotion, WithdrawMotion
from coopdesk.services.perform import Command
from coopdesk.services.polls import DemandPoll
from coopdesk.services.together import TakeApart, TakeTogether
from coopdesk.services.void_counts import VoidCount

MAKES_A_MOTION = ("save", "amend", "procedure", "divide")
"""Wishes whose command answers with the number of a motion, or of several."""


def command_of(wish: str, meeting: int, motion: int, values: dict[str, str]) -> Command[Any]:
    """The command of a form.

    Raises:
        NotUnderstood: a figure is no number.
        KeyError: there is no such form.
    """
    if wish == "save":
        return _motion(meeting, motion, values)
    if wish == "amend":
        return AddAmendment(meeting=meeting, number=motion, **values)
    if wish == "procedure":
        return MoveProcedure(meeting=meeting, number=motion, **values)
    if wish == "slip":
        return CorrectSlip(meeting, motion, values["wording"])
    if wish == "divide":
        return SplitMotion(meeting, motion, values["parts"])
    if wish == "void":
        return VoidCount(meeting, motion, values["reason"])
    if wish == "poll":
        return DemandPoll(meeting, motion, **values)
    if wish == "apart":
        return TakeApart(meeting, values["numbers"])
    if wish == "together":
        return TakeTogether(meeting, motion, values["others"])
    if wish == "advance":
        return RecordAdvanceTotals(
            meeting=meeting,
            number=motion,
            way=values["way"],
            voters="\n".join(values["voters"].split()),
            **_figures(values),
        )
    if wish == "roll":
        return RecordAdvanceRoll(meeting=meeting, number=motion, **values)
    if wish == "corrigendum":
        return IssueCorrigendum(
            meeting=meeting,
            number=motion,
            reason=values["reason"],
            authorised=values["authorised"],
            **_figures(values),
        )
    if wish == "withdraw":
        return WithdrawMotion(meeting, motion)
    raise KeyError(wish)


class _Figures(TypedDict):
    """The figures of a count, as the commands name them."""

    votes_for: int
    against: int
    abstain: int
    spoilt: int


def _figures(values: dict[str, str]) -> _Figures:
    """The figures of a form; an empty one is nought.

    Raises:
        NotUnderstood: one is no number.
    """
    return _Figures(
        votes_for=_figure(values["votes_for"]),
        against=_figure(values["against"]),
        abstain=_figure(values["abstain"]),
        spoilt=_figure(values["spoilt"]),
    )


def _figure(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise NotUnderstood("A figure", text, "it is a whole number, such as 12")
    return int(text)


def _motion(meeting: int, motion: int, values: dict[str, str]) -> Command[int]:
    """A new motion (0) or a changed draft; one without a text of its own is put in the words of its title."""
    given = {**values, "text": values["text"] or values["title"]}
    item = int(given.pop("item") or 0)
    if motion:
        return EditMotion(meeting=meeting, number=motion, item=item, **given)
    return AddMotion(meeting=meeting, item=item, **given)
