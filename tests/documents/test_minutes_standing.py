"""Minutes at every point of their life, in every format; and the secretary's words told apart from the record."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest

from coopdesk.documents.minutes import minutes_pdf
from coopdesk.documents.minutes_json import minutes_json
from coopdesk.documents.minutes_markdown import minutes_markdown
from coopdesk.documents.minutes_odt import minutes_odt
from coopdesk.documents.minutes_words import OWN_WORDS_KEY
from coopdesk.services.minutes_view import Correction, LifeStep, MinutesSection, MinutesView, OwnWords, Recorded
from tests.documents.lint import lint
from tests.documents.meetings import MEETING, at
from tests.documents.reading import page_texts, pictures, unpacked, whole_text

AGREED = LifeStep("AGREED", datetime(2026, 12, 1, 9, tzinfo=UTC), "Agreed by the chair, Ann, on 1 December 2026.")
APPROVED = LifeStep(
    "APPROVED", datetime(2027, 11, 27, 19, tzinfo=UTC), "Approved at the AGM on 27 November 2027, with one correction."
)
SIGNED = LifeStep("SIGNED", datetime(2027, 11, 27, 20, tzinfo=UTC), "Recorded as signed by Bo on 27 November 2027.")
SLIP = Correction(
    1, "In item 6, for “£4,210” read “£4,120”.\nSee <b>the</b> accounts.", APPROVED.at, "recorded at the AGM"
)

LIVES = {
    "DRAFT": MEETING,
    "AGREED": replace(MEETING, status="AGREED", life=(AGREED,)),
    "APPROVED": replace(MEETING, status="APPROVED", life=(AGREED, APPROVED), corrections=(SLIP,), signer="Bo"),
    "SIGNED": replace(MEETING, status="SIGNED", life=(AGREED, APPROVED, SIGNED), corrections=(SLIP,), signer="Bo"),
}
FEET = {
    "DRAFT": "Draft of 28 November 2026, not yet agreed by the chair",
    "AGREED": "Agreed by the chair on 1 December 2026, not yet approved by a meeting",
    "APPROVED": "Approved on 27 November 2027; 1 correction at the end",
    "SIGNED": "Approved on 27 November 2027, recorded as signed on 27 November 2027; 1 correction at the end",
}


def odt_text(view: MinutesView, part: str = "content.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(minutes_odt(view))) as archive:
        return archive.read(part).decode()


@pytest.mark.parametrize("status", LIVES)
def test_every_page_says_where_the_minutes_stand(status: str) -> None:
    data = minutes_pdf(LIVES[status]).data
    for text in page_texts(data):
        assert FEET[status] in text
        assert status in text.split("\n")[0].split()
    assert FEET[status] in odt_text(LIVES[status], "styles.xml")
    assert f"**{status}**" in minutes_markdown(LIVES[status])
    assert minutes_json(LIVES[status])["status"] == status


@pytest.mark.parametrize("status", LIVES)
def test_the_lint_passes_at_every_point_of_their_life(status: str) -> None:
    assert lint(minutes_pdf(LIVES[status]).data) == []


def test_only_a_draft_carries_the_watermark_and_no_reader_stumbles_over_it() -> None:
    marked, plain = (pictures(minutes_pdf(LIVES[status]).data, 40)[-1] for status in ("DRAFT", "AGREED"))
    # WATERMARK is F3: a grey that nothing else on the page has over such an area.
    assert sum(1 for value in marked.tobytes() if value == 0xF3) > 3_000
    assert sum(1 for value in plain.tobytes() if value == 0xF3) < 300
    assert whole_text(minutes_pdf(LIVES["DRAFT"]).data).count("DRAFT") == len(pictures(minutes_pdf(MEETING).data, 20))


@pytest.mark.parametrize("status", ["APPROVED", "SIGNED"])
def test_corrections_and_approval_stand_before_the_signature(status: str) -> None:
    view = LIVES[status]
    text = whole_text(minutes_pdf(view).data)
    assert (
        "Corrections Further minutes. The text above stands as it was agreed. 1 In item 6, for “£4,210” read “£4,120”. "
        "See <b>the</b> accounts. Recorded at the AGM. Agreement and approval Agreed by the chair, Ann," in text
    )
    assert text.index("Agreement and approval") < text.index("Signed by the chair as a true record")
    assert "Bo Chair" in text
    for words in (odt_text(view), minutes_markdown(view)):
        assert "for “£4,210” read “£4,120”." in words
        assert "Agreed by the chair, Ann, on 1 December 2026." in words
        assert "<b>" not in words.replace("\\<b", "")
    corrections = minutes_json(view)["corrections"]
    assert isinstance(corrections, list)
    assert len(corrections) == 1


def test_the_key_of_the_seal_stands_by_the_signature_where_there_is_one() -> None:
    sealed = replace(LIVES["AGREED"], seal_key="0f1e2d3c" * 8, certificate_key="4f2a91c2" * 8)
    text = whole_text(minutes_pdf(sealed).data)
    for words in (f"Key of the society’s seal: {'0f1e2d3c' * 8}", f"Key of share certificates: {'4f2a91c2' * 8}"):
        assert words in text
        assert words in odt_text(sealed)
    assert lint(minutes_pdf(sealed).data) == []
    assert "Key of the society" not in whole_text(minutes_pdf(LIVES["AGREED"]).data)


def test_agreed_minutes_come_out_the_same_twice() -> None:
    assert minutes_pdf(LIVES["SIGNED"]).data == minutes_pdf(LIVES["SIGNED"]).data
    assert minutes_odt(LIVES["SIGNED"]) == minutes_odt(LIVES["SIGNED"])


# -- the secretary's own words -----------------------------------------------------------------------------------------


def said(*blocks: Recorded | OwnWords) -> MinutesView:
    return replace(MEETING, sections=(MinutesSection("1", "1", "Business", at(19, 10), blocks),), appendix=())


def line_in_the_margin(view: MinutesView) -> int:
    """The tallest upright stroke beside the text, in points of 200 to the inch; no letter is 40 of them tall."""
    page = pictures(minutes_pdf(replace(view, status="AGREED")).data, 200)[0]
    tallest = 0
    for x in range(round(28.6 * 200 / 25.4), round(29.8 * 200 / 25.4)):
        column = page.crop((x, round(130 * 200 / 25.4), x + 1, page.height)).tobytes()
        dark = "".join("#" if value < 200 else " " for value in column)
        tallest = max(tallest, *(len(run) for run in dark.split(" ")))
    return tallest


def test_a_thin_line_marks_the_secretarys_words_and_nothing_else() -> None:
    recorded, own = Recorded("The chair spoke."), OwnWords("The chair spoke.\n\n- first\n- second\n\n> well")
    assert line_in_the_margin(said(recorded)) < 40
    assert line_in_the_margin(said(own)) > 150
    assert OWN_WORDS_KEY not in whole_text(minutes_pdf(said(recorded)).data)
    assert OWN_WORDS_KEY in whole_text(minutes_pdf(said(own)).data)


def test_a_listener_is_told_of_a_quotation() -> None:
    assert b"/S/BlockQuote" not in unpacked(minutes_pdf(said(Recorded("The chair spoke."))).data)
    data = minutes_pdf(said(OwnWords("One.\n\n- first\n- second\n\nTwo."), OwnWords("Three."))).data
    assert lint(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        quotations = [each for each in pdf.objects if _tag(each) == "/BlockQuote"]
        held = [[_tag(kid) for kid in each.K] for each in quotations]
    assert held == [["/P", "/L", "/P"], ["/P"]]


def _tag(thing: pikepdf.Object) -> str:
    is_element = isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.StructElem
    return str(thing.S) if is_element else ""


def test_own_words_have_a_style_of_their_own_in_opendocument() -> None:
    content = odt_text(said(Recorded("Recorded."), OwnWords("Typed.")))
    assert '<text:p text:style-name="Own_20_words">Typed.</text:p>' in content
    assert '<text:p text:style-name="Text_20_body">Recorded.</text:p>' in content
    assert 'style:display-name="Own words"' in odt_text(MEETING, "styles.xml")
    assert OWN_WORDS_KEY in content
    assert OWN_WORDS_KEY not in odt_text(said(Recorded("Recorded.")))
