"""A secret ballot where the rules count classes apart: an urn with a part for each class, and no class too small."""

import pytest

from coopdesk.services.chairs_words import chairs_words
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.membership import AddMember
from coopdesk.services.opening import ClassTooSmall
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.secret_ballots import CastSecretVote
from coopdesk.services.shares import IssueShares
from coopdesk.services.society import changed_rules
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import seen, written


def _of_class(desk: DeskAtHand, name: str, many: int) -> list[str]:
    made = [
        desk.perform(AddMember(name=f"{name} Number{each}", class_name=name, joined_on="2020-01-01"))
        for each in range(many)
    ]
    for each in made:
        desk.perform(IssueShares(each.id, 5, "cash"))
    return [each.number for each in made]


def _hall(desk: DeskAtHand, workers: int, **settings: str) -> tuple[list[str], list[str]]:
    desk.perform(desk.ask(changed_rules, settings))
    people, staff = _of_class(desk, "Individual", 8), _of_class(desk, "Worker", workers)
    desk.perform(OpenMeeting(1))
    for number in (*people, *staff):
        desk.perform(CheckIn(1, number))
    desk.perform(DeclareQuorum(1))
    return people, staff


CLASSES = {"classes": "Individual, Worker", "class_vote[ordinary]": "each"}


def test_each_class_votes_into_its_own_part_and_both_must_carry(sample: DeskAtHand) -> None:
    people, staff = _hall(sample, 5, **CLASSES)
    number = written(sample)
    sample.perform(PutMotion(1, number, "secret"))
    for each in people:
        sample.perform(CastSecretVote(1, number, each, "for"))
    for place, each in enumerate(staff):
        sample.perform(CastSecretVote(1, number, each, "for" if place < 2 else "against"))
    assert seen(sample, number).counts[0].decision is None
    sample.perform(CloseVote(1, number))
    decided = sample.perform(DeclareResult(1, number))
    assert (decided.votes_for, decided.against, decided.outcome) == (10, 3, "lost")
    assert "Worker had none" in decided.sentence
    assert [(part.name, part.counts.votes_for, part.counts.against) for part in decided.parts] == [
        ("Individual", 8, 0),
        ("Worker", 2, 3),
    ]
    assert sample.ask(verify).findings == ()


def test_a_class_of_few_would_tell_on_itself_and_is_refused(sample: DeskAtHand) -> None:
    _hall(sample, 4, **CLASSES)
    with pytest.raises(ClassTooSmall, match="class Worker has 4 voters here"):
        sample.perform(PutMotion(1, written(sample), "secret"))
    assert seen(sample, 1).state == "draft"


def test_while_few_of_a_class_have_voted_the_chair_is_told_not_to_close(sample: DeskAtHand) -> None:
    people, staff = _hall(sample, 5, **CLASSES)
    number = written(sample)
    sample.perform(PutMotion(1, number, "secret"))
    for each in (*people, *staff[:4]):
        sample.perform(CastSecretVote(1, number, each, "for"))
    (caution,) = sample.ask(chairs_words, 1, number, sample.now()).cautions
    assert caution.startswith("Only 4 of class Worker have voted")
    sample.perform(CastSecretVote(1, number, staff[4], "for"))
    assert sample.ask(chairs_words, 1, number, sample.now()).cautions == ()


def test_investors_in_a_secret_ballot_are_capped(sample: DeskAtHand) -> None:
    people, staff = _hall(sample, 5, classes="Individual, Worker (investor)", investor_cap="10%")
    number = written(sample)
    sample.perform(PutMotion(1, number, "secret"))
    for place, each in enumerate(people):
        sample.perform(CastSecretVote(1, number, each, "for" if place < 4 else "against"))
    for each in staff:
        sample.perform(CastSecretVote(1, number, each, "for"))
    decided = sample.perform(CloseVote(1, number))
    assert decided.weighed is not None
    assert (str(decided.weighed.factor), decided.outcome) == ("8/45", "carried")


def test_where_classes_do_not_matter_the_urn_is_one(sample: DeskAtHand) -> None:
    people, _ = _hall(sample, 1)
    number = written(sample)
    sample.perform(PutMotion(1, number, "secret"))
    sample.perform(CastSecretVote(1, number, people[0], "for"))
    assert sample.ask(lambda reader: reader.raw("SELECT count(*) FROM class_box")) == [(0,)]
