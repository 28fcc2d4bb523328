"""coopdesk election from nominations to the declaration, as a secretary types it."""

import json
from pathlib import Path

from tests.conftest import Run
from tests.documents.lint import lint
from tests.documents.reading import codes, whole_text


def _held(run: Run, file: Path, *papers: str) -> None:
    """An election with its ballot open; with papers, closed and these read by two people."""
    run("election", "add", file, "--title", "Directors", "--places", 2, "--term", "the 2029 AGM")
    for member in (3, 5, 7, 9):
        run("election", "nominate", file, 1, member, "--proposer", 1, "--seconder", 2)
    assert run("election", "open", file, 1, "--json").json["state"] == "open"
    for number in range(1, len(papers) + 1):
        run("election", "issue", file, 1, number)
    if papers:
        closed = run("election", "close", file, 1)
        assert closed.out.startswith(f"The ballot is closed. 40 may vote, {len(papers)} were given a paper")
    for number, marks in enumerate(papers, start=1):
        for reader in (1, 2):
            run("election", "enter", file, 1, "--paper", number, "--marks", marks, "--reader", reader)


def test_from_nominations_to_the_declaration(quorate_file: Path, run: Run) -> None:
    _held(run, quorate_file, "1", "1 2", "1 3", "2 1", "2", "2 3", "3", "!blank")
    assert run("election", "close", quorate_file, 1).refused == "ELECTION-STAGE"
    counted = run("election", "count", quorate_file, 1, "--json").json
    assert (counted["elected"], counted["valid"], counted["spoilt"]) == ([1, 2], 7, {"nothing on it": 1})
    assert counted["account"]["out"] == 0
    assert [stage["votes"]["1"] for stage in counted["stages"]] == ["3.00000"]
    said = run("election", "declare", quorate_file, 1)
    assert said.out.startswith("Declared elected as director until the 2029 AGM: ")
    shown = run("election", "show", quorate_file, 1, "--json").json
    assert (shown["state"], shown["count"]["elected"]) == ("declared", [1, 2])
    assert run("verify", quorate_file, "--json").json["sound"] is True


def test_a_lot_entered_with_its_witness(quorate_file: Path, run: Run) -> None:
    _held(run, quorate_file, "1", "2", "3")
    stopped = run("election", "count", quorate_file, 1, "--json").json
    assert stopped["lot_needed_between"] == [1, 2, 3]
    assert run("election", "count", quorate_file, 1, "--lot", 4, "--witness", "J").refused == "LOT-NOT-AMONG-THEM"
    assert run("election", "count", quorate_file, 1, "--lot", 2).refused == "WITNESS-MISSING"
    ended = run("election", "count", quorate_file, 1, "--lot", 2, "--witness", "Joan Dewhirst")
    assert "drawn by hand, seen by Joan Dewhirst" in ended.out


def test_papers_counted_elsewhere_come_in_from_a_file(quorate_file: Path, tmp_path: Path, run: Run) -> None:
    _held(run, quorate_file)
    papers = tmp_path / "agency.blt"
    papers.write_text('4 2\n9 1 2 0\n5 2 0\n4 3 0\n1 0\n0\n"A"\n"B"\n"C"\n"D"\n"Agency"\n')
    assert run("election", "enter", quorate_file, 1, "--from", papers).out == "19 papers brought in.\n"
    papers.write_text("3 2\n9 1 2 0\n0\n")
    wrong = run("election", "enter", quorate_file, 1, "--from", papers)
    assert (wrong.code, "agency.blt has 3 candidates and election 1 has 4" in wrong.out) == (2, True)
    run("election", "close", quorate_file, 1)
    counted = run("election", "count", quorate_file, 1, "--json").json
    assert (counted["valid"], counted["elected"]) == (18, [1, 2])
    assert run("election", "enter", quorate_file, 1).code == 2


