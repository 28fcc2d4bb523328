"""Joins what can happen to a membership to its presenter: the forms, what each foretells, and what is said after."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.member_account import MemberAccount
from coopdesk.services.member_file import MemberFile
from coopdesk.services.nominations import AddNomination, NominationView
from coopdesk.services.turns_ahead import DeathAhead, ErasureAhead, LifeView
from coopdesk.ui.kit.foretold import Foretold
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.members.compare import Compare
from coopdesk.ui.members.life_forms import (
    death_command,
    death_form,
    end_command,
    end_form,
    erase_form,
    erase_word,
    merge_form,
    nomination_form,
    rejoin_command,
    rejoin_form,
    revoke_form,
)
from coopdesk.ui.members.life_presenter import LifePresenter, MergerAhead
from coopdesk.ui.members.life_words import (
    death_lines,
    goes_lines,
    merger_lines,
    refused_lines,
    shares_counted,
    stays_lines,
)
from coopdesk.ui.members.nominees import NomineeRows
from coopdesk.ui.members.page import MembersPage
from coopdesk.ui.text import no_text, words


class LifeDesk(QObject):
    """``recorded(MemberId, sentence, can_undo)`` and ``edit_requested()`` go on to the desk of the page."""

    recorded = Signal(object, str, bool)
    edit_requested = Signal()

    def __init__(self, page: MembersPage, presenter: LifePresenter) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._life: LifeView | None = None
        self._nomination: NominationView | None = None
        self._ahead: ErasureAhead | None = None
        self._end, self._death, self._rejoin = end_form(), death_form(), rejoin_form()
        self._merge, self._erase = merge_form(), erase_form()
        self._nominate, self._revoke = nomination_form(), revoke_form()
        self._dead, self._merged = Foretold(words("What this does")), Foretold(words("What this does"))
        self._goes, self._stays = Foretold(words("What goes")), Foretold(words("What stays, and why"))
        self._compare, self._nominees = Compare(), NomineeRows()
        for form, parts in (
            (self._death, (self._dead,)),
            (self._merge, (self._compare, self._merged)),
            (self._erase, (self._goes, self._stays)),
            (self._nominate, (self._nominees,)),
        ):
            for part in parts:
                form.add_extra(part)
        self._connect()
        self._connect_forms()

    def _connect(self) -> None:
        page, presenter = self._page, self._presenter
        page.life_requested.connect(self._on_life)
        page.life.turn_chosen.connect(self._on_turn)
        page.life.left.connect(page.leave_form)
        page.account.nominations_part.add_requested.connect(self._on_nominate)
        page.account.nominations_part.revoke_requested.connect(self._on_revoke)
        presenter.life_read.connect(self._on_life_read)
        presenter.nominations_read.connect(page.account.show_nominations)
        presenter.death_foretold.connect(self._on_death_foretold)
        presenter.merger_foretold.connect(self._on_merger_foretold)
        presenter.erasure_foretold.connect(self._on_erasure_foretold)
        presenter.recorded.connect(self.recorded)

    def _connect_forms(self) -> None:
        submitted: tuple[tuple[InlineForm, Callable[[dict[str, str]], None]], ...] = (
            (self._end, self._on_end_submitted),
            (self._death, self._on_death_submitted),
            (self._rejoin, self._on_rejoin_submitted),
            (self._merge, self._on_merge_submitted),
            (self._erase, self._on_erase_submitted),
            (self._nominate, self._on_nominate_submitted),
            (self._revoke, self._on_revoke_submitted),
        )
        self._page.forms.keep(*(form for form, _ in submitted))
        for form, slot in submitted:
            form.submitted.connect(slot)
            form.left.connect(self._page.leave_form)
        _follow(self._death.field("on"), self._on_death_typed)
        for question in ("other", "keeps", "on"):
            _follow(self._merge.field(question), self._on_merge_typed)
        _follow(self._erase.field("what"), self._on_erase_typed)

    def follow_account(self, account: MemberAccount) -> None:
        """The account shown is read: its nominations go with it."""
        self._presenter.read_nominations(account.member.id)

    def _on_life(self) -> None:
        file = self._page.panel.file()
        if file is not None:
            self._presenter.open_life(file.member.id)

    def _on_life_read(self, life: LifeView) -> None:
        self._life = life
        self._page.life.show_life(life)
        self._page.show_life()

    def _on_turn(self, turn: str) -> None:
        begin: dict[str, Callable[[LifeView], None]] = {
            "edit": self._begin_edit,
            "end": self._begin_end,
            "death": self._begin_death,
            "rejoin": self._begin_rejoin,
            "merge": self._begin_merge,
            "nominations": self._begin_nominations,
            "erase": self._begin_erase,
        }
        if self._life is not None:
            begin[turn](self._life)

    def _begin(self, form: InlineForm, title: str, values: dict[str, str] | None = None) -> None:
        form.set_title(title)
        self._page.show_form(form)
        form.begin(values)

    def _begin_edit(self, _life: LifeView) -> None:
        self.edit_requested.emit()

    def _begin_end(self, life: LifeView) -> None:
        note = words("The entry stays on the register with its dates.")
        if life.member.shares:
            kept = words("{} stay on the ledger until they are repaid, passed on or cancelled.")
            note += " " + kept.format(shares_counted(life.member.shares))
        self._begin(self._end, words("End the membership of {}").format(life.member.name), {"why": "resigned"})
        self._end.set_title(words("End the membership of {}").format(life.member.name), note)

    def _begin_death(self, life: LifeView) -> None:
        self._dead.hide()
        self._begin(self._death, words("Record the death of {}").format(_whom(life)))
        self._on_death_typed()

    def _begin_rejoin(self, life: LifeView) -> None:
        self._begin(self._rejoin, words("{} is a member again").format(_whom(life)))

    def _begin_merge(self, life: LifeView) -> None:
        self._compare.hide()
        self._merged.hide()
        title = words("{} and another record are one person").format(_whom(life))
        self._begin(self._merge, title, {"keeps": "this"})

    def _begin_nominations(self, _life: LifeView) -> None:
        self._page.account_requested.emit()
        self._page.account.choose_nominations()

    def _begin_erase(self, life: LifeView) -> None:
        self._ahead = None
        self._goes.hide()
        self._stays.hide()
        self._begin(self._erase, words("Erase personal data of {}").format(_whom(life)), {"what": "details"})
        self._presenter.foretell_erasure(life.member.id)

    def _on_end_submitted(self, values: dict[str, str]) -> None:
        if self._life is not None:
            self._presenter.record(end_command(self._life.member, values), words("{name} is no longer a member."))

    def _on_death_typed(self, _typed: object = None) -> None:
        if self._life is not None and self._page.open_form() is self._death:
            self._presenter.foretell_death(self._life.member, self._death.values())

    def _on_death_foretold(self, ahead: DeathAhead | Refusal) -> None:
        if isinstance(ahead, Refusal):
            self._dead.show_lines(refused_lines(no_text(ahead)))
        else:
            file = self._page.panel.file()
            self._dead.show_lines(death_lines(ahead, _is_here(file, ahead.member.id)))

    def _on_death_submitted(self, values: dict[str, str]) -> None:
        if self._life is not None:
            told = words("The death of {name} ({number}) is recorded.")
            self._presenter.record(death_command(self._life.member, values), told)

    def _on_rejoin_submitted(self, values: dict[str, str]) -> None:
        if self._life is not None:
            told = words("{name} ({number}) is a member again.")
            self._presenter.record(rejoin_command(self._life.member, values), told)

    def _on_merge_typed(self, _typed: object = None) -> None:
        if self._life is not None and self._page.open_form() is self._merge:
            self._presenter.foretell_merger(self._life.member.id, self._merge.values())

    def _on_merger_foretold(self, ahead: MergerAhead | Refusal | None) -> None:
        if not isinstance(ahead, MergerAhead):
            self._compare.hide()
            self._merged.show_lines(() if ahead is None else refused_lines(no_text(ahead)))
            return
        self._compare.show_sides(ahead.gone, ahead.stays)
        if ahead.merged is not None:
            self._merged.show_lines(merger_lines(ahead.merged))
        elif ahead.no is not None:
            self._merged.show_lines(refused_lines(no_text(ahead.no)))

    def _on_merge_submitted(self, values: dict[str, str]) -> None:
        if self._life is not None:
            self._presenter.merge(self._life.member.id, values)

    def _on_erase_typed(self, _typed: object = None) -> None:
        if self._ahead is not None:
            whole = self._erase.values()["what"] == "entry"
            self._goes.show_lines(() if whole and self._ahead.entry_stays else goes_lines(self._ahead, whole=whole))
            self._stays.show_lines(stays_lines(self._ahead, whole=whole))

    def _on_erasure_foretold(self, ahead: ErasureAhead | Refusal) -> None:
        if isinstance(ahead, ErasureAhead):
            self._ahead = ahead
            self._on_erase_typed()

    def _on_erase_submitted(self, values: dict[str, str]) -> None:
        if self._life is None:
            return
        if values["confirm"] != erase_word():
            no = words("Nothing was erased. There is no way back, so type {} in capitals first.")
            self._erase.refuse(no.format(erase_word()))
        else:
            self._presenter.erase(self._life.member, whole=values["what"] == "entry", ground=values["ground"])

    def _on_nominate(self) -> None:
        account = self._page.account.account()
        if account is not None:
            self._nominees.clear()
            title = words("Nomination of {}").format(account.member.name)
            self._begin(self._nominate, title, {"how": "delivered", "replaces": "yes"})

    def _on_nominate_submitted(self, values: dict[str, str]) -> None:
        account = self._page.account.account()
        if account is None:
            return
        try:
            nominees = self._nominees.nominees()
        except Refusal as no:
            self._nominate.refuse(no_text(no))
            return
        self._presenter.nominate(
            AddNomination(
                account.member.id,
                nominees,
                values["made"],
                values["delivered"],
                values["how"],
                values["replaces"] == "yes",
                values["words"],
            )
        )

    def _on_revoke(self, nomination: NominationView) -> None:
        self._nomination = nomination
        title = words("Revoke nomination {} of {}").format(nomination.number, nomination.member_name)
        self._begin(self._revoke, title)

    def _on_revoke_submitted(self, values: dict[str, str]) -> None:
        if self._nomination is not None:
            self._presenter.revoke(self._nomination, values)


def _whom(life: LifeView) -> str:
    return words("{}, member {}").format(life.member.name, display_number(life.member.number))


def _is_here(file: MemberFile | None, member: MemberId) -> bool:
    return file is not None and file.member.id == member and file.tonight is not None and file.tonight.here


def _follow(field: QWidget, slot: Callable[..., None]) -> None:
    if isinstance(field, Picker):
        field.currentIndexChanged.connect(slot)
    elif isinstance(field, QLineEdit):
        field.textChanged.connect(slot)
