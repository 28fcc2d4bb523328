"""The share certificate, read back from the finished file."""

import re
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest

from coopdesk.documents.certificate import certificate_pdf
from coopdesk.documents.faces import CannotDraw
from coopdesk.documents.fitting import NameDoesNotFit
from tests.documents.reading import codes, overlaps, page_texts, pictures, unpacked, whole_text
from tests.documents.societies import CERTIFICATE, HEBDEN, LONG_NAME, NAMES, UNDRAWABLE


def _title(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    title = document.get_metadata_dict()["Title"]
    document.close()
    return title


def test_certificate_says_all_it_must() -> None:
    text = whole_text(certificate_pdf([CERTIFICATE]))
    for words in (
        "Hebden Stores Co-operative Society Limited",
        "Registered number 12345R",
        "Registered office: 12 Weavers Row, Hebden Bridge HX7 0ZZ",
        "Certificate number 00418 Member 0427",
        "Number of shares 25 £25.00, fully paid",
        "This is to certify that Nia Llŷr-Williams of 3 Wharf Terrace, Hebden Bridge is the registered holder of "
        "twenty-five (25) withdrawable shares of £1 each, fully paid, entered in the register of members on "
        "14 March 2019, subject to the rules of the Society.",
        "The shares may be withdrawn but not transferred, as the rules provide.",
        "Signed for the Society on 28 November 2026",
        "Dilwyn Parry-Hughes Director",
        "The register has the last word.",
    ):
        assert words in text


def test_code_on_certificate_reads_from_the_printed_page() -> None:
    assert codes(certificate_pdf([CERTIFICATE])) == [CERTIFICATE.code]


def test_one_share_is_written_in_the_singular() -> None:
    text = whole_text(certificate_pdf([replace(CERTIFICATE, shares=1)]))
    assert "holder of one (1) withdrawable share of £1, fully paid" in text


def test_cancelled_certificate_says_so_in_words_and_across_the_page() -> None:
    issued, void = certificate_pdf([CERTIFICATE]), certificate_pdf([replace(CERTIFICATE, status="void")])
    assert "CANCELLED SHARE CERTIFICATE" in whole_text(void)
    assert "CANCELLED" not in whole_text(issued)
    paper, overprinted = pictures(issued, 40)[0], pictures(void, 40)[0]
    tinted = sum(overprinted.histogram()[200:240]) - sum(paper.histogram()[200:240])
    assert tinted > 0.02 * paper.width * paper.height


@pytest.mark.parametrize("status", ["void", "replaced", "cancelled", "spoilt"])
def test_a_certificate_that_stands_no_more_says_what_became_of_it(status: str) -> None:
    fate = "Replaced by certificate 00431 on 3 May 2027, because it was lost."
    data = certificate_pdf([replace(CERTIFICATE, status=status, fate=fate)])
    assert f"CANCELLED SHARE CERTIFICATE {fate}" in whole_text(data)
    assert "00418 (cancelled)" in _title(data)
    assert not overlaps(data)


def test_a_further_copy_is_marked_duplicate_in_words_across_the_page_and_in_the_title() -> None:
    first, copy = certificate_pdf([CERTIFICATE]), certificate_pdf([replace(CERTIFICATE, duplicate="3 May 2027")])
    text = whole_text(copy)
    assert "DUPLICATE SHARE CERTIFICATE" in text
    assert "A further copy, made on 3 May 2027, of a certificate already issued: it adds no shares." in text
    assert "00418 (duplicate)" in _title(copy)
    assert "duplicate" not in _title(first)
    assert "DUPLICATE" not in whole_text(first)
    paper, overprinted = pictures(first, 40)[0], pictures(copy, 40)[0]
    tinted = sum(overprinted.histogram()[200:240]) - sum(paper.histogram()[200:240])
    assert tinted > 0.02 * paper.width * paper.height
    assert not overlaps(copy)


def test_a_cancelled_certificate_is_not_called_a_duplicate() -> None:
    text = whole_text(certificate_pdf([replace(CERTIFICATE, duplicate="3 May 2027", status="cancelled")]))
    assert "CANCELLED SHARE CERTIFICATE" in text
    assert "DUPLICATE" not in text


def test_a_replacement_names_the_certificate_it_replaces() -> None:
    data = certificate_pdf([replace(CERTIFICATE, replaces=12)])
    assert "Issued in place of certificate 00012, which is cancelled." in whole_text(data)
    assert not overlaps(data)


def test_distinctive_numbers_and_what_is_still_owed_are_printed() -> None:
    text = whole_text(certificate_pdf([replace(CERTIFICATE, distinctive=(10001, 10025), unpaid_pence=1250)]))
    assert "withdrawable shares of £1 each, numbered 10001 to 10025, £12.50 of it paid, entered" in text
    assert "£25.00, £12.50 of it paid" in text
    assert "fully paid" not in text
    one = whole_text(certificate_pdf([replace(CERTIFICATE, shares=1, distinctive=(7, 7))]))
    assert "withdrawable share of £1, numbered 7, fully paid," in one


def test_an_unsigned_certificate_says_so_and_a_signed_one_names_its_key() -> None:
    unsigned = whole_text(certificate_pdf([CERTIFICATE]))
    assert "Not digitally signed" in unsigned
    assert "ABCD EFGH JKLM NPQR" in unsigned
    signed = replace(CERTIFICATE, code="CDC1:" + "ABCDEFGHJKLMNPQR" * 14, key="4F2A 91C2")
    data = certificate_pdf([signed])
    text = whole_text(data)
    assert "Not digitally signed" not in text
    assert "Key 4F2A 91C2" in text
    assert codes(data) == [signed.code]


def test_the_longest_signed_code_still_reads_from_the_page_at_the_resolution_of_an_office_printer() -> None:
    crowded = replace(CERTIFICATE, code="CDC1:" + "ABCDEFGHJKLMNPQR" * 22, key="4F2A 91C2")
    assert codes(certificate_pdf([crowded]), dots_per_inch=200) == [crowded.code]


def test_certificate_of_a_sample_society_is_marked_sample() -> None:
    sample = replace(CERTIFICATE, society=replace(HEBDEN, sample=True))
    assert "SAMPLE SHARE CERTIFICATE" in whole_text(certificate_pdf([sample]))


def test_company_certificate_names_the_companies_act() -> None:
    company = replace(HEBDEN, legal_form=type(HEBDEN.legal_form).CIC)
    text = whole_text(certificate_pdf([replace(CERTIFICATE, society=company)]))
    assert "Company number 12345R" in text
    assert "Companies Act 2006" in text
    assert "2014" not in text


@pytest.mark.parametrize("name", NAMES)
def test_name_in_any_script_reads_back_exactly(name: str) -> None:
    assert unicodedata.normalize("NFC", name) in whole_text(certificate_pdf([replace(CERTIFICATE, holder=name)]))


def test_name_no_font_can_draw_is_refused_by_name_and_character() -> None:
    with pytest.raises(CannotDraw) as refused:
        certificate_pdf([replace(CERTIFICATE, holder=UNDRAWABLE)])
    assert refused.value.name == UNDRAWABLE
    assert refused.value.character == "王"
    assert refused.value.code_point == "U+738B"
    assert "“王小明” cannot be printed" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_sixty_character_name_stands_on_one_line() -> None:
    assert LONG_NAME in page_texts(certificate_pdf([replace(CERTIFICATE, holder=LONG_NAME)]))[0]


def test_two_hundred_character_name_is_smaller_but_whole() -> None:
    name = " ".join(["Bartholomew", "Featherstonehaugh", "Cholmondeley"] * 5)[:200].rstrip()
    text = whole_text(certificate_pdf([replace(CERTIFICATE, holder=name)]))
    assert name in text


def test_name_that_fits_at_no_size_is_refused_not_cut() -> None:
    with pytest.raises(NameDoesNotFit) as refused:
        certificate_pdf([replace(CERTIFICATE, holder="Bartholomew " * 60)])
    assert "too long for a share certificate" in str(refused.value)


@pytest.mark.parametrize(
    "typed",
    ["<b>Nia</b>", "<img src='/etc/passwd'/>", "<para>", "A & B", "Tom (Jr.) \\ O’Neil", "{{name}} %s"],
)
def test_markup_in_a_name_is_printed_as_typed(typed: str) -> None:
    data = certificate_pdf([replace(CERTIFICATE, holder=typed, address=typed)])
    assert whole_text(data).count(typed) == 2
    assert not re.search(rb"/Subtype\s*/Image", unpacked(data))
    assert b"/EmbeddedFile" not in unpacked(data)


def test_same_certificate_gives_the_same_bytes() -> None:
    assert certificate_pdf([CERTIFICATE]) == certificate_pdf([CERTIFICATE])
    assert certificate_pdf([CERTIFICATE]) != certificate_pdf([replace(CERTIFICATE, shares=26)])


def test_many_certificates_keep_one_frame_and_tell_their_progress() -> None:
    done: list[int] = []
    views = [replace(CERTIFICATE, number=number) for number in range(1, 41)]
    data = certificate_pdf(views, done.append)
    assert done == list(range(1, 41))
    texts = page_texts(data)
    assert len(texts) == 40
    assert "00040" in texts[39]
    alone = len(certificate_pdf(views[:1]))
    assert len(data) < alone + 40 * 6_000


def test_stopping_from_progress_stops_at_once() -> None:
    class Stop(Exception):
        """The operator pressed Cancel."""

    seen: list[int] = []

    def cancel(done: int) -> None:
        seen.append(done)
        if done == 3:
            raise Stop

    with pytest.raises(Stop):
        certificate_pdf([CERTIFICATE] * 50, cancel)
    assert seen == [1, 2, 3]


def test_frame_and_rosette_are_drawn_to_the_edge() -> None:
    page = pictures(certificate_pdf([CERTIFICATE]), 150)[0]
    band = page.crop((55, 55, page.width - 55, 105))
    assert sum(band.histogram()[:200]) > 0.1 * band.width * band.height
