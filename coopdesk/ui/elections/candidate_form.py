"""A candidate's own words and photograph, for the booklet; words typed about one stay while another is looked at."""

from base64 import b64decode
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from coopdesk.services.candidate_profiles import CandidateProfile
from coopdesk.services.candidates import STATEMENT_LIMIT
from coopdesk.services.papers.ballot_slips import ONE_LINE
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.kit.labels import label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words


class CandidateForm(InlineForm):
    """``photograph_wanted(id)`` asks for one to be chosen, ``photograph_unwanted(id)`` for it to be taken away."""

    photograph_wanted = Signal(object)
    photograph_unwanted = Signal(object)

    def __init__(self) -> None:
        fields = (
            FormField("candidate", words("Candidate"), choices=(("", words("Nobody stands yet.")),), wide=True),
            FormField(
                "statement", words("In their own words"), words("I have worked at the till…"), wide=True, lines=5
            ),
        )
        super().__init__(
            words("Statements and photographs"), words("Keep the statement"), fields, icon="check",
            back=words("Nominations"), columns=1,
        )  # fmt: skip
        self._profiles: dict[str, CandidateProfile] = {}
        self._drafts: dict[str, str] = {}
        """What was typed about whom and not kept yet."""
        self._at = ""
        self._length = label("", "small", wrap=True)
        self._nominated = label("", "muted", wrap=True)
        self._picture = _Photograph()
        self.choose = Button(words("Choose a photograph"), icon="user", key="Alt G", height=36)
        self.remove = Button(words("Take it away"), icon="trash-2", height=36)
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self._on_remove)
        buttons = row(self.choose, self.remove, Grow(), gap=8)
        kept = label(
            words("A JPEG or PNG. Only the picture is kept: not where or when it was taken."), "small", wrap=True
        )
        beside = QWidget()
        told = column(self._length, self._nominated, buttons, kept, Grow(), gap=8)
        beside.setLayout(row(self._picture, Grow(told), gap=16))
        self.add_extra(beside)
        self._people.currentIndexChanged.connect(self._on_candidate)
        self._statement.textChanged.connect(self._on_typed)

    def show_profiles(self, profiles: Sequence[CandidateProfile]) -> None:
        """Who stands, and what is kept of them; words that are being typed stay."""
        self._profiles = {f"#{each.id}": each for each in profiles}
        self._drafts = {
            who: text
            for who, text in self._drafts.items()
            if who in self._profiles and text != self._profiles[who].statement
        }
        self._people.show_choices([(who, each.name) for who, each in self._profiles.items()])
        self._show_candidate()

    def begin(self, values: Mapping[str, str] | None = None) -> None:
        """Ready for the candidate named, or for the one looked at before."""
        at = (values or {}).get("candidate", "") or self._at
        profile = self._profiles.get(at)
        super().begin({"candidate": at, "statement": self._drafts.get(at, profile.statement if profile else "")})
        self._show_candidate()

    def candidate(self) -> CandidateProfile | None:
        """Whom it is about."""
        return self._profiles.get(self._people.value())

    def _on_candidate(self, _at: int) -> None:
        self._show_candidate()

    def _show_candidate(self) -> None:
        profile = self.candidate()
        who = self._people.value()
        text = self._drafts.get(who, profile.statement if profile is not None else "")
        self._at = who
        if text != self._statement.toPlainText():
            self._statement.setPlainText(text)
        self._picture.show_photograph(profile)
        said = [] if profile is None or not profile.nominated else [f"{profile.nominated}."]
        if profile is not None:
            said.append(words("Consents to stand.") if profile.consent else words("No consent yet."))
        self._nominated.setText(" ".join(said))
        self.choose.setEnabled(profile is not None)
        self.remove.setVisible(profile is not None and bool(profile.photograph))
        self._tell_length()

    def _on_typed(self) -> None:
        profile = self._profiles.get(self._at)
        if profile is None:
            return
        text = self._statement.toPlainText()
        if text == profile.statement:
            self._drafts.pop(self._at, None)
        else:
            self._drafts[self._at] = text
        self._tell_length()

    def _tell_length(self) -> None:
        text = self._statement.toPlainText()
        over = len(text) - STATEMENT_LIMIT
        said = [words("{} of {} letters.").format(f"{len(text):,}", f"{STATEMENT_LIMIT:,}")]
        if over > 0:
            said.append(words("{} too many: shorten it before it can be kept.").format(f"{over:,}"))
        elif text and len(text) <= ONE_LINE and "\n" not in text:
            said.append(words("So short a line stands under the name on the ballot paper too."))
        if self._at in self._drafts:
            said.append(words("Not kept yet."))
        self._length.setText(" ".join(said))
        set_ink(self._length, "error" if over > 0 else None)
        self.verb().refuse(words("The statement is too long.") if over > 0 else "")

    def _on_choose(self) -> None:
        self.photograph_wanted.emit(self._people.value())

    def _on_remove(self) -> None:
        self.photograph_unwanted.emit(self._people.value())

    @property
    def _people(self) -> Picker:
        field = self.field("candidate")
        assert isinstance(field, Picker)
        return field

    @property
    def _statement(self) -> QPlainTextEdit:
        field = self.field("statement")
        assert isinstance(field, QPlainTextEdit)
        return field


class _Photograph(QWidget):
    """The photograph as the booklet has it, or an empty frame of its size."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_photograph(self, profile: CandidateProfile | None) -> None:
        """A candidate's photograph, with their name for those who listen."""
        kept = profile.photograph if profile is not None else ""
        self._image = QImage.fromData(b64decode(kept)) if kept else QImage()
        named = words("Photograph of {}").format(profile.name) if profile is not None and kept else ""
        self.setAccessibleName(named or words("No photograph"))
        self.update()

    def has_photograph(self) -> bool:
        """Whether there is one."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        return QSize(current().px(125), current().px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            painter.fillRect(self.rect(), current().colour("sunken"))
            painter.setPen(current().colour("muted"))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(6, 6, -6, -6), flags, words("No photograph"))
        else:
            painter.drawImage(self.rect(), self._image)
        painter.setPen(QPen(current().colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