def test_the_seats_of_an_uncontested_election_are_declared_at_once(quorate_file: Path, run: Run) -> None:
    run("election", "add", quorate_file, "--title", "Directors", "--places", 3)
    run("election", "nominate", quorate_file, 1, 3, "--no-consent")
    assert run("election", "open", quorate_file, 1).refused == "CONSENT-MISSING"
    run("election", "consent", quorate_file, 1, 3)
    assert "No more candidates than places" in run("election", "open", quorate_file, 1).out
    assert run("election", "declare", quorate_file, 1).out.endswith(" 2 vacant.\n")


def test_slips_and_declaration_are_printed(quorate_file: Path, tmp_path: Path, run: Run) -> None:
    slips, paper = tmp_path / "slips.pdf", tmp_path / "declaration.pdf"
    run("election", "add", quorate_file, "--title", "Election of directors", "--places", 1, "--term", "the 2029 AGM")
    run("election", "nominate", quorate_file, 1, 3, "--statement", "Treasurer since 2021")
    run("election", "nominate", quorate_file, 1, 5)
    run("election", "open", quorate_file, 1)
    assert run("election", "ballot", quorate_file, 1, "--count", 4, "-o", slips, "--json").json == {
        "slips": 4,
        "pages": 2,
    }
    codes_on = sorted(code for page in (0, 1) for code in codes(slips.read_bytes(), page))
    assert len(set(codes_on)) == 4
    run("election", "issue", quorate_file, 1, 1)
    assert run("election", "enter", quorate_file, 1, "--paper", codes_on[0], "--marks", "2 1").code == 0
    run("election", "close", quorate_file, 1)
    assert run("election", "declaration", quorate_file, 1, "-o", paper).refused == "NOT-COUNTED"
    run("election", "count", quorate_file, 1)
    assert run("election", "declaration", quorate_file, 1, "-o", paper).code == 0
    assert "DRAFT" in whole_text(paper.read_bytes())
    run("election", "declare", quorate_file, 1)
    assert run("election", "declaration", quorate_file, 1, "-o", paper).code == 0
    said = whole_text(paper.read_bytes())
    assert all(words in said for words in ("FINAL", "turnout 2.5%", "until the 2029 AGM", "Returning officer"))
    assert lint(paper.read_bytes()) == []
    assert run("election", "declaration", quorate_file, 1, "-o", tmp_path / "paper.doc").code == 2


def test_the_trail_of_a_file_alone_is_a_paper_too(tmp_path: Path, run: Run) -> None:
    ballots, paper = tmp_path / "board.blt", tmp_path / "trail.pdf"
    ballots.write_text('3 1\n6 1 0\n4 2 0\n3 3 2 0\n0\n"Ann"\n"Bo"\n"Cy"\n"Board 2026"\n')
    assert run("election", "count", ballots, "--rule", "ers97", "--trail", paper).code == 0
    assert "Board 2026" in whole_text(paper.read_bytes())
    assert lint(paper.read_bytes()) == []


def test_the_papers_go_out_for_other_software_with_a_warning_where_they_are_few(
    quorate_file: Path, tmp_path: Path, run: Run
) -> None:
    _held(run, quorate_file, "1", "1 2", "1 3", "2 1", "2", "2 3", "3")
    papers, trail = tmp_path / "papers.blt", tmp_path / "count.json"
    assert run("election", "export", quorate_file, 1, "-o", papers).refused == "NOT-COUNTED"
    counted = run("election", "count", quorate_file, 1, "--json").json
    out = run("election", "export", quorate_file, 1, "-o", papers)
    assert (out.code, "Only 7 papers" in out.err) == (0, True)
    again = run("election", "count", papers, "--rule", "scottish", "--json").json
    assert again["count_sha256"] == counted["count_sha256"]
    assert run("election", "export", quorate_file, 1, "-o", trail).code == 0
    assert json.loads(trail.read_text())["stages"] == counted["stages"]
    assert run("election", "export", quorate_file, 1, "-o", tmp_path / "count.txt").code == 2


