"""coopdesk motion: motions, votes and results."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli import motion_advance, motion_counting, motion_debate, motion_scan
from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.cli.decisions import decision_json
from coopdesk.cli.saying import whole
from coopdesk.domain.clock import moment_text

if TYPE_CHECKING:
    from coopdesk.services.motion_view import CountView, MotionView

NUMBER = click.argument("number", metavar="MOTION", type=NUMBERS)


@click.group(name="motion")
def command() -> None:
    """Motions, votes and results."""


for _other in (
    motion_counting.hands,
    motion_counting.papers,
    motion_counting.proxies,
    motion_counting.void_count,
    motion_scan.scan,
    motion_debate.amend,
    motion_debate.procedural,
    motion_debate.split,
    motion_advance.advance,
    motion_debate.confirm,
    motion_debate.together,
    motion_debate.apart,
    motion_counting.correct,
    motion_debate.registered,
):
    command.add_command(_other)


@command.command()
@FILE
@click.option("--title", required=True)
@click.option("--text", required=True, help="The words that are put.")
@click.option("--kind", required=True, help="ordinary, special, rule-change ... as the rule sheet names them.")
@click.option("--proposer", default="", metavar="MEMBER")
@click.option("--seconder", default="", metavar="MEMBER")
@click.option("--item", default=0, type=NUMBERS, help="Agenda item it belongs to.")
@click.pass_context
def add(context: click.Context, /, file: Path, **content: Any) -> None:
    """Write a motion."""
    from coopdesk.services.motions import AddMotion, motion_by_number
    from coopdesk.services.particulars import cautions

    with session(context, file) as desk:
        meeting = desk.meeting()
        number = desk.desk.perform(AddMotion(meeting=meeting.id, **content))
        doubts = desk.desk.ask(lambda reader: cautions(reader, meeting, motion_by_number(reader, meeting, number)))
        desk.answer({"number": number, "cautions": list(doubts)}, f"Motion {number}.", *doubts)


@command.command()
@FILE
@NUMBER
@click.option("--year-ends", default="", metavar="DAY", help="Audit: the last day of the year of account it is about.")
@click.option("--notice-received", default="", metavar="DAY", help="Auditor: the day notice reached the society.")
@click.option("--members-told", default="", metavar="DAY", help="Auditor: the day members were told.")
@click.pass_context
def particulars(context: click.Context, /, file: Path, number: int, **given: str) -> None:
    """What the law asks of a motion besides its words: its year of account, days of notice."""
    from coopdesk.services.particulars import StateParticulars

    if not any(given.values()):
        raise click.UsageError("Give --year-ends, or --notice-received and --members-told.")
    with session(context, file) as desk:
        said = desk.desk.perform(StateParticulars(meeting=desk.meeting().id, number=number, **given))
        days = {
            name: day.isoformat() if (day := getattr(said, name)) is not None else None
            for name in ("year_ends", "notice_received", "members_told")
        }
        desk.answer({"motion": number, **days}, f"Recorded for motion {number}.")


@command.command(name="open")
@FILE
@NUMBER
@click.option("--method", required=True, help="hands, recorded, cards, poll, secret or papers (secret, on paper).")
@click.option("--by", type=click.Choice(["chair", "directors", "members"]), help="Who demands the poll; the chair.")
@click.option("--demanded-by", "members", multiple=True, metavar="MEMBER", help="A member who demands the poll.")
@click.pass_context
def open_vote(
    context: click.Context, file: Path, number: int, method: str, by: str | None, members: tuple[str, ...]
) -> None:
    """Put a motion: the electors are fixed now. A poll takes the place of hands, declared or not."""
    from coopdesk.services.counting import PutMotion
    from coopdesk.services.polls import DemandPoll

    with session(context, file) as desk:
        meeting = desk.meeting().id
        if method == "poll":
            by = by or ("members" if members else "chair")
            count = desk.desk.perform(DemandPoll(meeting, number, by, " ".join(members)))
        elif by or members:
            raise click.UsageError("Only a poll is demanded: leave out --by and --demanded-by.")
        else:
            count = desk.desk.perform(PutMotion(meeting, number, method))
        value = {"motion": number, "method": count.method.value, "electors": count.electors}
        desk.answer(value, f"Voting on motion {number} is open: {count.electors} may vote.")


@command.command()
@FILE
@NUMBER
@click.argument("member")
@click.argument("choice", type=click.Choice(["for", "against", "abstain"]))
@click.option("--nonce", help="The same nonce again changes nothing and gives the first answer.")
@click.pass_context
def vote(context: click.Context, file: Path, number: int, member: str, choice: str, nonce: str | None) -> None:
    """One member's vote: recorded, or (in a secret ballot) a mark on the roll and a paper in the urn."""
    from coopdesk.domain.motions import VoteMethod
    from coopdesk.services.motions import method_now
    from coopdesk.services.secret_ballots import CastSecretVote
    from coopdesk.services.votes import CastVote

    with session(context, file) as desk:
        if desk.desk.ask(method_now, desk.meeting().id, number) is VoteMethod.SECRET:
            secret = desk.desk.perform(CastSecretVote(desk.meeting().id, number, member, choice), nonce=nonce)
            value = {"motion": number, "member": whole(secret.member_number), "voted": True}
            desk.answer(value, f"Member {secret.member_number} has voted in secret.")
            return
        cast = desk.desk.perform(CastVote(desk.meeting().id, number, member, choice), nonce=nonce)
        value = {"motion": number, "member": whole(cast.member_number), "choice": cast.choice.value}
        desk.answer({**value, "attempt": cast.attempt}, f"Member {cast.member_number}: {cast.choice.value}.")


