"""The words of the run sheet: headings, notes, and what the chair says aloud."""

from datetime import timedelta
from typing import TYPE_CHECKING

from coopdesk.domain.agenda import ItemKind
from coopdesk.domain.clock import hour
from coopdesk.domain.motions import VoteMethod
from coopdesk.domain.rules import RuleSheet
from coopdesk.services.agenda import AgendaLine
from coopdesk.services.chairs_words import words_for
from coopdesk.services.motion_view import MotionView
from coopdesk.services.room import Meeting, RoomView

if TYPE_CHECKING:
    from coopdesk.services.run_sheet import NextAct

_SAID: dict[str, str] = {
    ItemKind.OPENING: "Welcome. Notice of this meeting was given as the rules ask, and I open our business.",
    ItemKind.APOLOGIES: "We have {apologies}. Does anybody know of others?",
    ItemKind.INTERESTS: "Has anybody an interest to declare in what is on the agenda?",
    ItemKind.MINUTES: "You have the minutes of the last meeting. Are they a true record?",
    ItemKind.MATTERS_ARISING: "Is there anything arising from those minutes that is not on the agenda?",
    ItemKind.REPORT: "We come to the report of the board. Questions after it, please.",
    ItemKind.ACCOUNTS: "The accounts are before you. I shall ask for a mover and a seconder to receive them.",
    ItemKind.AUDIT: "We come to the auditor for the coming year.",
    ItemKind.SURPLUS: "The board has a proposal for the use of the surplus.",
    ItemKind.RESOLUTION: "We come to the resolutions. Each has a mover and a seconder, and then your questions.",
    ItemKind.ELECTION: "We come to the election of the board.",
    ItemKind.AOB: "Any other business? We may discuss, and decide nothing of which no notice was given.",
}


def heading_of(act: "NextAct", line: AgendaLine | None, motion: MotionView | None, room: RoomView) -> str:
    """What the lit card is about."""
    missing = -room.quorum.margin
    titles = {
        "open-meeting": "Open the meeting",
        "wait": f"Wait for {missing} more member{'' if missing == 1 else 's'}",
        "declare-quorum": "Declare the quorum",
        "reconvene": "Reconvene the meeting",
        "close-meeting": "Close the meeting",
        "minutes": "The meeting is closed",
    }
    if act.kind in titles:
        return titles[act.kind]
    if motion is not None:
        return f"Motion {motion.number}: {motion.title}"
    return line.title if line is not None else ""


def note_of(act: "NextAct", line: AgendaLine | None, motion: MotionView | None, room: RoomView, *, lost: bool) -> str:
    """The sentence under the heading."""
    if act.kind == "wait":
        return (
            f"No vote can be taken yet. This page changes by itself when the {_ordinal(room.quorum.needed)} member "
            "checks in."
        )
    if lost and act.kind == "put-motion":
        return f"The quorum is lost: {room.quorum.sentence}. No vote can open until enough come back."
    if motion is not None:
        return _motion_note(act, motion)
    notes = {
        "open-meeting": f"{room.votes_in_room} members who may vote are here, {room.quorum.needed} are needed.",
        "declare-quorum": f"{room.quorum.sentence}. Declaring it fixes who may vote tonight and the rules in force.",
        "reconvene": "Everybody checks in again at the door.",
        "close-meeting": "Nothing is left on the agenda. After the close nothing more can be recorded.",
        "minutes": "The record is complete. The minutes are next.",
    }
    if act.kind in notes:
        return notes[act.kind]
    return f"About {line.minutes} minutes are planned." if line is not None else ""


def chair_words(
    act: "NextAct",
    line: AgendaLine | None,
    motion: MotionView | None,
    room: RoomView,
    meeting: Meeting,
    rules: RuleSheet,
    *,
    lost: bool = False,
) -> str:
    """What the chair says aloud at this point; ``lost`` where the rules want a quorum throughout and it is gone."""
    fixed = {
        "open-meeting": f"Good evening. It is time: I open this {meeting.title.lower()}.",
        "declare-quorum": (
            f"{room.quorum.present} members who may vote are present and the rules ask for {room.quorum.needed}. "
            "I declare a quorum."
        ),
        "wait": _waiting(room, meeting, rules),
        "reconvene": "I reconvene the meeting that was adjourned.",
        "close-meeting": "That was the last of our business. Thank you all: I close the meeting.",
        "minutes": "",
    }
    if act.kind in fixed:
        return fixed[act.kind]
    if motion is not None:
        method, gone = VoteMethod(rules.default_method), room.quorum.sentence if lost else ""
        return words_for(motion, counted=act.kind == "close-vote", method=method, lost=gone).say
    said = _SAID.get(line.kind, "We come to {title}.") if line is not None else ""
    count = room.apologies
    apologies = "no apologies" if count == 0 else "one apology" if count == 1 else f"{count} apologies"
    return said.format(apologies=apologies, title=line.title[:1].lower() + line.title[1:] if line is not None else "")


def _waiting(room: RoomView, meeting: Meeting, rules: RuleSheet) -> str:
    until = hour(meeting.at + timedelta(minutes=rules.inquorate_wait_minutes))
    return (
        f"We need {room.quorum.needed} members and have {room.quorum.present}. By our rules we may wait until {until}. "
        "Please let anyone outside know that we are waiting."
    )


def _motion_note(act: "NextAct", motion: MotionView) -> str:
    rule = f"{motion.rule.title}. It needs {motion.rule.words}."
    count = motion.current
    if act.kind == "put-motion" or count is None:
        return rule
    method = count.method.words.lower()
    if act.kind in ("count", "close-vote"):
        return f"Voting is open: {method}, {count.electors} votes in the room at most. {rule}"
    return count.decision.sentence if count.decision is not None else rule


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
