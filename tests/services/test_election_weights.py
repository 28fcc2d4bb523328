"""An election in which classes of members do not weigh the same, from its opening to a file that verifies."""

import json

import pytest
import sqlcipher3.dbapi2 as driver

from coopdesk.domain.elections.weights import NoWeightsByPreference
from coopdesk.services.election_back import ReopenNominations
from coopdesk.services.election_class_boxes import NoSuchBox, WhichBox
from coopdesk.services.election_counts import CountElection, DeclareElection, NotCounted
from coopdesk.services.election_import import ImportByClass
from coopdesk.services.election_papers import (
    CloseBallot,
    EnterPaper,
    ImportPapers,
    LaySlips,
    TooManyPapers,
    paper_account,
)
from coopdesk.services.election_scans import EnterScan
from coopdesk.services.election_view import Election, election_by_number
from coopdesk.services.election_weights import FewInAClass, class_of_elector
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.membership import EditMember
from coopdesk.services.society import changed_rules
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.services.weighed import WEIGHTED, called, closed, hall, opened


def _election(desk: DeskAtHand, number: int) -> Election:
    return desk.ask(election_by_number, 1, number)


def test_investors_are_capped_and_that_decides_the_election(sample: DeskAtHand) -> None:
    """12 papers against 6: 7 to 5 among users, and all investors for the other. 9 × 6 = 54, so each counts 12/54."""
    hall(sample)
    number = closed(sample, ["1"] * 7 + ["2"] * 5, ["2"] * 6)
    result = sample.perform(CountElection(meeting=1, number=number))
    assert [result.counted.exactly(votes) for votes in result.counted.stages[0].votes] == ["7", "19/3"]
    assert result.seated == (1,)
    sample.perform(DeclareElection(1, number))
    assert sample.ask(verify).findings == ()


def test_fixed_weights_of_the_rules_are_frozen_at_the_opening(sample: DeskAtHand) -> None:
    hall(sample, **WEIGHTED)
    number = closed(sample, ["1"] * 7 + ["2"] * 5, ["2"] * 6)
    sample.perform(sample.ask(changed_rules, {"election_classes": "together"}))
    sample.perform(EditMember(member=31, class_name="Individual"))
    result = sample.perform(CountElection(meeting=1, number=number))
    assert result.counted.weights is not None
    assert [str(each.value) for each in result.counted.weights.classes] == ["37/6", "13/3"]
    assert result.seated == (2,)
    assert sample.ask(verify).findings == ()


@pytest.mark.parametrize("rule", ["scottish", "ers97", "meek", "av"])
def test_a_transferable_vote_is_refused_when_the_election_is_called(sample: DeskAtHand, rule: str) -> None:
    hall(sample)
    with pytest.raises(NoWeightsByPreference, match="one contest for each class"):
        sample.perform(AddElection(meeting=1, title="Board", places=1, rule=rule))
    sample.perform(AddElection(meeting=1, title="Board", places=1, rule=rule, constituency="Investor"))


def test_one_called_before_the_rules_weighed_classes_is_refused_at_its_opening(sample: DeskAtHand) -> None:
    number = called(sample, rule="scottish")
    hall(sample, **WEIGHTED)
    with pytest.raises(NoWeightsByPreference, match="Scottish"):
        sample.perform(OpenElection(1, number))
    assert _election(sample, number).state == "nominations"


def test_rules_changed_after_the_roll_froze_weigh_nobody(quorate: DeskAtHand) -> None:
    number = called(quorate, rule="scottish")
    quorate.perform(quorate.ask(changed_rules, WEIGHTED))
    for member in range(20, 26):
        quorate.perform(EditMember(member=member, class_name="Investor"))
    quorate.perform(OpenElection(1, number))
    assert _election(quorate, number).weighing is None


def test_a_class_of_few_is_asked_before_its_figures_would_tell(sample: DeskAtHand) -> None:
    hall(sample, investors=4)
    number = called(sample)
    with pytest.raises(FewInAClass, match="class Investor has 4 voters here"):
        sample.perform(OpenElection(1, number))
    assert _election(sample, number).state == "nominations"
    sample.perform(OpenElection(1, number, few_agree=True))
    assert _election(sample, number).classes == ("Individual", "Investor")


def test_five_of_a_class_are_enough(sample: DeskAtHand) -> None:
    hall(sample, investors=5)
    number = called(sample)
    sample.perform(OpenElection(1, number))
    assert _election(sample, number).state == "open"


def test_each_class_is_handed_its_own_paper_and_accounted_for(sample: DeskAtHand) -> None:
    hall(sample)
    number = closed(sample, ["1"] * 5 + ["!blank"], ["2"] * 3)
    election = _election(sample, number)
    assert sample.ask(class_of_elector, election.id, 30) == "Investor"
    account = sample.ask(paper_account, election)
    facts = [(c.name, c.electors, c.voters, c.issued, c.returned, c.spoilt) for c in account.classes]
    assert facts == [("Individual", 34, 6, 6, 6, 1), ("Investor", 6, 3, 3, 3, 0)]
    assert account.few.startswith("Only 3 of class Investor have voted")


