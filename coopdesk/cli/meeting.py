"""coopdesk meeting: call, open, adjourn and close; declare the quorum; status."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, Session, session
from coopdesk.domain.clock import hour, moment_text


@click.group(name="meeting")
def command() -> None:
    """Call, open, adjourn and close a meeting; declare its quorum."""


@command.command()
@FILE
@click.option("--kind", required=True, type=click.Choice(["agm", "sgm"]))
@click.option("--title", default="", help="Left out: Annual or Special general meeting.")
@click.option("--at", required=True, help="2026-11-28T19:00, the hall's own time.")
@click.option("--place", default="", help="Where.")
@click.option("--requisitioned", is_flag=True, help="Members had it called.")
@click.pass_context
def new(context: click.Context, /, file: Path, kind: str, title: str, at: str, place: str, requisitioned: bool) -> None:
    """Call a meeting, with its usual agenda."""
    from coopdesk.services.meetings import CallMeeting

    with session(context, file) as desk:
        called = desk.desk.perform(CallMeeting(kind, at, place, title, requisitioned))
        value = {"number": called.number, "title": called.title, "at": moment_text(called.at)}
        desk.answer(value, f"Meeting {called.number}: {called.title}.")


@command.command()
@FILE
@click.option("--sent", required=True, help="The day notice was sent, 2026-11-06.")
@click.option("--by", required=True, help="hand, email or post.")
@click.pass_context
def notice(context: click.Context, file: Path, sent: str, by: str) -> None:
    """Record the notice and count its clear days."""
    from coopdesk.services.meetings import GiveNotice

    with session(context, file) as desk:
        check = desk.desk.perform(GiveNotice(desk.meeting().id, sent, by))
        value = {
            "clear_days": check.clear_days,
            "needed": check.needed,
            "enough": check.enough,
            "sentence": check.sentence,
        }
        desk.answer(value, check.sentence)


@command.command()
@FILE
@click.argument("member")
@click.pass_context
def chair(context: click.Context, file: Path, member: str) -> None:
    """Who takes the chair."""
    from coopdesk.services.meetings import SetChair

    with session(context, file) as desk:
        name = desk.desk.perform(SetChair(desk.meeting().id, member))
        desk.answer({"chair": name}, f"{name} is in the chair.")


@command.command(name="open")
@FILE
@click.pass_context
def open_meeting(context: click.Context, file: Path) -> None:
    """The chair opens the meeting."""
    from coopdesk.services.meetings import OpenMeeting

    with session(context, file) as desk:
        desk.desk.perform(OpenMeeting(desk.meeting().id))
        _state(desk)


@command.command()
@FILE
@click.option("--to", default="", metavar="WHEN", help="When it goes on: 2026-12-12T19:00, the hall's own time.")
@click.pass_context
def adjourn(context: click.Context, file: Path, to: str) -> None:
    """The meeting stops, to go on later; with --to it says what fresh notice that needs."""
    from coopdesk.services.meetings import AdjournMeeting

    with session(context, file) as desk:
        desk.desk.perform(AdjournMeeting(desk.meeting().id, to))
        _state(desk)


@command.command()
@FILE
@click.pass_context
def reconvene(context: click.Context, file: Path) -> None:
    """An adjourned meeting goes on."""
    from coopdesk.services.meetings import ReconveneMeeting

    with session(context, file) as desk:
        desk.desk.perform(ReconveneMeeting(desk.meeting().id))
        _state(desk)


@command.command()
@FILE
@click.pass_context
def close(context: click.Context, file: Path) -> None:
    """The chair closes the meeting; prints the journal head that the minutes carry."""
    from coopdesk.services.meetings import CloseMeeting
    from coopdesk.services.minutes import minutes_view

    with session(context, file) as desk:
        closed = desk.desk.perform(CloseMeeting(desk.meeting().id))
        view = desk.desk.ask(minutes_view, closed.id, desk.now)
        value = {"state": "closed", "head": view.head, "entry": view.entry}
        desk.answer(value, f"Closed. Journal head {view.head} after entry {view.entry}.")


@command.command()
@FILE
@click.pass_context
def quorum(context: click.Context, file: Path) -> None:
    """The chair declares the quorum: freezes the roll and prints the arithmetic."""
    from coopdesk.services.quorum import DeclareQuorum

    with session(context, file) as desk:
        room = desk.desk.perform(DeclareQuorum(desk.meeting().id))
        steps = [f"{figure:>8}  {what}" for figure, what in room.need.steps]
        value = {
            "roll": room.entitled,
            "needed": room.quorum.needed,
            "present": room.quorum.present,
            "met": room.quorum.met,
            "sentence": room.quorum.sentence,
            "steps": [list(step) for step in room.need.steps],
        }
        desk.answer(value, f"Quorum declared: {room.quorum.sentence}.", *steps)


@command.command()
@FILE
@click.pass_context
def status(context: click.Context, file: Path) -> None:
    """The counts at this moment."""
    with session(context, file) as desk:
        _state(desk)


def _state(desk: Session) -> None:
    from coopdesk.services.adjourning import adjournment_view
    from coopdesk.services.meetings import notice_check
    from coopdesk.services.room import room_view

    meeting = desk.meeting()
    room = desk.desk.ask(room_view, meeting, desk.now)
    check = desk.desk.ask(notice_check, meeting)
    waits = desk.desk.ask(adjournment_view, meeting) if meeting.state == "adjourned" else None
    quorum = {
        "needed": room.quorum.needed,
        "present": room.quorum.present,
        "met": room.quorum.met,
        "declared": room.declared,
        "sentence": room.quorum.sentence,
        "steps": [list(step) for step in room.need.steps],
    }
    value = {
        "number": meeting.number,
        "title": meeting.title,
        "state": meeting.state,
        "roll": room.entitled,
        "present": room.present,
        "votes_in_room": room.votes_in_room,
        "non_voting": room.non_voting,
        "guests": room.guests,
        "joined": room.joined,
        "apologies": room.apologies,
        "proxies": room.proxies,
        "taken_pence": room.taken_pence,
        "quorum": quorum,
        "notice": check.sentence if check is not None else "",
        "goes_on": None if waits is None or waits.goes_on is None else moment_text(waits.goes_on),
        "fresh_notice": None if waits is None else waits.sentence,
    }
    guests = "1 guest" if room.guests == 1 else f"{room.guests} guests"
    by_proxy = f", {room.proxies} by proxy" if room.proxies else ""
    lines = [
        f"{meeting.title}: {meeting.state}" + (f" since {hour(meeting.opened_at)}" if meeting.opened_at else ""),
        f"{room.present} members present, {room.votes_in_room} with a vote{by_proxy}; {guests}",
        f"Quorum {'met' if room.quorum.met else 'not met'}: {room.quorum.sentence}",
    ]
    desk.answer(value, *lines, *([waits.sentence] if waits is not None else []))
