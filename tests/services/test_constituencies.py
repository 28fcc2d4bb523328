"""Constituencies called together: all or none, called off by one undo, and told as one election in the minutes."""

import json

import pytest

from coopdesk.domain.ids import MeetingId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.candidates import Nominate
from coopdesk.services.constituencies import AddConstituencies, called_together
from coopdesk.services.election_minutes import minuted_elections
from coopdesk.services.election_view import elections_of
from coopdesk.services.elections import AddElection, CancelElection, OpenElection
from coopdesk.services.membership import EditMember
from coopdesk.services.room import meeting_by_id
from tests.conftest import DeskAtHand


@pytest.fixture
def classes(sample: DeskAtHand) -> DeskAtHand:
    for member, name in ((3, "Staff"), (4, "Staff"), (5, "Public"), (6, "Public")):
        sample.perform(EditMember(member=member, class_name=name))
    return sample


def _call(*contests: tuple[str, int]) -> AddConstituencies:
    return AddConstituencies(meeting=1, title="Governors", office="governor", contests=json.dumps(contests))


def _states(desk: DeskAtHand) -> list[tuple[str, int, str]]:
    return [(each.constituency, each.places, each.state) for each in desk.ask(elections_of, 1)]


def test_all_are_called_at_once_and_one_undo_calls_all_off(classes: DeskAtHand) -> None:
    assert classes.perform(_call(("staff", 1), ("Public", 2))) == 1
    assert _states(classes) == [("Staff", 1, "nominations"), ("Public", 2, "nominations")]
    classes.undo()
    assert _states(classes) == [("Staff", 1, "cancelled"), ("Public", 2, "cancelled")]


@pytest.mark.parametrize(
    ("contests", "words"),
    [
        ([("Staff", 1), ("Nobody", 1)], "no member is in a class of that name"),
        ([("Staff", 1), ("staff ", 1)], "named twice"),
        ([("Staff", 1), (" ", 1)], "name a class of members"),
        ([("Staff", 1)], "name two classes or more"),
        ([("Staff", 1), ("Public", 0)], "use 1 to 99"),
    ],
)
def test_a_wrong_one_among_them_calls_none(classes: DeskAtHand, contests: list[tuple[str, int]], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        classes.perform(_call(*contests))
    assert _states(classes) == []


def test_only_constituencies_of_the_same_office_go_together(classes: DeskAtHand) -> None:
    classes.perform(_call(("Staff", 1), ("Public", 1)))
    classes.perform(AddElection(meeting=1, title="Chair", office="chair", places=1, constituency="Staff"))
    classes.perform(AddElection(meeting=1, title="Anybody", office="governor", places=1))
    elections = classes.ask(elections_of, 1)
    together = [[one.number for one in called_together(elections, each)] for each in elections]
    assert together == [[1, 2], [1, 2], [], []]
    classes.perform(CancelElection(1, 2))
    elections = classes.ask(elections_of, 1)
    assert [called_together(elections, each) for each in elections] == [(), (), (), ()]


def test_the_minutes_tell_them_next_to_each_other_as_one_election(classes: DeskAtHand) -> None:
    classes.perform(AddElection(meeting=1, title="First", office="governor", places=1, constituency="Staff"))
    classes.perform(AddElection(meeting=1, title="Between", office="chair", places=1))
    classes.perform(AddElection(meeting=1, title="Last", office="governor", places=1, constituency="Public"))
    for number, member in ((1, "3"), (2, "7"), (3, "5")):
        classes.perform(Nominate(meeting=1, number=number, member=member))
        classes.perform(OpenElection(1, number))
    with classes.store.reading() as reader:
        told = [each for _, each in minuted_elections(reader, meeting_by_id(reader, MeetingId(1)))]
    assert [each.number for each in told] == [1, 3, 2]
    said = "The election was held by constituency, each with a roll, papers and a count of its own: "
    assert told[0].told[0] == f"{said}Staff (election 1) and Public (election 3)."
    assert not any(words.startswith(said) for each in told[1:] for words in each.told)
