"""coopdesk members note, details, note-end and lapse."""

from pathlib import Path

from tests.conftest import Run

NOW = ("--now", "2026-11-28T12:00:00+00:00", "--json")


def test_property_and_joint_holders_are_noted_listed_and_ended(run: Run, sample_file: Path) -> None:
    loan = run("members", "note", sample_file, 7, "property", "bond of 2024", "--amount", "£500", *NOW)
    assert loan.code == 0, loan.out
    assert (loan.json["pence"], loan.json["since"]) == (50_000, "2026-11-28")
    assert run("members", "note", sample_file, 7, "joint-holder", "Bea Holt", *NOW).code == 0
    listed = run("members", "details", sample_file, 7, "--json").json
    assert [each["kind"] for each in listed] == ["joint-holder", "property"]
    ended = run("members", "note-end", sample_file, 7, "property", loan.json["number"], *NOW)
    assert ended.json["until"] == "2026-11-28"
    assert run("members", "note-end", sample_file, 7, "property", 99, *NOW).refused == "UNKNOWN-DETAIL"
    assert run("members", "note", sample_file, 7, "property", "loan", "--amount", "lots", *NOW).code == 2
    assert run("verify", sample_file).code == 0


def test_nobody_lapses_where_the_rules_do_not_say_so(run: Run, sample_file: Path) -> None:
    assert run("members", "lapse", sample_file, *NOW).json["members"] == []
    assert run("members", "lapse", sample_file, "--do", *NOW).refused == "NOBODY-LAPSES"
