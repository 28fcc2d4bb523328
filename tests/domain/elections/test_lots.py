"""Lots: the same words draw the same, anybody can repeat it, and an entered one must be about the tie."""

import hashlib

import pytest

from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Entered, LotNotAmongThem, LotsNotNeeded, Seeded
from coopdesk.domain.elections.record import Purpose, Rule
from tests.domain.elections.contests import contest


def test_draw_k_is_sha256_of_seed_contest_k_over_the_tied_in_ballot_paper_order() -> None:
    lots = Seeded("dice 4 2", "Board 2026")
    for k in range(1, 20):
        number = int(hashlib.sha256(f"dice 4 2/Board 2026/{k}".encode()).hexdigest(), 16)
        drawn = lots.draw((9, 2, 5), 3, Purpose.EXCLUSION)
        assert drawn.picked == (2, 5, 9)[number % 3]
        assert drawn.method == f"SHA-256 of “dice 4 2/Board 2026/{k}”"


def test_a_draw_that_would_favour_somebody_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    digests = iter([b"\xff" * 32, (5).to_bytes(32, "big")])

    class Digest:
        def digest(self) -> bytes:
            return next(digests)

    monkeypatch.setattr(hashlib, "sha256", lambda _: Digest())
    drawn = Seeded("s", "c").draw((1, 2, 3), 1, Purpose.SURPLUS)
    assert (drawn.picked, drawn.method) == (3, "SHA-256 of “s/c/2”")


def test_every_one_of_the_tied_is_drawn_about_equally_often() -> None:
    lots = Seeded("fair", "board")
    drawn = [lots.draw((1, 2, 3), 1, Purpose.ELECTION).picked for _ in range(3000)]
    assert all(900 < drawn.count(each) < 1100 for each in (1, 2, 3))


def test_an_entered_lot_must_be_about_the_tied() -> None:
    ballots = contest(1, 3, {"1": 5, "2": 5})
    with pytest.raises(LotNotAmongThem, match="names candidate 3, and the lot is between candidates 1, 2"):
        count(ballots, Rule.BLOCK, Entered([(3, "a hat")]))


def test_lots_beyond_those_needed_are_refused_rather_than_dropped() -> None:
    with pytest.raises(LotsNotNeeded, match="2 lots were entered and the count needed 1"):
        count(contest(1, 2, {"1": 5, "2": 5}), Rule.BLOCK, Entered([(1, "a hat"), (2, "a hat")]))
