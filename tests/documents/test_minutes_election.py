"""An election in the minutes, read back from each of their four formats."""

import io
import json
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from coopdesk.documents.minutes import minutes_pdf
from coopdesk.documents.minutes_json import minutes_json
from coopdesk.documents.minutes_markdown import minutes_markdown
from coopdesk.documents.minutes_odt import minutes_odt
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes_view import MinutesSection, MinutesView
from tests.documents.contests import COUNTED, ELECTED_MEETING, ELECTION
from tests.documents.lint import lint
from tests.documents.meetings import MEETING, at
from tests.documents.reading import overlaps, page_texts, whole_text
from tests.documents.societies import UNDRAWABLE


def _odt_text(view: MinutesView) -> str:
    with zipfile.ZipFile(io.BytesIO(minutes_odt(view))) as packed:
        root = ElementTree.fromstring(packed.read("content.xml"))
    return " ".join(" ".join(part.itertext()) for part in root.iter() if part.tag.endswith(("}p", "}h")))


def _text(view: MinutesView, form: str) -> str:
    if form == "pdf":
        return " ".join(whole_text(minutes_pdf(view).data).split())
    if form == "odt":
        return " ".join(_odt_text(view).split())
    if form == "md":
        return minutes_markdown(view).replace("\\", "")
    return json.dumps(minutes_json(view), ensure_ascii=False)


def _of(election: MinutedElection) -> MinutesView:
    return replace(MEETING, sections=(MinutesSection("12", "12", "Election", at(20, 5), (election,)),))


@pytest.mark.parametrize("form", ["pdf", "odt", "md", "json"])
def test_every_format_tells_the_whole_election(form: str) -> None:
    said = _text(ELECTED_MEETING, form)
    for words in (
        *(each.name for each in ELECTION.candidates),
        "Ifan Okonkwo (0041)",
        "125 papers came back: 122 valid, 3 spoilt",
        "Quota: 122 ÷ (3 + 1) = 30.5",
        "ELECTED",
        f"In this order: {ELECTION.elected[0]}",
        "122.00000",
        "first preferences counted",
        ELECTION.count_digest,
    ):
        assert words in said, f"{form} says nothing of {words}"


@pytest.mark.parametrize("form", ["pdf", "odt", "md"])
def test_the_count_stands_in_an_appendix_with_every_stage(form: str) -> None:
    said = _text(ELECTED_MEETING, form)
    appendix = said[said.index("Appendix: count of election 1") :]
    for stage in range(1, len(COUNTED.stages) + 1):
        assert f"Stage {stage}" in appendix
    assert "Election of directors" in appendix


def test_the_minutes_with_an_election_pass_the_lint_and_nothing_overlaps() -> None:
    data = minutes_pdf(ELECTED_MEETING).data
    assert lint(data) == []
    assert overlaps(data) == []


def test_a_crowd_of_candidates_takes_several_tables_and_every_one_is_named() -> None:
    crowd = tuple(
        replace(ELECTION.candidates[0], number=number, name=f"Person of number {number}") for number in range(1, 71)
    )
    data = minutes_pdf(_of(replace(ELECTION, candidates=crowd))).data
    said = whole_text(data)
    assert all(each.name in said for each in crowd)
    assert lint(data) == []
    assert overlaps(data) == []


def test_an_election_without_a_count_has_no_appendix() -> None:
    data = minutes_pdf(_of(replace(ELECTION, table=None, stages=(), outcome="", outcome_says=""))).data
    assert not any("count of election" in page for page in page_texts(data))
    assert lint(data) == []


def test_a_candidate_no_font_can_draw_is_named_by_number_and_a_warning_says_so() -> None:
    first = replace(ELECTION.candidates[0], name=UNDRAWABLE)
    paper = minutes_pdf(_of(replace(ELECTION, candidates=(first, *ELECTION.candidates[1:]))))
    assert "member 0102" in whole_text(paper.data)
    assert any("0102" in warning for warning in paper.warnings)
