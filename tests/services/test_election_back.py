"""What can be taken back of an election and what cannot; where its papers are; terms of office and who takes a place
that falls empty."""

import json

from coopdesk.domain.rules import change, to_plain
from coopdesk.services.candidates import Nominate
from coopdesk.services.casual_vacancies import FillVacancy
from coopdesk.services.election_account import AccountView, ClearReading, ExplainMissing, account_view
from coopdesk.services.election_back import ReopenNominations, VoidCount
from coopdesk.services.election_counts import CountElection, DeclareElection, result_of
from coopdesk.services.election_papers import CloseBallot, EnterPaper, ImportPapers, IssuePaper, LaySlips
from coopdesk.services.election_view import Election, election_by_number
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.officers import AddOfficer, EndTerm
from coopdesk.services.society import SetRules, rules_now
from coopdesk.services.vacancies import vacancies_view
from coopdesk.services.verify import verify
from coopdesk.storage.journal import canonical
from tests.conftest import DeskAtHand
from tests.services.elections import STAND, called, closed, counted, opened
from tests.services.test_elections import refused

CLEAR = ("1", "1 2", "1 3", "2 1", "2", "2 3", "3")


def _election(desk: DeskAtHand, number: int = 1) -> Election:
    return desk.ask(election_by_number, 1, number)


def _account(desk: DeskAtHand, number: int = 1) -> AccountView:
    return desk.ask(account_view, _election(desk, number))


def _rules(desk: DeskAtHand, **settings: str) -> None:
    desk.perform(SetRules(canonical(to_plain(change(desk.ask(rules_now), settings)))))


def _terms(desk: DeskAtHand) -> list[tuple[object, ...]]:
    statement = "SELECT member, from_day, until_day, words FROM officer ORDER BY id"
    return desk.ask(lambda reader: reader.raw(statement))


def test_an_opening_is_taken_back_before_the_first_paper(quorate: DeskAtHand) -> None:
    number = called(quorate, confirm=True, places=4)
    quorate.perform(OpenElection(1, number))
    quorate.undo()
    election = _election(quorate, number)
    assert (election.state, election.electors, {each.number for each in election.people}) == ("nominations", 0, {0})
    quorate.perform(Nominate(meeting=1, number=number, member="11"))
    again = quorate.perform(OpenElection(1, number))
    assert (again.state, again.electors, len(again.people), again.rule.value) == ("open", 40, 5, "scottish")
    assert quorate.ask(verify).findings == ()


def test_an_opening_without_a_contest_is_taken_back_too(quorate: DeskAtHand) -> None:
    number = called(quorate, places=4)
    assert quorate.perform(OpenElection(1, number)).state == "closed"
    quorate.undo()
    assert _election(quorate, number).state == "nominations"
    quorate.perform(OpenElection(1, number))
    assert len(quorate.perform(DeclareElection(1, number)).seated) == 4


def test_an_opening_stays_once_papers_hang_on_it(quorate: DeskAtHand) -> None:
    handed = opened(quorate, voters=1)
    printed, read = called(quorate), called(quorate)
    for number in (printed, read):
        quorate.perform(OpenElection(1, number))
    quorate.perform(LaySlips(1, printed, 1))
    quorate.perform(ImportPapers(1, read, "1 1 0"))
    for number in (handed, printed, read):
        assert refused(quorate, ReopenNominations(1, number)) == "BALLOT-UNDER-WAY"
        assert _election(quorate, number).state == "open"


