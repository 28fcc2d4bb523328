"""The chair's script for a motion: what to say now, how the result is worded, and what comes next.

One place for these words: the run sheet, the Votes page, the projector's operator and ``motion script`` read them here.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from coopdesk.domain.counts import Counts
from coopdesk.domain.few_voters import LEAST_VOTERS
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.motions import MotionState, VoteMethod
from coopdesk.services import urn
from coopdesk.services.at_hand import quorum_is_lost
from coopdesk.services.class_counts import voters_by_class
from coopdesk.services.motion_view import CountView, MotionView, view_of
from coopdesk.services.motions import Motion, counted_here, last_count, motion_by_number
from coopdesk.services.particulars import cautions
from coopdesk.services.polls import poll_advice
from coopdesk.services.room import Meeting, meeting_by_id, room_view, rules_of
from coopdesk.storage.store import Reader

_ASKING = {
    VoteMethod.HANDS: "Those for? Those against? Abstentions? Please keep your hand up until you are counted.",
    VoteMethod.CARDS: "Those for? Those against? Abstentions? Please keep your card up until you are counted.",
    VoteMethod.RECORDED: "Please come to the desk with your card, or answer when called: for, against or abstain.",
    VoteMethod.POLL: (
        "A poll has been demanded. Each vote is recorded by name; those who hold proxies vote for their members too."
    ),
    VoteMethod.SECRET: "Please come to the desk one by one. Nobody will see how you voted; a vote is final.",
    VoteMethod.PAPERS: "Mark one box, fold the paper and put it in the box yourself. Two marks spoil a paper.",
}
_PUTTING = {
    VoteMethod.HANDS: "by a show of hands",
    VoteMethod.RECORDED: "by a recorded vote",
    VoteMethod.CARDS: "by voting cards",
    VoteMethod.POLL: "by a poll",
    VoteMethod.SECRET: "by secret ballot at the desk",
    VoteMethod.PAPERS: "by secret ballot on paper",
}


@dataclass(frozen=True, slots=True)
class ChairsWords:
    """The script at one moment.

    Args:
        say: what the chair says now.
        result: the result as it is worded aloud, once there is one; "" before.
        then: the next step, for the chair and the desk.
        cautions: what the chair should know before going on; none where all is well.
    """

    say: str
    result: str
    then: str
    cautions: tuple[str, ...] = ()


def chairs_words(reader: Reader, meeting_id: int, number: int, now: datetime) -> ChairsWords:
    """The script for a motion as it stands.

    Raises:
        UnknownMotion: there is none with this number.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    motion = motion_by_number(reader, meeting, number)
    room = room_view(reader, meeting, now)
    counted = motion.state is MotionState.OPEN and counted_here(reader, last_count(reader, motion)) is not None
    advice = poll_advice(reader, meeting, motion) if room.proxies else None
    return words_for(
        view_of(reader, meeting, motion),
        counted=counted,
        method=VoteMethod(rules_of(reader, meeting).default_method),
        lost=room.quorum.sentence if quorum_is_lost(reader, meeting, room) else "",
        advice=advice.sentence if advice is not None else "",
        doubts=(*cautions(reader, meeting, motion), *_thin_classes(reader, meeting, motion)),
    )


def _thin_classes(reader: Reader, meeting: Meeting, motion: Motion) -> tuple[str, ...]:
    """Classes of a secret ballot counted by class of which so few have voted that their figures would tell how."""
    if motion.state is not MotionState.OPEN:
        return ()
    count = last_count(reader, motion)
    if count.method is not VoteMethod.SECRET or not urn.boxes(reader, count.id):
        return ()
    voted = voters_by_class(reader, rules_of(reader, meeting), count.id)
    return tuple(
        f"Only {many} of class {name} {'has' if many == 1 else 'have'} voted: closed now, its figures would tell how. "
        "Wait for more, or make the count void and vote another way."
        for name, many in voted.items()
        if many < LEAST_VOTERS
    )


def words_for(
    motion: MotionView,
    *,
    counted: bool = False,
    method: VoteMethod = VoteMethod.HANDS,
    lost: str = "",
    advice: str = "",
    doubts: tuple[str, ...] = (),
) -> ChairsWords:
    """The script for a motion.

    Args:
        counted: figures are in, in a count of hands or cards that is open.
        method: how the rules say a motion is put.
        lost: how the quorum stands, where it is lost under rules that want it throughout.
        advice: that the proxies held would change the result.
        doubts: what is doubtful about putting it.
    """
    count = motion.current
    if motion.state is MotionState.WITHDRAWN:
        return _withdrawn(motion)
    if motion.state is MotionState.DRAFT or count is None:
        return _to_put(motion, method, lost, doubts)
    if motion.state is MotionState.OPEN:
        return replace(_under_way(motion, count, counted=counted), cautions=doubts)
    return _counted(motion, motion.result or count, advice)


