"""A whole evening typed: from the founding to the minutes, read back from the paper as a member reads them."""

import json
from pathlib import Path

import pypdfium2

from tests.conftest import Ran, Run

DAY = "2026-11-28"


def _at(hour: str) -> str:
    return f"{DAY}T{hour}:00+00:00"


class Typist:
    """Somebody at the desk who types one command after another, each at its hour."""

    def __init__(self, run: Run, file: Path) -> None:
        self._run = run
        self.file = file

    def type(self, hour: str, *words: object, verb: int = 2) -> Ran:
        """The noun and verb, then the file, then the rest; must be done."""
        ran = self._run(*words[:verb], self.file, *words[verb:], "--now", _at(hour), "--json")
        assert ran.code == 0, f"{words}: {ran.out}"
        return ran

    def refused(self, hour: str, *words: object) -> str:
        """The same, and must be refused; gives the refusal's code."""
        ran = self._run(*words[:2], self.file, *words[2:], "--now", _at(hour), "--json")
        assert ran.code == 1, f"{words}: {ran.out}"
        return ran.refused


def _found_and_call(desk: Typist, run: Run) -> None:
    assert (
        run(
            "society", "new", desk.file, "--name", "Calder Valley Bakers Limited", "--number", "7777R", "--kind",
            "co-operative-society", "--now", _at("09:00"),
        ).code
        == 0
    )  # fmt: skip
    desk.type("09:01", "society", "rules", "--set", "quorum=max(5, 10%)", "--set", "joiners_vote=no")
    for place in range(1, 31):
        number = desk.type("09:05", "members", "add", "--name", f"Baker Number{place}", "--joined", "2020-05-01")
        assert number.json["number"] == place
        desk.type("09:05", "shares", "issue", place, 1 + place % 3, "--paid", "transfer")
    desk.type("09:10", "meeting", "new", "--kind", "agm", "--at", f"{DAY}T19:00", "--place", "The Old Mill")
    desk.type("09:11", "meeting", "notice", "--sent", "2026-11-01", "--by", "email")
    desk.type("09:12", "meeting", "chair", 1)
    desk.type("09:13", "agenda", "add", "--title", "Thanks to the volunteers", "--kind", "report")


def _open_the_doors(desk: Typist) -> None:
    desk.type("18:30", "door", "apologies", 29)
    for place in range(1, 13):
        arrived = desk.type("18:40", "door", "in", place, "--nonce", f"scan {place}").json
        assert (arrived["verdict"], arrived["voting_card"]) == ("vote", place)
    assert desk.refused("18:41", "door", "in", 12) == "ALREADY-IN"
    desk.type("18:42", "door", "guest", "--name", "Councillor Ada Brook")
    joined = desk.type("18:45", "door", "join", "--name", "Priya Raman", "--paid", "cash").json
    assert (joined["verdict"], joined["member"], joined["certificate"]) == ("no-vote", 31, 31)
    desk.type("18:46", "door", "join", "--name", "Entered Wrongly", "--paid", "cash")
    desk.type("18:47", "door", "undo")
    desk.type("18:50", "door", "out", 12)


