"""Joins the elections page to its presenter: each act a command, with what is said once it is recorded."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.elections.lots import by_hand
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.candidate_profiles import SetStatement
from coopdesk.services.candidates import Consent, Nominate, WithdrawCandidate
from coopdesk.services.casual_vacancies import FillVacancy
from coopdesk.services.election_account import ExplainMissing
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_import import outside_papers
from coopdesk.services.election_papers import CloseBallot, EnterPaper, ImportPapers, IssuePaper
from coopdesk.services.election_scans import AgreePaper
from coopdesk.services.election_view import Election
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.perform import Command, Desk
from coopdesk.ui.elections.candidates_desk import CandidatesDesk
from coopdesk.ui.elections.forms import EXACTLY
from coopdesk.ui.elections.page import ElectionsPage
from coopdesk.ui.elections.papers_desk import PapersDesk
from coopdesk.ui.elections.papers_panel import BOTH
from coopdesk.ui.elections.presenter import ElectionsPresenter
from coopdesk.ui.elections.slips_desk import SlipsDesk
from coopdesk.ui.elections.slips_form import SlipsForm
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
        self._paper, self._source = FileChooser(page), FileChooser(page)
        self._paper.chosen.connect(presenter.save_declaration)
        self._source.chosen.connect(self._on_source)
        presenter.shown.connect(page.show_view)
        presenter.vacancies.connect(page.show_vacancies)
        presenter.saved.connect(self._on_saved)
        presenter.refused.connect(self._on_refused)
        page.asked.connect(self._on_asked)
        page.chosen.connect(presenter.choose)
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
        if act == "call":
            self._call(view.meeting, values)
        elif view.election is not None:
            self._at_hand(act, view.meeting, view.election, values)

    def _call(self, meeting: int, values: dict[str, str]) -> None:
        if not values["places"].isdecimal():
            self._page.refuse(words("Give the number of places as a whole number, such as 3."))
            return
        if values["stand_days"] and not values["stand_days"].isdecimal():
            self._page.refuse(words("Give the days of membership as a whole number, such as 90."))
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
            constituency=values["constituency"],
            reopen=bool(values["reopen"]),
            reserved=values["reserved"],
            term=values["term"],
        )
        self._presenter.act(command, self._on_called)

    def _at_hand(self, act: str, meeting: int, election: Election, values: dict[str, str]) -> None:
        number = election.number
        if act == "declare":
            self._ask_to_declare()
        elif act == "slips":
            self._ask_for_slips()
        elif act in ("paper", "bring"):
            self._ask_for_file(act, election)
        else:
            commands: dict[str, Command[Any]] = {
                "open": OpenElection(meeting, number),
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
        if act == "bring":
            self._source.ask_open(words("Papers counted elsewhere"), words("Ballot files"), (".blt", ".csv"))
            return
        name = words("Declaration")
        self._paper.ask_save(name, documents_folder() / f"{name} {election.number}.pdf", "PDF", (".pdf",))

    def _ask_for_slips(self) -> None:
        form = self._page.form()
        assert isinstance(form, SlipsForm)
        wish = form.wish()
        if wish is None:
            self._page.refuse(words("Give the number of slips as a whole number, such as 44."))
        else:
            self.slips_wanted.emit(wish)

    def _ask_to_declare(self) -> None:
        dialog = PlainDialog(
            self._page,
            words("Declare the result?"),
            words("A declaration is never taken back. Those elected go onto the register of officers."),
            (words("Declare"), words("Not yet")),
            tone="warning",
            icon="gavel",
        )
        dialog.answered.connect(self._on_answered)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_answered(self, verb: str) -> None:
        view = self._presenter.view
        if verb == words("Declare") and view is not None and view.election is not None:
            command = DeclareElection(view.meeting, view.election.number)
            self._presenter.act(command, partial(self._on_acted, "declare", {}))

    def _on_source(self, path: Path) -> None:
        view = self._presenter.view
        assert view is not None
        assert view.election is not None
        try:
            lines = outside_papers(path, view.election)
        except Fault as no:
            self._on_refused(no)
            return
        command = ImportPapers(view.meeting, view.election.number, lines)
        self._presenter.act(command, self._on_brought)

    def _on_called(self, number: int) -> None:
        self._page.news.tell("success", words("Election {} is called. Nominations are open.").format(number))
        self._presenter.choose(number)

    def _on_brought(self, papers: int) -> None:
        self._page.news.tell("success", words("{} papers brought in.").format(f"{papers:,}"))

    def _on_acted(self, act: str, values: dict[str, str], value: Any) -> None:
        tone: Tone = "warning" if value == "differs" else "success"
        self._page.done(act, _said(act, values, value), _after(act, values), tone)
        self._presenter.read()

    def _on_saved(self, sentence: str) -> None:
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.refuse(no_text(refusal))


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
    if act == "issue":
        return IssuePaper(meeting, number, values["member"], bool(values["replacing"]))
    if act == "read" and values["reader"] == str(BOTH):
        return AgreePaper(meeting, number, values["paper"], values["marks"])
    if act == "read":
        return EnterPaper(meeting, number, values["paper"], values["marks"], int(values["reader"]))
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
    if act == "issue":
        return words("The roll is marked for member {}.").format(values["member"])
    if act == "read":
        told = {
            "once": words("read once"),
            "agrees": words("both readings agree"),
            "differs": words("the readings differ: look at it together"),
        }
        return words("Paper {}: {}.").format(values["paper"], told[value])
    return {
        "open": words("The ballot is open."),
        "close": words("The ballot is closed."),
        "count": words("Counted."),
        "lot": words("Counted with the lot."),
        "missing": words("It is kept with the account of the papers."),
        "declare": words("Declared. Those elected stand in the register of officers."),
    }[act]


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
