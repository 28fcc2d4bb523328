"""The member beside the list: who they are, what they hold, how they stand tonight, and what happened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from coopdesk.assets import IconName
from coopdesk.domain.clock import day_words
from coopdesk.domain.members import MemberKind, display_number
from coopdesk.domain.money import pounds
from coopdesk.services.member_file import MemberFile, member_since
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.discs import Disc
from coopdesk.ui.kit.frames import hairline
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import label, restyle
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.stepper import Timeline
from coopdesk.ui.kit.tiles import Figure
from coopdesk.ui.text import words

WIDTH = 390
EVENTS_SHOWN = 5


class MemberPanel(QFrame):
    """One member. Wishes: ``edit_requested``, ``life_requested``, ``card_requested``, ``shares_requested``,
    ``account_requested``."""

    edit_requested = Signal()
    life_requested = Signal()
    card_requested = Signal()
    shares_requested = Signal()
    account_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._file: MemberFile | None = None
        self._all = False
        self._mark = Disc(None, "primary_soft", 44, words="", ink="primary")
        self._name = label("", "instruction", wrap=True)
        self._standing = label("", "muted", wrap=True)
        self._figures = (Figure(), Figure(), Figure())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(7)
        self._more = Button(words("See all"), kind="ghost", height=28)
        self._more.clicked.connect(self._on_more)
        self.account = Button(words("Account"), icon="history", key="Alt A", kind="ghost", height=28)
        self.account.clicked.connect(self.account_requested)
        self._timeline = Timeline()
        self._certificates = label("", "small", wrap=True)
        self._nobody = label(words("Choose a member from the list, or scan a card."), "muted", wrap=True)
        self._whole = QWidget()
        self._whole.setLayout(self._arrange())
        self.setLayout(column(self._nobody, Grow(self._whole), gap=0, margins=(16, 14, 16, 14)))
        self._whole.hide()

    def _arrange(self) -> QVBoxLayout:
        history = row(label(words("History"), "section"), Grow(), self._more, self.account, gap=4)
        inside = column(
            row(self._mark, Grow(column(self._name, self._standing, gap=0)), gap=12),
            row(*(Grow(figure) for figure in self._figures), gap=8),
            self._lines, self._certificates, hairline(), history, self._timeline, Grow(),
            gap=10, margins=(0, 0, 6, 0),
        )  # fmt: skip
        self._shares = Button(words("Issue shares"), icon="plus")
        self._card = Button(words("Print card"), icon="printer")
        self._edit = Button(words("Edit details"), icon="pencil", key="E", padding=8)
        self._life = Button(words("Membership"), icon="user-check", key="M", padding=8)
        self._edit.clicked.connect(self.edit_requested)
        self._card.clicked.connect(self.card_requested)
        self._shares.clicked.connect(self.shares_requested)
        self._life.clicked.connect(self.life_requested)
        acts = QGridLayout()
        acts.setSpacing(8)
        for place, button in enumerate((self._shares, self._card, self._edit, self._life)):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            button.setSizePolicy(policy)
            acts.addWidget(button, place // 2, place % 2)
        return column(Grow(Scrolled(inside, words("About this member"))), acts, gap=10)

    def file(self) -> MemberFile | None:
        """Whom it shows."""
        return self._file

    def show_file(self, file: MemberFile | None) -> None:
        """Show a member, or nobody."""
        if file is None or self._file is None or file.member.id != self._file.member.id:
            self._all = False
        self._file = file
        self._whole.setVisible(file is not None)
        self._nobody.setVisible(file is None)
        if file is not None:
            self._show_person(file)
            self._show_lines(file)
            self._show_history(file)
            for button in (self._shares, self._card):
                button.refuse("" if file.member.active else words("The membership has ended."))

    def _show_person(self, file: MemberFile) -> None:
        member = file.member
        initials = "".join(part[0] for part in (member.name.split() or [""])[:: max(1, len(member.name.split()) - 1)])
        self._mark.show_disc(None, "primary_soft", words=initials[:2].upper(), ink="primary")
        self._name.setText(member.name)
        standing = _standing_words(file)
        number = words("Member {}").format(display_number(member.number))
        self._standing.setText("  ·  ".join((number, member.class_name, standing)))
        holds, here, years = self._figures
        holds.show_figure(f"{member.shares:,}", words("shares, {}").format(pounds(file.pence)))
        here.show_figure(_vote_words(file), _room_words(file))
        holding = words("year with us") if file.years == 1 else words("years with us")
        years.show_figure(str(file.years), holding)
        self.setAccessibleName(f"{member.name}, {number}")

    def _show_lines(self, file: MemberFile) -> None:
        empty(self._lines)
        member = file.member
        lines: list[tuple[IconName, str]] = []
        if member.kind is MemberKind.ORGANISATION:
            lines.append(
                (
                    "user",
                    words("represented by {}").format(member.representative or words("nobody yet")),
                )
            )
        where = ", ".join(part for part in (member.address.replace("\n", ", "), member.postcode) if part)
        lines += [("map-pin", where), ("mail", member.email), ("phone", member.phone)]
        if file.tonight is not None:
            lines.append(("door-open" if file.tonight.here else "door-closed", file.tonight.words))
        lines.append(("history", words("Member {}").format(member_since(member))))
        for icon, text in lines:
            if text:
                self._lines.addLayout(row(IconMark(icon, "muted", 16), Grow(label(text, wrap=True)), gap=9))

    def _show_history(self, file: MemberFile) -> None:
        shown = file.history if self._all else file.history[:EVENTS_SHOWN]
        self._more.setVisible(len(file.history) > EVENTS_SHOWN)
        self._more.set_words(words("See less") if self._all else words("See all {}").format(len(file.history)))
        self._timeline.show_events([(day_words(each.day), each.what, each.note, each.mark) for each in shown], 118)
        standing = [f"{each.number:05d} ({each.shares:,})" for each in file.certificates if each.status == "issued"]
        self._certificates.setText(words("Certificates: {}").format(", ".join(standing[:12])) if standing else "")
        self._certificates.setVisible(bool(standing))
        restyle(self)

    def _on_more(self) -> None:
        self._all = not self._all
        if self._file is not None:
            self._show_history(self._file)


def _standing_words(file: MemberFile) -> str:
    if file.died_on is not None:
        return words("died {}").format(day_words(file.died_on))
    if file.one_with:
        return words("one record with {}").format(display_number(file.one_with))
    return words("active") if file.member.active else words("left")


def _vote_words(file: MemberFile) -> str:
    if file.tonight is None:
        return "–"
    return "1" if file.tonight.here and file.tonight.votes else "0"


def _room_words(file: MemberFile) -> str:
    if file.tonight is None:
        return words("no meeting")
    return words("vote tonight") if file.tonight.here else words("not here")
