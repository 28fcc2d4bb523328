"""The questions of each turn of a membership."""

from collections.abc import Mapping

from coopdesk.domain.ids import MemberId
from coopdesk.services.member_life import RecordDeath, Rejoin
from coopdesk.services.members import MemberView
from coopdesk.services.membership_end import REASONS_TO_END, EndMembership
from coopdesk.services.merging import MergeMembers
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.text import words

THIS, OTHER = "this", "other"
"""Which of two records stays."""


def _day(caption: str) -> FormField:
    return FormField("on", caption, words("today, or 01/03/2026"))


def _reasons() -> tuple[tuple[str, str], ...]:
    told = {
        "resigned": words("Resigned"),
        "expelled": words("Expelled"),
        "lapsed": words("Lapsed under the rules"),
        "withdrew": words("Withdrew all shares"),
        "transferred": words("Transferred all shares"),
        "wound-up": words("The organisation was wound up"),
        "not-eligible": words("No longer eligible"),
        "other": words("Other: say it beside"),
    }
    return tuple((reason, told[reason]) for reason in REASONS_TO_END)


def end_form() -> InlineForm:
    """Somebody leaves."""
    questions = (
        FormField("why", words("Why"), choices=_reasons()),
        _day(words("On which day")),
        FormField("reason", words("In words, as the register is to say it"), words("moved to Bangor"), wide=True),
    )
    return InlineForm(words("End membership"), words("End membership"), questions, icon="user-x")


def end_command(member: MemberView, values: Mapping[str, str]) -> EndMembership:
    """The command that ends a membership."""
    return EndMembership(member.id, values["reason"], values["on"], values["why"])


def death_form() -> InlineForm:
    """Somebody has died."""
    questions = (
        _day(words("Day of death")),
        FormField("words", words("How we know"), words("certificate seen")),
    )
    return InlineForm(words("Record a death"), words("Record the death"), questions, icon="check")


def death_command(member: MemberView, values: Mapping[str, str]) -> RecordDeath:
    """The command that records a death."""
    return RecordDeath(member.id, values["on"], values["words"])


def rejoin_form() -> InlineForm:
    """Somebody who left comes back."""
    questions = (
        _day(words("Member again from")),
        FormField("words", words("Note"), words("came back to Hebden")),
    )
    note = words("Rules that ask how long somebody has been a member count from this day.")
    return InlineForm(words("Member again"), words("Member again"), questions, icon="user-check", note=note)


def rejoin_command(member: MemberView, values: Mapping[str, str]) -> Rejoin:
    """The command that begins a further time of membership."""
    return Rejoin(member.id, values["on"], values["words"])


def merge_form() -> InlineForm:
    """Two records of one person."""
    questions = (
        FormField("other", words("The other record"), words("its number, or scan its card")),
        FormField("keeps", words("Which stays"), choices=((THIS, words("This record")), (OTHER, words("The other")))),
        _day(words("On which day")),
        FormField("words", words("Note"), words("the form was filled in twice")),
    )
    note = words("What happened under the number that goes stays under it, and is told in one account.")
    return InlineForm(
        words("Same person as another record"), words("Make them one record"), questions, icon="users", note=note
    )


def merge_command(this: MemberId, other: MemberId, values: Mapping[str, str]) -> MergeMembers:
    """The command that closes one record into the other."""
    gone, stays = (this, other) if values["keeps"] == OTHER else (other, this)
    return MergeMembers(gone, stays, values["on"], values["words"])


def erase_form() -> InlineForm:
    """Personal data that is not needed."""
    kinds = (("details", words("Details the register does not need")), ("entry", words("The whole entry")))
    questions = (
        FormField("what", words("What"), choices=kinds),
        FormField("ground", words("On what ground, for the log"), words("asked for on 3 March 2026")),
        FormField("confirm", words("Type {} to go on").format(erase_word()), wide=True),
    )
    note = words("There is no way back. Backups, exports and papers made before are not reached.")
    return InlineForm(words("Erase personal data"), words("Erase"), questions, icon="eye-off", note=note)


def erase_word() -> str:
    """What is typed before anything is erased."""
    return words("ERASE")


def revoke_form() -> InlineForm:
    """A nomination stands no more."""
    questions = (
        _day(words("Day of the revocation")),
        FormField("words", words("Note"), words("signed revocation, or: the member married")),
    )
    note = words("The nomination stays in the book with its day. A later will does not revoke one (2014 Act s.38).")
    return InlineForm(words("Revoke a nomination"), words("Revoke"), questions, icon="undo-2", note=note)


def nomination_form() -> InlineForm:
    """A nomination that reached the society; the nominees stand in rows of their own below."""
    ways = (("delivered", words("A signed statement, delivered")), ("book", words("Made in the society’s book")))
    replaces = (
        ("yes", words("It replaces those that stand")),
        ("no", words("It stands beside them")),
    )
    questions = (
        FormField("delivered", words("Delivered on"), words("today, or 01/03/2026")),
        FormField("made", words("Signed on"), words("the day it was delivered")),
        FormField("how", words("How it was made"), choices=ways),
        FormField("replaces", words("Nominations before it"), choices=replaces),
        FormField("words", words("Note"), words("where the paper is kept"), wide=True),
    )
    return InlineForm(words("Enter a nomination"), words("Enter in the book"), questions, icon="file-text")
