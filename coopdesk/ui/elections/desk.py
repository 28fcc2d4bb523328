"""Joins the elections page to its presenter: each act a command, with what is said once it is recorded."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.elections.lots import by_hand
from coopdesk.domain.faults import Fault
from coopdesk.domain.few_voters import few_papers
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.candidate_profiles import SetStatement
from coopdesk.services.candidates import Consent, Nominate, WithdrawCandidate
from coopdesk.services.casual_vacancies import FillVacancy
from coopdesk.services.constituency_acts import CloseTogether, DeclareTogether, OpenTogether, as_numbers
from coopdesk.services.election_account import ExplainMissing
from coopdesk.services.election_class_boxes import paper_class
from coopdesk.services.election_counts import CountElection, DeclareElection, ElectionResult
from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.services.election_import import bring_in
from coopdesk.services.election_papers import CloseBallot, EnterPaper, IssuePaper
from coopdesk.services.election_scans import AgreePaper
from coopdesk.services.election_view import Election
from coopdesk.services.election_weights import FewInAClass
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.perform import Command, Desk, Undone
from coopdesk.ui.elections.calling import constituencies_of
from coopdesk.ui.elections.candidates_desk import CandidatesDesk
from coopdesk.ui.elections.forms import EXACTLY
from coopdesk.ui.elections.page import ElectionsPage
from coopdesk.ui.elections.papers_desk import PapersDesk
from coopdesk.ui.elections.papers_panel import BOTH
from coopdesk.ui.elections.presenter import OFFICE, ElectionsPresenter
from coopdesk.ui.elections.slips_desk import SlipsDesk
from coopdesk.ui.elections.slips_form import SlipsForm
from coopdesk.ui.elections.together import TOGETHER, concerned
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.dialogs import PlainDialog
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.theme import Tone
from coopdesk.ui.text import no_text, words


class ElectionsDesk(QObject):
    """What the page asks for, and what is said about it. ``slips_wanted(SlipWish)`` is its slip maker's."""

    slips_wanted = Signal(object)

    def __init__(self, page: ElectionsPage, presenter: ElectionsPresenter) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._brought_class = ""
        self._paper, self._source = FileChooser(page), FileChooser(page)
        self._paper.chosen.connect(presenter.save_declaration)
        self._source.chosen.connect(self._on_source)
        self._shared = FileChooser(page)
        self._shared.chosen.connect(presenter.save_shared)
        self._asking: tuple[str, str, Command[Any]] | None = None
        """What a question is about: the verb that means yes, the act, and the command."""
        page.classes_wanted.connect(presenter.ask_classes)
        presenter.classes.connect(page.show_classes)
        presenter.shown.connect(page.show_view)
        presenter.vacancies.connect(page.show_vacancies)
        presenter.saved.connect(self._on_saved)
        presenter.refused.connect(self._on_refused)
        page.asked.connect(self._on_asked)
        page.chosen.connect(presenter.choose)
        page.undo_requested.connect(presenter.undo)
        presenter.undone.connect(self._on_undone)
        presenter.wall_changed.connect(page.show_wall)
        page.wall.show_requested.connect(presenter.show_on_wall)
        page.wall.blank_requested.connect(presenter.blank_wall)
        page.trail.stepped.connect(presenter.step_wall)
        presenter.follow(page)
        presenter.read()

    def _on_asked(self, act: str, values: dict[str, str]) -> None:
        view = self._presenter.view
        if view is None:
            return
        if act in ("call", "by-class"):
            if values["stand_days"] and not values["stand_days"].isdecimal():
                self._page.refuse(words("Give the days of membership as a whole number, such as 90."))
            elif act == "call":
                self._call(view.meeting, values)
            else:
                self._call_all(view.meeting, values)
        elif act in TOGETHER:
            self._all_at_hand(act, view)
        elif view.election is not None:
            self._at_hand(act, view.meeting, view.election, values)

    def _call_all(self, meeting: int, values: dict[str, str]) -> None:
        wish = constituencies_of(meeting, values, int(values["stand_days"][:6] or 0))
        if wish is None:
            self._page.refuse(words("Give the places of each constituency as a whole number, such as 2."))
            return
        self._presenter.act(wish, self._on_all_called)

    def _call(self, meeting: int, values: dict[str, str]) -> None:
        if not values["places"].isdecimal():
            self._page.refuse(words("Give the number of places as a whole number, such as 3."))
            return
        exactly = values["rule"] == EXACTLY
        command = AddElection(
            meeting=meeting,
            title=values["title"],
            places=int(values["places"][:6]),
            rule="block" if exactly else values["rule"],
            exactly=exactly,
            naming=values["naming"],
            nominations_until=values["nominations_until"],
            stand_days=int(values["stand_days"][:6] or 0),
            office=values["office"] or OFFICE,
            constituency=values["constituency"],
            reopen=bool(values["reopen"]),
            reserved=values["reserved"],
            term=values["term"],
        )
        self._presenter.act(command, self._on_called)

    def _at_hand(self, act: str, meeting: int, election: Election, values: dict[str, str]) -> None:
        number = election.number
        if act == "declare":
            self._ask_first(_declaring(), "declare", DeclareElection(meeting, number))
        elif act == "nobody":
            self._ask_first(_nobody_stands(election), act, OpenElection(meeting, number, nobody=True))
        elif act == "open":
            self._open((number,), act, OpenElection(meeting, number))
        elif act == "count" and self._few_papers(election):
            wish = CountElection(meeting=meeting, number=number)
            self._ask_first((words("Count so few papers?"), self._few_papers(election), words("Count")), act, wish)
        elif act == "issue":
            self._presenter.ask_roll(values["member"], partial(self._on_roll, meeting, values))
        elif act == "slips":
            self._ask_for_slips()
        elif act in ("paper", "paper-all", "bring", "bring-class"):
            self._brought_class = values.get("box", "")
            self._ask_for_file(act, election)
        elif act == "lot" and not (values["seed"] or values["picked"]):
            self._page.refuse(words("Type the words that were said aloud, or choose the name that was drawn by hand."))
        else:
            commands: dict[str, Command[Any]] = {
                "close": CloseBallot(meeting, number),
                "count": CountElection(meeting=meeting, number=number),
            }
            try:
                command = commands[act] if act in commands else _from_form(act, meeting, number, values)
            except Refusal as no:
                self._on_refused(no)
                return
            self._presenter.act(command, partial(self._on_acted, act, values))

    def _ask_for_file(self, act: str, election: Election) -> None:
        if act in ("bring", "bring-class"):
            self._source.ask_open(words("Papers counted elsewhere"), words("Ballot files"), (".blt", ".csv"))
            return
        chooser, which = (self._shared, election.title) if act == "paper-all" else (self._paper, str(election.number))
        name = words("Declaration")
        chooser.ask_save(name, documents_folder() / f"{name} {which}.pdf", "PDF", (".pdf",))

    def _ask_for_slips(self) -> None:
        form = self._page.form()
        assert isinstance(form, SlipsForm)
        wish = form.wish()
        if wish is None:
            self._page.refuse(words("Give the number of slips as a whole number, such as 44."))
        else:
            self.slips_wanted.emit(wish)

    def _all_at_hand(self, act: str, view: ElectionDeskView) -> None:
        """What is done to all constituencies at once."""
        numbers = concerned(view, act)
        if act == "open-all":
            self._open(numbers, act, OpenTogether(view.meeting, as_numbers(numbers)))
        elif act == "close-all":
            wish = CloseTogether(view.meeting, as_numbers(numbers))
            self._presenter.act(wish, partial(self._on_acted, act, {}))
        else:
            names = [each.name for each in view.together if each.number in numbers]
            self._ask_first(_declaring(names), act, DeclareTogether(view.meeting, as_numbers(numbers)))

    def _open(self, numbers: Sequence[int], act: str, command: Command[Any]) -> None:
        self._presenter.ask_few(numbers, partial(self._on_few, act, command))

    def _on_few(self, act: str, command: Command[Any], sentences: tuple[str, ...]) -> None:
        if sentences:
            question = (words("Open a ballot of so few?"), "\n\n".join(sentences), words("Open"))
            self._ask_first(question, act, command)
        else:
            self._presenter.act(command, partial(self._on_acted, act, {}))

    def _few_papers(self, election: Election) -> str:
        view = self._presenter.view
        papers = view.papers if view is not None else None
        return few_papers(election.constituency, papers.account.returned) if papers is not None else ""

    def _on_roll(self, meeting: int, values: dict[str, str], number: int) -> None:
        wish = IssuePaper(meeting, number, values["member"], bool(values["replacing"]))
        self._presenter.act(wish, partial(self._on_issued, number, values))

    def _on_issued(self, number: int, values: dict[str, str], _given: int) -> None:
        view = self._presenter.view
        name = next((each.name for each in view.together if each.number == number), "") if view is not None else ""
        of = words("Give them a paper of {}.").format(name) if name else ""
        self._page.done("issue", f"{words('The roll is marked for member {}.').format(values['member'])} {of}".strip())
        self._presenter.read()
        if view is not None and view.election is not None and view.election.classes:
            member = values["member"]
            self._presenter.ask(partial(self._on_class, member), paper_class, view.meeting, number, member)

    def _on_class(self, member: str, name: str) -> None:
        self._page.news.tell("success", words("Member {}: hand over a paper of class {}.").format(member, name))

    def _ask_first(self, question: tuple[str, str, str], act: str, command: Command[Any]) -> None:
        """Ask before what cannot be taken back, or tells on somebody.

        Args:
            question: heading, sentences, and the verb that means yes.
        """
        heading, sentences, verb = question
        self._asking = (verb, act, command)
        dialog = PlainDialog(
            self._page, heading, sentences, (verb, words("Not yet")), tone="warning", icon="circle-question-mark"
        )
        dialog.answered.connect(self._on_answered)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_answered(self, answer: str) -> None:
        if self._asking is None:
            return
        verb, act, command = self._asking
        self._asking = None
        if answer == verb:
            self._presenter.act(command, partial(self._on_acted, act, {}))

    def _on_source(self, path: Path) -> None:
        view = self._presenter.view
        assert view is not None
        assert view.election is not None
        try:
            self._presenter.act(bring_in(path, view.meeting, view.election, self._brought_class), self._on_brought)
        except Fault as no:
            self._on_refused(no)

    def _on_called(self, number: int) -> None:
        self._page.news.tell("success", words("Election {} is called. Nominations are open.").format(number))
        self._presenter.choose(number)

    def _on_all_called(self, first: int) -> None:
        self._page.news.tell("success", words("The constituencies are called. Nominations are open in each."))
        self._presenter.choose(first)

    def _on_brought(self, papers: int) -> None:
        self._page.close_aside()
        self._page.news.tell("success", words("{} papers brought in.").format(f"{papers:,}"))

    def _on_acted(self, act: str, values: dict[str, str], value: Any) -> None:
        tone: Tone = "warning" if value == "differs" or _lot_waits(value) else "success"
        self._page.done(act, _said(act, values, value), _after(act, values), tone)
        self._presenter.read()

    def _on_undone(self, undone: Undone) -> None:
        self._page.news.tell("neutral", _TAKEN_BACK[undone.act]())
        self._presenter.read()

    def _on_saved(self, sentence: str) -> None:
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        view = self._presenter.view
        if isinstance(refusal, FewInAClass) and view is not None:
            question = (words("Open the ballot all the same?"), no_text(refusal), words("They agree: open it"))
            self._ask_first(question, "open", OpenElection(view.meeting, refusal.number, few_agree=True))
        else:
            self._page.refuse(no_text(refusal))


