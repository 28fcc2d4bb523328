"""One name that cannot be drawn holds up nobody else's card or certificate, and is named."""

from pathlib import Path

import pypdfium2
import pytest

from coopdesk.services.membership import AddMember
from coopdesk.services.shares import IssueShares
from tests.conftest import DeskAtHand, Run


@pytest.mark.parametrize(("noun", "verb"), [("members", "cards"), ("shares", "certificates")])
def test_everybody_else_gets_a_paper(sample: DeskAtHand, tmp_path: Path, run: Run, noun: str, verb: str) -> None:
    member = sample.perform(AddMember(name="李小龙"))
    sample.perform(IssueShares(member.id, 1, "cash"))
    sample.store.close()
    paper = tmp_path / "all.pdf"
    everybody = ["--all"] if verb == "certificates" else []
    ran = run(noun, verb, sample.path, *everybody, "-o", paper, "--json")
    assert ran.code == 0
    assert ran.json[verb] == 40
    (said,) = ran.json["left_out"]
    assert "李小龙" in said
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper))
    assert "0040" in text
    assert "0041" not in text
