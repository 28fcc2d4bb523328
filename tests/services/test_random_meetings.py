"""Random evenings: whatever order people come, leave, vote, send in, amend, void and close in, the sums agree with an
independent recount from the journal alone."""

import json
import random
from collections import Counter
from typing import Any

import pytest

from coopdesk.domain.refusals import Refusal
from coopdesk.services.advance import RecordAdvanceRoll, RecordAdvanceTotals, VoidAdvance
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands, RecountMotion
from coopdesk.services.debate import AddAmendment, CorrectSlip
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.hands import RecordTeller
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion, WithdrawMotion
from coopdesk.services.paper_accounts import AccountPapers, EnterPapers
from coopdesk.services.perform import Command
from coopdesk.services.polls import CastProxies, DemandPoll
from coopdesk.services.proxies import RecordProxy, RevokeProxy
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.secret_ballots import CastSecretVote
from coopdesk.services.society import changed_rules
from coopdesk.services.together import TakeApart, TakeTogether
from coopdesk.services.verify import verify
from coopdesk.services.void_counts import VoidCount
from coopdesk.services.votes import CastForTheRest, CastVote, ChangeVote, VoidVote
from tests.conftest import MEMBERS, DeskAtHand

CHOICES = ("for", "against", "abstain")
METHODS = ("hands", "recorded", "cards", "secret", "papers")
ACTS = 450
MOTIONS = 12


def _wish(dice: random.Random, motions: int, under_way: int) -> Command[Any]:
    """One wish, sensible or not: what is not is refused, and must change nothing."""
    member, number, choice = str(dice.randint(1, MEMBERS)), dice.randint(1, motions), dice.choice(CHOICES)
    if under_way and dice.random() < 0.75:
        number = under_way
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
        RecordTeller(meeting=1, number=number, teller=dice.randint(1, 2), votes_for=figures[0], against=figures[1]),
        RecordAdvanceTotals(meeting=1, number=number, votes_for=figures[0] // 3, against=figures[1] // 3),
        RecordAdvanceRoll(meeting=1, number=number, roll=f"{member},{choice}\n{dice.randint(1, MEMBERS)},for"),
        VoidAdvance(1, number, "typed twice"),
        TakeTogether(1, number, str(dice.randint(1, motions))),
        TakeApart(1, str(number)),
        CorrectSlip(1, number, f"That it be {dice.randint(1, 9)}."),
    ]
    if dice.random() < 0.02:
        wording = f"That it be {dice.randint(10, 99)}."
        return dice.choice([WithdrawMotion(1, number), AddAmendment(meeting=1, number=number, wording=wording)])
    return dice.choice(wishes)


def _under_way(desk: DeskAtHand) -> int:
    open_now = desk.ask(lambda reader: reader.raw("SELECT number FROM motion WHERE state IN ('open', 'closed')"))
    return int(open_now[0][0]) if open_now else 0


Row = dict[str, Any]


def _replayed(desk: DeskAtHand) -> dict[str, dict[tuple[Any, ...], Row]]:
    """The rows of voting as the journal tells them, by table and key: written here once more, without the program's."""
    tables: dict[str, dict[tuple[Any, ...], Row]] = {}
    keys = {"vote": 3, "vote_void": 3, "count_advance": 2, "advance_cast": 3}
    named = {"vote": ("count", "member", "attempt"), "advance_cast": ("count", "member", "attempt"), "paper": ("id",)}
    for (payload,) in desk.ask(lambda reader: reader.raw("SELECT payload FROM journal ORDER BY seq")):
        for sign, table, *rest in json.loads(payload)["rows"]:
            rows = tables.setdefault(table, {})
            if sign == "*":
                for line in rest[1]:
                    row = dict(zip(rest[0], line, strict=False))
                    key = tuple(row[name] for name in named.get(table, ())) or tuple(line[:1])
                    rows[key] = row
                continue
            key = tuple(rest[0])
            assert len(key) == keys.get(table, len(key))
            rows[key] = {**rows.get(key, {}), **rest[1]} if sign == "~" else dict(rest[1])
    return tables


def _recounted(desk: DeskAtHand) -> dict[int, tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Every closed count but secret ones at the desk: (method, what its row says, what its votes add up to)."""
    tables = _replayed(desk)
    votes = {key: row for key, row in tables.get("vote", {}).items() if key not in tables.get("vote_void", {})}
    standing = Counter((count, member) for count, member, _ in votes)
    assert not standing or max(standing.values()) == 1
    shared = {key[0]: row["of"] for key, row in tables.get("shared_count", {}).items()}
    found = {}
    for (count,), row in tables.get("vote_count", {}).items():
        if row["closed_at"] is None or row["method"] == "secret":
            continue
        of = shared.get(count, count)
        sums: Counter[str] = Counter()
        if row["method"] in ("recorded", "poll"):
            sums.update(vote["choice"] for key, vote in votes.items() if key[0] == of)
        elif row["method"] == "papers":
            papers = [each for each in tables.get("paper", {}).values() if each["count"] == of and not each["void"]]
            sums.update(each["choice"] for each in papers)
        else:
            hands = [
                (key, each) for key, each in tables.get("hands", {}).items() if each["count"] == of and not each["void"]
            ]
            if hands:
                last = max(hands, key=lambda each: each[0])[1]
                sums.update(
                    {"for": last["votes_for"], "against": last["votes_against"], "abstain": last["abstentions"]}
                )
        for key, sent in tables.get("count_advance", {}).items():
            if key[0] == of:
                sums.update({"for": sent["votes_for"], "against": sent["against"], "abstain": sent["abstain"]})
        said = (row["votes_for"], row["votes_against"], row["abstentions"])
        found[count] = (row["method"], said, (sums["for"], sums["against"], sums["abstain"]))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_sums_agree_with_the_journal(sample: DeskAtHand, seed: int) -> None:
    dice = random.Random(f"a random evening {seed}")
    rules = {"proxy_allowed": "anybody", "quorum_counts_proxies": "yes"}
    rules["advance_votes"] = ("none", "stand", "replaced")[seed % 3]
    sample.perform(sample.ask(changed_rules, rules))
    for number in range(1, MOTIONS + 1):
        sample.perform(AddMotion(meeting=1, title=f"Plan {number}", text=f"That plan {number}.", kind="ordinary"))
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
            if dice.random() < 0.05:
                sample.undo()
            else:
                sample.perform(_wish(dice, MOTIONS, _under_way(sample)))
            done += 1
        except Refusal:
            assert sample.ask(lambda reader: reader.raw("SELECT count(*) FROM journal"))[0][0] == entries
    recounted = _recounted(sample)
    assert {count: said for count, (_, said, _) in recounted.items()} == {
        count: sums for count, (_, _, sums) in recounted.items()
    }
    assert done > 20
    assert len(recounted) > 3
    entitled = sample.ask(lambda reader: reader.raw("SELECT entitled FROM meeting"))[0][0]
    results = sample.ask(
        lambda reader: reader.raw("SELECT votes_for + votes_against + abstentions + spoilt FROM result")
    )
    assert all(given <= entitled for (given,) in results)
    assert sample.ask(verify).findings == ()
