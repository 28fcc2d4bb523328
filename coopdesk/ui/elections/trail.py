"""The count on screen: one stage at a time, what was done and why, and where everybody stood."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from coopdesk.domain.elections.sentences import quota_sentence, stage_sentences
from coopdesk.domain.elections.stage_cells import stage_cells
from coopdesk.domain.elections.weight_words import weights_sentence
from coopdesk.services.election_counts import ElectionResult
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import Elided, Role, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.text import words


class TrailCard(QFrame):
    """Stage n of m with the table of that stage; arrows step through.

    While the projector shows this election the card keeps step with it: ``stepped(step)`` asks for the wall's next
    step, from the candidates (0) to who is elected.
    """

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._result: ElectionResult | None = None
        self._at = 0
        self._wall: tuple[int, int] | None = None
        """How far the wall has told this election, and how far it can; None while it shows something else."""
        self._heading = label("", "section")
        self._quota = label("", "small", wrap=True)
        self._sentence = label("", wrap=True)
        self.before = Button(words("Stage before"), icon="chevron-left", key="Alt Left")
        self.after = Button(words("Next stage"), icon="chevron-right", key="Alt Right")
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        for step in (self.before, self.after):
            # Until there is a count to step through.
            step.setEnabled(False)
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(18)
        self._table.setVerticalSpacing(4)
        self._table.setColumnStretch(0, 1)
        self._followed = label(words("on the projector"), "small-strong")
        head = row(self._heading, self._followed, Grow(), self.before, self.after, gap=8)
        self.setLayout(column(head, self._quota, self._sentence, self._table, gap=8, margins=(16, 12, 16, 14)))

    def show_result(self, result: ElectionResult) -> None:
        """A count; its last stage first, or the same stage again after a reading."""
        if self._result is None or self._result.count_digest != result.count_digest:
            self._at = len(result.counted.stages) - 1
        self._result = result
        self._show()

    def follow_wall(self, step: int, steps: int) -> None:
        """The wall tells this election: keep step with it."""
        self._wall = (step, steps)
        if self._result is not None:
            self._show()

    def leave_wall(self) -> None:
        """The wall shows something else, or nothing: stages are looked at in private."""
        self._wall = None
        if self._result is not None:
            self._show()

    def stage(self) -> int:
        """The stage shown, counted from 1."""
        return self._at + 1

    def sentence(self) -> str:
        """What is said of it."""
        return self._sentence.text()

    def _on_before(self) -> None:
        self._move(-1)

    def _on_after(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self._wall is None:
            self._at += by
        else:
            step, steps = self._wall
            self._wall = (step + by, steps)
            self.stepped.emit(step + by)
        self._show()

    def _title(self, stages: int) -> str:
        if self._wall is None or 1 <= self._wall[0] <= stages:
            return words("Stage {} of {}").format(self._at + 1, stages)
        return words("The candidates") if self._wall[0] == 0 else words("The result")

    def _show(self) -> None:
        result = self._result
        assert result is not None
        counted, ballots = result.counted, result.ballots
        stages = counted.stages
        at, high = self._at, len(stages) - 1
        if self._wall is not None:
            at, high = self._wall
            self._at = min(max(at - 1, 0), len(stages) - 1)
        self._heading.setText(self._title(len(stages)))
        self._followed.setVisible(self._wall is not None)
        self._quota.setText(quota_sentence(counted) or weights_sentence(counted))
        self._quota.setVisible(bool(self._quota.text()))
        self._sentence.setText(stage_sentences(counted, ballots)[self._at])
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < high)
        empty(self._table)
        in_by_now = {each for past in stages[: self._at + 1] for each in past.elected}
        out_by_now = {each for past in stages[: self._at + 1] for each in past.excluded}
        table = stage_cells(counted, ballots)
        for place, each in enumerate(table.rows, start=1):
            by_class, cell = each.cells[: -len(stages)], each.cells[self._at - len(stages)]
            in_now, out_now = place in in_by_now, place in out_by_now
            state = words("elected") if in_now else words("out") if out_now else ""
            person = each.role == "candidate"
            moved = " · ".join(
                f"{head.label} {' '.join(filter(None, (own.change, own.total)))}"
                for head, own in zip(table.heads, by_class, strict=False)
            )
            self._line(place, each.name, moved or cell.change, cell.total, state if person else "", strong=cell.bold)

    def _line(self, place: int, name: str, moved: str, votes: str, state: str, *, strong: bool) -> None:
        role: Role = "medium" if strong else "body"
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._table.addWidget(Elided(name, role), place, 0)
        self._table.addWidget(label(moved, "small"), place, 1, right)
        self._table.addWidget(label(votes, role), place, 2, right)
        self._table.addWidget(label(state, "small-strong" if strong else "small"), place, 3)
