"""Who is in: the tiles below the verdict, and the newest arrivals beside it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from coopdesk.domain.money import pounds
from coopdesk.services.door_view import Arrival, DoorView
from coopdesk.ui.door.panels import ArrivalRow
from coopdesk.ui.kit.bars import Bar
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.rows import RowList
from coopdesk.ui.kit.tiles import Tile
from coopdesk.ui.text import words


class CountTiles(QFrame):
    """Members present, votes in the room, joined tonight."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "plain")
        self.present = Tile(words("members present"))
        self.votes = Tile(words("votes in the room"))
        self.joined = Tile(words("joined tonight"))
        self.setLayout(row(Grow(self.present), Grow(self.votes), Grow(self.joined), gap=12))

    def show_counts(self, view: DoorView) -> None:
        """Write the three numbers, each with what it is out of."""
        room = view.room
        entitled = words("of {count} who may vote").format(count=f"{room.entitled:,}")
        # As the quorum's pill counts: those without a vote stand beside the votes.
        self.present.show_number(f"{room.present - room.non_voting:,}", entitled)
        visitors = words("1 visitor") if room.guests == 1 else words("{guests} visitors").format(guests=room.guests)
        rest = words("{none} without a vote, {visitors}").format(none=room.non_voting, visitors=visitors)
        self.votes.show_number(f"{room.votes_in_room:,}", rest)
        self.joined.show_number(f"{room.joined:,}", words("{money} taken").format(money=pounds(room.taken_pence)))


class NewestCard(QFrame):
    """The newest arrivals, and what share of those who may vote is here. ``all_requested()`` for the whole list."""

    all_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._see_all = Button(words("See all"), kind="ghost", height=30)
        self._see_all.clicked.connect(self.all_requested)
        self.newest = RowList(least=4)
        self._nobody = label(words("Nobody has come in yet."), "muted", wrap=True)
        self._share = Elided("", "small")
        self._bar = Bar("success", 10)
        head = row(label(words("Just arrived"), "section"), Grow(), self._see_all)
        foot = column(self._share, self._bar, gap=4, margins=(4, 6, 4, 0))
        self.setLayout(column(head, self._nobody, Grow(self.newest), foot, gap=2, margins=(14, 8, 12, 14)))

    def show_newest(self, view: DoorView, picked: Callable[[Arrival], None]) -> None:
        """List the newest; a row that stays is kept, and ``picked`` hears of those chosen."""
        room = view.room
        share = room.votes_in_room * 100 // room.entitled if room.entitled else 0
        self._share.setText(words("{share}% of those who may vote are here.").format(share=share))
        self._bar.show_count(room.votes_in_room, room.entitled, min(room.need.needed, room.entitled))
        before = {each.arrival: each for each in self.newest.rows() if isinstance(each, ArrivalRow)}
        rows = [before.get(arrival) or _arrival_row(arrival, picked) for arrival in view.arrivals]
        self.newest.show_rows(rows)
        self._nobody.setVisible(not rows)
        self._see_all.setVisible(bool(rows))


def _arrival_row(arrival: Arrival, picked: Callable[[Arrival], None]) -> ArrivalRow:
    made = ArrivalRow(arrival)
    made.picked.connect(picked)
    return made
