"""How an election goes by its kind: unopposed, put to a yes or no, "re-open nominations", exactly so many crosses; and
the scenarios 39 to 43 of the domain reference §9, by their numbers."""

import json

import pytest

from coopdesk.domain.elections.record import Rule
from coopdesk.domain.rules import change, to_plain
from coopdesk.services.candidates import Nominate, WithdrawCandidate
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_papers import CloseBallot, EnterPaper, IssuePaper
from coopdesk.services.election_view import Election, election_by_number
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.membership import EditMember
from coopdesk.services.officers import AddOfficer
from coopdesk.services.society import SetRules, rules_now
from coopdesk.services.vacancies import vacancies_view
from coopdesk.services.verify import verify
from coopdesk.storage.journal import canonical
from tests.conftest import DeskAtHand
from tests.services.elections import called, closed, counted, opened
from tests.services.test_elections import refused


def _rules(desk: DeskAtHand, **settings: str) -> None:
    desk.perform(SetRules(canonical(to_plain(change(desk.ask(rules_now), settings)))))


def _serving(desk: DeskAtHand) -> list[str]:
    rows = desk.ask(lambda reader: reader.raw("SELECT member FROM officer WHERE until_day IS NULL ORDER BY id"))
    return [str(member) for (member,) in rows]


def _election(desk: DeskAtHand, number: int = 1) -> Election:
    return desk.ask(election_by_number, 1, number)


def test_scenario_39_four_marks_for_three_seats_spoil_the_paper_and_the_turnout_still_has_it(
    quorate: DeskAtHand,
) -> None:
    number = counted(quorate, "1 2 3 4", "1 2 3", "1 2 3", places=3, rule="block")
    result = quorate.perform(DeclareElection(1, number))
    assert (result.counted.valid, result.spoilt) == (2, {"more crosses than places": 1})
    assert (result.account.returned, result.account.voters) == (3, 3)


