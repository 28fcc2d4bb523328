"""The questions asked about a member, and the commands their answers make."""

from collections.abc import Mapping

from coopdesk.services.member_file import MemberFile
from coopdesk.services.membership import AddMember, EditMember
from coopdesk.services.movements import METHODS
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.text import words

_BESIDE = {"joint": "joint-holder", "purposes": "purpose"}
"""Fields of a line each, with the kind of detail they hold."""

_DETAILS = ("name", "kind", "class_name", "representative", "address", "postcode", "email", "phone")


def _questions() -> tuple[FormField, ...]:
    return (
        FormField("name", words("Name"), wide=True),
        FormField("kind", words("Person or organisation"), choices=_kinds()),
        FormField("representative", words("Representative of an organisation")),
        FormField("address", words("Address"), wide=True, lines=2),
        FormField("postcode", words("Postcode")),
        FormField("phone", words("Phone")),
        FormField("email", words("E-mail")),
        FormField("class_name", words("Class"), words("Member")),
        FormField("joint", words("Joint holders, a line each"), lines=2),
        FormField("purposes", words("Uses of the e-mail address"), lines=2),
    )


def _kinds() -> tuple[tuple[str, str], ...]:
    return (("person", words("Person")), ("organisation", words("Organisation")))


def add_form() -> InlineForm:
    """Somebody new, without shares."""
    more = (
        FormField("number", words("Member number"), words("the next one")),
        FormField("joined_on", words("Joined on"), words("today, or 01/03/2026")),
    )
    return InlineForm(
        words("Add a member"),
        words("Add to the register"),
        (*_questions(), *more),
        icon="user-plus",
        note=words("Without shares. Somebody who joins at the meeting joins at the door (F4), £1 share and all."),
    )


def edit_form() -> InlineForm:
    """What the register says of somebody; what it said before is kept with the day and the note."""
    when = (
        FormField("on", words("From which day"), words("today, or 01/03/2026")),
        FormField("why", words("Note kept with what it said before"), words("by marriage")),
    )
    return InlineForm(words("Edit details"), words("Save details"), (*_questions(), *when), icon="pencil")


def issue_form() -> InlineForm:
    """Shares for the member shown."""
    fields = (FormField("shares", words("Number of shares"), "1"), paid_question())
    note = words("Fully paid: the money is entered with the shares, and the certificate is numbered.")
    return InlineForm(words("Issue shares"), words("Issue"), fields, icon="badge-pound-sterling", note=note)


def paid_question(caption: str = "") -> FormField:
    """How money came, or goes back."""
    ways = {"cash": words("Cash"), "card": words("Card"), "transfer": words("Bank transfer"), "cheque": words("Cheque")}
    return FormField("paid", caption or words("Paid by"), choices=tuple((method, ways[method]) for method in METHODS))


def add_command(values: Mapping[str, str]) -> AddMember:
    """The command of a filled-in form; an empty class is the usual one."""
    given = dict(values)
    if not given["class_name"]:
        del given["class_name"]
    given |= {name: "\n".join(_lines(given[name])) for name in _BESIDE}
    return AddMember(**given)


def edit_command(file: MemberFile, values: Mapping[str, str]) -> EditMember:
    """Only what was changed, so that two people editing one member do not overwrite each other.

    A joint holder or a purpose whose line is gone comes to an end; a new line is entered.
    """
    before = details(file)
    changed = {name: values[name] for name in _DETAILS if values[name] != before[name]}
    new = {name: _lines(values[name]) for name in _BESIDE}
    ended: list[str] = []
    for each in file.beside:
        name = next(name for name, kind in _BESIDE.items() if kind == each.kind)
        if each.words in new[name]:
            new[name].remove(each.words)
        else:
            ended.append(f"{each.kind}:{each.id}")
    added = {name: "\n".join(lines) for name, lines in new.items()}
    return EditMember(
        member=file.member.id, on=values["on"], why=values["why"], ended=";".join(ended), **added, **changed
    )


def details(file: MemberFile) -> dict[str, str]:
    """A member's details as the form shows them."""
    beside = {
        name: "\n".join(each.words for each in file.beside if each.kind == kind) for name, kind in _BESIDE.items()
    }
    return {name: str(getattr(file.member, name)) for name in _DETAILS} | beside


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
