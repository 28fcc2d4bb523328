"""coopdesk register: written as asked, counted, logged, and refused in one sentence."""

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.documents.reading import whole_text

NOW = ("--now", "2026-11-28T18:30:00+00:00")


@pytest.mark.parametrize("ending", ["pdf", "csv", "xlsx", "ods"])
@pytest.mark.parametrize("kind", ["full", "public"])
def test_a_register_is_written_and_logged(run: Run, sample_file: Path, tmp_path: Path, kind: str, ending: str) -> None:
    out = tmp_path / f"register.{ending}"
    ran = run("register", "export", sample_file, "--kind", kind, "-o", out, "--to", "the auditor", "--json", *NOW)
    assert ran.code == 0, ran.out
    assert (ran.json["entries"], ran.json["members"], ran.json["on"]) == (40, 40, "2026-11-28")
    assert out.stat().st_size > 1000
    logged = run("register", "exports", sample_file, "--json").json
    assert [(each["what"], each["format"], each["entries"], each["to"]) for each in logged] == [
        (f"register, {kind}", ending, 40, "the auditor")
    ]


def test_the_paper_says_which_register_it_is_and_the_public_one_no_holding(
    run: Run, sample_file: Path, tmp_path: Path
) -> None:
    public, full = tmp_path / "public.pdf", tmp_path / "full.pdf"
    run("register", "export", sample_file, "--kind", "public", "-o", public, *NOW)
    run("register", "export", sample_file, "--kind", "full", "-o", full, *NOW)
    shown = " ".join(whole_text(public.read_bytes()).split())
    assert "kept for inspection under section 103" in shown
    assert "£" not in shown
    assert "Shares" not in shown
    assert "not these pages" in " ".join(whole_text(full.read_bytes()).split())
    assert "£" in " ".join(whole_text(full.read_bytes()).split())


def test_what_cannot_be_written_is_refused(run: Run, sample_file: Path, tmp_path: Path) -> None:
    asked = ("register", "export", sample_file, "--kind", "full")
    # A day that is none, or lies ahead, is unusable input (exit 2) wherever a DATE is asked for, and no rule's refusal.
    for day in ("2026-11-29", "2026-02-30"):
        held = run("shares", "holding", sample_file, 1, "--on", day, *NOW)
        assert (held.code, held.refused) == (2, "NOT-UNDERSTOOD")
    for name, on in (("a.doc", ""), ("a.csv", "2026-02-30"), ("a.csv", "2026-11-29")):
        ran = run(*asked, "--on", on, "-o", tmp_path / name, *NOW)
        assert (ran.code, ran.refused) == (2, "NOT-UNDERSTOOD")
    assert "end its name in .pdf, .csv, .xlsx or .ods" in run(*asked, "-o", tmp_path / "a.doc", *NOW).out
    assert run("register", "exports", sample_file, "--json").json == []
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    for place in (folder, tmp_path / "nowhere" / "a.csv"):
        assert run(*asked, "-o", place, *NOW).refused == "PAPER-NOT-WRITTEN"
        assert run("members", "export", sample_file, "-o", place, *NOW).refused == "PAPER-NOT-WRITTEN"
    account = run("members", "account", sample_file, 1, "-o", tmp_path / "nowhere" / "a.pdf", *NOW)
    assert account.refused == "PAPER-NOT-WRITTEN"
    assert run("register", "exports", sample_file, "--json").json == []
    sealed = run(*asked, "--seal", "-o", tmp_path / "a.csv", *NOW)
    assert (sealed.code, "Only a PDF can be sealed" in sealed.err + sealed.out) == (2, True)
