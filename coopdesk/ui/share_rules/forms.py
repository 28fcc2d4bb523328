"""The questions of the share rules."""

from coopdesk.services.share_rules import SettingView
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.share_rules.wording import value_field
from coopdesk.ui.text import words


def setting_form(view: SettingView) -> InlineForm:
    """A new value of one setting, from a day, with its source."""
    fields = (
        value_field(view, words("From now on")),
        FormField("from_day", words("It holds from"), words("today, or 01/01/2027")),
        FormField("source", words("Laid down in"), words("rule 15, registered 3 March 2026"), wide=True),
    )
    note = words("What held before stays on record, and still holds for the days before.")
    return InlineForm(view.words, words("Set"), fields, icon="scale", note=note)


def class_form() -> InlineForm:
    """A further class of shares."""
    yes_no = (("yes", words("Yes")), ("", words("No")))
    fields = (
        FormField("name", words("Name of the class"), words("Community shares"), wide=True),
        FormField("withdrawable", words("May they be withdrawn?"), choices=yes_no),
        FormField("transferable", words("May they be transferred?"), choices=yes_no),
        FormField("numbered", words("Has each share a number of its own?"), choices=yes_no),
    )
    note = words("Shares of it can be issued from now on. A class stays on record and cannot be taken back.")
    return InlineForm(words("Open a class of shares"), words("Open"), fields, icon="plus", note=note)


def suspend_form() -> InlineForm:
    """Who stops withdrawals, from when and why."""
    kinds = (
        ("board", words("The board suspends them")),
        ("insolvency", words("The society cannot pay its debts")),
    )
    fields = (
        FormField("kind", words("Why"), choices=kinds),
        FormField("on", words("From"), words("today, or 01/01/2027")),
        FormField("words", words("Minute or reason"), words("board minute 12 of 3 March"), wide=True),
    )
    note = words("Nothing is paid out from that day on. Notice can still be given, and is paid when the stop ends.")
    return InlineForm(words("Suspend withdrawals"), words("Suspend"), fields, icon="lock", note=note)


def lift_form() -> InlineForm:
    """The last day of the suspension."""
    fields = (FormField("on", words("Last day of the suspension"), words("today, or 01/01/2027")),)
    note = words("Withdrawals are paid again from the day after.")
    return InlineForm(words("Lift the suspension"), words("Lift"), fields, icon="lock-open", note=note)
