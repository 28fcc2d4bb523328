"""The questions of the treasurer's acts."""

from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.members.forms import paid_question
from coopdesk.ui.text import words


def issue_form() -> InlineForm:
    """Whom, how many, paid how."""
    fields = (
        FormField("reference", words("Member: number, name or card"), words("427"), wide=True),
        FormField("shares", words("Number of shares"), "1"),
        paid_question(),
    )
    note = words("Fully paid: the money is entered with the shares, and the certificate is numbered.")
    return InlineForm(words("Issue shares"), words("Issue"), fields, icon="badge-pound-sterling", note=note)


def member_asked(form: InlineForm) -> str:
    """Which question a scanned member card answers: the one with the focus, else the first not answered yet."""
    asked = [name for name in ("reference", "giver", "taker") if form.has_field(name)]
    focused = [name for name in asked if form.field(name).hasFocus()]
    empty = [name for name in asked if not form.values()[name]]
    return (focused or empty or asked)[0]
