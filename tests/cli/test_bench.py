"""coopdesk bench: times on a copy, and the file as it was."""

from pathlib import Path

from tests.conftest import Run


def test_bench_times_a_copy_and_leaves_the_file_as_it_was(run: Run, busy_file: Path) -> None:
    before = run("verify", busy_file, "--json").json
    ran = run("bench", busy_file, "--rounds", 5, "--json")
    assert ran.code == 0, ran.out
    assert set(ran.json) == {"check-in", "vote", "search", "verify", "commit"}
    for taken in ran.json.values():
        assert 0 < taken["median_microseconds"] <= taken["p99_microseconds"]
    assert run("verify", busy_file, "--json").json == before
    assert [each.name for each in busy_file.parent.iterdir() if each.name.startswith(".coopdesk-bench")] == []


def test_bench_says_it_in_plain_words(run: Run, sample_file: Path) -> None:
    said = run("bench", sample_file, "--rounds", 3).out
    assert " ms to check somebody in at the door" in said


def test_bench_of_an_empty_register_is_refused(run: Run, founded_file: Path) -> None:
    ran = run("bench", founded_file, "--json")
    assert (ran.code, ran.refused) == (1, "NOBODY-TO-TIME")
