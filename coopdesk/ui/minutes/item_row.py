"""One part of the minutes in the list at the left."""

from PySide6.QtCore import Signal

from coopdesk.services.minutes_view import MinutesSection
from coopdesk.ui.kit.discs import Disc
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words


class ItemRow(ListRow):
    """One part in the list: done, still to be written, or being written."""

    wanted = Signal(str)

    def __init__(self, section: MinutesSection) -> None:
        number = label(section.number, "muted")
        number.setMinimumWidth(current().px(20))
        done = Disc(None, "warning", 18, ring=True) if section.needs_words else Disc("check", "success", 18)
        state = words("still needs your words") if section.needs_words else words("written")
        name = f"{section.number} {section.title}, {state}".strip()
        super().__init__(number, Grow(Elided(section.title)), done, height=36, gap=8, name=name)
        self.key = section.key
        self.setToolTip(section.title)
        self.chosen.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        self.wanted.emit(self.key)
