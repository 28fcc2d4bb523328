"""The forms of the Set-up page."""

from coopdesk.domain.rules import RuleSheet
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.text import words


def call_form() -> InlineForm:
    """A meeting to be called."""
    kinds = (("agm", words("Annual general meeting")), ("sgm", words("Special general meeting")))
    fields = (
        FormField("kind", words("Kind of meeting"), choices=kinds),
        FormField("title", words("Title, if not the usual one")),
        FormField("day", words("Day"), words("28/11/2026")),
        FormField("hour", words("Time"), words("19:00 or 7 pm")),
        FormField("place", words("Place"), words("The Old Town Hall"), wide=True),
    )
    note = words("The usual agenda comes with it, in running order; add your own items afterwards.")
    return InlineForm(words("Call a meeting"), words("Call the meeting"), fields, icon="calendar-clock", note=note)


def notice_form(rules: RuleSheet) -> InlineForm:
    """How and when notice was sent; the ways are those the rules name."""
    ways = tuple((method, method.capitalize()) for method, _ in rules.notice_deemed_days)
    fields = (
        FormField("sent", words("Sent on"), words("06/11/2026")),
        FormField("by", words("How"), choices=ways or (("hand", words("Hand")),)),
    )
    note = words("The rules ask for {} clear days. Too short a notice is recorded too, and said.")
    return InlineForm(
        words("Record the notice"), words("Record it"), fields, icon="mail", note=note.format(rules.notice_clear_days)
    )


def chair_form() -> InlineForm:
    """Who takes the chair."""
    field = FormField("reference", words("Member number, or scan the card"), words("427"), wide=True)
    return InlineForm(words("Name the chair"), words("Name the chair"), (field,), icon="gavel")


def item_form() -> InlineForm:
    """An item of business."""
    fields = (
        FormField("title", words("Title"), wide=True),
        FormField("minutes", words("Likely minutes"), "5"),
    )
    note = words("It goes last, before the close; items already there keep their numbers.")
    return InlineForm(words("Add an item"), words("Add it to the agenda"), fields, icon="plus", note=note)


def society_form() -> InlineForm:
    """What every paper carries at its head."""
    fields = (
        FormField("name", words("Name of the society"), wide=True),
        FormField("number", words("Registration number")),
        FormField("office", words("Registered office"), wide=True),
    )
    return InlineForm(words("The society"), words("Save"), fields, icon="building-2")


def key_form(replaces: bool) -> InlineForm:
    """A passphrase for the society's key, typed twice."""
    fields = (
        FormField("passphrase", words("Passphrase, three or four words"), secret=True),
        FormField("again", words("The same again"), secret=True),
    )
    note = words(
        "The key is in this file, wrapped by the passphrase, which is written nowhere. Write it down and keep it where "
        "the next secretary finds it: nothing can bring it back."
    )
    if replaces:
        note += " " + words("Papers sealed so far can still be checked; the old key seals no more.")
    title = words("Replace the society’s key") if replaces else words("Make the society’s key")
    return InlineForm(title, words("Make the key"), fields, icon="shield-check", note=note)


def when_text(day: str, hour: str) -> str:
    """Day and time as a moment is read, "28/11/2026 19:00"; what is not one is refused where it is read."""
    return f"{day} {hour}"


def officer_form() -> InlineForm:
    """Somebody takes an office."""
    fields = (
        FormField("office", words("Office"), words("Secretary, Treasurer, Director"), wide=True),
        FormField("reference", words("Member number, or scan the card"), words("427")),
        FormField("name", words("Name, of somebody who is not a member")),
        FormField("on", words("Since"), words("today, or 01/03/2026")),
        FormField("words", words("Note"), words("elected at the meeting")),
        FormField("address", words("Address, if not the register’s"), wide=True),
    )
    note = words("A director’s or secretary’s name and address are the register’s (2014 Act s.30(3)).")
    return InlineForm(words("Enter an officer"), words("Enter the officer"), fields, icon="user-plus", note=note)


def term_form() -> InlineForm:
    """Somebody leaves an office."""
    fields = (FormField("on", words("On which day"), words("today, or 01/03/2026"), wide=True),)
    note = words("The term stays on the register of officers with both days.")
    return InlineForm(words("End a term of office"), words("End the term"), fields, icon="user-minus", note=note)


def lapse_form() -> InlineForm:
    """Memberships end for missed meetings, all on the list at once."""
    note = words("The entries stay, and what they hold stays on the ledger. Ctrl+Z takes it back.")
    return InlineForm(words("Let memberships lapse"), words("Let them lapse"), (), icon="user-x", note=note)


def due_form(word: str) -> InlineForm:
    """Whole entries of former members, whose time is over."""
    fields = (
        FormField("ground", words("On what ground, for the log"), words("retention period over"), wide=True),
        FormField("confirm", words("Type {} to go on").format(word), wide=True),
    )
    note = words("There is no way back. Backups, exports and papers made before are not reached.")
    return InlineForm(words("Erase what is due"), words("Erase"), fields, icon="eye-off", note=note)
