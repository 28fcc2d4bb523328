"""What each command of this issue answers: the words people read, and the JSON keys that other programs rely on."""

from pathlib import Path

import pytest

from tests.cli.commands import TAKEN, words
from tests.conftest import IN_THE_ROOM, MEMBERS, Run

RESULT = set("outcome for against abstain spoilt cast base base_count needed sentence".split())
MEMBER = set("number name kind class status shares".split())
VERDICT = set("verdict voting_card reason".split())
KEYS = {
    "society new": {"number"},
    "members add": {"number"},
    "members edit": MEMBER,
    "members end": MEMBER,
    "meeting new": {"number"},
    "meeting status": set("state roll present votes_in_room non_voting guests joined taken_pence quorum".split()),
    "motion add": {"number"},
    "shares issue": {"certificate", "shares"},
    "door in": VERDICT,
    "door join": {*VERDICT, "member", "certificate"},
    "decide": RESULT,
    "shares holding": set("member shares pence certificates".split()),
    "shares statement": set(
        "opening issued withdrawn cancelled transferred_in transferred_out closing money agrees".split()
    ),
    "shares withdraw": set("withdrawal shares pence state due_on member holding".split()),
    "shares cancel": set("shares repaid_pence member holding".split()),
    "shares transfer": set("shares certificates from to".split()),
    "verify": set("sound entries head findings".split()),
}
SAID = {
    "society new": "Todmorden Bakers (77R) is in ",
    "society sample": "A sample society of 3 members is in ",
    "society show": "Hebden Stores Co-operative Society Limited (12345R), co-operative-society, SAMPLE",
    "society rules": "Casting vote",
    "society key": "The society has no signing key; papers are made unsealed.",
    "members add": "Member 900: Łukasz Żak.",
    "members edit": "Member 5: Rhys Vaughan.",
    "members end": "The membership of ",
    "members list": "No.  Name",
    "members find": "No.  Name",
    "members card": "The card of ",
    "members cards": "41 cards are in ",
    "meeting new": "Meeting 2: Special.",
    "meeting notice": "clear days",
    "meeting chair": "is in the chair.",
    "meeting status": "13 members present, 12 with a vote; 1 guest\n",
    "agenda list": "Opening and notice of the meeting",
    "agenda add": "Item 14: Thanks.",
    "agenda take": "Now: item 3, Quorum.",
    "agenda note": "Kept for item 3.",
    "door in": "Give voting card 13. Robert Raman, member 0025.",
    "door out": "has left.",
    "door guest": "Ann Oak is here as a visitor.",
    "door apologies": "Apologies from ",
    "door join": "May enter, no vote: joined tonight, and the rules let new members vote from the next meeting. Ines",
    "door undo": "Taken back: JoinAtDoor",
    "undo": "Taken back: CastVote",
    "motion add": "Motion 5.",
    "motion vote": "Member 7: against.",
    "motion void": "The vote of member 1 is void; they may vote again.",
    "motion rest": "9 votes for.",
    "motion exception": "Member 2: abstain.",
    "motion close": "Closed. 3 of the 3 votes cast were for (100.0 %); at least 2 were needed.",
    "motion withdraw": "Motion 4 is withdrawn.",
    "motion void-count": "Count 1 of motion 3 is void; it is kept, and the motion may be put again.",
    "motion amend": "Motion 5 is an amendment to motion 4.",
    "motion procedural": "Motion 5 is a procedural motion on motion 4.",
    "motion split": "Motion 4 is divided into motions 5, 6.",
    "motion advance": "No votes on motion 4 were sent in.",
    "motion script": "Next: Close the vote once nobody more comes.",
    "motion show": "Motion 2 (declared): Audit",
    "decide": "CARRIED. 86 of the 117 votes cast were for (73.5 %); at least 78 were needed.",
    "shares issue": "2 shares to ",
    "shares holding": " holds ",
    "shares withdraw": " withdrawn, £1 repaid to ",
    "shares cancel": "; the money is kept.",
    "shares transfer": "1 share passed from ",
    "shares write-down": "Written down: ",
    "shares reverse": "Movement 41 is reversed; £1 went back.",
    "shares apply": "Application 1 of Nadia Ferreira for 3 shares is filed.",
    "shares holder": "Member 5: born on 1980-02-29.",
    "shares waiting": "1 receipt not cashed up: £1.",
    "shares suspend": "Withdrawals are suspended from 1 November 2026.",
    "shares rules": "Notice of a withdrawal: 13 weeks (rule 24)",
    "shares open-class": "Class B is open.",
    "shares pay": "Receipt 2: £12 from ",
    "shares receipt": "Receipt 1: £1.00, cash, Priya Raman, 28 November 2026. It is in ",
    "shares cash-up": "Cash-up 1: 1 receipt. It balances.",
    "shares statement": "It agrees with the money.",
    "shares movements": "opening",
    "shares certificate": "Certificate 5 is in ",
    "shares certificates": "41 certificates are in ",
    "shares replace": "Certificate 42 replaces 5, which is replaced.\n",
    "shares reprint": "A copy of certificate 5, marked DUPLICATE, is in ",
    "shares cancel-certificate": "Certificate 5 is cancelled; its shares are held without one.",
    "shares certificates-account": " Each number from 1 to 41 is accounted for once.",
    "shares spoilt": "3 spoilt sheets in the log, line 1.",
    "minutes edit": "Kept for 5.",
    "minutes make": "The minutes (DRAFT) are in ",
    "papers notice": "The notice is in ",
    "papers agenda": "The agenda is in ",
    "papers attendance": "The attendance sheet is in ",
    "papers proxy-form": "The proxy form is in ",
    "papers roll": "The paper roll is in ",
    "papers cards": "Voting cards 7 to 9 are in ",
    "papers schedule": "The attendance schedule is in ",
    "papers calendar": "The calendar file is in ",
    "papers pack": "The papers of the meeting are in the folder ",
    "election vacancies": "Nobody serves as director. 6 places are empty. That makes 6 places to fill.",
    "election add": "Election 1. Nominations are open.",
    "election show": "No election was called yet.",
    "verify": "Sound: ",
    "backup": "A verified copy is in ",
}
REFUSED = {
    **{
        f"election {verb}": "UNKNOWN-ELECTION"
        for verb in "nominate consent withdraw open ballot issue enter close count declare declaration export".split()
    },
    "shares pay-out": "UNKNOWN-WITHDRAWAL",
    "shares refuse-withdrawal": "UNKNOWN-WITHDRAWAL",
    "shares take-back-notice": "UNKNOWN-WITHDRAWAL",
    "shares decide": "UNKNOWN-APPLICATION",
    "shares pay-application": "UNKNOWN-APPLICATION",
    "shares return-money": "UNKNOWN-APPLICATION",
    "shares allot": "UNKNOWN-APPLICATION",
    "shares resume": "NOT-SUSPENDED",
    "shares refund": "UNKNOWN-RECEIPT",
    "shares certify": "ALL-CERTIFIED",
    "shares check": "CERTIFICATE-UNKNOWN",
    "meeting open": "ALREADY-OPEN",
    "meeting adjourn": "VOTE-STILL-OPEN",
    "meeting reconvene": "MEETING-NOT-OPEN",
    "meeting close": "VOTE-STILL-OPEN",
    "meeting quorum": "QUORUM-DECLARED",
    "motion open": "ANOTHER-VOTE-OPEN",
    "motion hands": "MOTION-NOT-OPEN",
    "motion particulars": "MOTION-ALREADY-DECLARED",
    "motion papers": "MOTION-NOT-OPEN",
    "motion proxies": "MOTION-NOT-OPEN",
    "motion confirm": "UNKNOWN-MEETING",
    "motion together": "MOTION-ALREADY-DECLARED",
    "motion apart": "NOT-TAKEN-TOGETHER",
    "motion correct": "MEETING-NOT-OVER",
    "motion registered": "NOTHING-TO-REGISTER",
    "motion declare": "MOTION-NOT-CLOSED",
    "motion recount": "ANOTHER-VOTE-OPEN",
    "papers resolutions": "NO-FILING-RESOLUTION",
    "papers closing-slip": "MEETING-NOT-CLOSED",
    "minutes agree": "MINUTES-UNFINISHED",
    "minutes reopen": "MINUTES-DRAFT",
    "minutes correct": "MINUTES-DRAFT",
    "minutes approve": "MINUTES-UNFINISHED",
    "minutes sign": "MINUTES-UNFINISHED",
}
"""What the busy evening, in the middle of a vote, does not allow."""


