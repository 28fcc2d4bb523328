"""The count on screen: one stage at a time, what was done and why, and where everybody stood."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from coopdesk.domain.elections.record import written
from coopdesk.domain.elections.sentences import quota_sentence, stage_sentences
from coopdesk.domain.elections.stage_table import change
from coopdesk.services.election_counts import ElectionResult
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import Elided, Role, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.text import words


class TrailCard(QFrame):
    """Stage n of m with the table of that stage; arrows step through."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._result: ElectionResult | None = None
        self._at = 0
        self._heading = label("", "section")
        self._quota = label("", "small", wrap=True)
        self._sentence = label("", wrap=True)
        self.before = Button(words("Stage before"), icon="chevron-left", key="Alt Left")
        self.after = Button(words("Next stage"), icon="chevron-right", key="Alt Right")
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(18)
        self._table.setVerticalSpacing(4)
        self._table.setColumnStretch(1, 1)
        head = row(self._heading, Grow(), self.before, self.after, gap=8)
        self.setLayout(column(head, self._quota, self._sentence, self._table, gap=8, margins=(16, 12, 16, 14)))

    def show_result(self, result: ElectionResult) -> None:
        """A count; its last stage first, or the same stage again after a reading."""
        if self._result is None or self._result.count_digest != result.count_digest:
            self._at = len(result.counted.stages) - 1
        self._result = result
        self._show()

    def stage(self) -> int:
        """The stage shown, counted from 1."""
        return self._at + 1

    def sentence(self) -> str:
        """What is said of it."""
        return self._sentence.text()

    def _on_before(self) -> None:
        self._at -= 1
        self._show()

    def _on_after(self) -> None:
        self._at += 1
        self._show()

    def _show(self) -> None:
        result = self._result
        assert result is not None
        counted, ballots = result.counted, result.ballots
        stages = counted.stages
        self._heading.setText(words("Stage {} of {}").format(self._at + 1, len(stages)))
        self._quota.setText(quota_sentence(counted))
        self._quota.setVisible(bool(self._quota.text()))
        self._sentence.setText(stage_sentences(counted, ballots)[self._at])
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < len(stages) - 1)
        empty(self._table)
        stage, decimals = stages[self._at], counted.rule.decimals
        earlier = stages[self._at - 1] if self._at else None
        in_by_now = {each for past in stages[: self._at + 1] for each in past.elected}
        out_by_now = {each for past in stages[: self._at + 1] for each in past.excluded}
        for number in range(1, counted.candidates + 1):
            votes = stage.votes[number - 1]
            moved = change(votes, earlier.votes[number - 1] if earlier else None, decimals)
            state = words("elected") if number in in_by_now else words("out") if number in out_by_now else ""
            self._line(number, ballots.name(number), moved, written(votes, decimals), state, strong=number in in_by_now)
        if counted.rule.by_preference:
            moved = change(stage.non_transferable, earlier.non_transferable if earlier else None, decimals)
            lost = written(stage.non_transferable, decimals)
            self._line(counted.candidates + 1, words("Non-transferable"), moved, lost, "", strong=False, numbered=False)

    def _line(
        self, place: int, name: str, moved: str, votes: str, state: str, *, strong: bool, numbered: bool = True
    ) -> None:
        role: Role = "medium" if strong else "body"
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._table.addWidget(label(str(place) if numbered else "", "muted"), place, 0)
        self._table.addWidget(Elided(name, role), place, 1)
        self._table.addWidget(label(moved, "small"), place, 2, right)
        self._table.addWidget(label(votes, role), place, 3, right)
        self._table.addWidget(label(state, "small-strong" if strong else "small"), place, 4)
