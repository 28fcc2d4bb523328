"""The minutes as a PDF: read back, looked at, and never broken by what people are called or what they write."""

import re
import time
from dataclasses import replace

import pytest

from coopdesk.documents.chart import VoteBars
from coopdesk.documents.faces import Cut
from coopdesk.documents.minutes import minutes_pdf
from coopdesk.documents.type import Style, width_of
from coopdesk.services.minutes_view import AttendanceGroup, MinutesSection, MinutesView, OwnWords, Recorded, Resolution
from tests.documents.meetings import ACCOUNTS, MEETING, RULES, SECTIONS, SURPLUS, at
from tests.documents.reading import page_texts, pictures, unpacked, whole_text
from tests.documents.societies import HEBDEN, LONG_NAME, NAMES, UNDRAWABLE


def text_of(view: MinutesView) -> str:
    return whole_text(minutes_pdf(view).data)


def with_blocks(*blocks: Recorded | OwnWords | Resolution) -> MinutesView:
    section = MinutesSection("1", "1", "Business", at(19, 10), blocks)
    return replace(MEETING, sections=(section,), appendix=())


def test_minutes_say_what_when_where_and_who() -> None:
    text = text_of(MEETING)
    for words in (
        "Hebden Stores Co-operative Society Limited",
        "Registered society 12345R",
        "Minutes of the annual general meeting",
        "Saturday 28 November 2026 at the Old Town Hall, Hebden Bridge",
        "Called for 19:00",
        "Opened 19:04",
        "Closed 20:31",
        "Chair Dilwyn Parry-Hughes",
        "Minutes taken by Priya Nair, secretary",
        "Signed by the chair as a true record",
    ):
        assert words in text


def test_quorum_stands_as_a_sum_with_its_verdict() -> None:
    text = text_of(MEETING)
    assert "Rule: one-tenth of the members entitled to vote, present in person" in text
    assert "412 entitled to vote × 10% of them = 41.2 exactly so 42 needed: rounded up" in text
    assert "118 present: quorate" in text


def test_quorum_not_reached_says_so() -> None:
    assert MEETING.quorum is not None
    short = replace(MEETING, quorum=replace(MEETING.quorum, present=12, met=False))
    assert "12 present: not quorate" in text_of(short)


def test_show_of_hands_makes_a_short_block() -> None:
    text = text_of(with_blocks(ACCOUNTS))
    assert "Motion 3 Ordinary, on a show of hands" in text
    assert "That the accounts for the year ended 31 August 2026 be received." in text
    assert "Proposed by Agnes Moorhouse (0012), seconded by George Okafor (0093)." in text
    assert "For 109, against 2, abstaining 7, of 118 votes in the room. CARRIED: 109 of the 111 votes cast" in text


def test_recorded_vote_makes_a_table_that_adds_up_and_an_outcome_bar() -> None:
    text = text_of(with_blocks(replace(RULES, votes_in_room=120)))
    assert "Motion 4 New rules Rule change: at least two-thirds of the votes cast (rule 54)" in text
    assert "Proposed by Lowri ap Huw (0266) Seconded by Hamid Siddiqui (0205) Method Recorded vote" in text
    assert "19:39 to 19:44" in text
    assert "For 86 Against 31 Abstaining 1 Did not vote 2 Votes in the room 120" in text
    assert "78 needed" in text
    assert "CARRIED" in text
    assert "Declared by the chair at 19:47. Not in force until registered" in text
    assert "A first count at 19:41" in text


def test_lost_gets_the_same_bar_as_carried() -> None:
    lost = replace(RULES, outcome="lost", votes_for=31, votes_against=86)
    carried_page = pictures(minutes_pdf(with_blocks(RULES)).data, 60)[0]
    lost_page = pictures(minutes_pdf(with_blocks(lost)).data, 60)[0]
    assert "LOST" in text_of(with_blocks(lost))

    def tinted(page: object) -> int:
        return sum(page.histogram()[235:242])  # type: ignore[attr-defined]  # a Pillow image

    assert abs(tinted(carried_page) - tinted(lost_page)) < 0.1 * tinted(carried_page)


def test_number_of_votes_stands_clear_of_the_line_it_missed() -> None:
    """The line of votes needed may fall just after the bar, where the bar's number would stand."""
    bars = VoteBars(76, 40, 2, 78, 72.0)
    line = 78 * bars.per_vote
    number = bars.number_at(0, 76)
    assert number > line
    assert bars.number_at(0, 20) < line - width_of("20", Style(Cut.SANS_BOLD, 10))


def test_equal_votes_without_casting_vote_are_told_as_lost() -> None:
    assert "LOST: The votes were equal" in text_of(with_blocks(SURPLUS))


