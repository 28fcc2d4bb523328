"""What is written in a form of the Votes page, as the command it means."""

from typing import Any

from coopdesk.services.debate import AddAmendment, CorrectSlip, MoveProcedure, SplitMotion
from coopdesk.services.motions import AddMotion, EditMotion, WithdrawMotion
from coopdesk.services.perform import Command
from coopdesk.services.polls import DemandPoll
from coopdesk.services.void_counts import VoidCount

MAKES_A_MOTION = ("save", "amend", "procedure", "divide")
"""Wishes whose command answers with the number of a motion, or of several."""


def command_of(wish: str, meeting: int, motion: int, values: dict[str, str]) -> Command[Any]:
    """The command of a form.

    Raises:
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
    if wish == "withdraw":
        return WithdrawMotion(meeting, motion)
    raise KeyError(wish)


def _motion(meeting: int, motion: int, values: dict[str, str]) -> Command[int]:
    """A new motion (0) or a changed draft; one without a text of its own is put in the words of its title."""
    given = {**values, "text": values["text"] or values["title"]}
    item = int(given.pop("item") or 0)
    if motion:
        return EditMotion(meeting=meeting, number=motion, item=item, **given)
    return AddMotion(meeting=meeting, item=item, **given)
