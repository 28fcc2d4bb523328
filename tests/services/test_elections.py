"""An election is called, people stand, the ballot opens with a frozen roll; nobody stands who may not."""

from datetime import timedelta

import pytest

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.refusals import Refusal
from coopdesk.services.candidates import Consent, Nominate, WithdrawCandidate
from coopdesk.services.election_view import REOPEN, election_by_number
from coopdesk.services.elections import AddElection, CancelElection, OpenElection
from coopdesk.services.membership import EditMember
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.services.elections import STAND, called


def refused(desk: DeskAtHand, command: object) -> str:
    """The code of the refusal; the file stays sound."""
    with pytest.raises(Refusal) as no:
        desk.perform(command)  # type: ignore[arg-type]
    return no.value.code


def test_candidates_are_numbered_by_surname_and_re_open_nominations_comes_last(quorate: DeskAtHand) -> None:
    number = called(quorate, reopen=True)
    election = quorate.perform(OpenElection(1, number))
    surnames = [each.name.split()[-1] for each in election.people]
    assert surnames == sorted(surnames, key=str.casefold)
    assert [each.number for each in election.standing] == [1, 2, 3, 4, 5]
    assert election.standing[-1].name == REOPEN
    assert (election.state, election.electors) == ("open", 40)
    assert quorate.ask(verify).sound


def test_names_may_be_drawn_by_lot_or_stand_as_nominated(quorate: DeskAtHand) -> None:
    as_nominated = quorate.perform(OpenElection(1, called(quorate, naming="nominated")))
    assert [each.member for each in as_nominated.standing] == [3, 5, 7, 9]
    drawn = quorate.perform(OpenElection(1, called(quorate, naming="lot")))
    assert sorted(each.member or 0 for each in drawn.standing) == [3, 5, 7, 9]


@pytest.mark.parametrize(
    ("member", "proposer", "seconder", "why"),
    [
        ("3", "1", "2", "stands already"),
        ("11", "11", "2", "nobody does that for themselves"),
        ("11", "1", "1", "cannot second them as well"),
    ],
)
def test_a_nomination_that_does_not_stand_up(
    quorate: DeskAtHand, member: str, proposer: str, seconder: str, why: str
) -> None:
    number = called(quorate)
    with pytest.raises(Refusal, match=why):
        quorate.perform(Nominate(meeting=1, number=number, member=member, proposer=proposer, seconder=seconder))
    assert len(quorate.ask(election_by_number, 1, number).people) == len(STAND)


def test_standing_may_need_longer_membership_than_voting(quorate: DeskAtHand) -> None:
    number = quorate.perform(AddElection(meeting=1, title="Directors", places=1, stand_days=36_000))
    with pytest.raises(Refusal, match="36000 days of membership"):
        quorate.perform(Nominate(meeting=1, number=number, member="3"))


def test_nominations_end_at_their_deadline(quorate: DeskAtHand) -> None:
    until = "2026-11-28T18:00:00+00:00"
    number = quorate.perform(AddElection(meeting=1, title="Directors", places=1, nominations_until=until))
    assert refused(quorate, Nominate(meeting=1, number=number, member="3")) == "NOMINATIONS-CLOSED"


def test_a_last_day_of_nominations_is_open_to_its_end(quorate: DeskAtHand) -> None:
    today = local_day(quorate.now())
    number = quorate.perform(AddElection(meeting=1, title="Directors", places=1, nominations_until=f"{today:%d/%m/%Y}"))
    assert quorate.perform(Nominate(meeting=1, number=number, member="3"))
    yesterday = day_words(today - timedelta(days=1))
    number = quorate.perform(AddElection(meeting=1, title="More", places=1, nominations_until=yesterday))
    assert refused(quorate, Nominate(meeting=1, number=number, member="3")) == "NOMINATIONS-CLOSED"


def test_the_ballot_waits_for_every_consent(quorate: DeskAtHand) -> None:
    number = called(quorate)
    name = quorate.perform(Nominate(meeting=1, number=number, member="11", consent=False))
    with pytest.raises(Refusal, match=name):
        quorate.perform(OpenElection(1, number))
    quorate.perform(Consent(1, number, "11"))
    assert len(quorate.perform(OpenElection(1, number)).people) == 5


def test_a_constituency_stands_and_votes_for_itself(sample: DeskAtHand) -> None:
    sample.perform(EditMember(member=3, class_name="Staff"))
    sample.perform(EditMember(member=4, class_name="Staff"))
    number = sample.perform(AddElection(meeting=1, title="Staff director", places=1, constituency="staff"))
    with pytest.raises(Refusal, match="only members of class Staff"):
        sample.perform(Nominate(meeting=1, number=number, member="5"))
    sample.perform(Nominate(meeting=1, number=number, member="3", proposer="4"))
    assert sample.perform(OpenElection(1, number)).electors == 2


def test_no_more_candidates_than_places_need_no_ballot_unless_somebody_may_vote_against(quorate: DeskAtHand) -> None:
    assert quorate.perform(OpenElection(1, called(quorate, places=4))).state == "closed"
    assert quorate.perform(OpenElection(1, called(quorate, places=4, reopen=True))).state == "open"


def test_a_withdrawal_can_be_undone_and_an_election_called_off(quorate: DeskAtHand) -> None:
    number = called(quorate)
    quorate.perform(WithdrawCandidate(1, number, "9"))
    assert len(quorate.ask(election_by_number, 1, number).people) == 3
    quorate.undo()
    assert len(quorate.ask(election_by_number, 1, number).people) == 4
    quorate.perform(CancelElection(1, number))
    assert refused(quorate, OpenElection(1, number)) == "ELECTION-STAGE"
    assert quorate.ask(verify).sound


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"places": 0}, "NOT-UNDERSTOOD"),
        ({"places": 2, "rule": "av"}, "NOT-UNDERSTOOD"),
        ({"places": 1, "rule": "borda"}, "NOT-UNDERSTOOD"),
        ({"places": 1, "title": " "}, "NOT-UNDERSTOOD"),
        ({"places": 1, "constituency": "Nobody"}, "NOT-UNDERSTOOD"),
        ({"places": 1, "naming": "age"}, "NOT-UNDERSTOOD"),
        ({"places": 1, "stand_days": -1}, "NOT-UNDERSTOOD"),
        ({"places": 1, "nominations_until": "soon"}, "NOT-UNDERSTOOD"),
    ],
)
def test_a_contest_that_cannot_be_called(quorate: DeskAtHand, content: dict[str, object], code: str) -> None:
    assert refused(quorate, AddElection(**{"meeting": 1, "title": "Directors", **content})) == code  # type: ignore[arg-type]


def test_a_ballot_about_nobody_and_an_election_nobody_called(quorate: DeskAtHand) -> None:
    number = quorate.perform(AddElection(meeting=1, title="Directors", places=1, reopen=True))
    assert refused(quorate, OpenElection(1, number)) == "NO-CANDIDATES"
    assert refused(quorate, OpenElection(1, 9)) == "UNKNOWN-ELECTION"
    assert refused(quorate, WithdrawCandidate(1, number, "12")) == "UNKNOWN-CANDIDATE"
