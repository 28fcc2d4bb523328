"""Seven ready societies: each has its own rules, and its annual meeting plays by them to a sound close."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import RuleSheet, describe
from coopdesk.domain.tally import Decision
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.hands import ClassFiguresNeeded
from coopdesk.services.meetings import CloseMeeting, OpenMeeting
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.sample import make_sample
from coopdesk.services.sample_kinds import KINDS, kind_named
from coopdesk.services.shares import capital_view
from coopdesk.services.society import rules_now
from coopdesk.services.verify import verify
from coopdesk.services.votes import CastForTheRest, ChangeVote
from coopdesk.storage.files import make
from tests.conftest import EVENING, DeskAtHand
from tests.services.votes_at_hand import count_hands, put, written

MEMBERS = 60


@pytest.fixture(scope="module")
def societies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file of each kind."""
    folder = tmp_path_factory.mktemp("kinds")
    for word in KINDS:
        store = make(folder / f"{word}.coopdesk")
        make_sample(store, EVENING, members=MEMBERS, like=word)
        store.close()
    return folder


@pytest.fixture
def agm(societies: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[DeskAtHand]:
    """The annual meeting of one kind with a quorum declared: members 1 to 8 and those the test names."""
    word, *more = request.param
    path = tmp_path / "society.coopdesk"
    path.write_bytes((societies / f"{word}.coopdesk").read_bytes())
    desk = DeskAtHand(path)
    desk.perform(OpenMeeting(1))
    for number in (*range(1, 9), *more):
        desk.perform(CheckIn(1, str(number)))
    desk.perform(DeclareQuorum(1))
    yield desk
    desk.store.close()


@pytest.mark.parametrize("agm", [(word,) for word in KINDS], indirect=True, ids=KINDS)
def test_an_annual_meeting_of_every_kind_decides_and_closes_sound(agm: DeskAtHand) -> None:
    number = put(agm)
    assert count_hands(agm, number, 6, 2).outcome == "carried"
    agm.perform(DeclareResult(1, number))
    agm.perform(CloseMeeting(1))
    assert agm.ask(verify).findings == ()


def test_every_kind_has_rules_and_a_name_of_its_own(societies: Path) -> None:
    sheets: list[RuleSheet] = []
    for word in KINDS:
        desk = DeskAtHand(societies / f"{word}.coopdesk")
        sheet = desk.ask(rules_now)
        assert all(words for _, words in describe(sheet))
        assert desk.ask(capital_view).shares >= MEMBERS * sheet.min_shares
        sheets.append(sheet)
        desk.store.close()
    assert len(set(sheets)) == len({kind_named(word).name for word in KINDS}) == len(KINDS)
    with pytest.raises(NotUnderstood, match="food-co-op, employee-owned-cic"):
        kind_named("guild")


def _recorded(desk: DeskAtHand, kind: str, against: tuple[int, ...] = ()) -> Decision:
    number = written(desk, kind)
    desk.perform(PutMotion(1, number, "recorded"))
    desk.perform(CastForTheRest(1, number, "for"))
    for member in against:
        desk.perform(ChangeVote(1, number, str(member), "against"))
    return desk.perform(CloseVote(1, number))


@pytest.mark.parametrize("agm", [("public-service-mutual",)], indirect=True)
def test_a_mutuals_staff_alone_can_stop_a_rule_change(agm: DeskAtHand) -> None:
    decided = _recorded(agm, "rule-change", against=(5,))
    assert decided.outcome == "lost"
    assert "Staff had none" in decided.sentence


@pytest.mark.parametrize("agm", [("public-service-mutual",)], indirect=True)
def test_a_mutuals_classes_weigh_an_extraordinary_resolution(agm: DeskAtHand) -> None:
    decided = _recorded(agm, "extraordinary", against=(5,))
    assert decided.weighed is not None
    assert (str(decided.weighed.votes_for), str(decided.weighed.base)) == ("70", "100")
    assert decided.outcome == "lost"


@pytest.mark.parametrize("agm", [("community-energy", 47)], indirect=True)
def test_one_investor_among_nine_weighs_no_more_than_a_tenth(agm: DeskAtHand) -> None:
    number = put(agm)
    with pytest.raises(ClassFiguresNeeded):
        count_hands(agm, number, 8, 1)
    agm.undo(("PutMotion",))
    decided = _recorded(agm, "ordinary", against=(47,))
    assert decided.weighed is not None
    assert str(decided.weighed.factor) == "8/9"
    assert agm.ask(verify).findings == ()


@pytest.mark.parametrize("agm", [("supporters-trust",)], indirect=True)
def test_a_supporters_rule_change_needs_a_quarter_of_all_members(agm: DeskAtHand) -> None:
    decided = _recorded(agm, "rule-change")
    assert (decided.outcome, decided.turnout_needed) == ("lost", 15)
