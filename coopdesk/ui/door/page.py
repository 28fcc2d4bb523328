"""The Door page: scan, verdict, next person. Nothing here is modal."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coopdesk.domain.clock import local_day, weekday_words
from coopdesk.domain.money import pounds
from coopdesk.services.door_view import Arrival, DoorMatch, DoorView
from coopdesk.services.perform import Desk
from coopdesk.ui.door import verdicts
from coopdesk.ui.door.arrivals import CountTiles, NewestCard
from coopdesk.ui.door.panels import EverybodyList, JoinForm, MatchList, NameForm, representative_form, visitor_form
from coopdesk.ui.door.presenter import DoorPresenter
from coopdesk.ui.door.verdicts import REMEDY_BUTTONS, Remedy, Verdict
from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.banner import NoticeBanner, VerdictBanner
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.scanbox import ScanBox
from coopdesk.ui.kit.sounds import Sounds
from coopdesk.ui.kit.theme import current
from coopdesk.ui.opening import PLACEHOLDER
from coopdesk.ui.text import words

if TYPE_CHECKING:
    from coopdesk.services.joining import JoiningTerms


class DoorPage(Page):
    """Shows the verdicts of its presenter and turns scans, typing and keys into wishes."""

    scanned = Signal(str)
    search_requested = Signal(str)
    first_requested = Signal(str)
    match_requested = Signal(str)
    undo_requested = Signal()
    leave_requested = Signal(str)
    guest_leaves_requested = Signal(int)
    apologies_requested = Signal(str)
    terms_requested = Signal()
    join_requested = Signal(str, str, str, str)
    receive_requested = Signal(str)
    representative_named = Signal(str, str)
    """The member number of an organisation, and who speaks for it."""
    everybody_requested = Signal()
    card_requested = Signal(str)
    certificate_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__(words("Door"))
        self._sounds = Sounds(self)
        self._verdict = verdicts.ready(None)
        self._standing: tuple[int, bool] | None = None
        self._typing = False
        """True where the box was typed in since the last wish: an answer that comes late leaves it alone."""
        self.box = ScanBox(PLACEHOLDER)
        self.banner = VerdictBanner()
        self.matches = MatchList()
        self.join_form = JoinForm()
        self.visitor_form = visitor_form()
        self.representative_form = representative_form()
        self.everybody = EverybodyList()
        self._panels: tuple[QWidget, ...] = (
            self.banner, self.matches, self.join_form, self.visitor_form, self.representative_form, self.everybody,
        )  # fmt: skip
        self._panel: QWidget = self.banner
        self._alarm = NoticeBanner("error", "triangle-alert", "")
        self._alarm.hide()
        self._arrivals = NewestCard()
        self._split = SideSplit(self._main(), self._arrivals)
        self.present, self.votes, self.joined = self._tiles.present, self._tiles.votes, self._tiles.joined
        self.newest = self._arrivals.newest
        self.setLayout(column(Grow(self._split)))
        QShortcut(QKeySequence("Ctrl+Z"), self, self._on_undo)
        self._connect()
        self._put(self._verdict)
        self._show_panel(self.banner)
        self.set_status(words("Scanner ready. Scans work wherever the cursor is."), "scan-qr-code")

    def _main(self) -> QWidget:
        self._join = Button(
            words("Join: issue a share"), icon="user-plus", key="F4", kind="primary", height=52, leading=True
        )
        self._no_card = Button(words("No card"), icon="search", key="F3", height=52, leading=True)
        self._visitor = Button(words("Visitor"), icon="users", key="F6", height=52, leading=True)
        acts = row(Grow(self._join, 3), Grow(self._no_card, 2), Grow(self._visitor, 2), gap=12)
        for act in (self._join, self._no_card, self._visitor):
            policy = act.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            act.setSizePolicy(policy)
        self._tiles = CountTiles()
        middle = column(*(Grow(panel) for panel in self._panels), gap=0)
        return frame("plain", column(self.box, Grow(middle), self._alarm, acts, self._tiles, gap=12))

    def _connect(self) -> None:
        self.box.textEdited.connect(self._on_typed)
        self.box.returnPressed.connect(self._on_enter)
        self.matches.picked.connect(self._on_match)
        self.everybody.picked.connect(self._on_arrival)
        self.everybody.closed.connect(self._on_back)
        self._join.clicked.connect(self._on_join)
        self._no_card.clicked.connect(self._on_no_card)
        self._visitor.clicked.connect(self._on_visitor)
        self._arrivals.all_requested.connect(self._on_see_all)
        self.join_form.join_requested.connect(self.join_requested)
        self.join_form.cancelled.connect(self._on_not_joining)
        self.visitor_form.named.connect(self.receive_requested)
        self.representative_form.named.connect(self._on_named)
        self.visitor_form.cancelled.connect(self._on_back)
        self.representative_form.cancelled.connect(self._on_back)
        for wish in (self.scanned, self.first_requested, self.match_requested, self.undo_requested):
            wish.connect(self._on_wish)
        for act in (self.leave_requested, self.guest_leaves_requested, self.apologies_requested):
            act.connect(self._on_wish)

    def primary_focus(self) -> QWidget:
        return self.box

    def take_scan(self, code: str) -> bool:
        self.box.clear()
        self.scanned.emit(code)
        return True

    def take_typed(self, text: str) -> None:
        self.box.setText(text)
        self._on_typed(text)

    def on_key(self, key: str) -> bool:
        panel = self._panel
        if key == "Esc" and panel is self.join_form:
            self._on_not_joining()
            return True
        if key == "Esc" and (panel is not self.banner or self.box.text()):
            self._on_back()
            return True
        if key == "Enter" and isinstance(panel, JoinForm | NameForm):
            panel.go_on()
            return True
        return self.press_focused(key)

    def commands(self) -> Sequence[Command]:
        return (
            Command(words("Join: new member with a share"), "F4", self._on_join, "user-plus"),
            Command(words("Find somebody without a card"), "F3", self._on_no_card, "search"),
            Command(words("Receive a visitor"), "F6", self._on_visitor, "users"),
            Command(words("Undo the last act at the door"), "Ctrl Z", self._on_undo, "undo-2"),
            Command(words("Show everybody who came"), "", self._on_see_all, "users"),
        )

    def show_door(self, view: DoorView | None) -> None:
        """Show the counts, the newest arrivals and the alarm; the verdict stays until the next one."""
        standing = None if view is None else (view.meeting.id, view.meeting.state in ("closed", "adjourned"))
        changed, self._standing = standing != self._standing, standing
        over = view is None or view.meeting.closed_at is not None
        for act in (self._join, self._no_card, self._visitor):
            act.refuse(words("No meeting is open.") if over else "")
        if changed or view is None:
            self._put(verdicts.ready(view))
        if view is None:
            return
        self.set_title(view.meeting.title)
        self.set_subtitle(weekday_words(local_day(view.meeting.at)))
        self._tiles.show_counts(view)
        self._arrivals.show_newest(view, self._on_arrival)
        lost = words("{sentence}. No vote can open until enough come back; otherwise the chair must adjourn.")
        self._alarm.show_notice(
            "error", "triangle-alert", lost.format(sentence=view.room.quorum.sentence), words("The quorum is lost")
        )
        if view.quorum_lost and self._alarm.isHidden():
            self._sounds.play("stop")
            announce(self._alarm, self._alarm.text(), urgent=True)
        self._alarm.setVisible(view.quorum_lost)

    def show_verdict(self, verdict: Verdict) -> None:
        """Say what a scan, a search or an act came to."""
        form = self._panel is self.join_form
        if form and verdict.word in (words("Check what was typed"), words("Not recorded")):
            self.join_form.say_problem(verdict.instruction)
            return
        self._put(verdict)
        if form and verdict.certificate is not None:
            self.join_form.reset()
        if verdict.sound is not None:
            self._sounds.play(verdict.sound)
            announce(self.banner, verdict.spoken, urgent=verdict.tone == "error")
        if self._typing and self.box.text():
            # The queue is faster than the disk: the next name is being typed, and stays.
            self._show_panel(self.banner)
        else:
            self._on_back()

    def _on_wish(self) -> None:
        self._typing = False

    def _put(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self.banner.show_verdict(
            verdict.tone, verdict.icon, verdict.word, verdict.name, verdict.instruction, verdict.facts
        )
        self.banner.show_remedies([self._remedy(each) for each in verdict.remedies])

    def show_matches(self, text: str, matches: Sequence[DoorMatch]) -> None:
        """Show whom a search found, if that is still what stands in the box."""
        if text == self.box.text() and text.strip():
            self.matches.show_matches(text, matches)
            self._show_panel(self.matches)

    def show_terms(self, terms: "JoiningTerms") -> None:
        """What joining costs, and whether it brings a vote tonight."""
        self.join_form.show_terms(terms)
        self._join.set_words(words("Join: issue {money} share").format(money=pounds(terms.pence)))

    def show_paper(self, path: Path) -> None:
        """A card or certificate is ready to print."""
        self.toast_requested.emit(words("{name} is ready in {folder}.").format(name=path.name, folder=path.parent.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def show_paper_problem(self, sentence: str) -> None:
        """A paper that could not be made; nothing else is undone."""
        self.toast_requested.emit(sentence)

    def _remedy(self, remedy: Remedy) -> Button:
        text, icon, key = REMEDY_BUTTONS[remedy]
        button = Button(words(text), icon=icon)
        if key:
            # The page claims Ctrl+Z once; a second claim by the button would make the key ambiguous.
            button.setToolTip(key)
        button.clicked.connect(partial(self._on_remedy, remedy))
        return button

    def _on_remedy(self, remedy: Remedy, _checked: bool = False) -> None:
        about = self._verdict.about
        wishes: dict[Remedy, Callable[[], object]] = {
            "undo": self.undo_requested.emit,
            "search": self._on_no_card,
            "join": self._on_join,
            "represent": self._on_represent,
            "leave": partial(self.leave_requested.emit, about),
            "check-in": partial(self.first_requested.emit, about),
            "apologies": partial(self.apologies_requested.emit, about),
            "card": partial(self.card_requested.emit, about),
            "set-up": partial(self.page_requested.emit, "setup"),
        }
        if remedy == "certificate" and self._verdict.certificate is not None:
            self.certificate_requested.emit(self._verdict.certificate)
        elif remedy == "guest-leaves":
            self.guest_leaves_requested.emit(int(about))
        elif remedy in wishes:
            wishes[remedy]()

    def _on_typed(self, text: str) -> None:
        self._typing = bool(text.strip())
        if text.strip():
            self.search_requested.emit(text)
        else:
            self._show_panel(self.banner)

    def _on_enter(self) -> None:
        text = self.box.text().strip()
        if text:
            self.box.clear()
            self.first_requested.emit(text)

    def _on_match(self, match: DoorMatch) -> None:
        self.box.clear()
        if match.since is None and match.member.active:
            self.scanned.emit(match.member.number)
        else:
            self.match_requested.emit(match.member.number)

    def _on_arrival(self, arrival: Arrival) -> None:
        if arrival.guest is not None:
            self.show_verdict(verdicts.about_guest(arrival))
        else:
            self.match_requested.emit(arrival.number)

    def _on_join(self) -> None:
        name = self._typed_name()
        self.terms_requested.emit()
        self._show_panel(self.join_form)
        self.join_form.open_for(name)
        self.set_status(words("Type the name, Enter to the next field, Enter to take the money. Esc goes back."))

    def _on_visitor(self) -> None:
        name = self._typed_name()
        self._show_panel(self.visitor_form)
        self.visitor_form.open_for(name)
        self.set_status(words("Type the visitor's name and press Enter. Esc goes back."))

    def _on_represent(self) -> None:
        self._show_panel(self.representative_form)
        self.representative_form.open_for("", words("Who speaks for {name}?").format(name=self._verdict.name))
        self.set_status(words("Type the representative's name and press Enter. Esc goes back."))

    def _on_named(self, name: str) -> None:
        self.representative_named.emit(self._verdict.about, name)

    def _on_no_card(self) -> None:
        self._show_panel(self.banner)
        self.box.clear()
        self.box.setFocus()
        self.set_status(words("Type part of the name, or the member number. Enter takes the first."), "search")

    def _on_see_all(self) -> None:
        self.everybody_requested.emit()
        self._show_panel(self.everybody)
        self.set_status(words("Choose somebody who leaves. Esc goes back to the door."))

    def _on_undo(self) -> None:
        self.undo_requested.emit()

    def _on_not_joining(self) -> None:
        self.join_form.reset()
        self._on_back()

    def _on_back(self) -> None:
        self.box.clear()
        self._show_panel(self.banner)
        self.box.setFocus()
        self.set_status(words("Scanner ready. Scans work wherever the cursor is."), "scan-qr-code")

    def _show_panel(self, panel: QWidget) -> None:
        self._panel = panel
        for each in self._panels:
            each.setVisible(each is panel)
        # Large text leaves a form no room beside the tiles, and nobody reads counts while typing.
        form = isinstance(panel, JoinForm | NameForm)
        self._tiles.setVisible(not (form and current().folded))
        # One filled button a page: in a form it is the form's own.
        self._join.set_kind("plain" if form else "primary")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_arrivals"):
            # Text may become large, or small again, while a form is open.
            self._show_panel(self._panel)

    def _typed_name(self) -> str:
        text = self.box.text().strip()
        self.box.clear()
        return "" if any(sign.isdigit() for sign in text) else text


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The Door page with its presenter."""
    page = DoorPage()
    presenter = DoorPresenter(desk, jobs, hub, page)
    presenter.follow(page)
    page.scanned.connect(presenter.check_in)
    page.search_requested.connect(presenter.search)
    page.first_requested.connect(presenter.take_first)
    page.match_requested.connect(presenter.look_up)
    page.undo_requested.connect(presenter.undo)
    page.leave_requested.connect(presenter.leave)
    page.guest_leaves_requested.connect(presenter.guest_leaves)
    page.apologies_requested.connect(presenter.take_apologies)
    page.terms_requested.connect(presenter.read_terms)
    page.join_requested.connect(presenter.join)
    page.receive_requested.connect(presenter.receive)
    page.representative_named.connect(presenter.name_representative)
    page.everybody_requested.connect(presenter.read_everybody)
    page.card_requested.connect(presenter.print_card)
    page.certificate_requested.connect(presenter.print_certificate)
    presenter.said.connect(page.show_verdict)
    presenter.shown.connect(page.show_door)
    presenter.found.connect(page.show_matches)
    presenter.terms_known.connect(page.show_terms)
    presenter.everybody_read.connect(page.everybody.show_arrivals)
    presenter.paper_ready.connect(page.show_paper)
    presenter.paper_failed.connect(page.show_paper_problem)
    presenter.read()
    presenter.read_terms()
    return page
