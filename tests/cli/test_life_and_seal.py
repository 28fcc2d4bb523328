"""The life of minutes and the seal of a paper from the shell: what is asked, said, refused and found."""

import shutil
from pathlib import Path

import pytest

from tests.cli.test_papers import PAPERS
from tests.conftest import Run

PASSPHRASE = "seven wet Sundays"


@pytest.fixture(scope="module")
def keyed_template(tmp_path_factory: pytest.TempPathFactory, quorate_template: Path) -> Path:
    """The sample's meeting closed, with a signing key."""
    from coopdesk.cli import main

    folder = tmp_path_factory.mktemp("keyed")
    path = Path(shutil.copy(quorate_template, folder / "society.coopdesk"))
    (folder / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    assert main(["meeting", "close", str(path), "--now", "2026-11-28T20:31:00+00:00"]) == 0
    assert main(["society", "key", str(path), "new", "--passphrase-file", str(folder / "passphrase")]) == 0
    return path


@pytest.fixture
def file(keyed_template: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copy(keyed_template, tmp_path / "keyed.coopdesk"))


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    """A file with the right passphrase."""
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\r\n", encoding="utf-8")
    return path


def test_minutes_are_agreed_corrected_approved_signed_and_taken_back(run: Run, file: Path) -> None:
    assert run("minutes", "edit", file, "5", "--text", "Read.").code == 0
    assert run("minutes", "approve", file).refused == "MINUTES-NOT-AGREED"
    assert run("minutes", "correct", file, "--text", "x").refused == "MINUTES-DRAFT"
    agreed = run("minutes", "agree", file, "--json", "--now", "2026-12-01T09:00:00+00:00").json
    assert (agreed["meeting"], agreed["status"]) == (1, "AGREED")
    assert agreed["life"][0]["sentence"].endswith("on 1 December 2026.")
    assert run("minutes", "edit", file, "5", "--text", "Other.").refused == "MINUTES-AGREED"
    assert run("minutes", "reopen", file).out == "The minutes of meeting 1 are DRAFT. They can be edited again.\n"
    assert run("minutes", "agree", file).code == 0
    later = ("--kind", "agm", "--title", "AGM", "--at", "2027-11-27T19:00", "--place", "Hall")
    assert run("meeting", "new", file, *later).code == 0
    assert run("meeting", "open", file, "--now", "2027-11-27T19:02:00+00:00").code == 0
    assert run("minutes", "approve", file).refused == "NO-QUORUM-TO-DECIDE"
    for number in range(1, 5):
        run("door", "in", file, number, "--now", "2027-11-27T19:01:00+00:00")
    assert run("meeting", "quorum", file, "--now", "2027-11-27T19:04:00+00:00").code == 0
    assert run("minutes", "correct", file, "--text", "In item 5, for “Read” read “Taken as read”.").code == 0
    approved = run("minutes", "approve", file, "--json", "--now", "2027-11-27T19:10:00+00:00").json
    assert approved["life"][1]["sentence"] == "Approved at the AGM on 27 November 2027, with one correction."
    assert run("minutes", "reopen", file).refused == "MINUTES-SETTLED"
    assert run("minutes", "sign", file, "--by", "3").code == 0
    assert run("minutes", "sign", file).refused == "MINUTES-STEP-TAKEN"
    assert run("undo", file, "--json").json["undone"] == "SignMinutes"
    assert run("verify", file, "--json").json["sound"]


def test_a_meeting_that_cannot_have_approved_is_refused(run: Run, file: Path) -> None:
    run("minutes", "agree", file)
    assert run("minutes", "approve", file, "--at-meeting", 1).refused == "NOT-A-LATER-MEETING"
    assert run("minutes", "approve", file, "--at-meeting", 9).refused == "UNKNOWN-MEETING"
    assert run("minutes", "agree", file, "--meeting", 9).refused == "UNKNOWN-MEETING"


def test_minutes_of_a_meeting_that_goes_on_are_not_agreed(run: Run, busy_file: Path) -> None:
    assert run("minutes", "agree", busy_file).refused == "MINUTES-UNFINISHED"


def test_a_sealed_paper_verifies_and_one_altered_byte_does_not(
    run: Run, file: Path, passphrase: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "minutes.pdf"
    run("minutes", "agree", file)
    made = run("minutes", "make", file, "-o", paper, "--seal", "--passphrase-file", passphrase, "--json")
    assert (made.code, made.err, made.json["sealed"], made.json["status"]) == (0, "", True, "AGREED")
    keys = run("society", "key", file, "show", "--json").json["keys"]
    assert [each["fingerprint"] for each in keys] == [made.json["key"]]
    for society in ((), ("--society", file)):
        found = run("verify", paper, *society, "--json")
        assert (found.code, found.json["sound"], found.json["verdict"]) == (0, True, "unaltered")
    assert "with this society's key" in run("verify", paper, "--society", file).out
    data = bytearray(paper.read_bytes())
    data[len(data) // 2] ^= 1
    paper.write_bytes(data)
    found = run("verify", paper, "--society", file)
    assert (found.code, found.out.split(" ")[0]) == (1, "ALTERED")


def test_another_societys_seal_is_told(
    run: Run, file: Path, founded_file: Path, passphrase: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "minutes.pdf"
    run("minutes", "agree", file)
    run("minutes", "make", file, "-o", paper, "--seal", "--passphrase-file", passphrase)
    assert run("society", "key", founded_file, "new", "--passphrase-file", passphrase).code == 0
    found = run("verify", paper, "--society", founded_file, "--json")
    assert (found.code, found.json["verdict"]) == (1, "another-key")


def test_a_share_certificate_and_the_pack_are_sealed_too(
    run: Run, file: Path, passphrase: Path, tmp_path: Path
) -> None:
    given = ("--seal", "--passphrase-file", passphrase)
    certificate, pack = tmp_path / "certificate.pdf", tmp_path / "pack.pdf"
    assert run("shares", "certificate", file, 5, "-o", certificate, *given, "--json").json["sealed"]
    assert run("papers", "pack", file, "-o", pack, *given).refused == "DRAFT-NOT-SEALED"
    run("minutes", "agree", file)
    assert "It is sealed with the key " in run("papers", "pack", file, "-o", pack, *given).out
    assert run("papers", "pack", file, "-o", tmp_path / "folder", *given).code == 2
    assert not (tmp_path / "folder").exists()
    for paper in (certificate, pack):
        assert run("verify", paper, "--society", file).code == 0


SEALED = {
    **{f"papers {noun}": ("papers", noun) for noun in (*PAPERS, "closing-slip")},
    "shares certificates": ("shares", "certificates", "--all"),
    "members cards": ("members", "cards"),
    "members card": ("members", "card"),
    "members account": ("members", "account"),
    "register, full": ("register", "export", "--kind", "full"),
    "register, public": ("register", "export", "--kind", "public"),
    "cash-up": ("shares", "cash-up", "--day"),
    "receipt": ("shares", "receipt", "1"),
    "share statement": ("shares", "statement"),
    "certificates account": ("shares", "certificates-account"),
}


@pytest.mark.parametrize("what", SEALED)
def test_every_paper_can_be_sealed(run: Run, file: Path, passphrase: Path, tmp_path: Path, what: str) -> None:
    noun, verb, *options = SEALED[what]
    member = ("3",) if verb in ("card", "account") else ()
    if noun == "shares":
        assert run("shares", "issue", file, 3, 1, "--paid", "cash").code == 0
    paper = tmp_path / "paper.pdf"
    given = ("-o", paper, *options, "--seal", "--passphrase-file", passphrase)
    made = run(noun, verb, file, *member, *given, "--json").json
    assert made.get("sealed"), made
    assert run("verify", paper, "--society", file).code == 0


def test_with_a_wrong_passphrase_no_card_is_issued(run: Run, file: Path, tmp_path: Path) -> None:
    paper, wrong = tmp_path / "card.pdf", tmp_path / "wrong"
    wrong.write_text("eight wet Sundays", encoding="utf-8")
    before = run("verify", file, "--json").json["entries"]
    refused = run("members", "card", file, 3, "--new", "-o", paper, "--seal", "--passphrase-file", wrong)
    assert refused.refused == "WRONG-PASSPHRASE"
    assert not paper.exists()
    assert run("verify", file, "--json").json["entries"] == before


def test_without_a_passphrase_the_paper_is_made_unsealed_and_says_so(run: Run, file: Path, tmp_path: Path) -> None:
    paper = tmp_path / "minutes.pdf"
    run("minutes", "agree", file)
    made = run("minutes", "make", file, "-o", paper, "--seal")
    assert made.code == 0
    assert made.err.startswith("The paper is not sealed, because no passphrase was given")
    found = run("verify", paper, "--json")
    assert (found.code, found.json["verdict"]) == (1, "not-sealed")


def test_a_wrong_passphrase_makes_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    paper, wrong = tmp_path / "minutes.pdf", tmp_path / "wrong"
    wrong.write_text("eight wet Sundays", encoding="utf-8")
    run("minutes", "agree", file)
    made = run("minutes", "make", file, "-o", paper, "--seal", "--passphrase-file", wrong)
    assert (made.code, made.refused, made.err) == (1, "WRONG-PASSPHRASE", "")
    assert made.out.count("\n") == 1
    assert not paper.exists()


def test_what_cannot_be_sealed_is_refused_before_anything_is_made(
    run: Run, file: Path, founded_file: Path, quorate_file: Path, passphrase: Path, tmp_path: Path
) -> None:
    given = ("--seal", "--passphrase-file", passphrase)
    paper = tmp_path / "minutes.pdf"
    assert run("minutes", "make", file, "-o", paper, *given).refused == "DRAFT-NOT-SEALED"
    assert run("minutes", "make", file, "-o", tmp_path / "minutes.odt", *given).code == 2
    other = quorate_file
    run("meeting", "close", other)
    run("minutes", "agree", other)
    assert run("minutes", "make", other, "-o", paper, *given).refused == "NO-SIGNING-KEY"
    assert not paper.exists()
    assert not (tmp_path / "minutes.odt").exists()


@pytest.mark.parametrize("content", [b"", b"\n", b"two\nlines of it", b"\xff\xfe\x00", b"x" * 2_000])
def test_a_passphrase_file_that_holds_none_is_refused(
    run: Run, founded_file: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd"
    path.write_bytes(content)
    ran = run("society", "key", founded_file, "new", "--passphrase-file", path)
    assert (ran.code, ran.err, ran.out.count("\n")) == (2, "", 1)
    assert run("society", "key", founded_file, "show", "--json").json == {"keys": [], "certificate_keys": []}


def test_a_key_is_not_made_without_a_good_passphrase(run: Run, founded_file: Path, tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.write_text("short", encoding="utf-8")
    assert run("society", "key", founded_file, "new").code == 2
    assert run("society", "key", founded_file, "new", "--passphrase-file", tmp_path / "none").refused == "FILE-MISSING"
    assert run("society", "key", founded_file, "new", "--passphrase-file", tmp_path).code == 2
    assert run("society", "key", founded_file, "new", "--passphrase-file", short).refused == "PASSPHRASE-TOO-SHORT"
    assert "no signing key" in run("society", "key", founded_file, "show").out


def test_what_is_no_paper_is_said_to_be_none(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "notes.pdf"
    text.write_text("not a PDF", encoding="utf-8")
    assert run("verify", text, "--json").json["verdict"] == "unreadable"
    assert run("verify", tmp_path / "none.pdf").refused == "FILE-MISSING"
    (tmp_path / "folder.pdf").mkdir()
    assert run("verify", tmp_path / "folder.pdf").code == 2
    assert run("verify", text, "--society", tmp_path / "none.coopdesk").refused == "FILE-MISSING"


def test_sealing_is_imported_only_when_used() -> None:
    import subprocess
    import sys

    asked = (
        "import sys, coopdesk.cli.minutes, coopdesk.cli.verify, coopdesk.cli.society, coopdesk.services.everything, "
        "coopdesk.services.keys, coopdesk.documents.seal; "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'pyhanko', 'cryptography', 'asn1crypto'}))"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
