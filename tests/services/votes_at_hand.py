"""Short words for the acts that tests of votes repeat."""

from coopdesk.domain.tally import Decision
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.motion_view import MotionView, motion_view
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Desk
from tests.conftest import DeskAtHand


def written(desk: Desk, kind: str = "ordinary", meeting: int = 1) -> int:
    """A motion in draft; its number."""
    return desk.perform(AddMotion(meeting=meeting, title="Garden", text="That there be a garden.", kind=kind))


def put(desk: DeskAtHand, method: str = "hands", kind: str = "ordinary") -> int:
    """A motion written and put; its number."""
    number = written(desk, kind)
    desk.perform(PutMotion(1, number, method))
    return number


def count_hands(desk: DeskAtHand, number: int, votes_for: int, against: int) -> Decision:
    """Hands counted and the vote closed."""
    desk.perform(RecordHands(meeting=1, number=number, votes_for=votes_for, against=against))
    return desk.perform(CloseVote(1, number))


def decide(desk: DeskAtHand, number: int, votes_for: int, against: int) -> Decision:
    """A draft put by hands, counted and declared."""
    desk.perform(PutMotion(1, number, "hands"))
    count_hands(desk, number, votes_for, against)
    return desk.perform(DeclareResult(1, number))


def seen(desk: DeskAtHand, number: int) -> MotionView:
    """The motion as everybody reads it."""
    return desk.ask(motion_view, 1, number)
