"""The forms of a debate: amend, put a slip right, move a procedure, divide, withdraw, make a count void."""

from PySide6.QtWidgets import QPlainTextEdit

from coopdesk.domain.changes import changes, changes_said
from coopdesk.domain.motions import MotionState
from coopdesk.services.motion_view import MotionView
from coopdesk.ui.kit.changed import ChangedText
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import column
from coopdesk.ui.text import words
from coopdesk.ui.votes.advance_roll import RollForm

PROCEDURES = {
    "adjourn-debate": "That the debate be adjourned",
    "refer-back": "That the motion be referred back",
    "lie-on-table": "That the motion lie on the table",
    "next-business": "That the meeting go on to the next business",
}
"""The procedural motions, as somebody in the hall would say them."""


def _people() -> tuple[FormField, FormField]:
    return (
        FormField("proposer", words("Proposer's member number"), "0427"),
        FormField("seconder", words("Seconder's member number"), "0388"),
    )


class WordingForm(InlineForm):
    """A form whose wording is seen changing: what is struck out and what is added, as it is typed."""

    def __init__(self, title: str, verb: str, motion: MotionView, questions: tuple[FormField, ...], note: str) -> None:
        super().__init__(title, verb, questions, icon="pencil-line", note=note)
        self._before = motion.text
        self.change = ChangedText()
        self._said = label("", "small")
        shown = column(label(words("The change"), "eyebrow"), self.change, self._said, gap=2, margins=(14, 8, 14, 8))
        self.add_extra(frame("quote", shown))
        wording = self.field("wording")
        assert isinstance(wording, QPlainTextEdit)
        self._wording = wording
        wording.textChanged.connect(self._on_typed)
        self._on_typed()

    def _on_typed(self) -> None:
        pieces = changes(self._before, self._wording.toPlainText().strip())
        self.change.show_pieces([(piece.change, piece.text) for piece in pieces])
        said = changes_said(pieces)
        self._said.setText(said[:1].upper() + said[1:] + ".")


def amendment_form(motion: MotionView) -> InlineForm:
    """An amendment: the motion as it would then read, with the change shown under it."""
    title = words("Move an amendment to motion {number}").format(number=motion.number)
    note = words("It is voted on first. If it is carried, motion {number} is put in the words below.")
    questions = (
        FormField("wording", words("The motion as it would read"), wide=True, lines=4),
        FormField("text", words("The amendment as moved (may be left out)"), words("Delete … and insert …"), wide=True),
        *_people(),
    )
    return WordingForm(title, words("Move it"), motion, questions, note.format(number=motion.number))


def slip_form(motion: MotionView) -> InlineForm:
    """A slip of the pen in words that may not be amended."""
    title = words("Put right a slip of the pen in motion {number}").format(number=motion.number)
    note = words(
        "Members had notice of these very words, so they may not be amended. A slip that changes nothing of their "
        "meaning is put right by the chair; the former words stay on the record."
    )
    question = FormField("wording", words("The motion put right"), wide=True, lines=4)
    return WordingForm(title, words("Put it right"), motion, (question,), note)


def procedure_form(motion: MotionView) -> InlineForm:
    """A procedural motion, voted on at once."""
    choices = tuple((what, words(said)) for what, said in PROCEDURES.items())
    return InlineForm(
        words("A procedural motion on motion {number}").format(number=motion.number),
        words("Move it"),
        (FormField("what", words("What is moved"), choices=choices, wide=True), *_people()),
        icon="arrow-right",
        note=words("It is put at once, without debate on the motion. If it is carried, the motion is set aside."),
    )


def divide_form(motion: MotionView) -> InlineForm:
    """A motion divided into parts that are voted on one by one."""
    return InlineForm(
        words("Divide motion {number}").format(number=motion.number),
        words("Divide it"),
        (FormField("parts", words("The parts, with a line of --- between them"), wide=True, lines=7),),
        icon="arrow-right-left",
        note=words("Each part is a motion of its own, of the same kind. Write each so that it stands alone."),
    )


def withdraw_form(motion: MotionView) -> InlineForm:
    """A motion withdrawn with the meeting's leave: for good, so it is asked for twice."""
    return InlineForm(
        words("Withdraw motion {number}?").format(number=motion.number),
        words("Withdraw it"),
        (),
        icon="undo-2",
        back=words("Leave it"),
        note=words(
            "The mover withdraws it, and the meeting gives leave. It stays in the minutes as withdrawn and cannot be "
            "put again."
        ),
    )


def void_form(motion: MotionView) -> InlineForm:
    """A count that cannot stand."""
    return InlineForm(
        words("Make this count of motion {number} void").format(number=motion.number),
        words("Make it void"),
        (FormField("reason", words("The reason, for the minutes"), words("The doors were open during the count"),
                   wide=True),),
        icon="rotate-ccw",
        note=words("The count is kept with its reason, and the vote is taken again."),
    )  # fmt: skip