def _lot_waits(value: Any) -> bool:
    return isinstance(value, ElectionResult) and not value.counted.finished


def _from_form(act: str, meeting: int, number: int, values: dict[str, str]) -> Command[Any]:
    if act == "nominate":
        agreed, rest = not values["consent"], {name: text for name, text in values.items() if name != "consent"}
        return Nominate(meeting=meeting, number=number, consent=agreed, **rest)
    if act == "consent":
        return Consent(meeting, number, values["candidate"])
    if act == "withdraw":
        return WithdrawCandidate(meeting, number, values["candidate"])
    if act == "candidates":
        return SetStatement(meeting, number, values["candidate"], values["statement"])
    if act == "read" and values["reader"] == str(BOTH):
        return AgreePaper(meeting, number, values["paper"], values["marks"], values["box"])
    if act == "read":
        return EnterPaper(meeting, number, values["paper"], values["marks"], int(values["reader"]), values["box"])
    if act == "fill":
        return FillVacancy(meeting, number, values["member"])
    if act == "missing":
        if not values["missing"].isdecimal():
            raise NotUnderstood("The number of missing papers", values["missing"], "give a whole number, such as 2")
        return ExplainMissing(meeting, number, int(values["missing"][:6]), values["why"])
    lots = [[int(values["picked"]), by_hand(values["witness"])]] if values["picked"] else []
    seed = "" if values["picked"] else values["seed"]
    return CountElection(meeting=meeting, number=number, seed=seed, lots=json.dumps(lots))


