"""What a page and the wall show of a count: not counted again at every event, and never out of date."""

import pytest

from coopdesk.domain.elections.counting import count
from coopdesk.services import election_counts
from coopdesk.services.candidates import WithdrawCandidate
from coopdesk.services.door import CheckIn
from coopdesk.services.election_back import VoidCount
from coopdesk.services.election_counts import CountElection, DeclareElection, ElectionResult, result_of, result_shown
from coopdesk.services.election_papers import EnterPaper
from coopdesk.services.perform import Command
from tests.conftest import DeskAtHand
from tests.services.elections import closed, counted


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every count that was worked out, with nothing kept from an earlier test."""
    made: list[object] = []

    def counting(*given: object, **more: object) -> object:
        made.append(given)
        return count(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(election_counts, "count", counting)
    monkeypatch.setattr(election_counts, "_COUNTED", type(election_counts._COUNTED)(8))
    monkeypatch.setattr(election_counts, "_SHOWN", type(election_counts._SHOWN)(4))
    return made


def _shown(desk: DeskAtHand) -> ElectionResult | None:
    return desk.ask(result_shown, 1, 1)


def _worked_out_afresh(desk: DeskAtHand) -> ElectionResult | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(election_counts, "_COUNTED", type(election_counts._COUNTED)(8))
        return desk.ask(result_of, 1, 1)


def test_showing_it_again_and_after_somebody_came_in_counts_nothing_again(
    quorate: DeskAtHand, counts: list[object]
) -> None:
    counted(quorate, "1 2", "2 1", "1", "3")
    first = _shown(quorate)
    assert len(counts) == 1
    assert _shown(quorate) is first
    quorate.perform(CheckIn(1, "40"))
    assert _shown(quorate) == first
    assert len(counts) == 1


def test_it_is_never_older_than_the_last_act(quorate: DeskAtHand, counts: list[object]) -> None:
    """Each of these changes what is shown, or could; what is kept must not be shown for it."""
    closed(quorate, "1 2", "2 1", "1", "3", places=1)
    seen = [_shown(quorate)]
    acts: list[Command[object]] = [
        CountElection(meeting=1, number=1),  # type: ignore[list-item]
        EnterPaper(1, 1, "4", "2 3", 1),  # type: ignore[list-item]
        EnterPaper(1, 1, "4", "2 3", 2),  # type: ignore[list-item]
        CountElection(meeting=1, number=1),  # type: ignore[list-item]
        CountElection(meeting=1, number=1, seed="dice 4 2"),  # type: ignore[list-item]
        WithdrawCandidate(1, 1, "1"),  # type: ignore[list-item]
        CountElection(meeting=1, number=1),  # type: ignore[list-item]
        VoidCount(1, 1, 4),  # type: ignore[list-item]
        CountElection(meeting=1, number=1),  # type: ignore[list-item]
        DeclareElection(1, 1),  # type: ignore[list-item]
    ]
    for act in acts:
        quorate.perform(act)
        shown = _shown(quorate)
        assert shown == _worked_out_afresh(quorate)
        assert shown != seen[-1], act
        seen.append(shown)
    assert seen[0] is None
    assert seen[-1] is not None
    assert seen[-1].election.state == "declared"


@pytest.mark.parametrize("drawn_by", [{"lots": '[[2, "a hat, seen by Joan Dewhirst"]]'}, {"seed": "dice 4 2"}])
def test_the_same_papers_with_another_lot_are_counted_for_themselves(
    quorate: DeskAtHand, counts: list[object], drawn_by: dict[str, str]
) -> None:
    counted(quorate, "1", "2", places=1, rule="block")
    stopped = _shown(quorate)
    assert stopped is not None
    assert stopped.counted.lot_needed_between == (1, 2)
    drawn = quorate.perform(CountElection(meeting=1, number=1, **drawn_by))  # type: ignore[arg-type]
    assert drawn.counted.finished
    assert _shown(quorate) == drawn
    assert len(counts) == 2