def poll_form(motion: MotionView) -> InlineForm:
    """A demand for a poll: who, so that the rules can be held against it."""
    choices = (
        ("chair", words("The chair")),
        ("directors", words("The directors")),
        ("members", words("Members in the room")),
    )
    return InlineForm(
        words("A poll on motion {number}").format(number=motion.number),
        words("Open the poll"),
        (
            FormField("by", words("Who demands it"), choices=choices),
            FormField("members", words("Members who demand it, by number"), "12 31 47"),
        ),
        icon="vote",
        note=words("The poll takes the place of the hands, and members who sent a proxy vote in it."),
    )


def together_form(motion: MotionView) -> InlineForm:
    """Motions decided by one vote, each with a result of its own."""
    return InlineForm(
        words("Take motions together with motion {number}").format(number=motion.number),
        words("Take them together"),
        (FormField("others", words("The other motions, by number"), "3 4", wide=True),),
        icon="list-checks",
        note=words("One vote decides all of them, and each is recorded with the result. They must be of one kind."),
    )


def apart_form(motion: MotionView) -> InlineForm:
    """Motions that were taken together, each by itself again."""
    return InlineForm(
        words("Take motions apart again"),
        words("Take them apart"),
        (FormField("numbers", words("The motions that stand by themselves again"), "3 4", wide=True),),
        icon="list-checks",
        back=words("Leave it"),
        note=words("They are voted on one by one, and not with motion {number}.").format(number=motion.number),
    )


_FIGURES = (
    ("votes_for", "For"),
    ("against", "Against"),
    ("abstain", "Abstaining"),
    ("spoilt", "Spoilt"),
)


def _figures() -> tuple[FormField, ...]:
    return tuple(FormField(name, words(caption), "0") for name, caption in _FIGURES)


def advance_form(motion: MotionView) -> InlineForm:
    """Votes sent in before the meeting, as totals."""
    ways = (("post", words("by post")), ("online", words("online")))
    return InlineForm(
        words("Votes sent in on motion {number}").format(number=motion.number),
        words("Add them"),
        (
            *_figures(),
            FormField("way", words("How they came"), choices=ways),
            FormField("voters", words("Who sent them, by number (may be left out)"), "12 31 47"),
        ),
        icon="mail",
        note=words("They are added to the count when the motion is put. Members named here are not counted twice."),
    )


def corrigendum_form(motion: MotionView) -> InlineForm:
    """An error of record in a declared result, put right beside it."""
    return InlineForm(
        words("A corrigendum to the result of motion {number}").format(number=motion.number),
        words("Record it"),
        (
            *_figures(),
            FormField("reason", words("What was wrong"), words("Two slips were stuck together"), wide=True),
            FormField("authorised", words("Who authorises it"), words("The chair and both tellers"), wide=True),
        ),
        icon="pencil-line",
        note=words("The declaration stays as it was made; the corrigendum is numbered and printed beside it."),
    )


def beginning(wish: str, motion: MotionView) -> dict[str, str]:
    """What a form begins with."""
    if wish in ("amend", "slip"):
        return {"wording": motion.text}
    if wish == "apart":
        return {"numbers": " ".join(str(each) for each in motion.debate.together)}
    return {"parts": motion.text} if wish == "divide" else {}


FORMS = {
    "amend": amendment_form,
    "slip": slip_form,
    "procedure": procedure_form,
    "divide": divide_form,
    "withdraw": withdraw_form,
    "void": void_form,
    "poll": poll_form,
    "together": together_form,
    "apart": apart_form,
    "advance": advance_form,
    "roll": RollForm,
    "corrigendum": corrigendum_form,
}
"""The form of each wish."""

DEBATE_COMMANDS = (
    ("amend", "Move an amendment", "M"),
    ("slip", "Put right a slip of the pen", "S"),
    ("procedure", "Move a procedural motion: adjourn, refer back, lie on the table, next business", "P"),
    ("divide", "Divide the motion", "D"),
    ("void", "Make the count void and vote again", "V"),
    ("withdraw", "Withdraw the motion", "W"),
    ("corrigendum", "A corrigendum to the result", "C"),
)
"""Wish, words and key, as Ctrl+K offers them."""

VOTING_COMMANDS = (
    ("void", "Make this count void", ""),
    ("poll", "A poll is demanded", ""),
    ("withdraw", "Withdraw the motion", ""),
)
"""The same while a vote is open."""


def draft_commands(motion: MotionView) -> tuple[tuple[str, str, str], ...]:
    """Besides them, what is done by name only with a motion that is not put yet."""
    if motion.state is not MotionState.DRAFT or motion.debate.lead:
        return ()
    apart = ("apart", "Take the motions apart again", "")
    together = ("together", "Take motions together", "")
    joined = apart if motion.debate.together else together
    sent = ("advance", "Votes sent in before the meeting, as totals", "")
    return (joined, sent, ("roll", "A roll of votes sent in, from a spreadsheet", ""))
