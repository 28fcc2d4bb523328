"""Elections: one card for the election at hand, the form of the next act, the count stage by stage, who stands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from coopdesk.services.constituencies import ClassToElect
from coopdesk.services.contest_slides import ElectedSlide, NamesSlide, StageSlide
from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.services.election_view import Election
from coopdesk.services.perform import Desk
from coopdesk.services.vacancies import VacanciesView
from coopdesk.ui.elections import forms
from coopdesk.ui.elections.account import missing_form
from coopdesk.ui.elections.acts import instruction, next_form, offered, offered_alone
from coopdesk.ui.elections.calling import constituencies_form
from coopdesk.ui.elections.candidate_form import CandidateForm
from coopdesk.ui.elections.offered_act import ActButton, OfferedAct
from coopdesk.ui.elections.papers_panel import BOTH, PapersPanel
from coopdesk.ui.elections.slips_form import SlipsForm
from coopdesk.ui.elections.standing import StandingCard
from coopdesk.ui.elections.summary import listed, no_contest, summary
from coopdesk.ui.elections.together import GO, ConstituenciesCard, act_alone
from coopdesk.ui.elections.trail import TrailCard
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.forms import FormPlace, InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import Tone
from coopdesk.ui.text import words
from coopdesk.ui.votes.side import WallPanel
from coopdesk.ui.wall import WallState

ASIDE = ("withdraw", "consent", "missing", "fill", "slips", "candidates", "bring-class")
"""Forms beside the next act's; they go once theirs is recorded."""

REMADE = (*ASIDE, "lot", "nominate")
"""Forms made anew for what they are about."""


