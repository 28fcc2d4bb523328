"""What the door says: each answer as tone, icon, word, name, instruction and sound together."""

from dataclasses import dataclass, field
from typing import Literal

from coopdesk.assets import IconName
from coopdesk.domain.clock import hour
from coopdesk.domain.faults import Fault
from coopdesk.domain.members import MemberKind, display_number
from coopdesk.domain.money import pounds
from coopdesk.domain.refusals import Refusal
from coopdesk.services.door import DoorVerdict
from coopdesk.services.door_view import Arrival, DoorMatch, DoorView
from coopdesk.services.members import MemberView
from coopdesk.ui.kit.sounds import Sound
from coopdesk.ui.kit.theme import Tone
from coopdesk.ui.text import refusal_text, words

Remedy = Literal[
    "undo",
    "search",
    "join",
    "represent",
    "leave",
    "guest-leaves",
    "check-in",
    "apologies",
    "card",
    "certificate",
    "set-up",
]
"""What a button in the banner does."""


REMEDY_BUTTONS: dict[Remedy, tuple[str, IconName, str]] = {
    "undo": ("Undo", "undo-2", "Ctrl Z"),
    "search": ("Search by name", "search", ""),
    "join": ("Join", "user-plus", ""),
    "represent": ("Name the representative", "user-check", ""),
    "leave": ("Leaves", "log-out", ""),
    "guest-leaves": ("Leaves", "log-out", ""),
    "check-in": ("Check in", "log-in", ""),
    "apologies": ("Sent apologies", "mail", ""),
    "card": ("Print card", "printer", ""),
    "certificate": ("Print certificate", "printer", ""),
    "set-up": ("Call a meeting", "calendar-clock", ""),
}
"""Words, icon and key of each remedy's button."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer at the door. ``about`` is the member number or guest the remedies are about."""

    tone: Tone
    icon: IconName
    word: str
    name: str
    instruction: str
    facts: str = ""
    sound: Sound | None = None
    remedies: tuple[Remedy, ...] = ()
    about: str = ""
    certificate: int | None = None

    @property
    def spoken(self) -> str:
        """The answer in one line, for a toast and for a screen reader."""
        return ". ".join(part.rstrip(".") for part in (self.name, self.word, self.instruction) if part) + "."


@dataclass(frozen=True, slots=True)
class _Stop:
    """How a refusal is shown: its heading and the way on. The sentence is the refusal's own."""

    name: str
    word: str = "Stop"
    remedies: tuple[Remedy, ...] = ("search",)
    tone: Tone = "error"
    icon: IconName = "circle-x"
    sound: Sound = field(default="stop")


_STOPS: dict[str, _Stop] = {
    "CARD-NOT-KNOWN": _Stop("Card not known", "Stop · not on the register", ("search", "join")),
    "CARD-WITHDRAWN": _Stop("Card withdrawn", "Stop · old card"),
    "NOT-A-MEMBER-CARD": _Stop("Not a member card", "Stop · wrong card"),
    "UNKNOWN-MEMBER": _Stop("Nobody has that number", "Stop · not on the register", ("search", "join")),
    "MEMBERSHIP-ENDED": _Stop("Membership has ended", "Stop · no longer a member", ("join",)),
    "ALREADY-IN": _Stop("", "Already in", ("leave",), "warning", "history", "attention"),
    "MEETING-CLOSED": _Stop("The meeting is closed", "Closed", (), "neutral", "door-closed", "attention"),
    "NOTHING-TO-UNDO": _Stop("Nothing to undo", "Undo", (), "neutral", "info", "attention"),
    "HAS-VOTED": _Stop("Cannot be undone", "A vote stands on it", (), "warning", "triangle-alert", "attention"),
    "NOT-IN-THE-ROOM": _Stop("Not in the room", "Nothing to record", (), "warning", "triangle-alert", "attention"),
    "APOLOGIES-GIVEN": _Stop("Apologies are in", "Recorded before", (), "warning", "history", "attention"),
    "NOT-UNDERSTOOD": _Stop("Not understood", "Check what was typed", (), "warning", "triangle-alert", "attention"),
}


