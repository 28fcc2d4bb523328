"""The life of minutes: draft, agreed by the chair, approved at the next meeting, signed.

Each step follows the one before it. Until the chair agrees them the words are the secretary's to change; from then on
they stand, and a mistake is put right by a further minute beside the text, never by an edit (``reference/domain.md``
§3, scenario 54).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coopdesk.domain.refusals import Refusal


class MinutesStatus(StrEnum):
    """Where minutes are in their life, as papers print it."""

    DRAFT = "DRAFT"
    AGREED = "AGREED"
    APPROVED = "APPROVED"
    SIGNED = "SIGNED"


_ORDER = tuple(MinutesStatus)


@dataclass
class MinutesUnfinished(Refusal):
    """Agreeing minutes of a meeting that goes on."""

    code = "MINUTES-UNFINISHED"
    sentence = (
        "The meeting is not closed, so its minutes are not finished. Close it first (“meeting close”); "
        "nothing was changed."
    )


@dataclass
class StepTaken(Refusal):
    """A step that was taken before."""

    code = "MINUTES-STEP-TAKEN"
    sentence = "These minutes are {status} already. Nothing was changed."
    status: str


@dataclass
class NotAgreedYet(Refusal):
    """Approving or signing a draft."""

    code = "MINUTES-NOT-AGREED"
    sentence = (
        "These minutes are still a draft, and the chair agrees a draft before anybody approves or signs it "
        "(“minutes agree”). Nothing was changed."
    )


@dataclass
class NotApprovedYet(Refusal):
    """Signing minutes that no meeting approved."""

    code = "MINUTES-NOT-APPROVED"
    sentence = (
        "These minutes are agreed and no meeting has approved them yet, so there is nothing to sign. "
        "Record the approval first (“minutes approve”); nothing was changed."
    )


@dataclass
class WordsStand(Refusal):
    """Editing minutes that the chair agreed."""

    code = "MINUTES-AGREED"
    sentence = (
        "The chair agreed these minutes, so their words stand. Re-open them to draft (“minutes reopen”), or record a "
        "correction beside them (“minutes correct”); nothing was changed."
    )


@dataclass
class WordsSettled(Refusal):
    """Editing or re-opening minutes that a meeting approved."""

    code = "MINUTES-SETTLED"
    sentence = (
        "These minutes are {status}, and what a meeting approved is never edited. Record a correction beside them "
        "(“minutes correct”); nothing was changed."
    )
    status: str


@dataclass
class StillADraft(Refusal):
    """Correcting what can still be edited, or re-opening what is open."""

    code = "MINUTES-DRAFT"
    sentence = "These minutes are still a draft: change their words (“minutes edit”). Nothing was changed."


@dataclass
class DraftNotSealed(Refusal):
    """A seal on a draft."""

    code = "DRAFT-NOT-SEALED"
    sentence = (
        "These minutes are still a draft, and a seal is for a final paper. Have them agreed first (“minutes agree”), "
        "or make them unsealed; nothing was made."
    )


@dataclass
class NotALaterMeeting(Refusal):
    """Approval by a meeting that came before, or has not begun."""

    code = "NOT-A-LATER-MEETING"
    sentence = (
        "Meeting {later} was not held after meeting {meeting}, so it cannot approve or correct its minutes. "
        "Name the meeting that did, or none; nothing was changed."
    )
    later: int
    meeting: int


@dataclass
class NoQuorumToDecide(Refusal):
    """Approval by a meeting that had no quorum: it decides nothing (scenario 6)."""

    code = "NO-QUORUM-TO-DECIDE"
    sentence = (
        "Meeting {later} has declared no quorum, so it cannot approve or correct any minutes. Declare the quorum first "
        "(“meeting quorum”), or name another meeting; nothing was changed."
    )
    later: int


@dataclass
class SomethingStandsOnIt(Refusal):
    """Taking back a step that a later act relies on."""

    code = "MINUTES-STEP-STANDS"
    sentence = "This cannot be taken back: {what} stands on it. Take that back first; nothing was changed."
    what: str


def check_edit(status: MinutesStatus) -> None:
    """Words are edited while minutes are a draft.

    Raises:
        WordsStand: the chair agreed them.
        WordsSettled: a meeting approved them.
    """
    if status is MinutesStatus.AGREED:
        raise WordsStand()
    if status is not MinutesStatus.DRAFT:
        raise WordsSettled(status.lower())


def check_step(status: MinutesStatus, wanted: MinutesStatus, *, closed: bool) -> None:
    """Steps are taken in order and once.

    Args:
        status: where the minutes are.
        wanted: the step to take.
        closed: whether their meeting is closed.

    Raises:
        MinutesUnfinished: their meeting goes on.
        StepTaken: that step, or a later one, was taken.
        NotAgreedYet, NotApprovedYet: a step before it is missing.
    """
    if not closed:
        raise MinutesUnfinished()
    if _ORDER.index(wanted) <= _ORDER.index(status):
        raise StepTaken(status.lower())
    if _ORDER.index(wanted) > _ORDER.index(status) + 1:
        raise NotAgreedYet() if status is MinutesStatus.DRAFT else NotApprovedYet()


def check_correction(status: MinutesStatus) -> None:
    """A correction stands beside words that are no longer edited.

    Raises:
        StillADraft: the words themselves can be changed.
    """
    if status is MinutesStatus.DRAFT:
        raise StillADraft()


def check_seal(status: MinutesStatus) -> None:
    """Papers are sealed when they are final: for minutes, once the chair agreed them.

    Raises:
        DraftNotSealed: they are a draft.
    """
    if status is MinutesStatus.DRAFT:
        raise DraftNotSealed()


def check_reopen(status: MinutesStatus, corrections: int) -> None:
    """Agreed minutes become a draft again while nothing stands on them.

    Raises:
        StillADraft: they are one.
        WordsSettled: a meeting approved them.
        SomethingStandsOnIt: a correction refers to the words as agreed.
    """
    check_correction(status)
    if status is not MinutesStatus.AGREED:
        raise WordsSettled(status.lower())
    if corrections:
        raise SomethingStandsOnIt("a correction" if corrections == 1 else "a set of corrections")


def check_later(meeting: int, at: datetime, later: int, later_at: datetime, *, opened: bool, quorate: bool) -> None:
    """Minutes are approved and corrected by a meeting that came after, and had a quorum.

    Args:
        meeting: the number of the meeting whose minutes they are.
        at: when it was called for.
        later: the number of the meeting that decides.
        later_at: when that one was called for.
        opened: whether that one was opened.
        quorate: whether its chair declared a quorum.

    Raises:
        NotALaterMeeting: it did not come after.
        NoQuorumToDecide: it had no quorum.
    """
    if not opened or later == meeting or later_at <= at:
        raise NotALaterMeeting(later, meeting)
    if not quorate:
        raise NoQuorumToDecide(later)
