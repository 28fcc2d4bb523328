"""The form of a motion: title, text, kind, who moves it, and the item it is taken under."""

from collections.abc import Sequence

from coopdesk.domain.agenda import ItemKind
from coopdesk.services.agenda import AgendaLine
from coopdesk.services.motion_view import MotionView
from coopdesk.services.vote_desk import VotesView
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.text import words


def motion_form(view: VotesView, motion: MotionView | None) -> InlineForm:
    """The form for a new motion, or for a draft; ``motion_values`` fills it in once it has its place."""
    kinds = tuple((rule.kind, rule.title) for rule in view.kinds)
    items = (("", words("No item")), *((str(line.number), f"{line.number}. {line.title}") for line in view.items))
    title = words("Add a motion") if motion is None else words("Motion {number}").format(number=motion.number)
    return InlineForm(
        title,
        words("Add the motion") if motion is None else words("Keep the changes"),
        (
            FormField("title", words("Title"), words("That the accounts be received"), wide=True),
            FormField("text", words("Text as put to the meeting"), wide=True, lines=3),
            FormField("kind", words("Kind"), choices=kinds),
            FormField("item", words("Agenda item"), choices=items),
            FormField("proposer", words("Proposer's member number"), "0427"),
            FormField("seconder", words("Seconder's member number"), "0388"),
        ),
        icon="vote",
    )


def motion_values(view: VotesView, motion: MotionView | None) -> dict[str, str]:
    """What the form begins with."""
    if motion is None:
        return {"item": _usual_item(view.items)}
    return {
        "title": motion.title,
        "text": motion.text,
        "kind": motion.kind,
        "proposer": motion.proposer[1],
        "seconder": motion.seconder[1],
        "item": str(motion.item or ""),
    }


def _usual_item(items: Sequence[AgendaLine]) -> str:
    """The item the meeting is at, else the one for resolutions."""
    for line in items:
        if line.taken_at is not None and line.done_at is None:
            return str(line.number)
    return next((str(line.number) for line in items if line.kind == ItemKind.RESOLUTION.value), "")