def test_casting_vote_stands_on_its_own_and_is_no_extra_vote() -> None:
    text = text_of(with_blocks(replace(SURPLUS, casting="against")))
    assert "For 55, against 55" in text
    assert "The chair’s casting vote was against." in text


def test_motion_not_voted_on_says_so() -> None:
    unmoved = replace(
        ACCOUNTS, method="", opened=None, closed=None, declared=None, votes_for=None, votes_against=None,
        abstentions=None, spoilt=None, votes_in_room=None, needed=None, outcome="", sentence="",
    )  # fmt: skip
    assert "Not voted on." in text_of(with_blocks(unmoved))
    assert "WITHDRAWN" in text_of(with_blocks(replace(unmoved, outcome="withdrawn")))


def test_every_page_has_its_number_society_status_and_journal_head() -> None:
    texts = page_texts(minutes_pdf(MEETING).data)
    assert len(texts) >= 3
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Hebden Stores Co-operative Society Limited" in text
        assert "12345R" in text
        assert "DRAFT" in text
        assert "Draft of 28 November 2026, not yet agreed by the chair" in text
        assert "Journal head 7F3A 91C2 0D5E B84A after entry 1,652" in " ".join(text.split())


def test_whole_journal_head_stands_by_the_signature() -> None:
    assert MEETING.head in text_of(MEETING)


def test_signature_never_stands_alone_on_a_page() -> None:
    for paragraphs in range(60):
        filler = MinutesSection("1", "1", "Business", None, (Recorded("One line."),) * paragraphs)
        view = replace(MEETING, sections=(filler, SECTIONS[-1]), appendix=())
        page = page_texts(minutes_pdf(view).data)[-1]
        assert "The chair closed the meeting" in page


def test_agreed_minutes_carry_no_draft_mark() -> None:
    agreed = replace(MEETING, status="APPROVED")
    assert "DRAFT" not in text_of(agreed)
    assert "APPROVED" in text_of(agreed)
    watermarked, clean = pictures(minutes_pdf(MEETING).data, 40)[-1], pictures(minutes_pdf(agreed).data, 40)[-1]
    assert sum(watermarked.histogram()[240:246]) > 20 * max(1, sum(clean.histogram()[240:246]))


def test_watermark_is_no_text_for_a_screen_reader_to_stumble_over() -> None:
    text = page_texts(minutes_pdf(MEETING).data)[0]
    assert text.count("DRAFT") == 1


def test_minutes_of_a_sample_society_are_marked_sample() -> None:
    assert "SAMPLE · DRAFT" in text_of(replace(MEETING, society=replace(HEBDEN, sample=True)))


# -- the secretary's own words -----------------------------------------------------------------------------------------


def test_own_words_keep_lists_and_lose_nothing() -> None:
    text = text_of(MEETING)
    assert "1. The roof: survey (https://example.org/survey) to follow. 2. The card reader: • works since June" in text
    assert "• costs <b>£12</b> a month" in text
    assert "“A fine evening.”" in text


@pytest.mark.parametrize(
    "typed",
    [
        "<img src='file:///etc/passwd'>",
        "![a picture](file:///etc/passwd)",
        "<script>alert(1)</script>",
        "<para><font size='90'>big</font></para>",
        "&lt;b&gt; &amp; AT&T",
    ],
)
def test_markup_in_own_words_is_shown_as_typed_and_nothing_is_embedded(typed: str) -> None:
    data = minutes_pdf(with_blocks(OwnWords(f"Before {typed} after"), Recorded(typed))).data
    assert whole_text(data).count(typed) == 2
    raw = unpacked(data)
    assert not re.search(rb"/Subtype\s*/Image", raw)
    assert b"/EmbeddedFile" not in raw
    assert b"/URI" not in raw
    assert b"root:" not in raw


def test_block_of_html_does_not_vanish() -> None:
    text = text_of(with_blocks(OwnWords("<div>\nThe chair agreed.\n</div>\n\n<!-- a note -->")))
    assert "<div> The chair agreed. </div>" in text
    assert "<!-- a note -->" in text


def test_link_definition_does_not_vanish() -> None:
    assert "[notice]: https://example.org" in text_of(with_blocks(OwnWords("[notice]: https://example.org")))


# -- names -------------------------------------------------------------------------------------------------------------


def test_name_no_font_can_draw_gives_way_to_the_member_number_and_is_reported() -> None:
    motion = replace(ACCOUNTS, proposer=f"{UNDRAWABLE} (0402)")
    view = replace(
        with_blocks(motion, OwnWords(f"{UNDRAWABLE} thanked the volunteers.")),
        appendix=(AttendanceGroup("Present in person", (("0402", UNDRAWABLE), ("0012", "Agnes Moorhouse"))),),
    )
    made = minutes_pdf(view)
    text = whole_text(made.data)
    assert "Proposed by member 0402, seconded by George Okafor (0093)." in text
    assert "member 0402 thanked the volunteers." in text
    assert "0402 member 0402" in text
    assert len(made.warnings) == 1
    assert "member 0402" in made.warnings[0]
    assert "U+738B" in made.warnings[0]