def test_scenario_40_two_marks_for_three_seats_are_valid(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1 2", "1 3", "4", places=3, rule="block")
    result = quorate.perform(CountElection(meeting=1, number=number, seed="dice"))
    assert (result.counted.valid, result.spoilt) == (3, {})


def test_scenario_41_eight_seats_and_eight_nominees_are_elected_without_a_poll(quorate: DeskAtHand) -> None:
    number = quorate.perform(AddElection(meeting=1, title="Directors", places=8))
    for member in range(3, 11):
        quorate.perform(Nominate(meeting=1, number=number, member=str(member)))
    assert quorate.perform(OpenElection(1, number)).state == "closed"
    assert refused(quorate, IssuePaper(1, number, "1")) == "ELECTION-STAGE"
    result = quorate.perform(DeclareElection(1, number))
    assert (len(result.seated), result.vacant, len(_serving(quorate))) == (8, 0, 8)
    assert quorate.ask(verify).sound


def test_scenario_42_a_tie_for_the_last_seat_goes_to_a_lot_on_the_record(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1 2", "1 3", "1", places=2, rule="block")
    stopped = quorate.perform(CountElection(meeting=1, number=number))
    assert (stopped.counted.elected, stopped.counted.lot_needed_between) == ((1,), (2, 3))
    lots = json.dumps([[3, "two slips in a hat, seen by Joan Dewhirst"]])
    quorate.perform(CountElection(meeting=1, number=number, lots=lots))
    declared = quorate.perform(DeclareElection(1, number))
    assert declared.seated == (1, 3)
    assert [(lot.tied, lot.picked, lot.method) for lot in declared.counted.lots] == [
        ((2, 3), 3, "two slips in a hat, seen by Joan Dewhirst")
    ]


def test_scenario_43_four_equally_long_serving_of_eight_draw_lots_for_three_to_go(quorate: DeskAtHand) -> None:
    for place, member in enumerate(range(3, 11)):
        day = "2022-11-20" if place < 4 else f"202{place - 1}-11-20"
        quorate.perform(AddOfficer(office="director", member=member, on=day))
    waiting = quorate.ask(vacancies_view, "director", 8, "", quorate.now())
    assert (len(waiting.tied), waiting.retiring) == (4, ())
    drawn = quorate.ask(vacancies_view, "director", 8, "dice 3 6", quorate.now())
    assert len(drawn.retiring) == 3
    assert set(drawn.retiring) < set(waiting.tied)


def test_where_the_rules_say_so_each_is_put_to_a_yes_or_no(sample: DeskAtHand) -> None:
    _rules(sample, uncontested="confirmed")
    number = called(sample, places=5)
    election = sample.perform(OpenElection(1, number))
    assert (election.state, election.rule, election.unopposed) == ("open", Rule.CONFIRM, False)
    papers = ("1 2 -3", "1 -2 -3 4", "1 2", "!blank")
    for member in range(1, len(papers) + 1):
        sample.perform(IssuePaper(1, number, str(member)))
    sample.perform(CloseBallot(1, number))
    assert refused(sample, EnterPaper(1, number, "1", "1 -5")) == "UNKNOWN-CANDIDATE"
    assert refused(sample, EnterPaper(1, number, "1", "1 -1")) == "NOT-UNDERSTOOD"
    for paper, marks in enumerate(papers, start=1):
        sample.perform(EnterPaper(1, number, str(paper), marks))
    assert refused(sample, DeclareElection(1, number)) == "NOT-COUNTED"
    sample.perform(CountElection(meeting=1, number=number))
    result = sample.perform(DeclareElection(1, number))
    assert (result.seated, result.counted.excluded, result.vacant) == ((1, 2, 4), (3,), 2)
    assert len(_serving(sample)) == 3
    assert sample.ask(verify).sound


def test_a_yes_or_no_is_not_asked_where_there_is_a_contest_or_the_election_says_otherwise(sample: DeskAtHand) -> None:
    _rules(sample, uncontested="confirmed")
    assert sample.perform(OpenElection(1, called(sample, places=2))).rule is Rule.SCOTTISH
    assert sample.perform(OpenElection(1, called(sample, places=4, confirm=False))).state == "closed"
    assert sample.perform(OpenElection(1, called(sample, places=4, reopen=True))).rule is Rule.SCOTTISH


def test_an_election_called_with_a_confirmatory_vote_asks_for_it_whatever_the_rules(quorate: DeskAtHand) -> None:
    assert quorate.perform(OpenElection(1, called(quorate, places=4, confirm=True))).rule is Rule.CONFIRM
    assert refused(quorate, AddElection(meeting=1, title="Directors", places=1, rule="confirm")) == "NOT-UNDERSTOOD"


@pytest.mark.parametrize("rule", ["scottish", "ers97", "meek", "block", "approval"])
def test_re_open_nominations_stands_in_every_rule_and_who_comes_behind_it_is_not_elected(
    quorate: DeskAtHand, rule: str
) -> None:
    number = counted(quorate, "1", "1", "1", "1", "5", "5", "5", "2", "2", "3", places=3, reopen=True, rule=rule)
    result = quorate.perform(DeclareElection(1, number))
    assert set(result.counted.elected) == {1, 5, 2}
    assert (result.seated, result.vacant) == ((1,), 2)
    assert result.reopened.startswith("“Re-open nominations” won a place, so 2 places stay vacant")
    assert result.reopened.endswith("came behind it and is not elected.")
    assert len(_serving(quorate)) == 1


def test_re_open_nominations_that_wins_nothing_changes_nothing(quorate: DeskAtHand) -> None:
    number = counted(quorate, "1", "1", "2", "2", "5", places=2, reopen=True, rule="block")
    result = quorate.perform(DeclareElection(1, number))
    assert (result.seated, result.vacant, result.reopened) == ((1, 2), 0, "")


def test_re_open_nominations_alone_against_one_candidate_for_one_place(quorate: DeskAtHand) -> None:
    number = quorate.perform(AddElection(meeting=1, title="Chair", places=1, rule="av", reopen=True))
    quorate.perform(Nominate(meeting=1, number=number, member="3"))
    assert quorate.perform(OpenElection(1, number)).state == "open"
    for member in ("1", "2", "4"):
        quorate.perform(IssuePaper(1, number, member))
    quorate.perform(CloseBallot(1, number))
    for paper, marks in (("1", "2 1"), ("2", "2"), ("3", "1")):
        quorate.perform(EnterPaper(1, number, paper, marks))
    quorate.perform(CountElection(meeting=1, number=number))
    result = quorate.perform(DeclareElection(1, number))
    assert (result.seated, result.vacant, _serving(quorate)) == ((), 1, [])


def test_a_block_vote_that_asks_for_exactly_so_many(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1 2", "1", "1 2 3", "3 4", "1 2", places=2, rule="block", exactly=True)
    result = quorate.perform(CountElection(meeting=1, number=number))
    assert result.counted.elected == (1, 2)
    assert result.spoilt == {"fewer crosses than the rules ask for": 1, "more crosses than places": 1}


def test_a_withdrawal_that_ends_the_contest_elects_the_others_and_leaves_the_rest_vacant(quorate: DeskAtHand) -> None:
    number = opened(quorate, places=4, reopen=True)
    quorate.perform(WithdrawCandidate(1, number, "1"))
    assert not _election(quorate, number).unopposed
    quorate.perform(CloseBallot(1, number))
    result = quorate.perform(CountElection(meeting=1, number=number, seed="dice"))
    assert result.counted.finished


def test_the_day_those_elected_retire_lies_after_the_meeting(quorate: DeskAtHand) -> None:
    assert refused(quorate, AddElection(meeting=1, title="D", places=1, expires="2026-11-28")) == "NOT-UNDERSTOOD"
    number = quorate.perform(AddElection(meeting=1, title="D", places=1, expires="2029-11-24"))
    assert str(_election(quorate, number).expires) == "2029-11-24"


def _reserved_election(desk: DeskAtHand, *women: str, **content: object) -> int:
    wanted = "at least 2 women; at most 1 staff"
    number = desk.perform(AddElection(meeting=1, title="Directors", reserved=wanted, **content))  # type: ignore[arg-type]
    for member in ("3", "5", "7", "9"):
        groups = "women" if member in women else ""
        desk.perform(Nominate(meeting=1, number=number, member=member, groups=groups))
    return number


@pytest.mark.parametrize("rule", ["block", "scottish"])
def test_reserved_seats_go_to_those_they_are_kept_for(quorate: DeskAtHand, rule: str) -> None:
    number = _reserved_election(quorate, "7", "9", places=2, rule=rule, naming="nominated")
    election = quorate.perform(OpenElection(1, number))
    assert {each.label: each.members for each in election.reserved} == {"women": {3, 4}, "staff": set()}
    assert election.reserved_words.startswith("At most 1 staff, at least 2 women.")
    for member in range(1, 8):
        quorate.perform(IssuePaper(1, number, str(member)))
    quorate.perform(CloseBallot(1, number))
    for paper, marks in enumerate(("1", "1", "1", "2", "2", "3", "4"), start=1):
        quorate.perform(EnterPaper(1, number, str(paper), marks))
    quorate.perform(CountElection(meeting=1, number=number))
    result = quorate.perform(DeclareElection(1, number))
    assert sorted(result.seated) == [3, 4]
    assert sorted(_serving(quorate)) == ["7", "9"]
    assert quorate.ask(verify).sound


def test_no_more_candidates_than_places_may_still_be_a_contest(quorate: DeskAtHand) -> None:
    """Two of four places are kept for women, of whom one stands, so that only two of the three men can have one."""
    number = _reserved_election(quorate, "9", places=4, rule="block")
    assert quorate.perform(OpenElection(1, number)).state == "open"


def test_a_member_of_a_class_that_seats_are_reserved_for_stands_for_it_unasked(sample: DeskAtHand) -> None:
    sample.perform(EditMember(member=3, class_name="Staff"))
    number = _reserved_election(sample, "5", places=2, rule="approval")
    groups = [each.groups for each in _election(sample, number).candidates]
    assert groups == [("staff",), ("women",), (), ()]


@pytest.mark.parametrize(
    ("places", "rule", "reserved"),
    [(1, "block", "at least 2 women"), (2, "meek", "at least 2 women"), (2, "block", "2 women")],
)
def test_reserved_seats_that_cannot_be(quorate: DeskAtHand, places: int, rule: str, reserved: str) -> None:
    wish = AddElection(meeting=1, title="Directors", places=places, rule=rule, reserved=reserved)
    assert refused(quorate, wish) == "NOT-UNDERSTOOD"


def test_a_group_that_no_seats_are_reserved_for(quorate: DeskAtHand) -> None:
    number = quorate.perform(AddElection(meeting=1, title="Directors", places=2, rule="block", reserved="women>=1"))
    assert refused(quorate, Nominate(meeting=1, number=number, member="3", groups="tenants")) == "NOT-UNDERSTOOD"
    assert not _election(quorate, number).candidates