def _to_put(motion: MotionView, method: VoteMethod, lost: str, doubts: tuple[str, ...]) -> ChairsWords:
    known = (*doubts, *([motion.advance.sentence] if motion.advance is not None else []))
    if lost:
        say = f"The quorum is lost: {lost}. No vote can be taken until enough of us come back."
        return ChairsWords(say, "", "Wait for members to come back, or adjourn the meeting.", known)
    debate = motion.debate
    if debate.lead:
        say = f"Motion {motion.number} is taken together with motion {debate.lead}: one vote decides both."
        return ChairsWords(say, "", f"Put motion {debate.lead}.", known)
    if debate.amends:
        say = (
            f"There is an amendment to motion {debate.amends}, motion {motion.number}: {motion.text} {movers(motion)} "
            "We vote on the amendment first, and then on the motion as it stands."
        )
    elif debate.about:
        say = f"It is moved: {motion.text} {movers(motion)} That is put at once."
    else:
        say = f"{_coming_to(motion)} It needs {motion.rule.words}. {movers(motion)}"
    return ChairsWords(say.strip(), "", f"Questions, then put it to the vote {_PUTTING[method]}.", known)


def _coming_to(motion: MotionView) -> str:
    if any(each.amendment for each in motion.debate.former):
        return f"Motion {motion.number} has been amended. I put it as it now reads: {motion.text}"
    if motion.debate.together:
        numbers = [motion.number, *motion.debate.together]
        named = f"{', '.join(str(each) for each in numbers[:-1])} and {numbers[-1]}"
        return f"We take motions {named} together, and one vote decides them: {motion.title}."
    return f"We come to motion {motion.number}: {motion.title}."


def _under_way(motion: MotionView, count: CountView, *, counted: bool) -> ChairsWords:
    if count.method.by_figures and counted:
        return ChairsWords(f"The tellers have counted motion {motion.number}. I close the vote.", "", "Close the vote.")
    if count.received and not count.method.by_figures:
        said = f"{count.received} of {count.electors} have voted." if not count.method.is_secret else ""
        if count.received >= count.electors:
            return ChairsWords(
                f"Everybody has voted on motion {motion.number}. I close the vote.", "", "Close the vote."
            )
        say = f"{said} Has everybody voted on motion {motion.number} who wishes to?".strip()
        return ChairsWords(say, "", "Close the vote once nobody more comes.")
    then = "Enter the tellers’ figures." if count.method.by_figures else "Enter the votes, then close the vote."
    return ChairsWords(_ASKING[count.method], "", then)


def _counted(motion: MotionView, count: CountView, advice: str) -> ChairsWords:
    decided = count.decision
    if decided is None:
        return ChairsWords("", "", "")
    advised = (advice,) if advice else ()
    if decided.awaiting == "casting":
        say = "The votes are equal. The rules give the chair a casting vote, and I give it as follows."
        return ChairsWords(say, "", "Declare the result with the chair’s choice, or decline and it is lost.", advised)
    figures = figures_aloud(Counts(decided.votes_for, decided.against, decided.abstain, decided.spoilt))
    outcome = "passed by the first of two meetings" if decided.awaiting else decided.outcome.value
    casting = f" With the chair’s casting vote {decided.casting}," if decided.casting else ""
    result = f"{figures}{casting} {'m' if casting else 'M'}otion {motion.number} is {outcome}."
    if motion.state is MotionState.DECLARED:
        after = motion.debate.standing.sentence or (motion.rule.effect if outcome == "carried" else "")
        return ChairsWords(result, result, after or "Go on to the next business.", advised)
    then = "Call a poll, or declare the result." if advice else "Declare the result."
    return ChairsWords(f"{decided.sentence} I declare motion {motion.number} {outcome}.", result, then, advised)


def _withdrawn(motion: MotionView) -> ChairsWords:
    became = motion.debate.set_aside
    say = f"Motion {motion.number} is {became}." if became else f"Motion {motion.number} is withdrawn, with your leave."
    return ChairsWords(say, say, "Go on to the next business.")


def figures_aloud(counts: Counts) -> str:
    """ "For, 86. Against, 31. Abstaining, 1." as a chair reads them out."""
    said = f"For, {counts.votes_for}. Against, {counts.against}."
    said += f" Abstaining, {counts.abstain}." if counts.abstain else ""
    return said + (f" Spoilt papers, {counts.spoilt}." if counts.spoilt else "")


def movers(motion: MotionView) -> str:
    """Who moves and who seconds, or the question who does."""
    mover, seconder = motion.proposer[0], motion.seconder[0]
    if mover and seconder:
        return f"{mover} moves it, {seconder} seconds. Have your cards ready."
    return f"{mover} moves it. Is there a seconder?" if mover else "Who moves it, and who seconds?"
