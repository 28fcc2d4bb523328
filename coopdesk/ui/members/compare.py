"""Two records side by side: which goes, which stays, and where they differ."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.services.turns_ahead import RecordSide
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import empty
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.text import words


def _where(side: RecordSide) -> str:
    member = side.member
    return ", ".join(part for part in (member.address.replace("\n", ", "), member.postcode) if part)


def _days(side: RecordSide) -> str:
    since = day_words(side.member.joined_on)
    if side.member.ended_on is None:
        return since
    return words("{} to {}").format(since, day_words(side.member.ended_on))


def compared(gone: RecordSide, stays: RecordSide) -> list[tuple[str, str, str]]:
    """(what, what goes says, what stays says), line by line; lines empty on both sides are left out."""
    sides = (stays, gone)
    lines = [
        (words("Name"), *(side.member.name for side in sides)),
        (words("Number"), *(display_number(side.member.number) for side in sides)),
        (words("Member since"), *(_days(side) for side in sides)),
        (words("Address"), *(_where(side) for side in sides)),
        (words("E-mail"), *(side.member.email for side in sides)),
        (words("Phone"), *(side.member.phone for side in sides)),
        (words("Shares"), *(_held(side) for side in sides)),
        (words("Loans and deposits"), *(pounds(side.property_pence) if side.property_pence else "" for side in sides)),
        (words("Meetings attended"), *(_counted(side.meetings) for side in sides)),
        (words("Votes recorded"), *(_counted(side.votes) for side in sides)),
        (words("Nominations"), *(_counted(side.nominations) for side in sides)),
    ]
    return [(what, kept, lost) for what, kept, lost in lines if kept or lost]


def _held(side: RecordSide) -> str:
    if not side.member.shares:
        return ""
    return f"{side.member.shares:,} ({pounds(side.shares_pence)})"


def _counted(count: int) -> str:
    return f"{count:,}" if count else ""


class Compare(QFrame):
    """The two records as a table of three columns; what differs stands in strong letters on the side that stays."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "sunken")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(14, 10, 14, 12)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.setLayout(self._grid)
        self.hide()

    def show_sides(self, gone: RecordSide, stays: RecordSide) -> None:
        """Lay the two beside each other."""
        empty(self._grid)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Pill(words("Stays"), "success", "check", small=True), 0, 1, top)
        self._grid.addWidget(Pill(words("Goes"), "neutral", "arrow-right", small=True), 0, 2, top)
        lines = compared(gone, stays)
        for at, (what, kept, lost) in enumerate(lines, start=1):
            self._add(at, what, kept, lost)
        self.setAccessibleName(". ".join(f"{what}: {kept or '–'}, {lost or '–'}" for what, kept, lost in lines))
        self.show()

    def _add(self, at: int, what: str, kept: str, lost: str) -> None:
        cells: Sequence[QWidget] = (
            label(what, "small"),
            label(kept or "–", "body" if kept == lost else "medium", wrap=True),
            label(lost or "–", "muted", wrap=True),
        )
        for place, cell in enumerate(cells):
            self._grid.addWidget(cell, at, place)