def _said(act: str, values: dict[str, str], value: Any) -> str:
    if act == "nominate":
        return words("{} is nominated.").format(value)
    if act == "withdraw":
        return words("{} has withdrawn.").format(value)
    if act == "consent":
        return words("{} consents to stand.").format(value)
    if act == "candidates":
        return words("The statement of {} is kept.").format(value)
    if act == "fill":
        return words("{} takes the place, and stands in the register of officers.").format(value)
    if act == "read":
        told = {
            "once": words("read once"),
            "agrees": words("both readings agree"),
            "differs": words("the readings differ: look at it together"),
        }
        return words("Paper {}: {}.").format(values["paper"], told[value])
    if _lot_waits(value):
        return words("Counted as far as a lot is needed.")
    return {
        "open": words("The ballot is open."),
        "nobody": words("Nominations are closed; nobody stands."),
        "open-all": words("The ballots are open."),
        "close-all": words("The ballots are closed."),
        "declare-all": words("Declared. Those elected stand in the register of officers."),
        "close": words("The ballot is closed."),
        "count": words("Counted."),
        "lot": words("Counted with the lot."),
        "missing": words("It is kept with the account of the papers."),
        "declare": words("Declared. Those elected stand in the register of officers."),
    }[act]


_TAKEN_BACK: dict[str, Callable[[], str]] = {
    "AddElection": partial(words, "The election is called off."),
    "AddConstituencies": partial(words, "The election is called off in every constituency."),
    "Nominate": partial(words, "The nomination is taken back."),
    "WithdrawCandidate": partial(words, "The candidate stands again."),
    "OpenElection": partial(words, "Nominations are open again."),
    "OpenTogether": partial(words, "Nominations are open again in every constituency."),
    "CountElection": partial(words, "The count is taken back; lots that were drawn for it stand."),
}