def test_a_third_of_the_board_retires(quorate_file: Path, run: Run) -> None:
    _held(run, quorate_file, "1", "1 2", "1 3", "2 1", "2", "2 3", "3")
    run("election", "count", quorate_file, 1)
    run("election", "declare", quorate_file, 1)
    waiting = run("election", "vacancies", quorate_file, "--board", 4, "--json").json
    assert (len(waiting["serving"]), len(waiting["lot_needed_between"]), waiting["casual"]) == (2, 2, 2)
    drawn = run("election", "vacancies", quorate_file, "--board", 4, "--seed", "dice", "--json").json
    assert (len(drawn["retiring"]), drawn["places"], drawn["lot_needed_between"]) == (1, 3, None)


def test_anybody_counts_the_exported_papers_again_to_the_same_fingerprint(
    quorate_file: Path, tmp_path: Path, run: Run
) -> None:
    _held(run, quorate_file, "1 3", "1 2", "1 3", "1 4", "2 1", "2 3", "2", "3 2", "3", "4 3", "!blank")
    counted = run("election", "count", quorate_file, 1, "--json").json
    papers = tmp_path / "papers.blt"
    warned = run("election", "export", quorate_file, 1, "-o", papers)
    assert "may recognise the paper" in warned.err
    again = run("election", "count", papers, "--rule", "scottish", "--json").json
    assert again["count_sha256"] == counted["count_sha256"]
    assert again["ballots_sha256"] == counted["ballots_sha256"]


def test_the_flow_of_votes_is_drawn_to_a_file(quorate_file: Path, tmp_path: Path, run: Run) -> None:
    _held(run, quorate_file, "1 3", "1 2", "1 3", "1 4", "2 1", "2 3", "2", "3 2", "3", "4 3")
    assert run("election", "export", quorate_file, 1, "--flow", "-o", tmp_path / "flow.svg").refused == "NOT-COUNTED"
    run("election", "count", quorate_file, 1)
    assert run("election", "export", quorate_file, 1, "--flow", "-o", tmp_path / "flow.svg").code == 0
    assert "<desc" in (tmp_path / "flow.svg").read_text(encoding="utf-8")
    assert run("election", "export", quorate_file, 1, "--flow", "-o", tmp_path / "flow.pdf").code == 0
    assert lint((tmp_path / "flow.pdf").read_bytes()) == []
    wrong = run("election", "export", quorate_file, 1, "--flow", "-o", tmp_path / "flow.json")
    assert (wrong.code, "drawn as a .svg, .png or .pdf" in wrong.out + wrong.err) == (2, True)


def test_a_count_of_one_stage_has_no_flow_to_draw(quorate_file: Path, tmp_path: Path, run: Run) -> None:
    _held(run, quorate_file, "1", "1", "2", "2")
    run("election", "count", quorate_file, 1)
    assert run("election", "export", quorate_file, 1, "-o", tmp_path / "flow.svg").refused == "NOTHING-MOVES"


def test_papers_are_accounted_for_and_readings_put_right(quorate_file: Path, run: Run) -> None:
    _held(run, quorate_file, "1", "2 1")
    run("election", "enter", quorate_file, 1, "--paper", 2, "--marks", "2 3", "--reader", 2)
    listed = run("election", "mismatches", quorate_file, 1, "--json").json
    assert listed == {"differing": [{"paper": "2", "first": "2 1", "second": "2 3"}], "read_once": []}
    run("election", "unread", quorate_file, 1, "--paper", 2, "--reader", 2)
    assert "Paper 2: read by one person only" in run("election", "mismatches", quorate_file, 1).out
    run("election", "unread", quorate_file, 1, "--paper", 2, "--reader", 1)
    assert run("election", "unread", quorate_file, 1, "--paper", 2).refused == "NO-READING"
    account = run("election", "account", quorate_file, 1, "--json").json
    assert (account["issued"], account["returned"], account["out"], account["unexplained"]) == (2, 1, 1, True)
    warned = run("election", "count", quorate_file, 1, "--seed", "dice")
    assert (warned.code, "Nobody has said why any is missing" in warned.err) == (0, True)
    assert run("election", "account", quorate_file, 1, "--missing", 1).code == 2
    said = run("election", "account", quorate_file, 1, "--missing", 1, "--why", "Taken home.")
    assert said.out.startswith("2 issued = 1 returned + 0 handed back spoilt + 1 missing. Taken home.")
    assert "Nobody has said" not in run("election", "count", quorate_file, 1).err


