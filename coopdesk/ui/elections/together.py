"""Constituencies of one office: what is done to all of them at once, and the list of them beside the one at hand."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame

from coopdesk.services.constituencies import ConstituencyAtHand
from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.services.election_view import Election
from coopdesk.ui.elections.offered_act import ActButton, OfferedAct
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words

GO = "go "
"""Before the number of the constituency that comes next, as the name of an act."""

TOGETHER = ("open-all", "close-all", "declare-all")
"""Acts that are about several constituencies at once."""

_ROW = 46
"""Pixels of a row at 100 % text."""

_ROWS = 5
"""Constituencies seen at once; of more, the list scrolls."""


def here_of(view: ElectionDeskView) -> ConstituencyAtHand:
    """The constituency at hand."""
    assert view.election is not None
    number = view.election.number
    return next(each for each in view.together if each.number == number)


def concerned(view: ElectionDeskView, act: str) -> tuple[int, ...]:
    """The elections that an act of ``TOGETHER`` is about."""
    state = {"open-all": "nominations", "close-all": "open", "declare-all": "closed"}[act]
    return tuple(each.number for each in view.together if each.state == state)


def offered_together(view: ElectionDeskView, alone: Sequence[OfferedAct]) -> list[OfferedAct]:
    """The acts of a constituency, the next one first: that is about all of them where all are as far, and leads to the
    next constituency where this one waits for it.

    Args:
        alone: what would be offered if it stood alone.
    """
    first = _first(view)
    if first is None:
        return [replace(each, said=_about(each.said, view)) if each.key == "F8" else each for each in alone]
    if first.name.startswith(GO) or first.name == "paper-all":
        rest = [replace(each, key="", primary=False) if each.key == "F8" else each for each in alone]
    else:
        rest = [each for each in alone if each.key != "F8"]
    return [first, *rest]


def act_alone(view: ElectionDeskView | None, alone: Sequence[OfferedAct]) -> OfferedAct | None:
    """The act that all are offered at once, for this constituency by itself."""
    if view is None or not view.together:
        return None
    first = _first(view)
    if first is None or first.name not in TOGETHER:
        return None
    found = next((each for each in alone if each.key == "F8"), None)
    return None if found is None else replace(found, said=_about(found.said, view), key="", primary=False)


def _about(said: str, view: ElectionDeskView) -> str:
    """ "Count: Workers"."""
    return f"{said}: {_short(here_of(view).name)}"


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23].rstrip()}…"


def _first(view: ElectionDeskView) -> OfferedAct | None:
    """What comes next for all of them; None where it is about the one at hand alone."""
    here = here_of(view)
    others = [each for each in view.together if each.number != here.number]
    if here.state == "nominations":
        return _to_open(here, others)
    if here.state == "open":
        many = 1 + sum(each.state == "open" for each in others)
        return _all("close-all", words("Close {} ballots"), many) if many > 1 else None
    if here.state == "closed":
        return _to_declare(here, others)
    waiting = [each for each in others if each.state != "declared"]
    if waiting:
        return _go(waiting[0])
    return OfferedAct("paper-all", words("Save the declaration of all"), "download", "F8", primary=True)


def _to_open(here: ConstituencyAtHand, others: Sequence[ConstituencyAtHand]) -> OfferedAct | None:
    if not here.ready:
        return None
    waiting = [each for each in others if each.state == "nominations" and not each.ready]
    if waiting:
        return _go(waiting[0])
    many = 1 + sum(each.ready for each in others)
    return _all("open-all", words("Open {} ballots"), many) if many > 1 else None


def _to_declare(here: ConstituencyAtHand, others: Sequence[ConstituencyAtHand]) -> OfferedAct | None:
    if not here.settled:
        return None
    waiting = [each for each in others if each.state != "declared" and not each.settled]
    if waiting:
        return _go(waiting[0])
    many = 1 + sum(each.state == "closed" for each in others)
    return _all("declare-all", words("Declare {} results"), many) if many > 1 else None


def _go(waiting: ConstituencyAtHand) -> OfferedAct:
    said = words("Go on with {}").format(_short(waiting.name))
    return OfferedAct(f"{GO}{waiting.number}", said, "arrow-right", "F8", primary=True)


def _all(act: str, said: str, many: int) -> OfferedAct:
    both = words("both") if many == 2 else words("all {}").format(many)
    icons = {"open-all": "lock-open", "close-all": "lock", "declare-all": "gavel"}
    return OfferedAct(act, said.format(both), icons[act], "F8", primary=True)  # type: ignore[arg-type]


def instruction_together(view: ElectionDeskView) -> str:
    """What comes next for the constituencies, for the status bar; "" where it is about the one at hand alone."""
    first, here = _first(view), here_of(view)
    if first is None:
        return ""
    if first.name.startswith(GO):
        number = int(first.name.removeprefix(GO))
        name = next(each.name for each in view.together if each.number == number)
        done = {
            "nominations": words("{} has its candidates."),
            "closed": words("{} is settled."),
            "declared": words("{} is declared."),
        }[here.state]
        return words("{} F8 goes on with {}.").format(done.format(here.name), name)
    return {
        "open-all": words("Every constituency has candidates: F8 opens their ballots together."),
        "close-all": words("Scan a card: the roll it is on is marked. F8 closes the ballots together."),
        "declare-all": words("Every constituency is settled: F8 declares them together."),
        "paper-all": words("All declared. F8 saves one declaration of all, F5 shows who is elected."),
    }[first.name]


def standing_words(each: ConstituencyAtHand) -> str:
    """Where a constituency stands, in a few words."""
    if each.state == "nominations":
        if not each.people:
            return words("nobody stands yet")
        if each.silent:
            return words("{} without consent").format(each.silent)
        return words("1 stands") if each.people == 1 else words("{} stand").format(each.people)
    if each.state == "closed":
        return words("to be declared") if each.settled else words("to be counted")
    return words("ballot open") if each.state == "open" else words("declared")


class ConstituenciesCard(QFrame):
    """The constituencies of the office, the one at hand tinted: ``chosen(number)`` goes to another, ``wanted(act)`` is
    about the one at hand by itself. Hidden where an election stands alone."""

    chosen = Signal(int)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._many = 0
        self._title = Elided("", "section")
        self._rows = column(gap=0)
        self._place = Scrolled(column(self._rows, Grow(), gap=0), words("Constituencies"))
        self._foot = column(gap=0)
        self.setLayout(column(self._title, self._place, self._foot, gap=6, margins=(16, 10, 10, 10)))
        self.hide()

    def show_view(self, view: ElectionDeskView | None, alone: OfferedAct | None) -> None:
        """List the constituencies called together with the election at hand.

        Args:
            alone: what is done to it by itself, where the next act is about all of them.
        """
        together = view.together if view is not None else ()
        self.setVisible(bool(together))
        empty(self._rows)
        empty(self._foot)
        if view is None or view.election is None or not together:
            return
        self._title.setText(office_words(view.election))
        for each in together:
            made = self._row(each, at_hand=each.number == view.election.number)
            made.set_last(each is together[-1])
            self._rows.addWidget(made)
        self._many = len(together)
        self._measure()
        if alone is not None:
            button = ActButton(alone, height=36)
            button.wanted.connect(self.wanted)
            self._foot.addLayout(row(button, Grow()))

    def _measure(self) -> None:
        self._place.setFixedHeight(current().px(_ROW) * min(self._many, _ROWS) + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _row(self, each: ConstituencyAtHand, *, at_hand: bool) -> ListRow:
        places = words("1 place") if each.places == 1 else words("{} places").format(each.places)
        about = f"{places} · {standing_words(each)}"
        said = column(Grow(), Elided(each.name, "medium"), Elided(about, "small"), Grow(), gap=0)
        made = ListRow(Grow(said), label("", "small"), height=_ROW, name=f"{each.name}, {about}")
        made.set_chosen(at_hand)
        made.chosen.connect(partial(self.chosen.emit, each.number))
        return made


def office_words(election: Election) -> str:
    """ "Director, by constituency"."""
    return words("{}, by constituency").format(f"{election.office[:1].upper()}{election.office[1:]}")
