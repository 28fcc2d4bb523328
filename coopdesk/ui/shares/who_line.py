"""Who is meant, said below a form while it is filled in."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from coopdesk.domain.certificates import joint_names
from coopdesk.domain.members import MemberKind, display_number
from coopdesk.services.member_meant import HolderMeant
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.labels import label
from coopdesk.ui.shares.presenter import SharesPresenter
from coopdesk.ui.shares.waiting_card import shares_counted
from coopdesk.ui.text import words


def holder_words(meant: HolderMeant) -> str:
    """Who is meant, what they hold, and whom a certificate names where that is not the member alone."""
    member = meant.member
    told = [
        words("{}, member {}, holds {} now.").format(
            member.name, display_number(member.number), shares_counted(member.shares)
        )
    ]
    if meant.joint:
        told.append(words("Certificates name {}.").format(joint_names(member.name, meant.joint)))
    if member.kind is MemberKind.ORGANISATION:
        named = words("Represented by {}.").format(member.representative)
        told.append(named if member.representative else words("No representative is named yet."))
    return " ".join(told)


class WhoLine(QObject):
    """Follows one question of a form and tells whom the answer names."""

    def __init__(self, form: InlineForm, question: str, presenter: SharesPresenter) -> None:
        super().__init__(form)
        self._form = form
        self._question = question
        self._presenter = presenter
        self._line = label("", "medium", wrap=True)
        self._line.hide()
        form.add_extra(self._line)
        field = form.field(question)
        assert isinstance(field, QLineEdit)
        field.textChanged.connect(self._on_typed)
        presenter.who.connect(self._on_who)

    def _on_typed(self, text: str) -> None:
        if text.strip():
            self._presenter.look_up(text.strip())
        else:
            self._line.hide()

    def _on_who(self, text: str, answer: object) -> None:
        # An answer to what was typed before is stale by now.
        if text == self._form.values()[self._question]:
            self._line.setVisible(isinstance(answer, HolderMeant))
            if isinstance(answer, HolderMeant):
                self._line.setText(holder_words(answer))