def test_a_count_is_taken_back_until_it_is_declared_and_its_lots_stand(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1", "2", places=1, rule="block")
    lots = json.dumps([[2, "a hat, seen by Joan Dewhirst"]])
    quorate.perform(CountElection(meeting=1, number=number, lots=lots))
    quorate.undo()
    assert quorate.ask(result_of, 1, number) is None
    assert refused(quorate, DeclareElection(1, number)) == "NOT-COUNTED"
    assert refused(quorate, VoidCount(1, number, 1)) == "COUNT-GONE"
    other = json.dumps([[1, "another hat, seen by Joan Dewhirst"]])
    assert refused(quorate, CountElection(meeting=1, number=number, lots=other)) == "LOT-STANDS"
    again = quorate.perform(CountElection(meeting=1, number=number))
    assert (again.counted.elected, again.attempt) == ((2,), 2)
    quorate.perform(DeclareElection(1, number))
    assert refused(quorate, VoidCount(1, number, 2)) == "ELECTION-STAGE"
    assert quorate.ask(verify).findings == ()


def test_a_reading_is_taken_back_and_no_journal_entry_says_which(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1 2", "2 1")
    quorate.perform(ClearReading(1, number, "1", 2))
    assert _account(quorate, number).account.read_once == ("1",)
    assert refused(quorate, ClearReading(1, number, "1", 2)) == "NO-READING"
    assert refused(quorate, ClearReading(1, number, "9", 1)) == "NO-READING"
    quorate.perform(ClearReading(1, number, "1", 1))
    assert _account(quorate, number).account.returned == 1
    entries = quorate.ask(lambda reader: reader.raw("SELECT payload FROM journal WHERE act = 'ClearReading'"))
    assert {payload for (payload,) in entries} == {'{"rows":[]}'}


def test_what_two_people_read_differently_is_listed_with_both_readings(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1 2", "2 1", "!blank")
    quorate.perform(EnterPaper(1, number, "2", "2 3", 2))
    view = _account(quorate, number)
    assert [(each.paper, each.first, each.second) for each in view.mismatches] == [("2", "2 1", "2 3")]
    assert view.spoilt == {"nothing on it": 1}
    assert refused(quorate, CountElection(meeting=1, number=number)) == "READINGS-DIFFER"


def test_papers_add_up_and_what_is_missing_is_explained(quorate: DeskAtHand) -> None:
    number = opened(quorate, voters=4)
    quorate.perform(IssuePaper(1, number, "1", replacing=True))
    quorate.perform(CloseBallot(1, number))
    for paper in ("1", "2", "3"):
        quorate.perform(EnterPaper(1, number, paper, "1"))
    assert _account(quorate, number).sentence == (
        "5 issued = 3 returned + 1 handed back spoilt + 1 missing. Nobody has said why any is missing."
    )
    assert refused(quorate, ExplainMissing(1, number, 2, "Two left early.")) == "PAPERS-DIFFER"
    assert refused(quorate, ExplainMissing(1, number, 1, " ")) == "NOT-UNDERSTOOD"
    quorate.perform(ExplainMissing(1, number, 1, "One member went home with the paper."))
    view = _account(quorate, number)
    assert (view.unexplained, view.explained) == (False, "One member went home with the paper.")
    quorate.perform(EnterPaper(1, number, "4", "2"))
    assert _account(quorate, number).sentence == "5 issued = 4 returned + 1 handed back spoilt + 0 missing."
    assert refused(quorate, ExplainMissing(1, number, 0, "None.")) == "PAPERS-DIFFER"


def test_a_term_that_ends_and_a_director_elected_again_make_one_entry_each(quorate: DeskAtHand) -> None:
    quorate.perform(AddOfficer(office="director", member=3, on="2023-11-25"))
    quorate.perform(AddOfficer(office="director", member=20, on="2024-11-25"))
    number = counted(quorate, *CLEAR, naming="nominated", expires="2029-11-24")
    assert quorate.perform(DeclareElection(1, number)).seated == (1, 2)
    assert _terms(quorate) == [
        (3, "2023-11-25", "2026-11-28", ""),
        (20, "2024-11-25", None, ""),
        (3, "2026-11-28", None, "elected until 24 November 2029"),
        (5, "2026-11-28", None, "elected until 24 November 2029"),
    ]


def test_where_the_rules_have_fixed_terms_whoevers_last_day_has_come_retires(quorate: DeskAtHand) -> None:
    number = counted(quorate, *CLEAR, naming="nominated", expires="2029-11-24")
    quorate.perform(DeclareElection(1, number))
    _rules(quorate, retirement="terms")
    early = quorate.ask(vacancies_view, "director", 3, "", quorate.now())
    assert (early.retiring, early.casual, [each.expires for each in early.serving]) == ((), 1, ["2029-11-24"] * 2)
    quorate.watch.wind(minutes=60 * 24 * 365 * 3)
    late = quorate.ask(vacancies_view, "director", 3, "", quorate.now())
    assert (len(late.retiring), late.places, late.tied) == (2, 3, ())
    assert "2 have come to the end of theirs: " in late.sentence
    assert "1 place is empty. That makes 3 places to fill." in late.sentence


def _left(desk: DeskAtHand, member: int) -> None:
    statement = f"SELECT id FROM officer WHERE member = {member} AND until_day IS NULL"
    ((term,),) = desk.ask(lambda reader: reader.raw(statement))
    desk.perform(EndTerm(int(str(term))))


def test_a_casual_vacancy_goes_to_the_runner_up_where_the_rules_say_so(sample: DeskAtHand) -> None:
    _rules(sample, casual_vacancies="runner-up")
    papers = ("1", "1", "1", "2", "2", "3")
    number = counted(sample, *papers, places=1, naming="nominated", term="the 2027 AGM", rule="block")
    sample.perform(DeclareElection(1, number))
    assert refused(sample, FillVacancy(1, number, "3")) == "NO-CASUAL-VACANCY"
    assert refused(sample, FillVacancy(1, number, "5")) == "NO-CASUAL-VACANCY"
    _left(sample, 3)
    filled = sample.perform(FillVacancy(1, number, "3"))
    assert filled == _election(sample, number).people[1].name
    member, _, until, words = _terms(sample)[-1]
    assert (member, until) == (5, None)
    assert str(words).endswith("elected until the 2027 AGM")
    assert refused(sample, FillVacancy(1, number, "3")) == "NO-CASUAL-VACANCY"
    _left(sample, 5)
    sample.perform(FillVacancy(1, number, "5"))
    assert _terms(sample)[-1][0] == 7
    assert sample.ask(verify).findings == ()


def test_a_casual_vacancy_is_the_boards_unless_the_rules_say_otherwise(quorate: DeskAtHand) -> None:
    number = counted(quorate, *CLEAR)
    quorate.perform(DeclareElection(1, number))
    assert refused(quorate, FillVacancy(1, number, "3")) == "BOARD-FILLS"


def test_equal_runners_up_are_not_chosen_between(sample: DeskAtHand) -> None:
    _rules(sample, casual_vacancies="runner-up")
    number = counted(sample, "1", "1", "2", "3", places=1, naming="nominated", rule="block")
    sample.perform(DeclareElection(1, number))
    _left(sample, int(STAND[0]))
    assert refused(sample, FillVacancy(1, number, STAND[0])) == "NO-RUNNER-UP"


def test_the_last_day_of_a_term_is_no_day_of_the_past(quorate: DeskAtHand) -> None:
    assert refused(quorate, AddElection(meeting=1, title="D", places=1, expires="2020-01-01")) == "NOT-UNDERSTOOD"
