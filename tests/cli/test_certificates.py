"""Certificates from the shell: printed, signed, replaced, copied, checked."""

import csv
import shutil
from pathlib import Path

import pytest

from tests.conftest import MEMBERS, Run
from tests.documents.reading import codes, whole_text

PASSPHRASE = "seven wet Sundays"


@pytest.fixture(scope="module")
def keyed_template(tmp_path_factory: pytest.TempPathFactory, sample_template: Path) -> Path:
    """The sample with both keys."""
    from coopdesk.cli import main

    folder = tmp_path_factory.mktemp("keyed")
    path = Path(shutil.copy(sample_template, folder / "society.coopdesk"))
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    assert main(["society", "key", str(path), "new", "--passphrase-file", str(folder / "passphrase")]) == 0
    return path


@pytest.fixture
def file(keyed_template: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copy(keyed_template, tmp_path / "keyed.coopdesk"))


@pytest.fixture
def given(keyed_template: Path) -> tuple[object, ...]:
    """The passphrase as an option."""
    return ("--passphrase-file", keyed_template.with_name("passphrase"))


def printed(run: Run, file: Path, paper: Path, *given: object, number: int = 12) -> str:
    """Print one certificate and read its code from the page."""
    assert run("shares", "certificate", file, number, "-o", paper, *given).code == 0
    (code,) = codes(paper.read_bytes())
    return code


