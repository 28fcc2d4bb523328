"""The questions of the treasurer's acts."""

from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.members.forms import paid_question
from coopdesk.ui.text import words

MEMBER_QUESTIONS = ("reference", "giver", "taker")
"""Questions that a scanned member card answers, in any of the forms here."""


def _whom(name: str, caption: str) -> FormField:
    return FormField(name, caption, words("427"))


def _day(caption: str) -> FormField:
    return FormField("on", caption, words("today, or 01/03/2026"))


def issue_form() -> InlineForm:
    """Whom, how many, paid how."""
    fields = (
        FormField("reference", words("Member: number, name or card"), words("427"), wide=True),
        FormField("shares", words("Number of shares"), "1"),
        paid_question(),
        FormField("pence", words("Paid now"), words("all of it, or £10")),
        FormField("bank", words("Bank reference or cheque number")),
    )
    note = words("The money is entered with the shares, and the certificate is numbered.")
    return InlineForm(words("Issue shares"), words("Issue"), fields, icon="badge-pound-sterling", note=note)


def transfer_form() -> InlineForm:
    """From whom to whom, and the board's consent."""
    kinds = (
        ("transfer", words("Transfer")),
        ("inheritance", words("On death, or by nomination")),
        ("nominee", words("To the secretary as nominee")),
    )
    fields = (
        _whom("giver", words("From: number, name or card")),
        _whom("taker", words("To: number, name or card")),
        FormField("shares", words("Number of shares"), "1"),
        FormField("kind", words("Kind"), choices=kinds),
        FormField("consent_on", words("Board’s consent given on"), words("20/11/2026")),
        _day(words("Registered on")),
        FormField("remark", words("Remark"), wide=True),
    )
    note = words("One act with two entries of one day: old certificates are cancelled and new ones numbered.")
    return InlineForm(words("Transfer shares"), words("Transfer"), fields, icon="arrow-right-left", note=note)


def withdraw_form() -> InlineForm:
    """Who takes money out, or leaves."""
    kinds = (
        ("notice", words("Withdraw, with the notice of the rules")),
        ("waive", words("Withdraw now: the board waives notice")),
        ("repay", words("Cancel on leaving, money paid back")),
        ("keep", words("Cancel on leaving, money kept")),
    )
    fields = (
        FormField("reference", words("Member: number, name or card"), words("427"), wide=True),
        FormField("shares", words("Number of shares"), "1"),
        FormField("what", words("What"), choices=kinds),
        paid_question(words("Paid back by")),
        _day(words("Notice given on")),
        FormField("remark", words("Reason or remark"), wide=True),
    )
    return InlineForm(words("Withdraw shares"), words("Withdraw"), fields, icon="minus", note=withdraw_note())


def withdraw_note() -> str:
    """What is to be known of a withdrawal, where there is nothing to warn of."""
    return words("Whole shares at their nominal value; certificates behind them are cancelled.")


def correct_form() -> InlineForm:
    """Why a movement is taken back."""
    fields = (
        FormField("reason", words("Why"), words("entered for the wrong member"), wide=True),
        _day(words("Corrected on")),
    )
    note = words("Nothing is edited: a further entry takes this one back, whole, with its money and its certificate.")
    return InlineForm(words("Correct"), words("Take it back"), fields, icon="rotate-ccw", note=note)


def apply_form() -> InlineForm:
    """Somebody asks for shares."""
    fields = (
        FormField("reference", words("Member, if one already: number, name or card"), words("427"), wide=True),
        FormField("name", words("Otherwise the name")),
        FormField("shares", words("Number of shares"), "1"),
        FormField("address", words("Address"), wide=True),
        FormField("postcode", words("Postcode")),
        FormField("email", words("E-mail")),
        _day(words("Received on")),
    )
    note = words("It waits for the board where the rules want it, and for the money; then shares are allotted.")
    return InlineForm(words("Application for shares"), words("Record"), fields, icon="file-plus", note=note)


def application_form() -> InlineForm:
    """What becomes of an application."""
    acts = (
        ("approved", words("The board approves it")),
        ("refused", words("The board refuses it")),
        ("withdrawn", words("The applicant withdraws it")),
        ("pay", words("Money has come in")),
        ("allot", words("Allot the shares")),
    )
    fields = (
        FormField("what", words("What"), choices=acts),
        paid_question(),
        FormField("pence", words("Paid now"), words("what is still owed, or £10")),
        _day(words("On")),
        FormField("remark", words("Minute or reason"), wide=True),
    )
    return InlineForm(words("Application"), words("Record"), fields, icon="check")


def together_form() -> InlineForm:
    """What the board decides about several at once."""
    decisions = (("approve", words("The board approves them")), ("refuse", words("The board refuses them")))
    fields = (
        FormField("decision", words("What"), choices=decisions),
        _day(words("On")),
        paid_question(words("Withdrawals are paid back by")),
        FormField("remark", words("Minute or reason"), words("board minute 12 of 3 March"), wide=True),
    )
    return InlineForm(words("The board decides"), words("Record"), fields, icon="gavel")


def notice_form() -> InlineForm:
    """What becomes of a notice of withdrawal."""
    acts = (
        ("pay", words("Pay it back")),
        ("refuse", words("The board refuses it")),
        ("take-back", words("The member takes it back")),
    )
    fields = (
        FormField("what", words("What"), choices=acts),
        paid_question(words("Paid back by")),
        _day(words("On")),
        FormField("remark", words("Reason"), wide=True),
    )
    return InlineForm(words("Notice of withdrawal"), words("Record"), fields, icon="check")


def instalment_form() -> InlineForm:
    """Money on shares that are not fully paid."""
    fields = (
        FormField("pence", words("How much"), words("£10")),
        paid_question(),
        _day(words("Received on")),
        FormField("bank", words("Bank reference or cheque number")),
    )
    return InlineForm(words("Instalment"), words("Take the money"), fields, icon="banknote")


def statement_form() -> InlineForm:
    """For which days a statement is made."""
    fields = (
        FormField("first", words("From"), words("01/01/2026")),
        FormField("last", words("To"), words("today, or 31/12/2026")),
    )
    note = words("Opening, issued, withdrawn, cancelled, transferred, closing, tied to the money: for the accounts.")
    return InlineForm(words("Statement of share capital"), words("Save as PDF"), fields, icon="file-text", note=note)


def member_asked(form: InlineForm) -> str:
    """Which question a scanned member card answers: that with the focus, else the first left empty; "" for none."""
    asked = [name for name in MEMBER_QUESTIONS if form.has_field(name)]
    focused = [name for name in asked if form.field(name).hasFocus()]
    empty = [name for name in asked if not form.values()[name]]
    return next(iter(focused or empty or asked), "")
