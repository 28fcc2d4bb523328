"""Where the forms of the Votes page stand, one at a time; what is written goes on with what it is about."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.layouts import Grow, column
from coopdesk.ui.kit.scrolling import Scrolled


class FormDesk(Scrolled):
    """``submitted(wish, motion, values)``: what is wished ("amend" ...), of which motion (0: none yet)."""

    submitted = Signal(str, int, object)
    left = Signal()
    held = Signal(object, int)
    """A form was taken in, with the motion it is about."""

    def __init__(self, name: str) -> None:
        self._place = column(Grow(), gap=0)
        self.form: InlineForm | None = None
        self._wish = ""
        self._motion = 0
        super().__init__(self._place, name)

    def hold(self, form: InlineForm, wish: str, motion: int) -> None:
        """Take a form in; ``begin`` starts it once the desk is to be seen."""
        self.put_away()
        self.form, self._wish, self._motion = form, wish, motion
        form.submitted.connect(self._on_submitted)
        form.left.connect(self.left)
        self._place.insertWidget(0, form)
        self.held.emit(form, motion)

    @property
    def motion(self) -> int:
        """The motion the form is about, 0 for one that is to be written."""
        return self._motion

    def begin(self, values: Mapping[str, str]) -> None:
        """Begin only now: shown before it has its place, a form would be a window and take the focus away."""
        assert self.form is not None
        self.form.begin(values)
        if not values and not self.form.values():
            self.form.verb().setFocus()

    def put_away(self) -> None:
        """No form any more."""
        if self.form is not None:
            self._place.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _on_submitted(self, values: dict[str, str]) -> None:
        self.submitted.emit(self._wish, self._motion, values)
