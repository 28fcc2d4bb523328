"""Small contests for tests, and the given elections with their official tables."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from coopdesk.domain.elections.ballots import Ballots, Preferences
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.record import Count, written

GIVEN = Path(__file__).parents[4] / "shared" / "data" / "elections"
needs_given = pytest.mark.skipif(not GIVEN.is_dir(), reason="the given elections (../shared/data) are not here")


TIED_LATE = {"1": 10, "2": 9, "3": 4, "4": 3, "5 3": 1, "5": 2, "6 4": 2}
"""3 leads 4 at stage 1, 4 leads 3 at stage 2, and at stage 3 they stand equal at the bottom."""


@cache
def given(name: str) -> list[dict[str, Any]]:
    """The entries of wards.json, by_elections.json or synthetic.json; none where they are not here."""
    if not GIVEN.is_dir():
        return []
    entries: list[dict[str, Any]] = json.loads((GIVEN / f"{name}.json").read_text())["elections"]
    return entries


def every_given() -> list[dict[str, Any]]:
    """All of them."""
    return [*given("wards"), *given("by_elections"), *given("synthetic")]


def ballots_of(entry: dict[str, Any]) -> Ballots:
    """The papers of an entry, by our own reader."""
    return read_blt((GIVEN / entry["file"]).read_bytes())


def contest(places: int, candidates: int, papers: dict[str, int]) -> Ballots:
    """Papers written as "1 2 3": how many."""
    read = {tuple(int(each) for each in text.split()): count for text, count in papers.items()}
    return Ballots(candidates, places, read)


def votes(counted: Count, stage: int) -> list[str]:
    """The votes at the end of a stage, counted from 1, as printed."""
    return [written(each, counted.rule.decimals) for each in counted.stages[stage - 1].votes]


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine busy with other tests draws slowly, which says nothing about the count."""


@st.composite
def any_contest(draw: st.DrawFn) -> Ballots:
    """A few candidates, places and papers, with ties, short papers and candidates nobody wants."""
    candidates = draw(st.integers(1, 7))
    places = draw(st.integers(1, 5))
    paper = st.permutations(range(1, candidates + 1)).flatmap(
        lambda order: st.integers(1, candidates).map(lambda length: tuple(order[:length]))
    )
    papers: dict[Preferences, int] = draw(st.dictionaries(paper, st.integers(1, 30), max_size=25))
    return Ballots(candidates, places, papers)
