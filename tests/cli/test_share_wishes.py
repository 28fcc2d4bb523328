"""coopdesk shares decide: one application, or several as one act."""

from pathlib import Path

import pytest

from tests.conftest import Run

NOW = ("--now", "2026-11-28T12:00:00+00:00", "--json")


@pytest.fixture
def asked(run: Run, sample_file: Path) -> Path:
    """Two who apply for shares."""
    for name in ("Priya Raman", "Gruffydd Llŷn"):
        assert run("shares", "apply", sample_file, 2, "--name", name, *NOW).code == 0
    return sample_file


def _waiting(run: Run, file: Path) -> list[str]:
    return [each["state"] for each in run("shares", "waiting", file, "--json").json["applications"]]


def test_several_applications_are_decided_as_one_act_and_taken_back_by_one_undo(run: Run, asked: Path) -> None:
    before = run("verify", asked, "--json").json["entries"]
    made = run("shares", "decide", asked, 1, 2, "approved", "--minute", "board, 6", *NOW)
    assert made.code == 0, made.out
    assert made.json["state"] == "approved"
    assert [(each["application"], each["state"]) for each in made.json["applications"]] == [
        (1, "approved"),
        (2, "approved"),
    ]
    assert run("verify", asked, "--json").json["entries"] == before + 1
    assert _waiting(run, asked) == ["approved", "approved"]
    assert run("undo", asked, *NOW).code == 0
    assert _waiting(run, asked) == ["received", "received"]
    assert run("verify", asked).code == 0


def test_who_was_decided_on_is_named(run: Run, asked: Path) -> None:
    said = run("shares", "decide", asked, 1, 2, "refused", *NOW[:2])
    assert "2 applications are refused, as one act: Priya Raman, Gruffydd Llŷn." in said.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((1, 1, "approved"), "NOT-FOR-ALL"),
        ((1, 9, "approved"), "UNKNOWN-APPLICATION"),
        ((1, 2, "withdrawn"), "NOT-UNDERSTOOD"),
    ],
)
def test_where_one_cannot_be_decided_none_is(run: Run, asked: Path, words: tuple[object, ...], code: str) -> None:
    assert run("shares", "decide", asked, *words, *NOW).refused == code
    assert _waiting(run, asked) == ["received", "received"]


def test_one_application_is_answered_as_itself(run: Run, asked: Path) -> None:
    made = run("shares", "decide", asked, 2, "withdrawn", *NOW)
    assert (made.json["application"], made.json["state"]) == (2, "withdrawn")
    assert run("shares", "decide", asked, "approved", *NOW).code == 2
