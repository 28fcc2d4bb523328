"""The papers of a meeting, read back from the finished file as a member or a secretary reads them."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from coopdesk.documents.attendance_schedule import attendance_schedule
from coopdesk.documents.attendance_sheet import attendance_sheet
from coopdesk.documents.chapters import Chapter, PaperFile, print_chapters
from coopdesk.documents.closing_slip import closing_slip
from coopdesk.documents.faces import CannotDraw
from coopdesk.documents.notice import agenda, notice
from coopdesk.documents.pack import pack_pdf
from coopdesk.documents.paper_roll import paper_roll
from coopdesk.documents.proxy_form import proxy_form
from coopdesk.documents.resolution_certificate import resolution_certificate
from coopdesk.documents.voting_cards import voting_cards
from coopdesk.domain.rules import LegalForm
from coopdesk.services.papers.attendance_schedule import Stay
from coopdesk.services.papers.notice import NoticeItem
from coopdesk.services.papers.proxy_form import ProxyMotion
from tests.documents.gatherings import (
    ATTENDANCE_SHEET,
    CLOSING_SLIP,
    HEADING,
    KINDS,
    MEMBERS,
    NOTICE,
    PACK,
    PAPER_ROLL,
    PROXY_FORM,
    RESOLUTION_CERTIFICATE,
    SCHEDULE,
    VOTING_CARDS,
    listed,
    noticed,
    printed,
)
from tests.documents.lint import lint
from tests.documents.meetings import at
from tests.documents.reading import codes, overlaps, page_texts, unpacked, whole_text
from tests.documents.societies import HEBDEN, NAMES, UNDRAWABLE


def made(chapter: Chapter) -> PaperFile:
    return print_chapters([chapter], HEADING)


def text(chapter: Chapter) -> str:
    return whole_text(made(chapter).data)


@pytest.mark.parametrize("kind", KINDS)
def test_same_content_gives_the_same_bytes(kind: str) -> None:
    assert printed(kind).data == printed(kind).data


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_runs_into_anything_else(kind: str) -> None:
    assert overlaps(printed(kind).data) == []


@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_counted_as_a_reader_counts_them(kind: str) -> None:
    paper = printed(kind)
    assert paper.pages == len(page_texts(paper.data))


# -- notice ------------------------------------------------------------------------------------------------------------


def test_notice_says_day_hour_place_agenda_and_every_motion_in_full() -> None:
    said = text(notice(NOTICE))
    for words in (
        "28 November 2026",
        "7 pm",
        "The Old Town Hall",
        "Change of rules",
        "Motion 4",
        "from the date on which the Financial Conduct Authority registers them.",
        "Carried by at least two-thirds of the votes cast.",
    ):
        assert words in said


def test_notice_shows_the_clear_days_as_a_sum() -> None:
    said = text(notice(NOTICE))
    assert "19 clear days given, 9 to 27 November" in said
    assert "counts as served on 8 November 2026: 19 clear days before the meeting" in said
    assert "at least 14 clear days" in said


def test_notice_too_short_says_so_and_names_the_first_day_allowed() -> None:
    said = text(notice(replace(NOTICE, days=noticed(date(2026, 11, 20)))))
    assert "5 clear days before the meeting on 28 November 2026; 14 needed, and the earliest day" in said


def test_notice_sent_after_the_meeting_is_still_a_paper() -> None:
    said = text(notice(replace(NOTICE, days=noticed(date(2026, 12, 20)))))
    assert "after the meeting on 28 November 2026" in said


def test_notice_of_a_year_is_one_strip_that_leaves_days_out() -> None:
    paper = made(notice(replace(NOTICE, days=noticed(date(2025, 11, 6)))))
    assert "…" in whole_text(paper.data)
    assert lint(paper.data) == []


def test_notice_not_sent_yet_is_a_draft_with_a_place_to_write() -> None:
    said = text(notice(replace(NOTICE, days=None)))
    assert "Draft: no sending is on record yet" in said
    assert "Sent on ____" in said


def test_companys_notice_tells_of_the_right_to_a_proxy() -> None:
    company = replace(HEADING, society=replace(HEBDEN, legal_form=LegalForm.CIC))
    assert "Companies Act 2006, section 324" in text(notice(replace(NOTICE, heading=company)))
    assert "section 324" not in text(notice(NOTICE))


def test_agenda_has_the_items_and_no_clear_days() -> None:
    said = text(agenda(NOTICE))
    assert "Any other business, for discussion only" in said
    assert "Clear days" not in said


def test_sixty_items_with_long_titles_are_all_there() -> None:
    items = tuple(NoticeItem(number, f"Item {number} " + "about the mill " * 12, ()) for number in range(1, 61))
    said = text(notice(replace(NOTICE, items=items)))
    assert all(f"Item {number} about" in said for number in range(1, 61))


# -- forms and sheets --------------------------------------------------------------------------------------------------


def test_proxy_form_stands_twice_on_one_sheet_and_once_when_motions_are_many() -> None:
    twice = made(proxy_form(PROXY_FORM))
    assert twice.pages == 1
    assert whole_text(twice.data).count("appoint") == 2
    many = replace(PROXY_FORM, motions=tuple(ProxyMotion(number, f"Motion of {number}") for number in range(1, 31)))
    once = made(proxy_form(many))
    assert whole_text(once.data).count("name of the proxy") == 1
    assert "30 Motion of 30" in whole_text(once.data)


def test_sheet_has_a_line_for_everybody_and_tells_namesakes_apart_by_number() -> None:
    paper = made(attendance_sheet(ATTENDANCE_SHEET))
    said = whole_text(paper.data)
    assert said.count("Same name: check number") == 2
    assert "0452 Ahmed, Samina" in said
    assert "Garden Street Allotments, by Jo Ackroyd" in said
    assert "Same name: check number, No vote" in said
    assert all(name in said.replace("\u200b", "") for name in NAMES if name.isascii())


def test_sheet_carries_guide_words_and_repeats_its_head() -> None:
    members = tuple(listed(number, f"Surname{number:03d}, Ann") for number in range(60))
    pages = page_texts(made(attendance_sheet(replace(ATTENDANCE_SHEET, members=members))).data)
    assert "Surname000 to Surname019" in pages[0]
    assert all("Signature" in page and "Checked by" in page for page in pages)
    assert f"Page 1 of {len(pages)}" in pages[0]


def test_name_no_font_can_draw_gives_way_to_its_number_and_is_named_in_a_warning() -> None:
    paper = made(attendance_sheet(replace(ATTENDANCE_SHEET, members=(*MEMBERS, listed(777, UNDRAWABLE)))))
    assert "member 0777" in whole_text(paper.data)
    assert any("member 0777" in warning and "U+738B" in warning for warning in paper.warnings)


def test_roll_says_how_things_stand_and_leaves_room_to_go_on() -> None:
    pages = page_texts(made(paper_roll(PAPER_ROLL)).data)
    first, whole = " ".join(pages[0].split()), " ".join(" ".join(pages).split())
    assert "118 members in the room" in first
    assert "119 next voting card" in first
    assert "424 next certificate" in first
    assert "Carried: 109 for, 2 against" in first
    assert "00424" in first
    assert "Butterworth, Ann 17 18:42" in whole


def test_voting_cards_scan_and_name_nobody() -> None:
    data = made(voting_cards(VOTING_CARDS)).data
    found = codes(data) + codes(data, page=1)
    assert sorted(found) == sorted(card.code for card in VOTING_CARDS.cards)
    assert all(code.startswith("CDV1:") for code in found)
    said = whole_text(data)
    assert "95" in said
    assert not any(member.name.split(",")[0] in said for member in MEMBERS)


# -- the record --------------------------------------------------------------------------------------------------------


def test_certificate_has_exact_text_figures_and_two_people_to_sign() -> None:
    said = text(resolution_certificate(RESOLUTION_CERTIFICATE))
    for words in (
        "was carried as motion 4 (rule change, which needs at least two-thirds",
        RESOLUTION_CERTIFICATE.resolution.text,
        "86 of the 117 votes cast were for (73.5%); at least 78 were needed.",
        "Declared by the chair at 19:47.",
        "19 clear days",
        "Not in force until registered; the present rules still apply.",
        "Dilwyn Parry-Hughes",
        "Priya Nair",
    ):
        assert words in said


def test_certificate_with_a_letter_no_font_has_is_refused() -> None:
    resolution = replace(RESOLUTION_CERTIFICATE.resolution, text=f"That {UNDRAWABLE} be thanked.")
    with pytest.raises(CannotDraw, match="U\\+738B"):
        made(resolution_certificate(replace(RESOLUTION_CERTIFICATE, resolution=resolution)))


def test_schedule_has_every_stay_with_its_times() -> None:
    twice = tuple(Stay("0064", "Butterworth, Ann", "Member", 17, at(18, 42 + each), None) for each in (0, 9))
    said = text(attendance_schedule(replace(SCHEDULE, stays=(replace(twice[0], left=at(18, 47)), twice[1]))))
    assert "Butterworth, Ann Member 17 18:42 18:47" in said
    assert "Butterworth, Ann Member 17 18:51 end" in said
    assert "Councillor Ruth Sands 18:50 20:00" in said
    assert "Allcock, Brian 28 November 2026, 09:15" in said


def test_closing_slip_has_the_whole_head_twice_for_two_keepers() -> None:
    paper = made(closing_slip(CLOSING_SLIP))
    said = whole_text(paper.data)
    assert paper.pages == 1
    assert said.count("7f3a 91c2 0d5e b84a 7f3a 91c2 0d5e b84a") == 4
    assert said.count("Second scrutineer") == 2
    assert "5 Use of the surplus withdrawn" in said


def test_closing_slip_of_forty_motions_goes_on_sheets_of_its_own() -> None:
    results = tuple(replace(CLOSING_SLIP.results[0], number=number) for number in range(1, 41))
    paper = made(closing_slip(replace(CLOSING_SLIP, results=results)))
    assert paper.pages > 1
    assert whole_text(paper.data).count("Second scrutineer") == 2


def test_pack_has_an_outline_and_carries_the_results() -> None:
    paper = pack_pdf(PACK)
    with pikepdf.open(io.BytesIO(paper.data)) as read:
        with read.open_outline() as outline:
            assert [str(entry.title).split(" of the")[0].split(" for the")[0] for entry in outline.root] == [
                "Notice",
                "Proxy form",
                "Attendance sheet",
                "Minutes",
                "Certificate of motion 4, the annual general meeting",
                "Attendance schedule",
                "Ledger of proxies",
                "Closing slip",
            ]
        results = read.attachments["results.json"].get_file().read_bytes()
        assert b'"for": 86' in results
        assert b"Lowri ap Huw" not in results


# -- bad input ---------------------------------------------------------------------------------------------------------

MARKUP = '<b>Bold</b> <img src="/etc/passwd"/> <para>{0} %s & ]]> (a\\b)'
LONG_WORD = "x" * 80_000
LONG_TEXT = "That the mill be kept and the weir mended, as the board shall see fit. " * 285


def chapters_with(words: str, name: str) -> list[Chapter]:
    """Each kind of paper with the words wherever a field takes text, and the name wherever one stands."""
    society = replace(HEBDEN, name=name, office=words[:500], number=words[:30])
    heading = replace(HEADING, society=society, title=name, place=words[:200])
    motion = replace(NOTICE.motions[0], title=name, text=words)
    member = replace(listed(1, name), representative=name)
    stay = replace(SCHEDULE.stays[0], name=name, capacity=f"Member, by {name}")
    resolution = replace(RESOLUTION_CERTIFICATE.resolution, text=words, title=name, proposer=name, effect=words[:500])
    return [
        notice(replace(NOTICE, heading=heading, motions=(motion,), items=(NoticeItem(1, name, (3,)),), secretary=name)),
        agenda(replace(NOTICE, heading=heading, motions=(motion,), items=(NoticeItem(1, name, (3,)),))),
        proxy_form(replace(PROXY_FORM, heading=heading, motions=(ProxyMotion(1, words),))),
        attendance_sheet(replace(ATTENDANCE_SHEET, heading=heading, members=(member,))),
        paper_roll(replace(PAPER_ROLL, heading=heading, members=(member,), guests=(name,))),
        voting_cards(replace(VOTING_CARDS, heading=heading)),
        resolution_certificate(
            replace(RESOLUTION_CERTIFICATE, heading=heading, resolution=resolution, chair=name, secretary=name)
        ),
        attendance_schedule(replace(SCHEDULE, heading=heading, stays=(stay,))),
        closing_slip(
            replace(CLOSING_SLIP, heading=heading, chair=name, results=(replace(CLOSING_SLIP.results[0], title=words),))
        ),
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [(MARKUP, MARKUP), (LONG_WORD, "Y" * 200), (LONG_TEXT[:20_000], "Maria de Vasconcelos " * 9), ("", "")],
    ids=["markup", "a word of 80,000 letters", "20,000 characters", "nothing"],
)
def test_whatever_stands_in_a_field_is_paper_all_the_same(words: str, name: str) -> None:
    for chapter in chapters_with(words, name):
        paper = made(chapter)
        assert lint(paper.data) == [], chapter.title[:40]
        assert b"root:" not in unpacked(paper.data)


def test_long_names_and_titles_run_into_nothing() -> None:
    name = "Bartholomew Featherstonehaugh-Cholmondeley of Upper Ribblesdale and Lower Calderdale " * 2
    words = "That the board look into the weir, the wheel and the sluices before the winter. " * 4
    for chapter in chapters_with(words, name.strip()):
        paper = print_chapters([chapter], HEADING).data
        assert overlaps(paper) == [], chapter.title[:40]


def test_markup_is_printed_as_it_was_typed() -> None:
    said = text(notice(replace(NOTICE, motions=(replace(NOTICE.motions[0], text=MARKUP),))))
    assert MARKUP in said


def test_motion_of_20000_characters_is_printed_whole() -> None:
    long = LONG_TEXT[:20_000]
    said = text(resolution_certificate(
        replace(RESOLUTION_CERTIFICATE, resolution=replace(RESOLUTION_CERTIFICATE.resolution, text=long))
    ))  # fmt: skip
    assert said.count("weir") == long.count("weir")


def test_five_thousand_members_are_all_on_the_sheet() -> None:
    members = tuple(listed(number, f"Name{number:04d}, Ann") for number in range(5_000))
    said = text(attendance_sheet(replace(ATTENDANCE_SHEET, members=members)))
    assert all(f"Name{number:04d}, Ann" in said for number in range(5_000))