def _declaring(names: Sequence[str] = ()) -> tuple[str, str, str]:
    """The question before a declaration; with names, of which constituencies."""
    said = words("A declaration is never taken back. Those elected go onto the register of officers.")
    if not names:
        return words("Declare the result?"), said, words("Declare")
    return words("Declare {} results?").format(len(names)), f"{', '.join(names)}. {said}", words("Declare")


def _nobody_stands(election: Election) -> tuple[str, str, str]:
    name = f" ({election.constituency})" if election.constituency else ""
    places = words("Its place") if election.places == 1 else words("Its {} places").format(election.places)
    said = words("{}{}: nobody was nominated. {} will be declared vacant, and nobody votes.")
    heading = words("Close nominations with nobody standing?")
    return heading, said.format(election.title, name, places), words("Close nominations")


def _after(act: str, values: dict[str, str]) -> dict[str, str] | None:
    """What the form begins with next: the paper after this one, read by the same person; the same candidate."""
    if act == "candidates":
        return {"candidate": values["candidate"]}
    if act != "read":
        return None
    paper = values["paper"]
    return {"paper": str(int(paper) + 1) if paper.isdecimal() else "", "reader": values["reader"]}


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = ElectionsPage()
    presenter = ElectionsPresenter(desk, jobs, hub, page)
    papers = PapersDesk(desk, jobs, hub, page.papers, page.news, page)
    presenter.shown.connect(papers.show_view)
    slips = SlipsDesk(desk, jobs, hub, page)
    presenter.shown.connect(slips.show_view)
    candidates = CandidatesDesk(desk, jobs, hub, page)
    presenter.shown.connect(candidates.show_view)
    candidates.saved.connect(presenter.saved)
    elections = ElectionsDesk(page, presenter)
    elections.slips_wanted.connect(slips.make)
    slips.saved.connect(presenter.saved)
    return page