@command.command()
@FILE
@NUMBER
@click.argument("member")
@click.option("--reason", required=True)
@click.pass_context
def void(context: click.Context, file: Path, number: int, member: str, reason: str) -> None:
    """Take a recorded vote back before the close; vote and void both stay."""
    from coopdesk.services.votes import VoidVote

    with session(context, file) as desk:
        voided = desk.desk.perform(VoidVote(desk.meeting().id, number, member, reason))
        value = {"motion": number, "member": whole(voided.member_number), "attempt": voided.attempt}
        desk.answer(value, f"The vote of member {voided.member_number} is void; they may vote again.")


@command.command(name="rest")
@FILE
@NUMBER
@click.argument("choice", type=click.Choice(["for", "against", "abstain"]))
@click.pass_context
def rest(context: click.Context, file: Path, number: int, choice: str) -> None:
    """ "All those in favour": the same vote for every elector who has none yet."""
    from coopdesk.services.votes import CastForTheRest

    with session(context, file) as desk:
        many = desk.desk.perform(CastForTheRest(desk.meeting().id, number, choice))
        desk.answer({"motion": number, "choice": choice, "votes": many}, f"{many} votes {choice}.")


@command.command()
@FILE
@NUMBER
@click.argument("member")
@click.argument("choice", type=click.Choice(["for", "against", "abstain"]))
@click.pass_context
def exception(context: click.Context, file: Path, number: int, member: str, choice: str) -> None:
    """An exception after "rest": the member's own vote in place of everybody's."""
    from coopdesk.services.votes import ChangeVote

    with session(context, file) as desk:
        cast = desk.desk.perform(ChangeVote(desk.meeting().id, number, member, choice))
        value = {"motion": number, "member": whole(cast.member_number), "choice": cast.choice.value}
        desk.answer({**value, "attempt": cast.attempt}, f"Member {cast.member_number}: {cast.choice.value}.")


@command.command()
@FILE
@NUMBER
@click.pass_context
def close(context: click.Context, file: Path, number: int) -> None:
    """No more votes. Where proxies held would change the result, it says so: the chair should call a poll."""
    from coopdesk.services.counting import CloseVote
    from coopdesk.services.motions import motion_by_number
    from coopdesk.services.polls import poll_advice

    with session(context, file) as desk:
        meeting = desk.meeting()
        decided = desk.desk.perform(CloseVote(meeting.id, number))
        advice = desk.desk.ask(lambda reader: poll_advice(reader, meeting, motion_by_number(reader, meeting, number)))
        value = {"motion": number, "result": decision_json(decided), "poll_advised": None}
        if advice is not None:
            value["poll_advised"] = {"sentence": advice.sentence, "would": decision_json(advice.would)}
        desk.answer(value, f"Closed. {decided.sentence}", *([advice.sentence] if advice is not None else []))


@command.command()
@FILE
@NUMBER
@click.option("--casting", type=click.Choice(["for", "against"]), help="The chair's casting vote on a tie.")
@click.pass_context
def declare(context: click.Context, file: Path, number: int, casting: str | None) -> None:
    """The chair declares the result; it never changes."""
    from coopdesk.services.counting import DeclareResult

    with session(context, file) as desk:
        decided = desk.desk.perform(DeclareResult(desk.meeting().id, number, casting or ""))
        said = f"Motion {number} is {decided.outcome.value.upper()}. {decided.sentence}"
        desk.answer({"motion": number, "result": decision_json(decided)}, said)