def test_character_no_font_can_draw_in_free_text_shows_its_code() -> None:
    made = minutes_pdf(with_blocks(OwnWords("Members sang \U0001f3b5 together.")))
    assert "Members sang [U+1F3B5] together." in whole_text(made.data)
    assert "U+1F3B5" in made.warnings[0]


def test_names_in_every_bundled_script_read_back_in_the_appendix() -> None:
    import unicodedata

    names = tuple((f"{number:04d}", name) for number, name in enumerate(NAMES, start=1))
    view = replace(MEETING, appendix=(AttendanceGroup("Present in person", names),))
    made = minutes_pdf(view)
    assert made.warnings == ()
    text = page_texts(made.data)[-1]
    for name in NAMES:
        assert unicodedata.normalize("NFC", name) in text


def test_long_name_takes_two_lines_of_the_appendix_and_is_never_cut() -> None:
    view = replace(MEETING, appendix=(AttendanceGroup("Present in person", (("0401", LONG_NAME),)),))
    assert LONG_NAME in " ".join(page_texts(minutes_pdf(view).data)[-1].split())


# -- sizes -------------------------------------------------------------------------------------------------------------


def attended(count: int) -> MinutesView:
    names = tuple((f"{number:04d}", f"Ann{number} Surname") for number in range(1, count + 1))
    return replace(MEETING, appendix=(AttendanceGroup("Present in person", names),))


def test_five_hundred_attendees_within_a_second_and_none_is_lost() -> None:
    view = attended(500)
    minutes_pdf(view)
    started = time.process_time()
    data = minutes_pdf(view).data
    assert time.process_time() - started < 1.0
    text = whole_text(data)
    for number in range(1, 501):
        assert f"{number:04d} Ann{number} Surname" in text
    assert len(page_texts(data)) <= len(page_texts(minutes_pdf(MEETING).data)) - 1 + 4


def test_names_run_down_and_then_across() -> None:
    page = page_texts(minutes_pdf(attended(30)).data)[-1]
    assert page.index("Ann2 ") < page.index("Ann10 ") < page.index("Ann11 ")


def test_seven_line_motion_keeps_its_size_and_stays_whole() -> None:
    motion = replace(RULES, text=RULES.text + " " + RULES.text)
    for filler in range(0, 40, 3):
        texts = page_texts(minutes_pdf(with_blocks(*[Recorded("One line of business.")] * filler, motion)).data)
        page = next(text for text in texts if "Motion 4" in text)
        assert "Did not vote" not in page
        assert "CARRIED" in page
        assert "continued" not in " ".join(texts)


def test_long_motion_parts_only_after_the_movers() -> None:
    motion = replace(RULES, text=" ".join([RULES.text] * 12))
    view = with_blocks(*[Recorded("One line of business.")] * 12, motion)
    texts = page_texts(minutes_pdf(view).data)
    before = next(text for text in texts if "Motion 4\n" in text or "Motion 4 " in text)
    after = next(text for text in texts if "Motion 4, continued" in text)
    assert "Seconded by" in before
    assert "Votes in the room" in after
    assert "CARRIED" in after


def test_motion_longer_than_a_page_is_printed_whole() -> None:
    words = [f"word{number}" for number in range(3_000)]
    text = text_of(with_blocks(replace(RULES, text=" ".join(words))))
    assert all(word in text for word in (words[0], words[1_500], words[-1]))
    assert "Motion 4, continued" in text
    assert "CARRIED" in text


def test_eighty_thousand_letter_word_neither_hangs_nor_is_cut() -> None:
    word = "abcdefghij" * 8_000
    started = time.process_time()
    data = minutes_pdf(with_blocks(OwnWords(word))).data
    assert time.process_time() - started < 10
    lines = (line.strip() for text in page_texts(data) for line in text.splitlines())
    assert "".join(line for line in lines if re.fullmatch("[a-j]{10,}", line)) == word


def test_empty_fields_still_make_minutes() -> None:
    bare = replace(
        MEETING, place="", opened=None, closed=None, chair="", minute_taker="", quorum=None, sections=(), appendix=(),
        head="", society=replace(HEBDEN, number="", office=""),
    )  # fmt: skip
    texts = page_texts(minutes_pdf(bare).data)
    assert len(texts) == 1
    assert "Page 1 of 1" in texts[0]
    assert "Journal head" not in texts[0]


def test_same_minutes_give_the_same_bytes() -> None:
    assert minutes_pdf(MEETING).data == minutes_pdf(MEETING).data
    later = replace(MEETING, made=at(22, 0))
    assert minutes_pdf(MEETING).data != minutes_pdf(later).data
