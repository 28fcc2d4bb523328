"""coopdesk motion: every way of counting and the whole debate, from the shell."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import IN_THE_ROOM, Run


class Shell:
    """``coopdesk NOUN VERB FILE ...`` on one file, answers as JSON."""

    def __init__(self, run: Run, file: Path) -> None:
        self._run, self.file = run, file

    def __call__(self, noun: str, verb: str, *words: object) -> Any:
        """The answer of a command that must succeed."""
        ran = self._run(noun, verb, self.file, *words, "--json")
        assert ran.code == 0, ran.out
        return ran.json

    def refused(self, noun: str, verb: str, *words: object) -> str:
        """The code of a refusal."""
        ran = self._run(noun, verb, self.file, *words)
        assert ran.code in (1, 2), ran.out
        return ran.refused

    def written(self, kind: str = "ordinary") -> int:
        """A motion in draft."""
        number: int = self("motion", "add", "--title", "Garden", "--text", "That there be one.", "--kind", kind)[
            "number"
        ]
        return number


@pytest.fixture
def shell(run: Run, quorate_file: Path) -> Shell:
    """Twelve in the room, quorum declared."""
    return Shell(run, quorate_file)


def test_two_tellers_count_blind(shell: Shell) -> None:
    number = shell.written()
    shell("motion", "open", number, "--method", "hands")
    first = shell("motion", "hands", number, "--for", 7, "--against", 5, "--teller", 1)
    assert first == {"motion": number, "tellers": [1], "agreed": False, "differ": []}
    second = shell("motion", "hands", number, "--for", 6, "--against", 5, "--teller", 2)
    assert (second["agreed"], second["differ"], second["counts"][0]["for"]) == (False, ["for"], 7)
    assert shell.refused("motion", "close", number) == "TELLERS-DIFFER"
    assert shell("motion", "hands", number, "--for", 7, "--against", 5, "--teller", 2)["agreed"]
    shell("motion", "close", number)
    assert shell("motion", "declare", number)["result"]["for"] == 7


def test_cards_out_are_cards_in(shell: Shell) -> None:
    number = shell.written()
    shell("motion", "open", number, "--method", "cards")
    assert shell.refused("motion", "hands", number, "--for", 7, "--against", 4) == "CARDS-DIFFER"
    shell("motion", "hands", number, "--for", 7, "--against", 4, "--kept", 1)
    assert shell("motion", "close", number)["result"]["outcome"] == "carried"


def test_papers_are_accounted_for_before_the_close(shell: Shell) -> None:
    number = shell.written()
    shell("motion", "open", number, "--method", "papers")
    shell("motion", "papers", number, "--for", 6, "--against", 3, "--spoilt", 1)
    assert shell.refused("motion", "close", number) == "PAPERS-NOT-ACCOUNTED"
    assert not shell("motion", "papers", number, "--issued", 12)["balanced"]
    assert shell.refused("motion", "close", number) == "PAPERS-DIFFER"
    assert shell("motion", "show", number)["result"] is None
    account = shell("motion", "papers", number, "--issued", 12, "--returned", 1, "--missing", 1)
    assert (account["entered"], account["balanced"]) == (10, True)
    result = shell("motion", "close", number)["result"]
    assert (result["for"], result["against"], result["spoilt"]) == (6, 3, 1)


def test_papers_go_in_together_or_not_at_all(shell: Shell) -> None:
    number = shell.written()
    for words in ((), ("--issued", 5), ("--for", 1)):
        assert shell.refused("motion", "papers", number, *words) == "MOTION-NOT-OPEN"
    shell("motion", "open", number, "--method", "papers")
    assert shell.refused("motion", "papers", number, "--for", 8, "--against", 8) == "MORE-PAPERS-THAN-ISSUED"
    assert shell.refused("motion", "papers", number, "--issued", 9, "--for", 8, "--against", 2) != ""
    assert shell.refused("motion", "papers", number, "--for", 3, "--against", -1) == "NEGATIVE-COUNT"
    assert shell.refused("motion", "papers", number, "--returned", 1) == "USAGE"
    seen = shell("motion", "papers", number)
    assert (seen["entered"], seen["issued"]) == (0, None)


def test_a_poll_is_demanded_in_time_and_by_enough(shell: Shell) -> None:
    number = shell.written()
    shell("motion", "open", number, "--method", "hands")
    shell("motion", "hands", number, "--for", 7, "--against", 5)
    assert shell("motion", "close", number)["poll_advised"] is None
    shell("motion", "declare", number)
    assert shell.refused("motion", "open", number, "--method", "poll", "--demanded-by", 3) == "POLL-NOT-DEMANDED"
    opened = shell("motion", "open", number, "--method", "poll", "--demanded-by", 3, "--demanded-by", 4)
    assert (opened["method"], opened["electors"]) == ("poll", IN_THE_ROOM)
    assert shell.refused("motion", "open", number, "--method", "hands", "--by", "chair") == "USAGE"


def test_a_count_is_given_up_with_its_reason(shell: Shell) -> None:
    number = shell.written()
    shell("motion", "open", number, "--method", "recorded")
    shell("motion", "vote", number, 1, "for")
    shell("motion", "void-count", number, "--reason", "the wrong motion was read out")
    shown = shell("motion", "show", number)
    assert (shown["state"], shown["counts"][0]["void"]) == ("draft", "the wrong motion was read out")
    shell("motion", "open", number, "--method", "recorded")


def test_the_debate_of_a_motion(shell: Shell) -> None:
    number = shell.written()
    amendment = shell("motion", "amend", number, "--text", "That there be two.")["number"]
    assert shell.refused("motion", "open", number, "--method", "hands") == "AMENDMENT-PENDING"
    shell("motion", "open", amendment, "--method", "hands")
    shell("motion", "hands", amendment, "--for", 7, "--against", 5)
    shell("motion", "close", amendment)
    shell("motion", "declare", amendment)
    shown = shell("motion", "show", number)
    assert (shown["text"], shown["amendments"]) == ("That there be two.", [amendment])
    assert shown["former_texts"] == [{"text": "That there be one.", "amendment": amendment}]
    special = shell.written("special")
    assert shell.refused("motion", "amend", special, "--text", "That there be two.") == "AMENDMENT-NOT-ALLOWED"
    assert shell("motion", "amend", special, "--text", "That there be one!", "--slip")["slip"]
    parts = shell("motion", "split", number, "--part", "That there be a garden.", "--part", "That it be fenced.")[
        "parts"
    ]
    assert shell("motion", "show", number)["set_aside"] == "divided into parts"
    back = shell("motion", "procedural", parts[0], "--what", "refer-back")["number"]
    assert shell("motion", "show", back)["about"] == parts[0]


def test_a_merger_awaits_its_second_meeting(shell: Shell) -> None:
    number = shell.written("amalgamation")
    shell("motion", "open", number, "--method", "hands")
    shell("motion", "hands", number, "--for", 12, "--against", 0)
    shell("motion", "close", number)
    assert shell("motion", "declare", number)["result"]["outcome"] == "undecided"
    waits = shell("motion", "confirm", number)
    assert (waits["status"], waits["confirming_motion"]) == ("awaiting confirmation", None)
    shell("meeting", "close")
    shell("meeting", "new", "--kind", "sgm", "--at", "2030-01-01T19:00")
    assert shell.refused("motion", "confirm", number, "--to", 2, "--meeting", 1) == "SECOND-MEETING-OUT-OF-TIME"
    assert shell("motion", "show", number, "--meeting", 1)["standing"]["status"] == "awaiting confirmation"


def test_a_rule_change_is_registered(shell: Shell) -> None:
    number = shell.written("rule-change")
    shell("motion", "open", number, "--method", "hands")
    shell("motion", "hands", number, "--for", 12, "--against", 0)
    shell("motion", "close", number)
    shell("motion", "declare", number)
    assert shell("motion", "confirm", number)["status"] == "not in force until registered"
    later = ("--on", "2026-12-20", "--now", "2026-12-24T09:00:00+00:00")
    assert shell("motion", "registered", number, *later)["in_force_since"] == "2026-12-20"


def test_one_vote_on_two_motions_and_a_corrigendum_after_the_close(shell: Shell) -> None:
    first, second = shell.written(), shell.written()
    assert shell("motion", "together", first, second)["together"] == [first, second]
    assert shell("motion", "show", second)["lead"] == first
    shell("motion", "apart", second)
    shell("motion", "together", first, second)
    shell("motion", "open", first, "--method", "hands")
    shell("motion", "hands", first, "--for", 7, "--against", 4)
    shell("motion", "close", first)
    shell("motion", "declare", first)
    assert shell("motion", "show", second)["result"]["for"] == 7
    shell("meeting", "close")
    righted = ("--for", 8, "--against", 3, "--reason", "misread", "--authorised", "the chair")
    assert shell("motion", "correct", second, *righted)["corrigendum"] == 1
    shown = shell("motion", "show", second)
    assert (shown["result"]["for"], shown["corrigenda"][0]["for"]) == (7, 8)