@command.command()
@FILE
@NUMBER
@click.pass_context
def withdraw(context: click.Context, file: Path, number: int) -> None:
    """Withdrawn with the meeting's leave; it stays in the minutes."""
    from coopdesk.services.motions import WithdrawMotion

    with session(context, file) as desk:
        desk.desk.perform(WithdrawMotion(desk.meeting().id, number))
        desk.answer({"motion": number, "state": "withdrawn"}, f"Motion {number} is withdrawn.")


@command.command()
@FILE
@NUMBER
@click.option("--method", default="", help="hands, recorded or secret; left out, as before.")
@click.pass_context
def recount(context: click.Context, file: Path, number: int, method: str) -> None:
    """Count again; the first count stays beside the new one."""
    from coopdesk.services.counting import RecountMotion

    with session(context, file) as desk:
        count = desk.desk.perform(RecountMotion(desk.meeting().id, number, method))
        value = {"motion": number, "count": count.attempt, "method": count.method.value, "electors": count.electors}
        desk.answer(value, f"Count {count.attempt} of motion {number} is open: {count.electors} may vote.")


@command.command()
@FILE
@NUMBER
@click.pass_context
def script(context: click.Context, file: Path, number: int) -> None:
    """The chair's words for a motion as it stands, and the next step."""
    from coopdesk.services.chairs_words import chairs_words

    with session(context, file) as desk:
        words = desk.desk.ask(chairs_words, desk.meeting().id, number, desk.now)
        value = {"say": words.say, "result": words.result or None, "next": words.then, "cautions": list(words.cautions)}
        desk.answer(value, f"Say: {words.say}", f"Next: {words.then}", *words.cautions)


@command.command()
@FILE
@NUMBER
@click.pass_context
def show(context: click.Context, file: Path, number: int) -> None:
    """A motion with all its counts."""
    from coopdesk.services.motion_view import motion_view

    with session(context, file) as desk:
        motion = desk.desk.ask(motion_view, desk.meeting().id, number)
        result = motion.result
        said = result.decision.sentence if result is not None and result.decision is not None else "Not voted on yet."
        beside = [words for count in motion.counts if count is not result and (words := _count_words(count))]
        sent = [motion.advance.sentence] if motion.advance is not None and motion.state.value == "draft" else []
        waits = [motion.debate.standing.sentence] if motion.debate.standing.sentence else []
        aside = f", {motion.debate.set_aside}" if motion.debate.set_aside else ""
        heading = f"Motion {number} ({motion.state.value}{aside}): {motion.title}"
        desk.answer(
            _motion_json(motion),
            heading,
            motion.text,
            said,
            *beside,
            *sent,
            *waits,
            *(each.sentence for each in motion.corrigenda),
        )


def _count_words(count: "CountView") -> str:
    """A count beside the one whose result stands: another one, or one that is open."""
    way = count.method.words.lower()
    if count.closed_at is None:
        return f"Count {count.attempt} ({way}) is open: {count.received} of {count.electors} so far."
    return "" if count.decision is None else f"Count {count.attempt} ({way}): {count.decision.sentence}"


def _motion_json(motion: "MotionView") -> dict[str, Any]:
    result = motion.result
    return {
        "number": motion.number,
        "title": motion.title,
        "text": motion.text,
        "kind": motion.kind,
        "rule": motion.rule.words,
        "state": motion.state.value,
        "proposer": whole(motion.proposer[1]) if motion.proposer[1] else None,
        "seconder": whole(motion.seconder[1]) if motion.seconder[1] else None,
        "item": motion.item,
        "result": decision_json(result.decision) if result is not None and result.decision is not None else None,
        "counts": [_count_json(count) for count in motion.counts],
        "corrigenda": [motion_counting.corrigendum_json(each) for each in motion.corrigenda],
        "advance": motion_advance.advance_json(motion.advance) if motion.advance is not None else None,
        **motion_debate.debate_json(motion.debate),
    }


def _count_json(count: "CountView") -> dict[str, Any]:
    return {
        "count": count.attempt,
        "method": count.method.value,
        "opened_at": moment_text(count.opened_at),
        "closed_at": moment_text(count.closed_at) if count.closed_at else None,
        "electors": count.electors,
        "received": count.received,
        "declared_at": moment_text(count.declared_at) if count.declared_at else None,
        "void": count.void or None,
        "sent_in": motion_advance.sent_json(count.sent),
        "result": decision_json(count.decision) if count.decision is not None else None,
    }
