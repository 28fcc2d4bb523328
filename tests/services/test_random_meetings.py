"""Random evenings: whatever order people come, leave, vote, void and close in, the sums agree with the journal."""

import json
import random
from collections import Counter
from typing import Any

import pytest

from coopdesk.domain.refusals import Refusal
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands, RecountMotion
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion, WithdrawMotion
from coopdesk.services.paper_accounts import AccountPapers, EnterPapers
from coopdesk.services.perform import Command
from coopdesk.services.polls import CastProxies, DemandPoll
from coopdesk.services.proxies import RecordProxy, RevokeProxy
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.secret_ballots import CastSecretVote
from coopdesk.services.society import changed_rules
from coopdesk.services.verify import verify
from coopdesk.services.void_counts import VoidCount
from coopdesk.services.votes import CastForTheRest, CastVote, ChangeVote, VoidVote
from tests.conftest import MEMBERS, DeskAtHand

CHOICES = ("for", "against", "abstain")
METHODS = ("hands", "recorded", "cards", "secret", "papers")
ACTS = 300
MOTIONS = 3


def _wish(dice: random.Random, motions: int) -> Command[Any]:
    """One wish, sensible or not: what is not is refused, and must change nothing."""
    member, number, choice = str(dice.randint(1, MEMBERS)), dice.randint(1, motions), dice.choice(CHOICES)
    figures = [dice.randint(0, 6) for _ in range(3)]
    wishes: list[Command[Any]] = [
        *(CheckIn(1, str(dice.randint(1, MEMBERS))) for _ in range(3)),
        LeaveRoom(1, member),
        RevokeProxy(1, member),
        *(PutMotion(1, dice.randint(1, motions), dice.choice(METHODS)) for _ in range(3)),
        DemandPoll(1, number),
        CastProxies(1, number, "chair", choice),
        *(CastVote(1, number, str(dice.randint(1, MEMBERS)), dice.choice(CHOICES)) for _ in range(8)),
        *(CastSecretVote(1, number, str(dice.randint(1, MEMBERS)), dice.choice(CHOICES)) for _ in range(4)),
        VoidVote(1, number, member, "pressed the wrong key"),
        ChangeVote(1, number, member, choice),
        CastForTheRest(1, number, choice),
        RecordHands(meeting=1, number=number, votes_for=figures[0], against=figures[1], abstain=figures[2]),
        EnterPapers(1, number, choice, dice.randint(1, 3)),
        AccountPapers(1, number, dice.randint(0, 9)),
        CloseVote(1, number),
        CloseVote(1, number),
        DeclareResult(1, number),
        DeclareResult(1, number),
        RecountMotion(1, number, dice.choice(METHODS)),
        VoidCount(1, number, "put too early"),
    ]
    if dice.random() < 0.01:
        return WithdrawMotion(1, number)
    return dice.choice(wishes)


def _recounted(desk: DeskAtHand) -> dict[int, tuple[int, int, int]]:
    """Every count of single votes added up again from the journal alone."""
    choices: dict[tuple[int, int, int], str] = {}
    for (payload,) in desk.ask(lambda reader: reader.raw("SELECT payload FROM journal ORDER BY seq")):
        for effect in json.loads(payload)["rows"]:
            if effect[:2] == ["+", "vote"]:
                choices[tuple(effect[2])] = effect[3]["choice"]
            elif effect[:2] == ["*", "vote"]:
                for line in effect[3]:
                    row = dict(zip(effect[2], line, strict=True))
                    choices[row["count"], row["member"], row["attempt"]] = row["choice"]
            elif effect[:2] == ["+", "vote_void"]:
                del choices[tuple(effect[2])]
    voters = Counter((count, member) for count, member, _ in choices)
    assert not voters or max(voters.values()) == 1
    totals: dict[int, Counter[str]] = {}
    for (count, _, _), choice in choices.items():
        totals.setdefault(count, Counter())[choice] += 1
    return {count: (each["for"], each["against"], each["abstain"]) for count, each in totals.items()}


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_sums_agree_with_the_journal(sample: DeskAtHand, seed: int) -> None:
    dice = random.Random(f"a random evening {seed}")
    sample.perform(sample.ask(changed_rules, {"proxy_allowed": "anybody", "quorum_counts_proxies": "yes"}))
    for title in ("Accounts", "Audit", "Garden"):
        sample.perform(AddMotion(meeting=1, title=title, text=f"That {title}.", kind="ordinary"))
    for member in range(30, 38):
        told = f"{dice.randint(1, 3)}={dice.choice(CHOICES)}" if member % 2 else ""
        form = RecordProxy(
            meeting=1, appointor=str(member), holder="chair", received="2026-11-27T09:00", instructions=told
        )
        sample.perform(form)
    sample.perform(OpenMeeting(1))
    for number in range(1, 9):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(DeclareQuorum(1))
    done = 0
    for _ in range(ACTS):
        entries = sample.ask(lambda reader: reader.raw("SELECT count(*) FROM journal"))[0][0]
        try:
            sample.perform(_wish(dice, MOTIONS))
            done += 1
        except Refusal:
            assert sample.ask(lambda reader: reader.raw("SELECT count(*) FROM journal"))[0][0] == entries
    recounted = _recounted(sample)
    closed = sample.ask(
        lambda reader: reader.raw(
            "SELECT id, votes_for, votes_against, abstentions, electors FROM vote_count "
            "WHERE closed_at IS NOT NULL AND method IN ('recorded', 'poll')"
        )
    )
    for count, *figures, electors in closed:
        assert tuple(figures) == recounted.get(count, (0, 0, 0))
        assert sum(figures) <= electors
    assert done > 20
    assert closed
    assert sample.ask(verify).findings == ()