def test_every_command_of_this_issue_is_tried() -> None:
    assert set(SAID) | set(REFUSED) == set(TAKEN)


@pytest.mark.parametrize("command", SAID)
def test_people_read_one_plain_answer(busy_file: Path, tmp_path: Path, run: Run, command: str) -> None:
    ran = run(*words(command, busy_file, tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert SAID[command] in ran.out


@pytest.mark.parametrize("command", REFUSED)
def test_what_the_evening_does_not_allow_now(busy_file: Path, tmp_path: Path, run: Run, command: str) -> None:
    ran = run(*words(command, busy_file, tmp_path))
    assert (ran.code, ran.refused) == (1, REFUSED[command])


@pytest.mark.parametrize("command", KEYS)
def test_json_keys_that_others_rely_on(busy_file: Path, tmp_path: Path, run: Run, command: str) -> None:
    ran = run(*words(command, busy_file, tmp_path), "--json")
    assert ran.code == 0
    assert set(ran.json) >= KEYS[command]


@pytest.mark.parametrize("command", ["members list", "members find"])
def test_members_are_a_list(busy_file: Path, tmp_path: Path, run: Run, command: str) -> None:
    found = run(*words(command, busy_file, tmp_path), "--json").json
    assert found
    assert all(set(member) >= MEMBER for member in found)


def test_everybody_is_listed_with_what_they_hold(busy_file: Path, run: Run) -> None:
    found = run("members", "list", busy_file, "--json").json
    assert [member["number"] for member in found] == list(range(1, MEMBERS + 2))
    assert found[-1] | {"joined_on": None} == {
        "number": MEMBERS + 1,
        "name": "Priya Raman",
        "kind": "person",
        "class": "Member",
        "status": "active",
        "shares": 1,
        "joined_on": None,
    }


def test_meeting_status_in_numbers(busy_file: Path, run: Run) -> None:
    status = run("meeting", "status", busy_file, "--json").json
    expected = {
        "state": "open",
        "roll": MEMBERS,
        "present": IN_THE_ROOM + 1,
        "votes_in_room": IN_THE_ROOM,
        "non_voting": 1,
        "guests": 1,
        "joined": 1,
        "taken_pence": 100,
    }
    assert {key: status[key] for key in expected} == expected
    assert {key: status["quorum"][key] for key in ("needed", "present", "met")} == {
        "needed": 4,
        "present": IN_THE_ROOM,
        "met": True,
    }
    assert status["quorum"]["sentence"]


def test_a_declared_motion_in_numbers(busy_file: Path, run: Run) -> None:
    motion = run("motion", "show", busy_file, 2, "--json").json
    result = motion["result"]
    assert set(result) >= RESULT
    assert (motion["state"], result["outcome"], result["base"]) == ("declared", "carried", "cast")
    assert [result[key] for key in ("for", "against", "abstain", "spoilt", "cast", "base_count", "needed")] == [
        11, 1, 0, 0, 12, 12, 7,
    ]  # fmt: skip
    assert run("motion", "show", busy_file, 4, "--json").json["result"] is None


def test_a_holding_with_its_certificates(busy_file: Path, run: Run) -> None:
    before = run("shares", "holding", busy_file, 5, "--json").json
    issued = run("shares", "issue", busy_file, 5, 2, "--paid", "card", "--json").json
    assert issued["shares"] == 2
    after = run("shares", "holding", busy_file, 5, "--json").json
    assert after["member"] == 5
    assert after["shares"] == before["shares"] + 2
    assert after["pence"] == after["shares"] * 100
    assert after["certificates"][-1] == {"number": issued["certificate"], "shares": 2, "status": "issued"}


def test_no_number_in_json_is_a_float(busy_file: Path, tmp_path: Path, run: Run) -> None:
    for command in TAKEN:
        said = run(*words(command, busy_file, tmp_path), "--json").out
        assert not _floats(said), command


def _floats(said: str) -> list[str]:
    import json

    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    json.loads(said, parse_float=note)
    return found


def test_a_card_is_scanned_whatever_its_case(busy_file: Path, tmp_path: Path, run: Run) -> None:
    code = run("members", "card", busy_file, 25, "-o", tmp_path / "card.pdf", "--json").json["code"]
    assert code.startswith("CDM1:")
    assert run("door", "in", busy_file, code.lower(), "--json").json["member"] == 25
    fresh = run("members", "card", busy_file, 25, "--new", "-o", tmp_path / "new.pdf", "--json").json["code"]
    assert fresh != code
    assert run("door", "out", busy_file, code).refused == "CARD-WITHDRAWN"
    assert run("door", "out", busy_file, fresh).code == 0


def test_the_same_nonce_changes_nothing_and_gives_the_first_answer(busy_file: Path, run: Run) -> None:
    for typed in (
        ["door", "in", busy_file, 25, "--nonce", "a"],
        ["door", "join", busy_file, "--name", "Ines Prior", "--paid", "card", "--nonce", "b"],
        ["shares", "issue", busy_file, 5, 3, "--paid", "cash", "--nonce", "c"],
        ["motion", "vote", busy_file, 3, 9, "against", "--nonce", "d"],
    ):
        first = run(*typed, "--json")
        entries = run("verify", busy_file, "--json").json["entries"]
        again = run(*typed, "--json")
        assert (first.code, again.code, again.json) == (0, 0, first.json)
        assert run("verify", busy_file, "--json").json["entries"] == entries


def test_a_nonce_belongs_to_one_act(busy_file: Path, run: Run) -> None:
    assert run("door", "in", busy_file, 25, "--nonce", "a").code == 0
    assert run("door", "in", busy_file, 26, "--nonce", "a").refused == "NONCE-USED"
    assert run("motion", "vote", busy_file, 3, 9, "for", "--nonce", "a").refused == "NONCE-USED"
    assert run("motion", "vote", busy_file, 3, 9, "for", "--nonce", "b").code == 0
    assert run("motion", "vote", busy_file, 3, 9, "against", "--nonce", "b").refused == "NONCE-USED"
    assert run("motion", "vote", busy_file, 3, 10, "for", "--nonce", "b").refused == "NONCE-USED"
    assert run("meeting", "status", busy_file, "--json").json["present"] == IN_THE_ROOM + 2


def test_verify_tells_an_unsound_file_by_its_exit_code(busy_file: Path, run: Run) -> None:
    import sqlite3

    connection = sqlite3.connect(busy_file)
    connection.execute("UPDATE guest SET name = 'Somebody else'")
    connection.commit()
    connection.close()
    ran = run("verify", busy_file, "--json")
    assert ran.code == 1
    assert ran.json["sound"] is False
    assert ran.json["findings"][0]["code"] == "ROW-CHANGED"
    assert "NOT sound" in run("verify", busy_file).out


def test_verify_with_the_head_that_the_close_printed(busy_file: Path, run: Run) -> None:
    run("motion", "close", busy_file, 3)
    head = run("meeting", "close", busy_file, "--json").json["head"]
    run("members", "add", busy_file, "--name", "Later Still")
    assert run("verify", busy_file, "--head", head).code == 0
    spaced = " ".join(head[place : place + 8].upper() for place in range(0, 64, 8))
    assert run("verify", busy_file, "--head", spaced).code == 0
    other = run("verify", busy_file, "--head", "0" * 64, "--json")
    assert (other.code, other.json["findings"][0]["code"]) == (1, "HEAD-NOT-IN-CHAIN")
    assert run("verify", busy_file, "--head", "the one on page 3").code == 2


def test_a_society_with_rules_of_its_own(tmp_path: Path, run: Run) -> None:
    rules = tmp_path / "RULES.toml"
    rules.write_text('casting_vote = true\nquorum = "max(3, 10%)"\n[majority]\nrule-change = "three-quarters"\n')
    made = run(
        "society", "new", tmp_path / "s.coopdesk", "--name", "Bakers", "--number", "7R", "--kind",
        "co-operative-society", "--rules", rules, "--json",
    )  # fmt: skip
    assert (made.code, made.json["number"]) == (0, "7R")
    sheet = run("society", "rules", tmp_path / "s.coopdesk", "--json").json
    assert (sheet["casting_vote"], sheet["quorum_number"], sheet["quorum_percent"]) == (True, 3, "10")
    for bad in ("quorum = ", 'quorum = "lots"', 'colour = "red"'):
        rules.write_text(bad)
        target = tmp_path / "t.coopdesk"
        typed = ["--name", "B", "--number", "7R", "--kind", "cic", "--rules", rules]
        assert run("society", "new", target, *typed).code == 2
        assert not target.exists()


def test_the_nominal_value_is_set_like_a_rule_until_shares_are_issued(founded_file: Path, run: Run) -> None:
    assert (
        run("society", "rules", founded_file, "--set", "share_nominal_pence=500", "--set", "casting_vote=yes").code == 0
    )
    shown = run("society", "show", founded_file, "--json").json
    assert shown["nominal_pence"] == 500
    assert run("society", "rules", founded_file, "--json").json["casting_vote"] is True
    young = run("society", "rules", founded_file, "--set", "min_age=16", "--set", "unknown_age_votes=no", "--json").json
    assert (young["min_age"], young["unknown_age_votes"]) == (16, False)
    run("members", "add", founded_file, "--name", "Ann Oak")
    assert run("shares", "issue", founded_file, 1, 2, "--paid", "cash", "--json").json["pence"] == 1000
    late = run("society", "rules", founded_file, "--set", "share_nominal_pence=100", "--set", "casting_vote=no")
    assert (late.code, late.refused) == (1, "SHARES-ISSUED")
    assert run("society", "rules", founded_file, "--json").json["casting_vote"] is True
    for bad in ("0", "-5", "lots", "9" * 30):
        assert run("society", "rules", founded_file, "--set", f"share_nominal_pence={bad}").code == 2
