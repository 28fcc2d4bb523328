"""coopdesk members import and export: the treasurer's register and a join form to their last rows, twice, strictly,
dry, stopped and killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from coopdesk.services import members, search, verify
from coopdesk.services.perform import Desk
from coopdesk.storage.files import open_file
from tests.conftest import Run

TODAY = ("--now", "2026-11-22T12:00:00+00:00")


@pytest.fixture(scope="session")
def register(shared_data: Path) -> Path:
    return shared_data / "rosters" / "treasurer_register.xlsx"


@pytest.fixture(scope="session")
def form(shared_data: Path) -> Path:
    return shared_data / "rosters" / "google_form.csv"


@pytest.fixture(scope="session")
def expected(shared_data: Path) -> Any:
    return json.loads((shared_data / "rosters" / "treasurer_register.expected.json").read_text(encoding="utf-8"))


def how_many(path: Path) -> int:
    store = open_file(path)
    try:
        desk = Desk(store)
        assert desk.ask(verify.verify).sound
        return desk.ask(members.how_many)
    finally:
        store.close()


def roster(folder: Path, rows: int, last: str = "") -> Path:
    path = folder / "roster.csv"
    lines = [f"{number},Ada{number} Holt,{number % 9 + 1},2019-04-03" for number in range(1, rows + 1)]
    path.write_text("\n".join(("Number,Name,Shares,Date joined", *lines, last)), encoding="utf-8")
    return path


def test_the_treasurers_register_comes_in_to_its_last_row(
    run: Run, founded_file: Path, register: Path, expected: Any
) -> None:
    ran = run("members", "import", founded_file, register, "--json", *TODAY)
    assert ran.code == 0, ran.out
    hard = [each for each in expected["problems"] if each["column"] not in ("E-mail", "Amount paid")]
    assert [each["reason"] for each in ran.json["rejected"]] != []
    assert len(ran.json["rejected"]) == len(hard) == 8
    for each in hard:
        said = [one for one in ran.json["rejected"] if one["reason"].startswith(each["reason"])]
        assert len(said) == 1, each
        assert said[0]["column"] == each["column"]
    # Row 4 holds the headings; the two repeated numbers stand again under the last member.
    assert [each["row"] for each in ran.json["rejected"]] == [45, 82, 106, 155, 265, 305, 2417, 2418]
    assert [(each["row"], each["reason"][:13]) for each in ran.json["warned"]] == [
        (206, "bad e-mail: “"),
        (615, "shares unpaid"),
    ]
    left_out = {each["member"] for each in hard} - {501, 502}
    assert ran.json["added"] == expected["people"] - len(left_out) == how_many(founded_file)
    assert (ran.json["updated"], ran.json["unchanged"]) == (0, 0)
    last = run("members", "find", founded_file, "2412", "--json").json
    assert [each["number"] for each in last] == [2412]
    assert 41 not in [each["number"] for each in run("members", "find", founded_file, "0041", "--json").json]


def test_a_second_import_of_the_register_and_of_the_form_changes_nothing(
    run: Run, founded_file: Path, register: Path, form: Path
) -> None:
    run("members", "import", founded_file, register, *TODAY)
    before = how_many(founded_file)
    again = run("members", "import", founded_file, register, "--json", *TODAY).json
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, before)
    assert how_many(founded_file) == before
    first = run("members", "import", founded_file, form, "--json", *TODAY).json
    second = run("members", "import", founded_file, form, "--json", *TODAY).json
    assert first["added"] + first["unchanged"] == second["unchanged"] == 120
    assert second["added"] == 0


def test_the_join_form_comes_in_with_everybodys_name_in_their_own_script(
    run: Run, founded_file: Path, form: Path
) -> None:
    ran = run("members", "import", founded_file, form, "--json", *TODAY).json
    assert (ran["added"], ran["rejected"]) == (120, [])
    for name in ("Łukasz Żółtowski", "محمد علی خان", "Nguyễn Thị Hạnh"):
        found = run("members", "find", founded_file, name, "--json").json
        assert name in [each["name"] for each in found]
    assert how_many(founded_file) == 120


def test_a_strict_import_refuses_a_list_with_a_rejected_row(run: Run, founded_file: Path, register: Path) -> None:
    ran = run("members", "import", founded_file, register, "--strict", "--json", *TODAY)
    assert (ran.code, ran.refused) == (1, "ROWS-REJECTED")
    assert "8 of the rows" in ran.json["refused"]["message"]
    assert how_many(founded_file) == 0


def test_a_strict_import_takes_a_list_with_warnings_only(run: Run, founded_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Number,Name,E-mail\n1,Ada Holt,not an address\n", encoding="utf-8")
    ran = run("members", "import", founded_file, path, "--strict", "--json")
    assert (ran.code, ran.json["added"], len(ran.json["warned"])) == (0, 1, 1)


def test_a_dry_run_says_what_would_happen_and_changes_nothing(run: Run, founded_file: Path, register: Path) -> None:
    dry = run("members", "import", founded_file, register, "--dry-run", "--json", *TODAY).json
    assert how_many(founded_file) == 0
    real = run("members", "import", founded_file, register, "--json", *TODAY).json
    assert dry.pop("dry_run") is True
    assert real.pop("dry_run") is False
    assert dry == real
    said = run("members", "import", founded_file, register, "--dry-run", *TODAY).out
    assert said.endswith("Nothing was changed.\n")


def test_a_column_is_mapped_by_hand_and_a_member_kept_by_choice(run: Run, founded_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Ref,Who,Where\n1,Ada Holt,1 Mill Lane\n2,Bea Lund,2 Mill Lane\n", encoding="utf-8")
    maps = ("--map", "Ref=number", "--map", "Who=name", "--map", "Where=address")
    assert run("members", "import", founded_file, path, *maps, "--json").json["added"] == 2
    path.write_text("Ref,Who,Where\n1,Ada Holt,9 New Road\n2,Bea Lund,9 New Road\n", encoding="utf-8")
    ran = run("members", "import", founded_file, path, *maps, "--keep", "0002", "--json").json
    assert (ran["updated"], ran["unchanged"]) == (1, 1)
    found = {each["name"]: each for each in run("members", "list", founded_file, "--json").json}
    assert list(found) == ["Ada Holt", "Bea Lund"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", 2), (b"\x89PNG\r\n\x1a\n\x00\x00", 2), (b"a,b\n1,2\n", 2), (b"Number,Name\n" + b'1,"Ada\n', 2)],
)
def test_what_is_no_list_of_members_is_refused_in_one_sentence(
    run: Run, founded_file: Path, tmp_path: Path, content: bytes, code: int
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    ran = run("members", "import", founded_file, path)
    assert ran.code == code
    assert ran.out.startswith("refused: ")
    assert ran.out.count("\n") == 1
    assert how_many(founded_file) == 0


def test_a_missing_list_is_refused(run: Run, founded_file: Path, tmp_path: Path) -> None:
    ran = run("members", "import", founded_file, tmp_path / "no such.csv", "--json")
    assert (ran.code, ran.refused) == (2, "FILE-MISSING")


def test_two_hundred_thousand_rows_are_refused_before_they_are_checked(
    run: Run, founded_file: Path, tmp_path: Path
) -> None:
    ran = run("members", "import", founded_file, roster(tmp_path, 200_000))
    assert ran.code == 2
    assert "150,000" in ran.out
    assert how_many(founded_file) == 0


def test_an_import_is_undone_from_the_shell(run: Run, founded_file: Path, tmp_path: Path) -> None:
    run("members", "import", founded_file, roster(tmp_path, 5))
    assert run("undo", founded_file).code == 0
    assert how_many(founded_file) == 0


def _start_import(file: Path, path: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "coopdesk", "members", "import", str(file), str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def _wait_for_writing(file: Path, importing: "subprocess.Popen[bytes]") -> None:
    log = file.with_name(file.name + "-wal")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and importing.poll() is None:
        if log.exists() and log.stat().st_size > 1_000_000:
            return
        time.sleep(0.005)
    raise AssertionError("the import never began to write")


def test_an_import_killed_while_it_writes_leaves_nobody(founded_file: Path, tmp_path: Path) -> None:
    with _start_import(founded_file, roster(tmp_path, 20_000)) as importing:
        _wait_for_writing(founded_file, importing)
        importing.kill()
        out, _ = importing.communicate(timeout=60)
    assert out == b""
    assert how_many(founded_file) == 0


def test_ctrl_c_while_an_import_writes_leaves_nobody_and_says_so(
    run: Run, founded_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_many = search.keep_many

    def interrupted(*arguments: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        keep_many(*arguments)

    monkeypatch.setattr(search, "keep_many", interrupted)
    before = signal.getsignal(signal.SIGINT)
    ran = run("members", "import", founded_file, roster(tmp_path, 5))
    assert (ran.code, ran.refused) == (1, "IMPORT-STOPPED")
    assert how_many(founded_file) == 0
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_export_comes_back_in_unchanged(
    run: Run, founded_file: Path, register: Path, tmp_path: Path, ending: str
) -> None:
    added = run("members", "import", founded_file, register, "--json", *TODAY).json["added"]
    out = tmp_path / f"register.{ending}"
    assert run("members", "export", founded_file, "-o", out, "--json").json["members"] == added
    again = run("members", "import", founded_file, out, "--json", *TODAY).json
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, added)
    assert again["rejected"] == []


@pytest.mark.parametrize(("name", "code", "said"), [("out", 2, "NOT-UNDERSTOOD"), ("out.pdf", 2, "NOT-UNDERSTOOD")])
def test_an_export_of_another_kind_is_refused(
    run: Run, founded_file: Path, tmp_path: Path, name: str, code: int, said: str
) -> None:
    ran = run("members", "export", founded_file, "-o", tmp_path / name)
    assert (ran.code, ran.refused) == (code, said)
    assert not (tmp_path / name).exists()


def test_columns_matched_once_are_matched_next_year(run: Run, founded_file: Path, tmp_path: Path) -> None:
    first, second, saved = tmp_path / "first.csv", tmp_path / "second.csv", tmp_path / "columns.toml"
    first.write_text("Id,Wer,Anteile\n1,Ada Holt,5\n", encoding="utf-8")
    second.write_text("Wer,Anteile,Id\nBea Holt,7,2\n", encoding="utf-8")
    ran = run(
        "members", "import", founded_file, first, "--map", "Wer=name", "--map", "Anteile=shares", "--save-map", saved
    )
    assert ran.code == 0, ran.out
    assert "use it again" in ran.err
    assert run("members", "import", founded_file, second, "--map-file", saved).code == 0
    assert [(each["name"], each["shares"]) for each in run("members", "list", founded_file, "--json").json] == [
        ("Ada Holt", 5),
        ("Bea Holt", 7),
    ]
    saved.write_text("[columns]\nshoes = ", encoding="utf-8")
    refused = run("members", "import", founded_file, second, "--map-file", saved)
    assert (refused.code, refused.refused) == (2, "MAP-FILE")


def test_an_ods_export_is_read_back_by_the_import(run: Run, founded_file: Path, tmp_path: Path) -> None:
    run("members", "add", founded_file, "--name", "=Ada", "--phone", "01422 496001", "--address", "1 Mill Lane")
    out = tmp_path / "out.ods"
    assert run("members", "export", founded_file, "-o", out, "--json").json["members"] == 1
    assert run("members", "import", founded_file, out, "--json").json["unchanged"] == 1


def test_columns_are_saved_in_the_society_under_a_name(run: Run, founded_file: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("Id,Wer\n1,Ada Holt\n", encoding="utf-8")
    second.write_text("Wer,Id,Neu\nBea Holt,2,x\n", encoding="utf-8")
    saved = run("members", "import", founded_file, first, "--map", "Wer=name", "--save-mapping", "door form")
    assert saved.code == 0, saved.out
    assert run("members", "import", founded_file, second, "--mapping", "door form", "--json").json["added"] == 1
    assert [each["name"] for each in run("members", "list", founded_file, "--json").json] == ["Ada Holt", "Bea Holt"]
    other = run("members", "import", founded_file, second, "--mapping", "other")
    assert (other.code, other.refused) == (1, "UNKNOWN-MAPPING")
    assert "door form" in other.out
    maps = run("members", "maps", founded_file, "--json").json
    assert maps == [{"name": "door form", "columns": {"Id": "number", "Wer": "name"}}]
    assert run("members", "maps", founded_file, "--drop", "other").refused == "UNKNOWN-MAPPING"
    assert run("members", "maps", founded_file, "--drop", "door form", "--json").json == []
    assert run("undo", founded_file).code == 0
    assert len(run("members", "maps", founded_file, "--json").json) == 1
    assert run("verify", founded_file).code == 0


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_the_treasurers_register_goes_to_another_society_and_stays_the_same(
    run: Run, founded_file: Path, register: Path, tmp_path: Path, kind: str
) -> None:
    other, out = tmp_path / "other.coopdesk", tmp_path / f"out.{kind}"
    shutil.copy(founded_file, other)
    assert run("members", "import", founded_file, register, *TODAY).code == 0
    assert run("members", "export", founded_file, "-o", out, *TODAY).code == 0
    ran = run("members", "import", other, out, "--json", *TODAY)
    assert (ran.json["rejected"], ran.json["warned"]) == ([], [])
    assert run("members", "list", other, "--json").json == run("members", "list", founded_file, "--json").json
    again = run("members", "import", founded_file, out, "--json", *TODAY).json
    assert (again["added"], again["updated"]) == (0, 0)
