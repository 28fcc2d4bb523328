"""Reading papers: one key for each preference, Enter for the next; what a scanner left in doubt, with its picture.

Two people read each paper, and neither is shown what the other read. Papers they read differently come up again for
both together, with both readings beside the picture.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QWidget

from coopdesk.domain.codes import is_token, read_code
from coopdesk.domain.elections.record import Rule
from coopdesk.services.election_marks import SPOILT
from coopdesk.services.election_papers import paper_place
from coopdesk.services.election_scans import PaperReading, PapersAtHand
from coopdesk.ui.elections.account import named_papers
from coopdesk.ui.elections.papers_keys import key_words, named, second_words, spaced
from coopdesk.ui.elections.papers_picture import SlipPicture
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.progress_line import ProgressLine
from coopdesk.ui.text import words

BOTH = 3
"""The third way of reading: both look at a paper that they read differently."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A paper that a scan left to people. ``serial`` is "" where its code was not readable."""

    serial: str
    doubt: str
    picture: QImage
    where: str
    """File and page: what it is known by while it has no number."""


class PapersPanel(InlineForm):
    """Asks who reads, which paper, and what it says. ``scan_requested`` and ``scan_cancelled`` are its presenter's."""

    scan_requested = Signal()
    scan_cancelled = Signal()

    def __init__(self) -> None:
        readers = (
            ("1", words("First reader")),
            ("2", words("Second reader, blind")),
            (str(BOTH), words("Both, read two ways")),
        )
        fields = (
            FormField("paper", words("Paper"), words("scan it, or type 1")),
            FormField("marks", words("Choices in order"), "3 1 2"),
            FormField("reader", words("Who reads"), choices=readers),
            FormField("box", words("From the box of class"), choices=(("", words("one box")),)),
        )
        super().__init__(
            words("Read the papers"),
            words("Keep the reading"),
            fields,
            icon="scan-qr-code",
            back=words("Back"),
            columns=3,
        )
        self.ask_for("box", False)
        self._at_hand: PapersAtHand | None = None
        self._doubtful: list[Doubtful] = []
        self._done: set[tuple[str, int]] = set()
        """Papers read since they were last counted, by whom: the view arrives after the next paper is up."""
        self._shown: Doubtful | None = None
        self._put_off: list[str] = []
        """Papers that come after the others, the one put off last behind all."""
        self._seconding = False
        """Papers that one person has read come up for the other."""
        self._typed = ""
        self._by_scan = False
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self.scan_cancelled)
        self._picture = SlipPicture()
        self._queue = label("", "small-strong", wrap=True)
        self._doubt = label("", "medium", wrap=True)
        self._known = label("", "medium", wrap=True)
        self._differing = label("", "body", wrap=True)
        self._said = label("", "body", wrap=True)
        self._keys = label("", "muted", wrap=True)
        self.scan = Button(words("Scan slips"), icon="scan-qr-code", height=36)
        self.later = Button(words("Later"), icon="chevron-right", height=36)
        self.none = Button(words("Not a slip of ours"), icon="x", height=36)
        self.none.clicked.connect(self._on_none)
        self.scan.clicked.connect(self.scan_requested)
        self.later.clicked.connect(self._on_later)
        lines = (self._queue, self._doubt, self._known, self._differing, self._said, self._keys)
        told = column(*lines, row(self.scan, self.none, self.later, Grow(), gap=8), Grow(), gap=8)
        beside = QWidget()
        beside.setLayout(row(self._picture, Grow(told), gap=16))
        self.add_extra(self.progress)
        self.add_extra(beside)
        self._paper.textChanged.connect(self._tell_known)
        self._marks.textEdited.connect(self._on_typed)
        self._reader.currentIndexChanged.connect(self._on_reader)
        self._tell()

    # -- what is at hand -------------------------------------------------------------------------------------------

    def show_papers(self, view: PapersAtHand) -> None:
        """The election's papers as they stand; another election's doubtful papers are put away."""
        before = self._at_hand
        self._at_hand = view
        self._box.show_choices([(name, name) for name in view.election.classes])
        self.ask_for("box", bool(view.election.classes))
        if before is None or before.election.id != view.election.id:
            self._doubtful, self._done, self._shown = [], set(), None
            self._put_off, self._seconding = [], False
            # Another box: whoever reads first begins again, with the first paper.
            self.show_values({"reader": "1"})
            self._paper.clear()
        self._offer_number()
        self._tell()

    def _offer_number(self) -> None:
        """The number that comes next where no paper is asked for yet: the ballot may have closed meanwhile."""
        number = self._next_number()
        if number and not self._paper.text() and self._shown is None:
            at_paper = self._paper.hasFocus()
            self._paper.setText(number)
            if at_paper:
                self._marks.setFocus()

    def add_doubtful(self, papers: Sequence[Doubtful]) -> None:
        """More papers that a scan left to people; the first comes up at once."""
        known = {each.serial or each.where for each in self._doubtful}
        self._doubtful += [each for each in papers if (each.serial or each.where) not in known]
        if self._doubtful and self._shown is None:
            self.begin({"reader": str(self.reader())})
        self._tell()

    def reader(self) -> int:
        """Who reads: 1, 2, or both."""
        return int(self._reader.value() or 1)

    def waiting(self) -> list[Doubtful]:
        """The papers that wait for this reader, the one shown among them."""
        readings = {each.paper: each for each in self._readings()}
        pictures = {each.serial: each for each in self._doubtful}
        in_doubt = [each for each in self._doubtful if not self._is_read(each, readings)]
        if self.reader() == BOTH:
            wanted = [each.paper for each in readings.values() if each.differs]
            in_doubt = []
        else:
            wanted = sorted(self._read_once(), key=paper_place) if self._seconding else []
        found = in_doubt + [
            pictures.get(paper, Doubtful(paper, "", QImage(), ""))
            for paper in wanted
            if (paper, self.reader()) not in self._done and paper not in (each.serial for each in in_doubt)
        ]
        return sorted(found, key=self._after)

    def _after(self, paper: Doubtful) -> int:
        name = paper.serial or paper.where
        return self._put_off.index(name) if name in self._put_off else -1

    def _read_once(self) -> list[str]:
        """What the other has read and this reader has not."""
        return [each.paper for each in self._readings() if each.by(3 - self.reader()) and not each.by(self.reader())]

    def begin_second(self) -> None:
        """Papers that one person has read come up for the other, one by one; how they were read is not shown."""
        second = any(each.first and not each.second for each in self._readings())
        self._seconding, self._shown = True, None
        self.begin({"reader": "2" if second else "1"})

    def _is_read(self, paper: Doubtful, readings: Mapping[str, PaperReading]) -> bool:
        found = readings.get(paper.serial)
        name = paper.serial or paper.where
        return (name, self.reader()) in self._done or (found is not None and bool(found.by(self.reader())))

    # -- one paper -------------------------------------------------------------------------------------------------

    def begin(self, values: Mapping[str, str] | None = None) -> None:
        """The next paper: one in doubt where there is one for this reader, else the number that follows."""
        given = dict(values or {})
        reader = given.get("reader") or str(self.reader())
        if "paper" in given and "reader" in given:
            self._note_done(self.values()["paper"])
        self.show_values({"reader": reader})
        waiting = self.waiting()
        self._shown = waiting[0] if waiting else None
        if self._shown is not None and self._shown.picture.isNull() and is_token(self._shown.serial):
            # Nobody can read a code: the paper is found by scanning the stack.
            self._shown = None
        following = self._following(given.get("paper", "")) or self._next_number()
        paper = self._shown.serial if self._shown is not None else following
        box = next((each.class_name for each in self._readings() if self._shown and each.paper == paper), "")
        super().begin({"paper": paper, "reader": reader, "box": box or self._box.value()})
        self._typed, self._by_scan = "", False
        if paper:
            self._paper.deselect()
            self._marks.setFocus()
        self._tell()

    def values(self) -> dict[str, str]:
        """What is asked for; a printed slip knows its class, whatever box is named."""
        found = super().values()
        printed = read_code(found["paper"]) is not None or is_token(found["paper"])
        return {**found, "box": ""} if printed else found

    def _readings(self) -> Sequence[PaperReading]:
        return self._at_hand.readings if self._at_hand is not None else ()

    def show_values(self, values: Mapping[str, str]) -> None:
        self._reader.blockSignals(True)
        super().show_values(values)
        self._reader.blockSignals(False)
        if "paper" in values and "marks" not in values:
            # A slip was scanned by hand: its preferences are what is typed next.
            self._by_scan = True
            self._marks.setFocus()
        self._tell_marks()

    def _note_done(self, paper: str) -> None:
        """A reading was kept: of the paper shown, unless another's code was scanned meanwhile."""
        code = read_code(paper)
        serial = code[1] if code is not None else paper
        if self._shown is not None and (not self._by_scan or serial == self._shown.serial):
            serial = self._shown.serial or self._shown.where
        self._done.add((serial, self.reader()))

    def _following(self, paper: str) -> str:
        """Numbers given by hand follow one another, once the ballot is closed; codes are scanned."""
        closed = self._at_hand is not None and self._at_hand.election.state == "closed"
        return paper if paper.isdecimal() and closed and self.reader() != BOTH else ""

    def _next_number(self) -> str:
        """The number after the last that this reader read; "" where papers have codes or are not numbered yet."""
        view = self._at_hand
        if view is None or view.election.state != "closed" or self.reader() == BOTH:
            return ""
        if not all(each.paper.isdecimal() for each in view.readings):
            return ""
        read = [int(each.paper) for each in view.readings if each.by(self.reader())]
        return str(max(read, default=0) + 1)

    def _on_typed(self, text: str) -> None:
        if self._at_hand is None:
            return
        made = spaced(text, self._typed, len(self._at_hand.names))
        if made != text:
            self._marks.setText(made)
        self._typed = made
        self._tell_marks()

    def _on_reader(self, _at: int) -> None:
        self._shown, self._seconding = None, False
        self.begin({"reader": self._reader.value()})

    def _on_later(self) -> None:
        """Put the paper shown behind the others."""
        if self._shown is not None:
            name = self._shown.serial or self._shown.where
            self._put_off = [*(each for each in self._put_off if each != name), name]
        self._shown = None
        self.begin({"reader": str(self.reader())})

    def _on_none(self) -> None:
        """What has no code and is no slip, a letter or the table below the paper, waits for nobody any more."""
        if self._shown in self._doubtful:
            self._doubtful.remove(self._shown)
        self._shown = None
        self.begin({"reader": str(self.reader())})

    # -- what is said ----------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        waiting, shown = self.waiting(), self._shown
        self._queue.setText(self._waiting_words(waiting))
        self._queue.setVisible(bool(self._queue.text()))
        self._doubt.setText(_doubt_words(shown) if shown is not None else "")
        self._doubt.setVisible(bool(self._doubt.text()))
        self._picture.show_image(shown.picture if shown is not None else QImage())
        self.later.setVisible(len(waiting) > 1 and shown is not None)
        self.none.setVisible(shown is not None and not shown.serial)
        self._tell_differing()
        self._tell_known()
        names = self._at_hand.names if self._at_hand is not None else ()
        yes_no = self._at_hand is not None and self._at_hand.election.rule is Rule.CONFIRM
        self._keys.setText(key_words(len(names), yes_no=yes_no))
        self._tell_marks()

    def _tell_differing(self) -> None:
        serial = self._shown.serial if self.reader() == BOTH and self._shown is not None else ""
        reading = next((each for each in self._readings() if serial and each.paper == serial), None)
        said = ""
        if reading is not None:
            names = self._at_hand.names if self._at_hand is not None else ()
            read = [_told(each, names) for each in (reading.first, reading.second)]
            said = words("First reader: {}\nSecond reader: {}").format(*read)
        self._differing.setText(said)
        self._differing.setVisible(bool(said))

    def _waiting_words(self, waiting: Sequence[Doubtful]) -> str:
        if self._seconding and self.reader() != BOTH:
            return second_words([each.serial for each in waiting], self.reader())
        return _waiting_words(waiting, self.reader(), bool(self._doubtful))

    def _tell_known(self, _text: str = "") -> None:
        """Whether the paper asked for was read before: by whom, never how."""
        code = read_code(self._paper.text())
        paper = code[1] if code is not None else self._paper.text().strip()
        readings = self._at_hand.readings if self._at_hand is not None else ()
        found = next((each for each in readings if each.paper == paper), None)
        said = ""
        if found is not None and self.reader() != BOTH and found.by(self.reader()):
            both = bool(found.first and found.second)
            said = words("Both have read this paper.") if both else words("This reader has read this paper.")
            said = f"{said} {words('A new reading takes the place of theirs.')}"
        self._known.setText(said)
        self._known.setVisible(bool(said))

    def _tell_marks(self) -> None:
        """What was typed, by name: a slip of the finger shows before Enter."""
        names = self._at_hand.names if self._at_hand is not None else ()
        self._said.setText(named(self._marks.text(), names))
        self._said.setVisible(bool(self._said.text()))

    @property
    def _paper(self) -> QLineEdit:
        return self._line("paper")

    @property
    def _marks(self) -> QLineEdit:
        return self._line("marks")

    def _line(self, name: str) -> QLineEdit:
        field = self.field(name)
        assert isinstance(field, QLineEdit)
        return field

    @property
    def _reader(self) -> Picker:
        return self._picker("reader")

    @property
    def _box(self) -> Picker:
        """The class whose papers are read, where classes do not weigh the same; it stays from paper to paper."""
        return self._picker("box")

    def _picker(self, name: str) -> Picker:
        field = self.field(name)
        assert isinstance(field, Picker)
        return field


def _told(marks: str, names: Sequence[str]) -> str:
    """A reading for two people who compare it with the paper: what was typed, and whom it names."""
    return spoilt_words(marks) if marks.startswith("!") else f"{marks}   ({named(marks, names)})"


def spoilt_words(marks: str) -> str:
    """Why a paper was set aside, as the account of the papers says it."""
    return words("Set aside as spoilt: {}.").format(SPOILT.get(marks.removeprefix("!"), marks))


def _waiting_words(waiting: Sequence[Doubtful], reader: int, scanned: bool) -> str:
    if reader == BOTH:
        if not waiting:
            return words("No paper was read two ways.")
        return words("Read two ways: {}").format(named_papers([each.serial for each in waiting]))
    if waiting:
        return words("{} doubtful papers wait for this reader.").format(len(waiting))
    return words("This reader has read every doubtful paper of the scan.") if scanned else ""


def _doubt_words(paper: Doubtful) -> str:
    if not paper.doubt:
        return ""
    said = paper.doubt[0].upper() + paper.doubt[1:] + "."
    if paper.serial:
        return said
    return f"{said} {words('Scan it again, or once the ballot is closed write a number on it and type that.')}"
