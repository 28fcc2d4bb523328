"""The life of the minutes as buttons: where they stand, the next step, and the forms a step asks for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.minutes_life import MinutesStatus
from coopdesk.services.minutes_at_hand import MinutesAtHand
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.room import Meeting
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, row
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.stepper import Stepper
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words

_NEXT = {
    MinutesStatus.DRAFT: MinutesStatus.AGREED,
    MinutesStatus.AGREED: MinutesStatus.APPROVED,
    MinutesStatus.APPROVED: MinutesStatus.SIGNED,
}


class LifeBar(QFrame):
    """Draft, Agreed, Approved, Signed, with the next step as a button.

    ``step_requested(MinutesStatus)`` asks for that step, ``correct_requested()`` for a correction beside the words.
    """

    step_requested = Signal(object)
    correct_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._shown: MinutesAtHand | None = None
        self._steps = Stepper()
        self._where = label("", "strong")
        self.correct = Button(words("Correct"), icon="file-plus", height=44)
        self.act = Button("", icon="send", height=44)
        self.act.clicked.connect(self._on_act)
        self.correct.clicked.connect(self.correct_requested)
        self.setLayout(
            row(Grow(self._steps), Grow(self._where), self.correct, self.act, gap=12, margins=(18, 8, 10, 8))
        )

    def show_life(self, found: MinutesAtHand, *, written: bool) -> None:
        """Show where the minutes stand; ``written`` is True when every part has its words."""
        self._shown = found
        status = MinutesStatus(found.view.status)
        closed = found.meeting.closed_at is not None
        # A signed paper has gone all the way: every step is ticked.
        at = len(MinutesStatus) if status is MinutesStatus.SIGNED else list(MinutesStatus).index(status)
        self._steps.show_steps(_steps(found.view, closed=closed), at)
        place = list(MinutesStatus).index(status) + 1
        self._where.setText(words("{}, step {} of {}").format(_names()[status], place, len(MinutesStatus)))
        self.correct.setVisible(status is not MinutesStatus.DRAFT)
        self.act.setVisible(status in _NEXT)
        if status in _NEXT:
            self._show_act(status, closed=closed, written=written)
        self._arrange()

    def lit(self) -> bool:
        """True while the step is the page's next act."""
        return not self.act.isHidden() and self.act.kind() == "primary"

    def _show_act(self, status: MinutesStatus, *, closed: bool, written: bool) -> None:
        said = {
            MinutesStatus.DRAFT: words("Agreed by the chair"),
            MinutesStatus.AGREED: words("Approve"),
            MinutesStatus.APPROVED: words("Sign"),
        }
        ready = closed and (written or status is not MinutesStatus.DRAFT)
        self.act.set_words(said[status])
        self.act.set_kind("primary" if ready else "plain")
        self.act.refuse("" if closed else words("The chair agrees the minutes once the meeting is closed."))

    def _arrange(self) -> None:
        large = current().folded
        self._steps.setVisible(not large)
        self._where.setVisible(large)

    def _on_act(self) -> None:
        if self._shown is not None:
            self.step_requested.emit(_NEXT[MinutesStatus(self._shown.view.status)])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._shown is not None:
            self._arrange()


def _names() -> dict[MinutesStatus, str]:
    return {
        MinutesStatus.DRAFT: words("Draft"),
        MinutesStatus.AGREED: words("Agreed"),
        MinutesStatus.APPROVED: words("Approved"),
        MinutesStatus.SIGNED: words("Signed"),
    }


def _steps(view: MinutesView, *, closed: bool) -> Sequence[tuple[str, str]]:
    notes = {
        MinutesStatus.DRAFT: words("you and the record"),
        MinutesStatus.AGREED: words("by the chair") if closed else words("once the meeting is closed"),
        MinutesStatus.APPROVED: words("at a later meeting"),
        MinutesStatus.SIGNED: words("by the chair"),
    }
    for step in view.life:
        notes[MinutesStatus(step.status)] = day_words(local_day(step.at))
    return [(name, notes[status]) for status, name in _names().items()]


def locked_because(view: MinutesView) -> str:
    """Why the words cannot be changed, "" while they can."""
    status = MinutesStatus(view.status)
    if status is MinutesStatus.DRAFT:
        return ""
    if status is MinutesStatus.AGREED:
        return words(
            "The chair agreed these minutes, so their words stand. Correct them beside the text, or reopen them."
        )
    return words("A meeting approved these minutes, so their words stand. A correction is recorded beside them.")


_ELSEWHERE = (("0", "—"),)
"""Stands until ``offer_meetings`` says which there are."""


def approve_form() -> InlineForm:
    """Which meeting approved them."""
    note = words("Corrections made at that meeting are recorded before it approves.")
    question = FormField("meeting", words("Approved by"), choices=_ELSEWHERE, wide=True)
    return InlineForm(words("Approve the minutes"), words("Approve"), (question,), note=note, columns=1)


def sign_form() -> InlineForm:
    """Who signed them."""
    hint = words("name or member number; empty for the chair of the meeting that approved them")
    question = FormField("by", words("Signed by"), hint, wide=True)
    note = words("The paper is signed with a pen; here it is recorded that it was.")
    return InlineForm(words("Sign the minutes"), words("Record the signature"), (question,), note=note, columns=1)


def correct_form() -> InlineForm:
    """What the minutes should have said, and which meeting said so."""
    questions = (
        FormField("text", words("The correction"), wide=True, lines=4),
        FormField("meeting", words("Recorded by"), choices=_ELSEWHERE, wide=True),
    )
    note = words("The text stays as it is; the correction is printed beside it.")
    return InlineForm(words("Correct the minutes"), words("Record the correction"), questions, note=note, columns=1)


def offer_meetings(form: InlineForm, later: Sequence[Meeting]) -> None:
    """Offer the meetings that may have decided it, the last one first."""
    picker = form.field("meeting")
    assert isinstance(picker, Picker)
    kept = tuple((str(each.id), f"{each.title}, {day_words(local_day(each.at))}") for each in reversed(later))
    picker.show_choices((*kept, ("0", words("A meeting that is not kept in this file"))))