def ready(view: DoorView | None) -> Verdict:
    """What stands there before the first scan, or when there is nothing to scan for."""
    if view is None:
        return Verdict(
            "info",
            "calendar-clock",
            words("No meeting yet"),
            words("Call a meeting first"),
            words("Give its date, time and place; then the door opens here."),
            remedies=("set-up",),
        )
    if view.meeting.closed_at is not None:
        closed = words("This meeting was closed at {hour}. The door takes no more arrivals.")
        return Verdict(
            "neutral",
            "door-closed",
            words("Closed"),
            words("The meeting is over"),
            closed.format(hour=hour(view.meeting.closed_at)),
        )
    if view.meeting.state == "adjourned":
        return Verdict(
            "warning",
            "calendar-clock",
            words("Adjourned"),
            words("Everybody checks in again"),
            words("Scan each card when the meeting is reconvened."),
        )
    return Verdict(
        "neutral",
        "scan-qr-code",
        words("Ready"),
        words("Scan the first card"),
        words("Or type a name or a member number and press Enter."),
    )


def arrived(found: DoorVerdict) -> Verdict:
    """May vote, or may enter and not vote."""
    facts = _facts(found.member)
    if found.nobody_named:
        facts = words("Ask who speaks for it, appointed in writing, and name them.") + f"  ·  {facts}"
    about = found.member.number
    if found.verdict == "vote":
        back = found.returned and not found.joined
        word = words("Back in · voter") if back else words("Checked in · voter")
        card = words("Voting card {card} again") if back else words("Give voting card {card}")
        return Verdict(
            "success", "circle-check", word, found.member.name, card.format(card=found.voting_card), facts,
            "welcome", ("represent", "undo") if found.nobody_named else ("undo",), about,
        )  # fmt: skip
    told = words("No voting card. {name} {reason}.").format(name=found.member.name, reason=found.reason)
    return Verdict(
        "warning", "triangle-alert", words("May enter · no vote"), found.member.name, told, facts, "attention",
        ("undo",), about,
    )  # fmt: skip


def joined(found: DoorVerdict, pence: int, paid: str) -> Verdict:
    """A new member: the money first, then the card or why there is none tonight."""
    how = words("in cash") if paid == "cash" else words("by card")
    take = words("{money} taken {how}.").format(money=pounds(pence), how=how)
    number = words("Member {number}").format(number=display_number(found.member.number))
    certificate = words("share certificate {number}").format(number=found.certificate)
    facts = f"{number}  ·  {certificate}"
    remedies: tuple[Remedy, ...] = ("undo", "card", "certificate")
    about = found.member.number
    if found.verdict == "vote":
        give = words("Give voting card {card}.").format(card=found.voting_card)
        return Verdict(
            "success", "user-plus", words("Joined · voter"), found.member.name, f"{give} {take}", facts,
            "welcome", remedies, about, found.certificate,
        )  # fmt: skip
    why = f"{found.member.name} {found.reason}"
    return Verdict(
        "warning", "user-plus", words("Joined · no vote tonight"), found.member.name,
        words("No voting card tonight. {take}").format(take=take), f"{why}  ·  {facts}",
        "attention", remedies, about, found.certificate,
    )  # fmt: skip


def guest_in(name: str) -> Verdict:
    """A visitor."""
    return Verdict(
        "info", "users", words("Visitor"), name, words("Seat apart from the voters. No voting card."), "",
        "welcome", ("undo",),
    )  # fmt: skip


def gone(name: str, card: int | None = None) -> Verdict:
    """Somebody left."""
    take = words("Take back voting card {card}.").format(card=card) if card else words("Nothing to take back.")
    return Verdict("neutral", "log-out", words("Left"), name, take, "", "welcome", ("undo",))