def _transact(desk: Typist) -> None:
    desk.type("19:00", "meeting", "open")
    assert desk.refused("19:01", "motion", "show", 1) == "UNKNOWN-MOTION"
    desk.type("19:02", "agenda", "take", 3)
    quorum = desk.type("19:03", "meeting", "quorum").json
    assert (quorum["roll"], quorum["needed"], quorum["present"], quorum["met"]) == (30, 5, 11, True)
    desk.type("19:10", "agenda", "take", 8)
    desk.type("19:11", "agenda", "note", 8, "--text", "The treasurer *explained* the accounts.")
    accounts = ("--title", "Accounts", "--text", "That the accounts be received.", "--kind", "ordinary")
    assert desk.type("19:12", "motion", "add", *accounts, "--proposer", 2, "--seconder", 3, "--item", 8).json == {
        "number": 1,
        "cautions": [],
    }
    desk.type("19:13", "motion", "open", 1, "--method", "hands")
    assert desk.refused("19:14", "motion", "hands", 1, "--for", 11, "--against", 1) == "TOO-MANY-HANDS"
    desk.type("19:14", "motion", "hands", 1, "--for", 8, "--against", 2, "--abstain", 1)
    desk.type("19:15", "motion", "close", 1)
    assert desk.type("19:15", "motion", "declare", 1).json["result"]["outcome"] == "carried"
    desk.type("19:20", "agenda", "take", 11)
    rules = ("--title", "New rules", "--text", "That the rules laid before the meeting be adopted.")
    desk.type("19:21", "motion", "add", *rules, "--kind", "rule-change", "--proposer", 4, "--item", 11)
    desk.type("19:22", "motion", "open", 2, "--method", "recorded")
    desk.type("19:23", "motion", "vote", 2, 7, "against")
    assert desk.refused("19:23", "motion", "vote", 2, 7, "for") == "ALREADY-VOTED"
    assert desk.refused("19:23", "motion", "vote", 2, 12, "for") == "NOT-AN-ELECTOR"
    assert desk.refused("19:23", "motion", "vote", 2, 31, "for") == "NOT-ON-ROLL"
    desk.type("19:24", "motion", "void", 2, 7, "--reason", "pressed the wrong key")
    desk.type("19:24", "motion", "vote", 2, 7, "abstain")
    desk.type("19:25", "motion", "rest", 2, "for")
    desk.type("19:25", "motion", "exception", 2, 8, "against")
    desk.type("19:26", "motion", "close", 2)
    declared = desk.type("19:27", "motion", "declare", 2).json["result"]
    assert [declared[key] for key in ("outcome", "for", "against", "abstain", "cast", "needed")] == [
        "carried", 9, 1, 1, 10, 7,
    ]  # fmt: skip
    assert desk.refused("19:28", "motion", "declare", 2) == "MOTION-ALREADY-DECLARED"


def test_the_whole_evening_by_commands_alone(run: Run, tmp_path: Path) -> None:
    desk = Typist(run, tmp_path / "bakers.coopdesk")
    _found_and_call(desk, run)
    _open_the_doors(desk)
    _transact(desk)
    status = desk.type("19:30", "meeting", "status").json
    assert [status[key] for key in ("roll", "present", "votes_in_room", "non_voting", "guests", "joined")] == [
        30, 12, 11, 1, 1, 1,
    ]  # fmt: skip
    assert status["taken_pence"] == 100
    closed = desk.type("20:05", "meeting", "close").json
    assert desk.refused("20:06", "door", "in", 20) == "MEETING-CLOSED"
    checked = desk.type("20:10", "verify", "--head", closed["head"], verb=1).json
    assert (checked["sound"], checked["findings"], checked["head"]) == (True, [], closed["head"])
    desk.type("20:11", "backup", tmp_path / "copy.coopdesk", verb=1)
    assert run("verify", tmp_path / "copy.coopdesk", "--head", closed["head"]).code == 0
    _read_the_minutes(desk, tmp_path, closed["head"])


def _read_the_minutes(desk: Typist, folder: Path, head: str) -> None:
    for ending in ("pdf", "odt", "md", "json"):
        made = desk.type("20:20", "minutes", "make", "-o", folder / f"minutes.{ending}")
        assert (made.json["status"], made.json["head"]) == ("DRAFT", head)
    said = " ".join(_words_of(folder / "minutes.pdf").split())
    for words in (
        "Calder Valley Bakers Limited",
        "7777R",
        "The Old Mill",
        "Baker Number1",
        "That the accounts be received.",
        "8 of the 10 votes cast were for (80.0 %); at least 6 were needed.",
        "That the rules laid before the meeting be adopted.",
        "9 of the 10 votes cast were for (90.0 %); at least 7 were needed.",
        "The treasurer explained the accounts.",
        "Priya Raman",
        "Councillor Ada Brook",
        "DRAFT",
        "Thanks to the volunteers",
    ):
        assert words in said, f"the minutes do not say “{words}”"
    assert head in said.replace(" ", "")
    assert "Entered Wrongly" not in said
    assert json.loads((folder / "minutes.json").read_text())
    assert "*explained*" in (folder / "minutes.md").read_text()


def _words_of(paper: Path) -> str:
    document = pypdfium2.PdfDocument(paper)
    try:
        pages = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            text.close()
            page.close()
        return "\n".join(pages)
    finally:
        document.close()
