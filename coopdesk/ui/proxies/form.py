"""The form of a proxy as received: who, by whom, when, and how the member wants each motion voted on."""

from coopdesk.services.proxies import CHAIR, PROOFS
from coopdesk.services.proxy_desk import ProxiesView
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.text import words

_MOTION = "motion-"
TITLE_SHOWN = 64
"""Letters of a motion's title that stand over its question."""

_PROOFS = {"signed": "Signed on paper", "email": "By e-mail", "online": "Online", "witnessed": "Witnessed"}


def proxy_form(view: ProxiesView) -> InlineForm:
    """The questions, with one for every motion that is still to be voted on."""
    wishes = (
        ("", words("as the holder decides")),
        ("for", words("for")),
        ("against", words("against")),
        ("abstain", words("abstain")),
    )
    motions = tuple(
        FormField(f"{_MOTION}{number}", _caption(number, title), choices=wishes, wide=True)
        for number, title in view.motions
    )
    return InlineForm(
        words("Enter a proxy form"),
        words("Record the form"),
        (
            FormField("appointor", words("Member who appoints (number or card)"), "0388"),
            FormField("holder", words("Who speaks for them (number, name, or chair)"), CHAIR),
            FormField("received", words("Received (left out: now)"), "25/11/2026 09:30"),
            FormField("proof", words("How it came"), choices=tuple((each, words(_PROOFS[each])) for each in PROOFS)),
            *motions,
        ),
        icon="user-check",
        note=words("The latest form of a member counts. It sleeps while the member is in the room."),
    )


def _caption(number: int, title: str) -> str:
    shown = title if len(title) <= TITLE_SHOWN else f"{title[: TITLE_SHOWN - 1].rstrip()}…"
    return words("Motion {number}: {title}").format(number=number, title=shown)


def revoke_form(form: int, name: str) -> InlineForm:
    """A revocation: it ends every standing form of the member, so it is asked for twice."""
    note = words("Form {form}, and any earlier one of this member, then counts no more. All stay in the ledger.")
    return InlineForm(
        words("Revoke the proxy of {name}?").format(name=name),
        words("Revoke it"),
        (),
        icon="user-x",
        back=words("Leave it"),
        note=note.format(form=form),
    )


def instructions_of(values: dict[str, str]) -> str:
    """ "3=against 4=for": what the form says of the motions."""
    told = ((name.removeprefix(_MOTION), choice) for name, choice in values.items() if name.startswith(_MOTION))
    return " ".join(f"{number}={choice}" for number, choice in told if choice)