def apologies(member: MemberView) -> Verdict:
    """Apologies received."""
    said = words("Apologies are on the record.")
    return Verdict("neutral", "mail", words("Apologies"), member.name, said, _facts(member), "welcome", ("undo",))


_UNDONE = {
    "NameAtDoor": "The naming was taken back; who came in by it is out again.",
    "CheckIn": "The last arrival was taken back. Take the voting card back too.",
    "JoinAtDoor": "The joining was taken back: give the money back, and tear up the certificate.",
    "LeaveRoom": "They are in the room again, as if they had not left.",
    "ReceiveGuest": "The visitor was taken off the list.",
    "SeeGuestOut": "The visitor is in the room again.",
    "RecordApology": "The apologies were taken back.",
}


def undone(act: str, who: str) -> Verdict:
    """What an undo took back, and whose it was."""
    return Verdict("neutral", "undo-2", words("Undone"), words("Taken back"), words(_UNDONE[act]), who, "welcome")


def about_match(match: DoorMatch) -> Verdict:
    """Somebody chosen from the list, with what can be done about them."""
    member = match.member
    if match.since is not None:
        card = words("Voting card {card}.").format(card=match.voting_card) if match.voting_card else words("No vote.")
        since = words("In since {hour}").format(hour=hour(match.since))
        mute = member.kind is MemberKind.ORGANISATION and not member.representative
        remedies: tuple[Remedy, ...] = ("represent", "leave") if mute else ("leave",)
        return Verdict("info", "user-check", since, member.name, card, _facts(member), None, remedies, member.number)
    if not member.active:
        ended = words("No longer a member")
        return Verdict("warning", "user-x", ended, member.name, words("May come in as a visitor."), _facts(member))
    way = words("Check in, or note apologies.")
    return Verdict(
        "info", "user", words("Not in the room"), member.name, way, _facts(member), None,
        ("check-in",) if match.apologies else ("check-in", "apologies"), member.number,
    )  # fmt: skip


def about_guest(arrival: Arrival) -> Verdict:
    """A visitor chosen from the list."""
    if arrival.left_at is not None:
        left = words("Left at {hour}").format(hour=hour(arrival.left_at))
        return Verdict("neutral", "log-out", left, arrival.name, words("Visitor."))
    since = words("Visitor since {hour}").format(hour=hour(arrival.at))
    return Verdict(
        "info", "users", since, arrival.name, words("No vote."), "", None, ("guest-leaves",), str(arrival.guest)
    )


def nobody(text: str) -> Verdict:
    """A search without a result."""
    return Verdict(
        "warning", "search", words("Not found"), words("Nobody called “{text}”").format(text=text),
        words("Try part of the last name, or offer to join."), "", "attention", ("join",),
    )  # fmt: skip


def stopped(error: Refusal | Fault) -> Verdict:
    """A refusal or a fault, in the place of the success, with its remedy."""
    if isinstance(error, Fault):
        return Verdict("error", "hard-drive", words("Not recorded"), words("The record failed"), str(error), "", "stop")
    shown = _STOPS.get(error.code, _Stop(words("Not done"), words("Not recorded"), ()))
    facts = error.facts()
    name = str(facts["name"]) if "name" in facts and error.code == "ALREADY-IN" else words(shown.name)
    about = str(facts.get("number", ""))
    # The tone says that nothing was recorded; the person at the door needs the way on.
    told = refusal_text(error).removesuffix(words(" Nothing was recorded."))
    return Verdict(shown.tone, shown.icon, words(shown.word), name, told, "", shown.sound, shown.remedies, about)


def _facts(member: MemberView) -> str:
    held = words("1 share") if member.shares == 1 else words("{count} shares").format(count=f"{member.shares:,}")
    joined_on = words("joined {month}").format(month=member.joined_on.strftime("%B %Y"))
    number = words("Member {number}").format(number=display_number(member.number))
    return "  ·  ".join((number, joined_on, held))