def test_a_paper_is_read_from_one_box_and_no_more_of_a_class_than_had_one(sample: DeskAtHand) -> None:
    hall(sample)
    number = opened(sample, 6, 5)
    sample.perform(CloseBallot(1, number))
    with pytest.raises(WhichBox, match="Individual, Investor"):
        sample.perform(EnterPaper(1, number, "1", "1"))
    with pytest.raises(NoSuchBox, match="not of class Guest"):
        sample.perform(EnterPaper(1, number, "1", "1", 1, "Guest"))
    sample.perform(EnterPaper(1, number, "1", "1", 1, "investor"))
    with pytest.raises(NoSuchBox, match="Paper 1 is of class Investor, not of class Individual"):
        sample.perform(EnterPaper(1, number, "1", "1", 2, "Individual"))
    sample.perform(EnterPaper(1, number, "1", "1", 2))
    for paper in range(2, 6):
        sample.perform(EnterPaper(1, number, str(paper), "1", 1, "Investor"))
    with pytest.raises(TooManyPapers, match="only 5 people of class Investor were given one"):
        sample.perform(EnterPaper(1, number, "6", "1", 1, "Investor"))


def test_a_printed_slip_knows_its_class(sample: DeskAtHand) -> None:
    hall(sample)
    number = opened(sample)
    with pytest.raises(WhichBox):
        sample.perform(LaySlips(1, number, 3))
    (slip,) = sample.perform(LaySlips(1, number, 1, "Investor"))
    sample.perform(EnterScan(1, number, f"{slip} 2"))
    assert {c.name: c.returned for c in sample.ask(paper_account, _election(sample, number)).classes} == {
        "Individual": 0,
        "Investor": 1,
    }


def test_papers_from_outside_come_in_by_class_all_or_none(sample: DeskAtHand) -> None:
    hall(sample)
    number = called(sample)
    sample.perform(OpenElection(1, number))
    with pytest.raises(WhichBox):
        sample.perform(ImportPapers(1, number, "9 1 0"))
    parts = {"Individual": "20 1 0\n9 2 0", "Investor": "7 2 0"}
    with pytest.raises(TooManyPapers, match="only 6 members of class Investor may vote in it"):
        sample.perform(ImportByClass(1, number, json.dumps(parts)))
    assert sample.ask(paper_account, _election(sample, number)).returned == 0
    assert sample.perform(ImportByClass(1, number, json.dumps(parts | {"Investor": "6 2 0"}))) == 35


def test_the_opening_taken_back_frees_the_classes_and_it_opens_again_by_other_rules(sample: DeskAtHand) -> None:
    hall(sample)
    number = called(sample)
    for _ in range(2):
        sample.perform(OpenElection(1, number))
        assert _election(sample, number).classes == ("Individual", "Investor")
        assert sample.ask(verify).findings == ()
        sample.perform(ReopenNominations(1, number))
        assert _election(sample, number).weighing is None
        assert sample.ask(verify).findings == ()


def test_a_count_is_undone_and_a_recount_weighs_the_same(sample: DeskAtHand) -> None:
    hall(sample)
    number = closed(sample, ["1"] * 7 + ["2"] * 5, ["2"] * 6)
    first = sample.perform(CountElection(meeting=1, number=number))
    sample.undo()
    second = sample.perform(CountElection(meeting=1, number=number))
    assert (first.count_digest, first.papers_digest) == (second.count_digest, second.papers_digest)
    assert sample.ask(verify).findings == ()


def test_a_paper_moved_to_another_box_stops_the_declaration(sample: DeskAtHand) -> None:
    hall(sample)
    number = closed(sample, ["1"] * 7 + ["2"] * 5, ["2"] * 6)
    sample.perform(CountElection(meeting=1, number=number))
    _tamper(sample, "election_paper_class_fixed", "UPDATE election_paper SET class_name = 'Investor' WHERE paper = '1'")
    with pytest.raises(NotCounted, match="has had papers entered or candidates changed"):
        sample.perform(DeclareElection(1, number))


@pytest.mark.parametrize(
    ("guard", "statement"),
    [
        ("election_class_no_update", "UPDATE election_class SET weight = '3' WHERE class_name = 'Investor'"),
        ("election_elector_no_update", "UPDATE election_elector SET class_name = 'Investor' WHERE member = 7"),
        ("election_weighing_frozen", "UPDATE election_weighing SET cap = '50'"),
    ],
)
def test_weights_or_classes_changed_behind_the_program_are_found(
    sample: DeskAtHand, guard: str, statement: str
) -> None:
    hall(sample)
    opened(sample)
    _tamper(sample, guard, statement)
    assert "ELECTION-CLASSES-CHANGED" in {each.code for each in sample.ask(verify).findings}


def test_unopposed_nobody_is_weighed(sample: DeskAtHand) -> None:
    hall(sample, investors=2)
    number = called(sample, places=2)
    sample.perform(OpenElection(1, number))
    assert sample.perform(DeclareElection(1, number)).seated == (1, 2)
    assert sample.ask(verify).findings == ()


def _tamper(desk: DeskAtHand, guard: str, statement: str) -> None:
    connection = driver.connect(str(desk.path))
    connection.execute(f"DROP TRIGGER {guard}")
    connection.execute(statement)
    connection.commit()
    connection.close()
