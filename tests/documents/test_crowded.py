"""Papers with more in them than anybody planned for: nothing runs into anything, and nothing is cut."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from coopdesk.documents.cards import cards_pdf
from coopdesk.documents.certificate import certificate_pdf
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import NameDoesNotFit
from coopdesk.documents.metadata import Description
from coopdesk.documents.minutes import minutes_pdf
from coopdesk.documents.page import A4_PORTRAIT, Paper
from coopdesk.documents.type import Style
from coopdesk.services.minutes_view import AttendanceGroup, MinutesSection, OwnWords, Recorded
from tests.documents.lint import lint
from tests.documents.meetings import MEETING, RULES, at
from tests.documents.reading import overlaps, unpacked, whole_text
from tests.documents.societies import CARD, CERTIFICATE, HEBDEN, LONG_NAME

LONG_SOCIETY = replace(
    HEBDEN,
    name="The Calder Valley and Upper Ribblesdale Workers’ and Consumers’ Community Benefit Society for Renewable "
    "Energy Limited",
    office="Flat 12b, The Old Weaving Shed, 1–3 Upper Canal Street, Mytholmroyd, Hebden Bridge, West Yorkshire HX7 5QQ",
)
TWO_HUNDRED = " ".join(["Bartholomew", "Featherstonehaugh", "Cholmondeley"] * 5)[:200].rstrip()
CROWDED_MOTION = replace(
    RULES,
    proposer=f"{LONG_NAME} (0401)",
    seconder=f"{TWO_HUNDRED} (0402)",
    title="A title much longer than anybody would ever wish a title to be, and then a little longer still",
    votes_for=123_456,
    votes_against=98_765,
    abstentions=4_321,
    votes_in_room=250_000,
    needed=150_000,
)
CROWDED_MEETING = replace(
    MEETING,
    society=replace(LONG_SOCIETY, sample=True),
    chair=LONG_NAME,
    minute_taker=TWO_HUNDRED,
    sections=(MinutesSection("10.12", "10.12", "A heading that goes on and on, " * 6, at(19, 4), (CROWDED_MOTION,)),),
    appendix=(AttendanceGroup("Present in person", (("0401", LONG_NAME), ("0402", TWO_HUNDRED)) * 40),),
)

CROWDED: dict[str, Callable[[], bytes]] = {
    "certificate with two lines of name": lambda: certificate_pdf(
        [replace(CERTIFICATE, holder=f"{LONG_NAME} y Fernández-Llanos de la Torre")]
    ),
    "certificate with everything long": lambda: certificate_pdf(
        [
            replace(
                CERTIFICATE, society=LONG_SOCIETY, holder=TWO_HUNDRED, address=LONG_SOCIETY.office * 2, shares=123_777
            )
        ]
    ),
    "void certificate of four signatories": lambda: certificate_pdf(
        [replace(CERTIFICATE, status="void", signatories=((LONG_NAME, "Director and treasurer"),) * 4)]
    ),
    "cards": lambda: cards_pdf(
        [
            replace(CARD, society=replace(LONG_SOCIETY, sample=True), name=LONG_NAME),
            replace(CARD, name="The Todmorden and Cornholme Allotment Holders’ Association", representative=LONG_NAME),
            replace(CARD, member_number="2026-000-0427"),
        ]
    ),
    "minutes": lambda: minutes_pdf(CROWDED_MEETING).data,
}


@pytest.mark.parametrize("kind", CROWDED)
def test_nothing_runs_into_anything_else(kind: str) -> None:
    assert overlaps(CROWDED[kind]()) == []


WORDS = {
    "markup": '<b>Bold</b> <img src="/etc/passwd"/> <para>{0} %s & ]]> (a\\b)',
    "a word of 80,000 letters": "x" * 80_000,
    "20,000 characters": "of the mill and the weir " * 800,
    "200 characters": TWO_HUNDRED,
    "nothing": "",
}
FIELDS: dict[str, Callable[[str], bytes]] = {
    "holder of a certificate": lambda words: certificate_pdf([replace(CERTIFICATE, holder=words)]),
    "address on a certificate": lambda words: certificate_pdf([replace(CERTIFICATE, address=words)]),
    "society of a certificate": lambda words: certificate_pdf(
        [replace(CERTIFICATE, society=replace(HEBDEN, name=words))]
    ),
    "name on a card": lambda words: cards_pdf([replace(CARD, name=words)]),
    "representative on a card": lambda words: cards_pdf([replace(CARD, representative=words)]),
    "words of the secretary": lambda words: (
        minutes_pdf(
            replace(
                MEETING,
                sections=(
                    MinutesSection("1", "1", words[:2_000], at(19, 4), (OwnWords(words), Recorded(words[:2_000]))),
                ),
            )
        ).data
    ),
    "resolution in the minutes": lambda words: (
        minutes_pdf(
            replace(
                MEETING, sections=(MinutesSection("1", "1", "Item", None, (replace(RULES, text=words, title=words),)),)
            )
        ).data
    ),
    "people in the minutes": lambda words: (
        minutes_pdf(
            replace(
                MEETING,
                chair=words[:20_000],
                minute_taker=words[:20_000],
                appendix=(AttendanceGroup("Present in person", (("0001", words[:20_000]),)),),
            )
        ).data
    ),
}


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("field", FIELDS)
def test_what_is_typed_is_printed_as_it_is_or_refused_by_name(field: str, words: str) -> None:
    try:
        data = FIELDS[field](WORDS[words])
    except NameDoesNotFit:
        assert words != "nothing"
        assert not field.endswith("minutes")
        return
    assert lint(data) == []
    inside = unpacked(data)
    assert b"root:" not in inside
    assert b"/Image" not in inside
    if words == "200 characters" and field != "words of the secretary":
        assert TWO_HUNDRED in whole_text(data)


def test_nothing_long_is_cut() -> None:
    text = whole_text(minutes_pdf(CROWDED_MEETING).data)
    for words in (LONG_NAME, TWO_HUNDRED, LONG_SOCIETY.name, CROWDED_MOTION.title):
        assert words in text


def test_the_check_itself_finds_lines_that_collide() -> None:
    paper = Paper(A4_PORTRAIT, Description("Trial", "Nobody"))
    for y, words in ((20, "The first line"), (21.5, "The second line")):
        with paper.tagged("P"):
            paper.text(20, y, words, Style(Cut.SANS, 10))
    assert overlaps(paper.finish()) != []
