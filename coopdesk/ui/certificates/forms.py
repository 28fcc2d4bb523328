"""The questions asked before a certificate is replaced, cancelled or copied, and about paper that was spoilt."""

from coopdesk.services.certificate_view import CertificateView
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.text import words


def replace_form() -> InlineForm:
    """Why a new certificate takes the old one's place."""
    reasons = (
        ("lost", words("Lost")),
        ("stolen", words("Stolen")),
        ("destroyed", words("Destroyed")),
        ("damaged", words("Damaged")),
        ("spoilt", words("Spoilt in printing")),
        ("renamed", words("The holder’s name changed")),
    )
    fields = (
        FormField("reason", words("Why"), choices=reasons),
        FormField("indemnity", words("Indemnity"), choices=(("", words("None held")), ("yes", words("Held on file")))),
    )
    note = words(
        "The old number is kept with its reason and never used again; the new certificate has the next number."
    )
    return InlineForm(words("Replace"), words("Replace"), fields, icon="refresh-cw", note=note)


def cancel_form() -> InlineForm:
    """Why a certificate is taken out of force though its shares stay."""
    fields = (FormField("reason", words("Why"), words("handed back by the holder"), wide=True),)
    note = words("The shares stay where they are, held without a certificate. This cannot be undone.")
    return InlineForm(
        words("Cancel certificate"), words("Cancel certificate"), fields, icon="x", note=note, back=words("Back")
    )


def copy_form() -> InlineForm:
    """Why the same certificate is printed again."""
    fields = (FormField("reason", words("Why"), words("a copy for the accountant"), wide=True),)
    note = words("From now on this certificate prints with DUPLICATE across it.")
    return InlineForm(words("Print a duplicate"), words("Print a duplicate"), fields, icon="copy", note=note)


def spoilt_form() -> InlineForm:
    """Certificate paper that was spoilt and destroyed."""
    fields = (
        FormField("sheets", words("Sheets spoilt"), "1"),
        FormField("sheet_numbers", words("Numbers on the sheets"), words("0211 to 0213")),
        FormField("reason", words("What happened"), words("the printer jammed"), wide=True),
        FormField("witness", words("Who saw them destroyed"), wide=True),
    )
    note = words("For numbered stationery: every sheet is accounted for.")
    return InlineForm(words("Spoilt paper"), words("Record"), fields, icon="trash-2", note=note)


def sign_form() -> InlineForm:
    """The passphrase that opens the society's key for certificates."""
    fields = (FormField("passphrase", words("Passphrase"), wide=True, secret=True),)
    note = words(
        "Every certificate that stands and has no signature yet gets one in its code, in one act. The passphrase opens "
        "the key for this once and is written nowhere. Print the certificates afterwards."
    )
    return InlineForm(words("Sign certificates"), words("Sign"), fields, icon="shield-check", note=note)


def about(view: CertificateView) -> str:
    """ "Certificate 00418 of Zoë Hartley", for the heading of a form."""
    return words("certificate {} of {}").format(f"{view.number:05d}", view.holder)