def test_reserved_seats_and_a_yes_or_no(quorate_file: Path, run: Run) -> None:
    reserve = ("--reserve", "at least 1 women", "--reserve", "at most 1 staff")
    run("election", "add", quorate_file, "--title", "Board", "--places", 1, "--rule", "block", *reserve)
    for member, groups in ((3, ()), (5, ("--group", "Women"))):
        run("election", "nominate", quorate_file, 1, member, *groups)
    opened = run("election", "open", quorate_file, 1, "--json").json
    assert [each["groups"] for each in opened["candidates"] if each["groups"]] == [["women"]]
    assert {each["group"]: (each["least"], each["most"]) for each in opened["reserved"]} == {
        "women": (1, None),
        "staff": (0, 1),
    }
    wrong = run("election", "add", quorate_file, "--title", "Board", "--places", 2, "--reserve", "two women")
    assert wrong.refused == "NOT-UNDERSTOOD"
    run("election", "add", quorate_file, "--title", "Chair", "--places", 1, "--confirm", "--expires", "2029-11-24")
    run("election", "nominate", quorate_file, 2, 7)
    assert "asks for a yes or no" in run("election", "open", quorate_file, 2).out
    for member in (1, 2, 4):
        run("election", "issue", quorate_file, 2, member)
    run("election", "close", quorate_file, 2)
    for paper, marks in enumerate(("1", "-1", "1"), start=1):
        run("election", "enter", quorate_file, 2, "--paper", paper, "--marks", marks)
    assert "2 yes, 1 no" in run("election", "count", quorate_file, 2).out
    declared = run("election", "declare", quorate_file, 2, "--json").json
    assert (declared["seated"], declared["stages"][0]["against"], declared["expires"]) == (
        [1],
        {"1": "1"},
        "2029-11-24",
    )
    assert run("election", "fill", quorate_file, 2, 7).refused == "BOARD-FILLS"
    assert run("verify", quorate_file, "--json").json["sound"] is True


def test_an_election_with_reserved_seats_is_counted_again_from_its_exported_papers(
    quorate_file: Path, tmp_path: Path, run: Run
) -> None:
    run("election", "add", quorate_file, "--title", "Board", "--places", 2, "--reserve", "at least 1 women")
    for member, groups in ((3, ()), (5, ()), (7, ("--group", "women"))):
        run("election", "nominate", quorate_file, 1, member, *groups)
    opened = run("election", "open", quorate_file, 1, "--json").json
    (woman,) = opened["reserved"][0]["candidates"]
    others = [each for each in (1, 2, 3) if each != woman]
    for member in range(1, 9):
        run("election", "issue", quorate_file, 1, member)
    run("election", "close", quorate_file, 1)
    for paper, marks in enumerate([others[0]] * 4 + [others[1]] * 3 + [woman], start=1):
        run("election", "enter", quorate_file, 1, "--paper", paper, "--marks", marks)
    counted = run("election", "count", quorate_file, 1, "--json").json
    assert sorted(counted["elected"]) == sorted([others[0], woman])
    papers, paper = tmp_path / "papers.blt", tmp_path / "declaration.pdf"
    run("election", "export", quorate_file, 1, "-o", papers)
    reserve = ("--rule", "scottish", "--reserve", f"at least 1 women: {woman}")
    assert run("election", "count", papers, *reserve, "--json").json["count_sha256"] == counted["count_sha256"]
    wrong = run("election", "count", papers, "--rule", "scottish", "--reserve", "at least 1 women: 9")
    assert (wrong.code, "there is no candidate 9" in wrong.out + wrong.err) == (2, True)
    assert run("election", "count", papers, "--rule", "meek", *reserve[2:]).refused == "NO-RESERVED-SEATS"
    run("election", "declare", quorate_file, 1)
    run("election", "declaration", quorate_file, 1, "-o", paper)
    said = " ".join(whole_text(paper.read_bytes()).split())
    assert "At least 1 women. House rule: a candidate without whom a minimum cannot be met is not excluded" in said
    assert lint(paper.read_bytes()) == []
