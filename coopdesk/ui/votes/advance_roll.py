"""A roll of votes sent in, from a spreadsheet: looked over before it is entered, and entered whole or not at all."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.advance import AdvanceView, read_list
from coopdesk.services.motion_view import MotionView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choosing import FileChooser
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.jobs import Progress
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, row
from coopdesk.ui.text import refusal_text, words
from coopdesk.ui.votes.form_desk import FormDesk
from coopdesk.ui.votes.presenter import VotesPresenter
from coopdesk.ui.votes.wishes import command_of

SETTLE_MS = 300
"""Somebody who types or pastes is not interrupted at every key."""

ENDINGS = (".csv", ".txt", ".tsv")


class RollForm(InlineForm):
    """The lines of the roll, and what they would come to: ``looked_over(values)`` asks once the typing rests."""

    looked_over = Signal(object)
    _usable = False
    """True once the lines as they stand were looked over and can be entered."""

    def __init__(self, motion: MotionView) -> None:
        ways = (("post", words("by post")), ("online", words("online")))
        super().__init__(
            words("A roll of votes sent in on motion {number}").format(number=motion.number),
            words("Enter them all"),
            (
                FormField("roll", words("A line for each member: number, choice"), lines=8, wide=True),
                FormField("way", words("How they came"), choices=ways),
            ),
            icon="mail",
            note=words(
                "Open the list as a spreadsheet saves it (csv), or paste its lines: the member number, then for, "
                "against or abstain. Every line is entered, or none."
            ),
        )
        self.open_file = Button(words("Open a list"), icon="folder-open")
        self._told = label("", "medium", wrap=True)
        self.add_extra(frame("plain", row(self.open_file, Grow(self._told), gap=12)))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SETTLE_MS)
        self._rest.timeout.connect(self._on_rest)
        lines = self.field("roll")
        assert isinstance(lines, QPlainTextEdit)
        lines.textChanged.connect(self._on_changed)
        self._on_changed()

    def told(self) -> str:
        """What the lines would come to, as it stands."""
        return self._told.text()

    def show_would(self, text: str, view: AdvanceView) -> None:
        """The lines can be used: what they hold, as the record would have it. ``text`` is what was looked over."""
        if text == self.values()["roll"]:
            self._usable = True
            self.refuse("")
            self._told.setText(_sentence(view))

    def show_fault(self, text: str, sentence: str) -> None:
        """Lines that cannot be used, by their numbers."""
        if text == self.values()["roll"]:
            self._told.setText("")
            self.refuse(sentence)

    def set_busy(self, busy: bool) -> None:
        super().set_busy(busy or not self._usable)

    def _on_changed(self) -> None:
        self._usable = False
        self.refuse("")
        self._told.setText(words("The lines are looked over first.") if self.values()["roll"] else "")
        self._rest.start()

    def _on_rest(self) -> None:
        if self.values()["roll"]:
            self.looked_over.emit(self.values())


class RollDesk(QObject):
    """Between the form and the desk: reads the file, and rehearses the entry while the lines are being put right."""

    def __init__(self, forms: FormDesk, presenter: VotesPresenter) -> None:
        super().__init__(forms)
        self._forms = forms
        self._presenter = presenter
        self._chooser = FileChooser(forms)
        self._chooser.chosen.connect(self.read)
        forms.held.connect(self._on_held)

    def read(self, path: Path) -> None:
        """Put the lines of a file into the form."""
        self._presenter.jobs.work(partial(_lines_of, path), self._on_lines, self._on_unreadable)

    def _form(self) -> RollForm | None:
        return self._forms.form if isinstance(self._forms.form, RollForm) else None

    def _on_held(self, form: object, _motion: int) -> None:
        if isinstance(form, RollForm):
            form.open_file.clicked.connect(self._on_open)
            form.looked_over.connect(self._on_looked_over)

    def _on_open(self) -> None:
        self._chooser.ask_open(words("Open a list of votes"), words("Lists"), ENDINGS)

    def _on_lines(self, text: str) -> None:
        form = self._form()
        if form is not None:
            form.show_values({"roll": text})

    def _on_unreadable(self, error: Exception) -> None:
        form = self._form()
        if not isinstance(error, Refusal):
            raise error
        if form is not None:
            form.refuse(refusal_text(error))

    def _on_looked_over(self, values: dict[str, str]) -> None:
        wish = command_of("roll", self._presenter.meeting, self._forms.motion, values)
        task = partial(self._presenter.desk.rehearse, wish)
        text = values["roll"]
        self._presenter.jobs.store(task, partial(self._on_would, text), partial(self._on_not_usable, text))

    def _on_would(self, text: str, view: AdvanceView) -> None:
        form = self._form()
        if form is not None:
            form.show_would(text, view)

    def _on_not_usable(self, text: str, error: Exception) -> None:
        if not isinstance(error, Refusal | Fault):
            raise error
        form = self._form()
        if form is not None:
            form.show_fault(text, refusal_text(error) if isinstance(error, Refusal) else str(error))


def _lines_of(path: Path, _progress: Progress) -> str:
    return read_list(path)


def _sentence(view: AdvanceView) -> str:
    new = view.batches[-1].counts
    many = words("1 vote") if new.given == 1 else words("{count} votes").format(count=f"{new.given:,}")
    told = words("{many}: {votes_for} for, {against} against, {abstain} abstaining.").format(
        many=many, votes_for=f"{new.votes_for:,}", against=f"{new.against:,}", abstain=f"{new.abstain:,}"
    )
    before = view.counts.given - new.given
    return told + (words(" {count} are on record already.").format(count=f"{before:,}") if before else "")
