"""The run sheet's side panel: quorum with its margin first, the time, and who is in the room."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from coopdesk.domain.clock import hour
from coopdesk.services.run_sheet import RunSheetView
from coopdesk.ui.kit.bars import Bar
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.frames import frame, hairline
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.theme import Token, current
from coopdesk.ui.text import words

LONG_MINUTES = 180
"""Beyond three hours minutes say nothing: the plan is for another time of day."""


class QuorumPanel(QFrame):
    """How many may leave, or how many are wanted, then the rule and the sum."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.pill = Pill("", "neutral", small=True)
        self.margin = label("", "heading", wrap=True)
        self._what = label("", "muted", wrap=True)
        self._bar = Bar("success", 12)
        self._needed = label("", "small-text")
        self._here = label("", "small-strong")
        self._rule = label("", "small-text", wrap=True)
        self._sum = column(gap=2, margins=(12, 6, 12, 6))
        self._declared = label("", "small", wrap=True)
        head = row(label(words("Quorum"), "section"), Grow(), self.pill)
        legend = row(self._needed, Grow(), self._here)
        box = frame("sunken", self._sum)
        self.setLayout(
            column(
                head, self.margin, self._what, self._bar, legend, hairline(), self._rule, box, self._declared, Grow(),
                gap=7, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip

    def show_quorum(self, view: RunSheetView) -> None:
        """Show the quorum as it stands."""
        room, quorum = view.room, view.room.quorum
        if view.quorum_lost:
            self.pill.show_state(words("Lost"), "error", "triangle-alert")
        elif quorum.met:
            self.pill.show_state(words("Met"), "success", "check")
        else:
            self.pill.show_state(words("Not yet"), "warning", "hourglass")
        self.margin.setText(quorum.margin_words[:1].upper() + quorum.margin_words[1:])
        leaving = words("before the quorum is lost")
        here = words("{count} are here").format(count=quorum.present)
        if view.lost_at is not None:
            here = words("lost at {hour}, {here}").format(hour=hour(view.lost_at), here=here)
        self._what.setText(leaving if quorum.met else here)
        token: Token = "success" if quorum.met else "error" if view.quorum_lost else "warning"
        most = max(quorum.needed * 2, quorum.present, 1)
        self._bar.show_count(quorum.present, most, quorum.needed, token)
        self._needed.setText(words("{count} needed").format(count=quorum.needed))
        self._here.setText(words("{count} here").format(count=quorum.present))
        self._rule.setText(f"{words('The rules:')} {room.need.rule_words}.")
        pair = (quorum.present, quorum.needed) if quorum.met else (quorum.needed, quorum.present)
        present = (f"{pair[0]} − {pair[1]}", quorum.margin_words)
        self._show_sum([*((what, figure) for figure, what in room.need.steps), present])
        declared = view.meeting.quorum_at
        said = words("Declared by the chair at {hour}, on {count} entitled.")
        self._declared.setText(said.format(hour=hour(declared), count=room.entitled) if declared else "")
        self._declared.setVisible(declared is not None)

    def _show_sum(self, steps: Sequence[tuple[str, str]]) -> None:
        empty(self._sum)
        for what, figure in steps:
            number = label(figure, "small-strong")
            self._sum.addLayout(row(Grow(label(what, "small-text", wrap=True)), number, gap=8))


class TimePanel(QFrame):
    """The clock, how far behind the plan, and when it is likely to end; and the way to the speakers' list."""

    speakers_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._clock = label("", "section")
        self.first = label("", wrap=True)
        self._second = label("", "muted", wrap=True)
        speakers = Button(words("Speakers"), kind="ghost", key="Alt S", height=30)
        speakers.clicked.connect(self.speakers_requested)
        head = row(label(words("Time"), "section"), self._clock, Grow(), speakers, gap=10)
        self.setLayout(column(head, self.first, self._second, gap=2, margins=(16, 8, 14, 12)))

    def show_time(self, view: RunSheetView) -> None:
        """Show how the evening stands against its plan."""
        timing = view.timing
        self._clock.setText(hour(timing.now))
        self._clock.setFont(current().figures(12, self._clock.font().weight()))
        self.first.setText(_waiting(timing.wait_until, timing.now) or _against_plan(view))
        if timing.wait_until is not None and not view.room.quorum.met:
            self._second.setText(
                words("The rules: wait until {hour}, then adjourn").format(hour=hour(timing.wait_until))
            )
        elif view.meeting.closed_at is not None:
            self._second.setText(words("Closed at {hour}").format(hour=hour(view.meeting.closed_at)))
        else:
            self._second.setText(words("Likely to close at {hour}").format(hour=hour(timing.likely_close)))


class RoomPanel(QFrame):
    """Who is in the room, with the way to the door."""

    door_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._door = Button(words("Door"), kind="ghost", height=30)
        self._door.clicked.connect(self.door_requested)
        self._lines = column(gap=2)
        head = row(label(words("In the room"), "section"), Grow(), self._door)
        self.setLayout(column(head, self._lines, gap=2, margins=(16, 8, 14, 12)))

    def show_room(self, view: RunSheetView) -> None:
        """Show the counts."""
        empty(self._lines)
        room = view.room
        counts = (
            (room.votes_in_room, words("member who may vote"), words("members who may vote")),
            (room.non_voting, words("member without a vote"), words("members without a vote")),
            (room.guests, words("visitor"), words("visitors")),
        )
        for count, one, many in counts:
            self._lines.addLayout(row(label(str(count), "strong"), label(one if count == 1 else many), Grow(), gap=7))


def side_panels(*panels: QWidget) -> QFrame:
    """The panels one under the other, the first taking the slack."""
    first, *rest = panels
    return frame("plain", column(Grow(first), *rest, gap=14))


def _waiting(until: datetime | None, now: datetime) -> str:
    if until is None:
        return ""
    left = (until - now) // timedelta(minutes=1)
    if abs(left) > LONG_MINUTES:
        return ""
    if left < 0:
        return words("The time to wait is over")
    return words("1 minute left to wait") if left == 1 else words("{count} minutes left to wait").format(count=left)


def _against_plan(view: RunSheetView) -> str:
    behind = view.timing.behind
    if view.meeting.state == "called":
        return words("Planned for {hour}").format(hour=hour(view.meeting.at))
    if view.meeting.state != "open" or abs(behind) > LONG_MINUTES:
        return words("Not by the plan")
    if behind == 0:
        return words("On time")
    minutes = words("1 minute") if abs(behind) == 1 else words("{count} minutes").format(count=abs(behind))
    return (words("{minutes} behind plan") if behind > 0 else words("{minutes} early")).format(minutes=minutes)
