"""Writing down in two steps: the first Enter says what it would do, the second does just that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from coopdesk.domain.money import pounds
from coopdesk.services.cancelling import WriteDownAhead
from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.share_rules.presenter import ahead_words
from coopdesk.ui.text import words


class WriteDownForm(InlineForm):
    """``preview_requested(values)``, then ``confirmed(values)`` for what was previewed and nothing else."""

    preview_requested = Signal(object)
    confirmed = Signal(object)

    def __init__(self) -> None:
        fields = (
            FormField("percent", words("Per cent of every holding"), "50"),
            FormField("on", words("On"), words("today, or 01/03/2026")),
            FormField("reason", words("Why"), words("losses of 2025, general meeting of 3 March"), wide=True),
        )
        note = words(
            "Whole shares go, rounded in each member’s favour, and nobody is left without any. Certificates are "
            "cancelled and numbered anew. There is no undo for all of it; each movement can be corrected with a reason."
        )
        super().__init__(words("Write shares down"), words("Preview"), fields, icon="eye", note=note)
        self._seen: tuple[str, str] | None = None
        self._ahead = NoticeBanner("info", "eye", "")
        self._ahead.hide()
        self.add_extra(self._ahead)
        self.submitted.connect(self._on_submitted)
        for name in ("percent", "on"):
            field = self.field(name)
            assert isinstance(field, QLineEdit)
            field.textChanged.connect(self._on_typed)

    def show_ahead(self, values: dict[str, str], ahead: WriteDownAhead) -> None:
        """Say what it would do, and offer to do it; an answer to what was typed before is stale by now."""
        self.set_busy(False)
        if _part_and_day(values) != _part_and_day(self.values()):
            return
        told = ahead_words(ahead)
        self._ahead.show_notice("warning" if ahead.shares else "info", "eye", told)
        self._ahead.show()
        announce(self._ahead, told)
        if ahead.shares:
            self._seen = _part_and_day(values)
            self.verb().set_words(words("Write down {}").format(pounds(ahead.shares * ahead.nominal_pence)))
            self.verb().set_icon("arrow-down")

    def told(self) -> str:
        """What the preview says, "" before there is one."""
        return "" if self._ahead.isHidden() else self._ahead.text()

    def _on_submitted(self, values: dict[str, str]) -> None:
        if self._seen == _part_and_day(values):
            self.confirmed.emit(values)
        else:
            self.preview_requested.emit(values)

    def _on_typed(self, _text: str) -> None:
        self._seen = None
        self._ahead.hide()
        self.verb().set_words(words("Preview"))
        self.verb().set_icon("eye")


def _part_and_day(values: dict[str, str]) -> tuple[str, str]:
    return values["percent"], values["on"]
