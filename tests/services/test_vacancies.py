"""Vacancies by cause: who retires by thirds, whom the board put in meanwhile, and which places stand empty."""

import pytest

from coopdesk.domain.ids import MeetingId
from coopdesk.services.candidates import WithdrawCandidate
from coopdesk.services.election_counts import DeclareElection
from coopdesk.services.election_minutes import minuted_elections
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.empty_seats import empty_words, offices_with_empty_seats
from coopdesk.services.officers import AddOfficer, EndTerm, officers_list
from coopdesk.services.papers.declaration import declaration_view
from coopdesk.services.room import meeting_by_id
from coopdesk.services.vacancies import VacanciesView, vacancies_view
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.services.elections import called, closed, counted


def _view(desk: DeskAtHand, board: int | None = None) -> VacanciesView:
    return desk.ask(vacancies_view, "director", board, "", desk.now())


@pytest.mark.parametrize(("directors", "going"), [(4, 1), (5, 2), (7, 2), (8, 3), (10, 3)])
def test_a_third_to_the_nearest_whole_number_longest_serving_first(
    quorate: DeskAtHand, directors: int, going: int
) -> None:
    for place in range(directors):
        quorate.perform(AddOfficer(office="director", member=3 + place, on=f"20{10 + place}-11-20"))
    view = _view(quorate)
    assert [each.since for each in view.retiring] == [f"20{10 + place}-11-20" for place in range(going)]
    assert view.places == going
    assert all(each.name in view.sentence for each in view.retiring)
    assert "They may stand again, unless the rules say otherwise." in view.sentence


def test_a_place_that_an_election_left_empty_is_to_be_filled_at_the_next(quorate: DeskAtHand) -> None:
    called(quorate, places=6)
    quorate.perform(OpenElection(1, 1))
    assert quorate.perform(DeclareElection(1, 1)).vacant == 2
    view = _view(quorate)
    assert view.casual == 2
    assert "2 places are empty." in view.sentence
    assert [empty_words(each) for each in quorate.ask(offices_with_empty_seats)] == [
        "2 places as director stand empty since the last election."
    ]
    quorate.watch.wind(minutes=60 * 24 * 40)
    quorate.perform(AddOfficer(office="director", member=20))
    assert [each.empty for each in quorate.ask(offices_with_empty_seats)] == [1]


def test_whoever_the_board_put_in_serves_until_the_next_meeting_and_is_not_counted_in_the_third(
    quorate: DeskAtHand,
) -> None:
    counted(quorate, "1", "1 2", "1 3", "2 1", "2", "2 3", "3", naming="nominated")
    quorate.perform(DeclareElection(1, 1))
    quorate.watch.wind(minutes=60 * 24 * 100)
    first = next(each for each in quorate.ask(officers_list) if each.until is None and each.office == "director")
    quorate.perform(EndTerm(first.id))
    assert _view(quorate).casual == 1
    quorate.perform(AddOfficer(office="director", member=20))
    view = _view(quorate)
    assert (view.casual, [each.name for each in view.appointed]) == (
        0, [each.name for each in quorate.ask(officers_list) if each.member_number == "20"],
    )  # fmt: skip
    assert view.appointed[0] not in view.retiring
    assert "was appointed since the last election and serves until the annual meeting." in view.sentence
    assert view.places == len(view.retiring) + 1


def test_nobody_is_said_to_be_missing_where_no_election_is_on_record(quorate: DeskAtHand) -> None:
    quorate.perform(AddElection(meeting=1, title="Directors", places=3))
    assert (_view(quorate).casual, quorate.ask(offices_with_empty_seats)) == (0, ())


def test_where_everybody_withdraws_while_papers_are_out_the_places_stay_vacant(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1", "2", "1")
    for candidate in ("1", "2", "3", "4"):
        quorate.perform(WithdrawCandidate(1, number, candidate))
    result = quorate.perform(DeclareElection(1, number))
    assert (result.seated, result.vacant) == ((), 2)
    assert quorate.ask(declaration_view, 1, number, quorate.now()).no_ballot.startswith("Everybody who stood withdrew")
    with quorate.store.reading() as reader:
        ((_, told),) = minuted_elections(reader, meeting_by_id(reader, MeetingId(1)))
    assert "Everybody who stood withdrew, so no vote was counted." in told.told
    assert quorate.ask(verify).findings == ()