class ElectionsPage(Page):
    """``asked(act, values)`` carries what is wanted: the name of an act, and the form's values."""

    asked = Signal(str, object)
    chosen = Signal(int)
    slips_changed = Signal(object)
    """The slips that would be printed (``SlipWish``), while they are asked for."""
    candidates_opened = Signal(object)
    """A form (``CandidateForm``) that wants to know what is kept of the candidates."""
    booklet_requested = Signal()
    undo_requested = Signal()
    """Ctrl+Z: the last act of an election that can be taken back."""
    classes_wanted = Signal()
    """The form that calls an election by constituency is wanted: ``show_classes`` brings it."""

    def __init__(self) -> None:
        super().__init__(words("Elections"))
        self._view: ElectionDeskView | None = None
        self._forms: dict[str, InlineForm] = {}
        self._shown = ""
        self._offered: list[OfferedAct] = []
        QShortcut(QKeySequence("Ctrl+Z"), self, self.undo_requested.emit)
        self._vacancies: VacanciesView | None = None
        self._proposed: InlineForm | None = None
        """The form that had its number of places proposed."""
        self._tied: tuple[int, ...] = ()
        """Between whom the lot that is asked for is drawn."""
        self._opened_in: tuple[int, str] | None = None
        """Election and state in which the operator opened a form other than the next act's: it stays while they do."""
        self.news = NewsLine()
        self.picker = Picker(words("Which election"), ())
        self.picker.currentIndexChanged.connect(self._on_picked)
        self._about = label("", "muted", wrap=True)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(8)
        self._place = FormPlace(words("Elections"))
        self._place.hide()
        self.papers = PapersPanel()
        self._place.keep(self.papers)
        self.trail = TrailCard()
        self._trail_place = Scrolled(column(self.trail, Grow(), gap=0), words("The count"))
        self._trail_place.hide()
        self.call = ActButton(OfferedAct("call", words("Call another election"), "plus", "F4"))
        self.by_class = ActButton(OfferedAct("by-class", words("By constituency"), "users", "Alt Y"))
        for each in (self.call, self.by_class):
            each.wanted.connect(self._on_act)
        head = column(row(self.picker, Grow(), self.by_class, self.call, gap=8), self._about, self._acts, gap=8)
        main = QWidget()
        self._unopposed = self._no_contest()
        parts = (self.news, Grow(self._place), Grow(self._trail_place), self._unopposed, Grow(self._rest))
        main.setLayout(column(head, *parts, gap=12))
        self.wall = WallPanel()
        self.wall.offer_counts(False)
        self.together = ConstituenciesCard()
        self.together.chosen.connect(self._go_to)
        self.together.wanted.connect(self._on_act)
        side = QWidget()
        self.standing = StandingCard()
        self.standing.booklet_requested.connect(self.booklet_requested)
        side.setLayout(column(self.together, Grow(self.standing), self.wall, gap=14))
        self.setLayout(column(Grow(SideSplit(main, side, 330, gap=14)), gap=0))

    def _no_contest(self) -> QFrame:
        self._alone_said, self._alone_more = label("", "section"), label("", wrap=True)
        self._rest = QWidget()
        return frame("card", column(self._alone_said, self._alone_more, gap=6, margins=(16, 12, 16, 14)))

    def commands(self) -> Sequence[Command]:
        """What Ctrl+K offers while this page is in front."""
        return (
            Command(words("Call an election by constituency"), "Alt Y", self.by_class.click, "users"),
            Command(words("Undo the last act of an election"), "Ctrl Z", self.undo_requested.emit, "undo-2"),
        )

    def primary_focus(self) -> QWidget | None:
        form = self.form()
        if form is None or not self._shown:
            return next(iter(self.acts()), self.picker)
        return form.field(next(iter(form.values())))

    def form(self) -> InlineForm | None:
        """The form shown now."""
        return self._forms.get(self._shown)

    def acts(self) -> list[Button]:
        """The buttons above the form."""
        items = (self._acts.itemAt(place) for place in range(self._acts.count()))
        found = [item.widget() for item in items if item is not None]
        return [each for each in found if isinstance(each, Button)]

    def show_view(self, view: ElectionDeskView | None) -> None:
        """Show the election at hand and the form of its next act."""
        self._view = view
        election = view.election if view is not None else None
        self._show_picker(view)
        self._about.setText(summary(view))
        self.together.show_view(view, act_alone(view, offered_alone(view)))
        self.standing.show_view(view)
        result = view.result if view is not None else None
        self._show_trail()
        alone = election is not None and election.state == "closed" and election.unopposed and result is None
        if alone and election is not None:
            said, more = no_contest(election)
            self._alone_said.setText(said)
            self._alone_more.setText(more)
        self._unopposed.setVisible(alone)
        self._rest.setVisible(alone or view is None)
        if result is not None and result.counted.stages:
            self.trail.show_result(result)
        self._show_acts(view)
        self._show_next(view)

    def show_vacancies(self, view: VacanciesView) -> None:
        """How many places there are to fill, and why, above the form that calls an election."""
        self._vacancies = view
        self._propose(anew=False)

    def _propose(self, *, anew: bool) -> None:
        """The places to fill, once for each time the form is opened: what is typed instead stays."""
        view, form = self._vacancies, self._forms.get("call")
        if view is None or form is None or not (view.serving or view.casual):
            return
        form.set_title(words("Call an election"), view.sentence)
        if view.places and (anew or form is not self._proposed) and not form.values()["places"]:
            form.show_values({"places": str(view.places)})
            self._proposed = form

    def show_wall(self, state: WallState) -> None:
        """What the wall shows; where it is this election, the trail keeps step with it."""
        self.wall.show_state(state)
        slide, view = state.slide, self._view
        ours = view.election.number if view is not None and view.election is not None else 0
        if isinstance(slide, NamesSlide | StageSlide | ElectedSlide) and slide.number == ours:
            self.trail.follow_wall(slide.step, slide.steps)
        else:
            self.trail.leave_wall()

    def _show_picker(self, view: ElectionDeskView | None) -> None:
        choices = listed(view.elections) if view else []
        self.picker.blockSignals(True)
        self.picker.show_choices(choices)
        self.picker.set_headings()
        if view is not None and view.election is not None:
            self.picker.choose(str(view.election.number))
        self.picker.blockSignals(False)
        self.picker.setVisible(bool(choices))

    def _show_acts(self, view: ElectionDeskView | None) -> None:
        acts = offered(view)
        self.call.setVisible(view is not None and view.election is not None)
        self.by_class.setVisible(view is not None and view.classes)
        self._tell_next()
        if acts == self._offered:
            # The same buttons stay, and with them the focus.
            return
        self._offered = acts
        focused = any(each.hasFocus() for each in self.acts()) or self.window().focusWidget() is None
        empty(self._acts)
        for act in acts:
            button = ActButton(act)
            button.wanted.connect(self._on_act)
            self._acts.addWidget(button)
        self._acts.addStretch(1)
        if focused and self.isVisible() and not next_form(view):
            # The button that was pressed is gone: its place is taken by what comes next.
            next(iter(self.acts()), self.picker).setFocus()

    def _tell_next(self) -> None:
        self.set_status(instruction(self._view, self._shown), "vote")

    def _show_next(self, view: ElectionDeskView | None) -> None:
        """The form of the next act; the one in use stays, with what is typed in it."""
        name = next_form(view)
        if self._opened_in is not None and self._opened_in == _where(view):
            return
        self._opened_in = None
        tied = _tied(view)
        if name == self._shown and tied == self._tied:
            return
        self._tied = tied
        self._open(name)

    def _open(self, name: str) -> None:
        view = self._view
        self._shown = name
        self._place.setVisible(bool(name))
        self._show_trail()
        self._tell_next()
        if not name or view is None:
            if self.isVisible():
                next(iter(self.acts()), self.picker).setFocus()
            return
        election = view.election
        makers: dict[str, Callable[[], InlineForm]] = {
            "call": forms.call_form,
            "issue": forms.issue_form,
            "read": self._papers_panel,
        }
        if name in REMADE:
            assert election is not None
            self._let_go(name)
            self._keep(name, _form_of(name, view, election))
        elif name not in self._forms:
            self._keep(name, makers[name]())
        form = self._forms[name]
        self._place.show_form(form)
        form.begin({"missing": str(view.papers.account.out)} if name == "missing" and view.papers else None)
        if name == "call":
            self._propose(anew=True)

    def show_classes(self, classes: tuple[ClassToElect, ...]) -> None:
        """The form that calls an election by constituency, with these classes to choose from."""
        self._opened_in = _where(self._view)
        self._let_go("by-class")
        self._keep("by-class", constituencies_form(classes))
        self._open("by-class")

    def _let_go(self, name: str) -> None:
        old = self._forms.pop(name, None)
        if old is not None:
            old.hide()
            old.deleteLater()

    def _show_trail(self) -> None:
        """The count, unless a form beside the next act has its room, or nobody stood."""
        result = self._view.result if self._view is not None else None
        counted = result is not None and bool(result.counted.stages)
        self._trail_place.setVisible(counted and self._shown not in (*ASIDE, "call"))

    def _papers_panel(self) -> PapersPanel:
        return self.papers

    def _keep(self, name: str, form: InlineForm) -> None:
        self._forms[name] = form
        form.submitted.connect(self._on_submitted)
        form.left.connect(self._on_left)
        if isinstance(form, SlipsForm):
            form.changed.connect(self.slips_changed)
        if isinstance(form, CandidateForm):
            self.candidates_opened.emit(form)

    def done(self, act: str, sentence: str, after: dict[str, str] | None = None, tone: Tone = "success") -> None:
        """An act was recorded: say so, and make the form ready for the next one."""
        form = self._forms.get(act)
        if act in ASIDE and act != "candidates":
            self._opened_in = None
        elif form is not None and act == self._shown:
            # Another form may have been opened while the act was under way: it keeps the place and the focus.
            form.begin(after)
        self.news.tell(tone, sentence)

    def close_aside(self) -> None:
        """What a form beside the next act asked for goes on elsewhere: the next act's form is back."""
        self._opened_in = None
        self._open(next_form(self._view))

    def refuse(self, sentence: str) -> None:
        """Say why nothing was done: in the form that asked, or above it."""
        form = self.form()
        if form is not None and not form.isHidden() and (not form.verb().isEnabled() or self._shown == "slips"):
            # What was told before is older than the refusal, and would stand above it as if it were the answer.
            self.news.hide()
            form.refuse(sentence)
        else:
            self.news.tell("error", sentence)

    def take_scan(self, code: str) -> bool:
        """A member's card nominates or marks the roll; a slip's code says which paper is read."""
        form = self.form()
        if form is None or self._shown not in ("nominate", "issue", "read"):
            return False
        if self._shown == "nominate":
            asked = ("member", "proposer", "seconder")
            form.show_values({next((name for name in asked if not form.values()[name]), "seconder"): code})
        elif self._shown == "issue":
            form.show_values({"member": code})
            form.submit()
        else:
            form.show_values({"paper": code})
            form.field("marks").setFocus()
        return True

    def _on_act(self, act: str) -> None:
        if act == "meeting":
            self.page_requested.emit("setup")
        elif act == "settle":
            self._opened_in = None
            self._open("read")
            self.papers.begin({"reader": str(BOTH)})
        elif act == "second":
            self._opened_in = None
            self._open("read")
            self.papers.begin_second()
        elif act.startswith(GO):
            self._go_to(int(act.removeprefix(GO)))
        elif act == "by-class":
            self.classes_wanted.emit()
        elif act in (*ASIDE, "read", "call"):
            self._opened_in = _where(self._view)
            self._open(act)
        else:
            self.asked.emit(act, {})

    def _on_submitted(self, values: dict[str, str]) -> None:
        self.asked.emit(self._shown, values)

    def _on_left(self) -> None:
        if self._shown == next_form(self._view):
            self.page_requested.emit("votes")
        else:
            self.close_aside()

    def _on_picked(self, _at: int) -> None:
        self._go_to(int(self.picker.value() or 0))

    def _go_to(self, number: int) -> None:
        self._shown, self._opened_in = "", None
        self.chosen.emit(number)


def _form_of(name: str, view: ElectionDeskView, election: Election) -> InlineForm:
    """A form made for this election."""
    if name == "nominate":
        return forms.nominate_form(election)
    if name == "withdraw":
        return forms.withdraw_form(election)
    if name == "consent":
        return forms.consent_form(election)
    if name == "candidates":
        return CandidateForm()
    if name == "slips":
        account = view.papers.account if view.papers is not None else None
        return SlipsForm(election, account.printed, account.classes) if account is not None else SlipsForm(election, 0)
    if name == "bring-class":
        return forms.bring_form(election)
    if name == "fill":
        return forms.fill_form(view.empty)
    if name == "missing":
        assert view.papers is not None
        return missing_form(view.papers)
    assert view.result is not None
    return forms.lot_form(view.result)


def _tied(view: ElectionDeskView | None) -> tuple[int, ...]:
    """Between whom a lot is needed."""
    if view is None or view.result is None:
        return ()
    return view.result.counted.lot_needed_between or ()


def _where(view: ElectionDeskView | None) -> tuple[int, str] | None:
    if view is None:
        return None
    return (view.election.number, view.election.state) if view.election is not None else (0, "")


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.elections.desk import join

    return join(desk, jobs, hub)