def test_a_certificate_printed_with_the_passphrase_is_signed_and_checks_from_the_page(
    run: Run, file: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    paper = tmp_path / "certificate.pdf"
    made = run("shares", "certificate", file, 12, "-o", paper, *given, "--json")
    assert (made.code, made.err, made.json["signed"], made.json["overprint"]) == (0, "", True, "SAMPLE")
    (code,) = codes(paper.read_bytes())
    found = run("shares", "check", file, code, "--json").json
    assert (found["verdict"], found["stands"], found["status"]) == ("genuine", True, "issued")
    assert (found["issued_as"]["number"], found["issued_as"]["member"]) == (12, 12)
    assert found["issued_as"]["shares"] == found["today"]["shares"]
    assert f"Key {found['key'][:9]}" in whole_text(paper.read_bytes())
    said = run("shares", "check", file, code)
    assert said.code == 0
    assert "Issued as certificate 00012" in said.out
    assert "In the register today: it stands." in said.out
    assert "It shows that somebody with the society's key and its passphrase signed exactly these words." in said.out
    assert "It does not show that this paper is the original (a photocopy verifies too)" in said.out


def test_the_same_code_is_printed_again_without_the_passphrase(
    run: Run, file: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    first = printed(run, file, tmp_path / "first.pdf", *given)
    entries = run("verify", file, "--json").json["entries"]
    assert printed(run, file, tmp_path / "again.pdf") == first
    assert printed(run, file, tmp_path / "third.pdf", *given) == first
    assert run("verify", file, "--json").json["entries"] == entries


def test_without_a_passphrase_it_is_unsigned_and_says_so(run: Run, file: Path, tmp_path: Path) -> None:
    paper = tmp_path / "certificate.pdf"
    made = run("shares", "certificate", file, 12, "-o", paper)
    assert made.code == 0
    assert "It carries no signature, because no passphrase was given" in made.out
    assert "Not digitally signed" in whole_text(paper.read_bytes())
    (code,) = codes(paper.read_bytes())
    assert run("shares", "check", file, code, "--json").json["verdict"] == "unsigned"


def test_a_passphrase_without_a_key_or_for_another_makes_nothing(
    run: Run, file: Path, sample_file: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    paper, wrong = tmp_path / "certificate.pdf", tmp_path / "wrong"
    wrong.write_text("seven dry Sundays", encoding="utf-8")
    assert run("shares", "certificate", sample_file, 12, "-o", paper, *given).refused == "NO-SIGNING-KEY"
    before = run("verify", file, "--json").json["entries"]
    for verb in (("certificate", file, 12), ("reprint", file, 12, "--reason", "lost"), ("certificates", file, "--all")):
        refused = run("shares", *verb, "-o", paper, "--passphrase-file", wrong)
        assert refused.refused == "WRONG-PASSPHRASE"
    assert not paper.exists()
    assert run("verify", file, "--json").json["entries"] == before


def test_all_certificates_are_signed_in_one_act(
    run: Run, file: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    paper = tmp_path / "all.pdf"
    before = run("verify", file, "--json").json["entries"]
    made = run("shares", "certificates", file, "--all", "-o", paper, *given, "--json").json
    assert (made["certificates"], made["signed"]) == (MEMBERS, MEMBERS)
    assert run("verify", file, "--json").json["entries"] == before + 1
    for page in (0, 7, MEMBERS - 1):
        (code,) = codes(paper.read_bytes(), page)
        assert run("shares", "check", file, code, "--json").json["issued_as"]["number"] == page + 1


def test_scenario_48_by_command(run: Run, file: Path, tmp_path: Path, given: tuple[object, ...]) -> None:
    code = printed(run, file, tmp_path / "old.pdf", *given)
    before = run("shares", "holding", file, 12, "--json").json
    made = run("shares", "replace", file, 12, "--reason", "lost", "--json").json
    assert (made["certificate"], made["replaces"], made["status"], made["reason"]) == (
        MEMBERS + 1,
        12,
        "replaced",
        "lost",
    )
    after = run("shares", "holding", file, 12, "--json").json
    assert (after["shares"], after["pence"]) == (before["shares"], before["pence"])
    assert {each["number"]: each["status"] for each in after["certificates"]} == {12: "replaced", MEMBERS + 1: "issued"}
    found = run("shares", "check", file, code, "--json")
    assert (found.code, found.json["verdict"], found.json["stands"]) == (0, "genuine", False)
    assert (found.json["status"], found.json["today"]["replaced_by"]) == ("replaced", MEMBERS + 1)
    assert "IT STANDS NO MORE" in run("shares", "check", file, code).out
    old, new = tmp_path / "cancelled.pdf", tmp_path / "new.pdf"
    run("shares", "certificate", file, 12, "-o", old)
    run("shares", "certificate", file, MEMBERS + 1, "-o", new, *given)
    assert f"CANCELLED SHARE CERTIFICATE Replaced by certificate {MEMBERS + 1:05d}" in whole_text(old.read_bytes())
    assert "Issued in place of certificate 00012, which is cancelled." in whole_text(new.read_bytes())
    assert run("shares", "replace", file, 12, "--reason", "lost").refused == "CERTIFICATE-NOT-STANDING"
    assert run("verify", file).code == 0


def test_a_lost_paper_without_an_indemnity_is_replaced_and_the_gap_is_told(run: Run, file: Path) -> None:
    assert "No indemnity is noted" in run("shares", "replace", file, 12, "--reason", "lost").out
    assert "No indemnity" not in run("shares", "replace", file, 13, "--reason", "lost", "--indemnity").out
    assert "No indemnity" not in run("shares", "replace", file, 14, "--reason", "torn").out


def test_from_the_first_copy_on_every_print_says_duplicate(
    run: Run, file: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    code = printed(run, file, tmp_path / "original.pdf", *given)
    copy = tmp_path / "copy.pdf"
    made = run("shares", "reprint", file, 12, "--reason", "for the bank", "-o", copy, "--json").json
    assert (made["overprint"], made["signed"]) == ("DUPLICATE", True)
    assert codes(copy.read_bytes()) == [code]
    again = tmp_path / "again.pdf"
    run("shares", "certificate", file, 12, "-o", again)
    for paper in (copy, again):
        assert "DUPLICATE SHARE CERTIFICATE" in whole_text(paper.read_bytes())
    assert "DUPLICATE" not in whole_text((tmp_path / "original.pdf").read_bytes())


def test_altered_and_foreign_codes_are_refused_with_what_the_code_says(
    run: Run, file: Path, founded_file: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    code = printed(run, file, tmp_path / "paper.pdf", *given)
    altered = run("shares", "check", file, code[:30] + ("A" if code[30] != "A" else "B") + code[31:], "--json")
    assert (altered.code, altered.json["verdict"]) == (1, "altered")
    assert altered.refused == "CERTIFICATE-ALTERED"
    foreign = run("shares", "check", founded_file, code)
    assert (foreign.code, foreign.refused) == (1, "CERTIFICATE-UNKNOWN-KEY")
    assert "NOT OF THIS SOCIETY" in foreign.out
    assert run("shares", "check", file, "12").refused == "NUMBER-IS-NO-CODE"
    assert run("shares", "check", file, "CDM1:ABCD").refused == "NOT-A-CERTIFICATE"


def test_a_code_alone_is_checked_against_a_public_key(
    run: Run, file: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    code = printed(run, file, tmp_path / "paper.pdf", *given)
    (key,) = run("society", "key", file, "show", "--json").json["certificate_keys"]
    file.unlink()
    found = run("shares", "check", code, "--key", key["public"], "--json")
    assert (found.code, found.json["verdict"], found.json["today"]) == (0, "signed", None)
    other = run("shares", "check", code, "--key", "ab" * 32)
    assert (other.code, other.refused) == (1, "CERTIFICATE-ALTERED")
    assert run("shares", "check", code).refused == "CERTIFICATE-NOT-CHECKED"
    assert run("shares", "check", code, "--key", "12").code == 2
    assert run("shares", "check", "a", "b", "c").code == 2
    assert run("shares", "check", file, code, "--key", key["public"]).code == 2


def test_shares_are_held_without_a_certificate_and_certified_again(run: Run, file: Path) -> None:
    held = run("shares", "holding", file, 7, "--json").json["shares"]
    assert run("shares", "cancel-certificate", file, 7, "--reason", "handed in").code == 0
    assert run("shares", "holding", file, 7, "--json").json["shares"] == held
    assert run("shares", "certify", file, 7, held + 1).code == 2
    assert run("shares", "certify", file, 7, "--json").json == {"certificate": MEMBERS + 1}
    assert run("shares", "certify", file, 7).refused == "ALL-CERTIFIED"
    run("shares", "cancel-certificate", file, 9, "--reason", "handed in")
    assert run("shares", "certify", file, "--all", "--json").json == {"certificates": 1}
    assert run("shares", "certify", file, "--all").refused == "ALL-CERTIFIED"
    assert run("shares", "certify", file).code == run("shares", "certify", file, 7, "--all").code == 2
    assert run("verify", file).code == 0


def test_the_certificates_account_has_every_number_once_with_its_fate(
    run: Run, file: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    run("shares", "certificate", file, 1, "-o", tmp_path / "one.pdf", *given)
    run("shares", "replace", file, 12, "--reason", "lost in the post", "--indemnity")
    run("shares", "replace", file, 13, "--reason", "misprinted")
    run("shares", "cancel-certificate", file, 14, "--reason", "handed in")
    run("shares", "reprint", file, 15, "--reason", "=cmd|' /C calc'!A0", "-o", tmp_path / "copy.pdf")
    run("shares", "issue", file, 3, 2, "--paid", "cash")
    run("undo", file)
    run("shares", "spoilt", file, 3, "--reason", "jam", "--witness", "Ann Oak", "--sheet-numbers", "0211 to 0213")
    paper, sheet = tmp_path / "account.pdf", tmp_path / "account.csv"
    made = run("shares", "certificates-account", file, "-o", paper, "--seal", *given, "--json").json
    fates = {"issued": MEMBERS - 1, "replaced": 1, "spoilt": 1, "cancelled": 1, "void": 1}
    assert {fate: made[fate] for fate in fates} == fates
    assert (made["last"], made["missing"], made["spoilt_sheets"], made["sealed"]) == (MEMBERS + 3, [], 3, True)
    text = whole_text(paper.read_bytes())
    assert "Each number from 1 to 43 is accounted for once." in text
    assert "because it was lost; indemnity held" in text
    assert "1 copy marked DUPLICATE" in text
    assert "Ann Oak" in text
    assert run("shares", "certificates-account", file, "-o", sheet).code == 0
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [int(row["Certificate"]) for row in rows] == list(range(1, MEMBERS + 4))
    lost = rows[11]
    assert (lost["Status"], lost["Replaced by"], lost["Reason"]) == ("replaced", "41", "lost in the post")
    assert (lost["Surrendered"], lost["Indemnity"], rows[0]["Signed"], rows[1]["Signed"]) == ("no", "yes", "yes", "no")
    assert (rows[14]["Copies"], rows[40]["Replaces"]) == ("1", "12")
    assert run("shares", "certificates-account", file, "-o", sheet, "--seal").code == 2
    assert run("shares", "certificates-account", file, "-o", tmp_path / "account.doc").code == 2
    assert run("verify", file).code == 0
