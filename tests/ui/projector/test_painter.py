"""What the hall reads: every slide says what it must, nothing is cut, and nothing overlaps."""

import dataclasses
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from coopdesk.domain.changes import changes
from coopdesk.services.projector import (
    AgendaSlide,
    BlankSlide,
    MotionSlide,
    ResultSlide,
    Slide,
    SpeakerSlide,
    VotingSlide,
    WelcomeSlide,
)
from coopdesk.ui.projector.changed import ChangedWords
from coopdesk.ui.projector.marks import Box, Dashes, Mark, Words
from coopdesk.ui.projector.painter import compose, paint_slide
from coopdesk.ui.projector.sheet import projector_tokens
from coopdesk.ui.projector.typeset import LEADING, type_face, width_of
from tests.ui.projector.contests import CONTESTS

SOCIETY = "Hebden Stores Co-operative Society Ltd"
MEETING = "Annual general meeting  ·  Saturday 28 November 2026"
TITLE = "Motion 4: That the society adopts the rules laid before the meeting in place of its present rules"
SENTENCE = "86 of the 117 votes cast were for (73.5 %); at least 78 were needed."
FOOT = "118 members present  ·  declared 19:47"

WELCOME = WelcomeSlide(SOCIETY, MEETING, "Welcome. We begin at 19:00.", 118, 404, 75, True, False, "18:58")
AGENDA = AgendaSlide(SOCIETY, MEETING, "6", "New rules", ("Gift of surplus", "Election", "Close"), FOOT)
MOTION = MotionSlide(SOCIETY, "Motion 4 · rule change", "New rules", "That the rules be adopted.", "Two-thirds.", FOOT)
VOTING = VotingSlide(SOCIETY, "Voting is open", TITLE, False, 84, 127, None, None, None, FOOT)
SPEAKER = SpeakerSlide(SOCIETY, "Item 6  ·  New rules", "Hamid Siddiqui", 125, 180, 1, FOOT)
RESULT = ResultSlide(
    SOCIETY, "Special resolution  ·  vote closed", TITLE, 86, 31, 10, False, 117, 78, "two-thirds needed",
    "carried", SENTENCE, "", FOOT,
)  # fmt: skip

LONG = "That the society’s registered office be moved and its rules amended accordingly. " * 60
ENDLESS = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 40

SLIDES: dict[str, Slide] = {
    "welcome": WELCOME,
    "nobody yet": dataclasses.replace(WELCOME, present=0, met=False),
    "one here": dataclasses.replace(WELCOME, present=1, met=False, needed=2),
    "thousands": dataclasses.replace(WELCOME, present=12_345, entitled=99_999, needed=5_000, society=SOCIETY * 3),
    "agenda": AGENDA,
    "agenda long": dataclasses.replace(AGENDA, title=LONG[:600], following=(LONG[:300],) * 3, footer=LONG[:400]),
    "agenda last": dataclasses.replace(AGENDA, number="", following=()),
    "motion": MOTION,
    "motion long": dataclasses.replace(MOTION, text=LONG, title=TITLE * 3),
    "motion endless word": dataclasses.replace(MOTION, text=ENDLESS, rule=""),
    "amendment": dataclasses.replace(MOTION, change=changes("Open on Sundays.", "Open on Saturdays and Sundays.")),
    "amendment long": dataclasses.replace(
        MOTION, title=TITLE * 2, change=changes(LONG, LONG.replace("office", "seat"))
    ),
    "amendment endless": dataclasses.replace(MOTION, change=changes(ENDLESS, ENDLESS + "x")),
    "speaker": SPEAKER,
    "speaker ending": dataclasses.replace(SPEAKER, seconds_left=12, name="Ngozi Adichie-Featherstonehaugh " * 2),
    "speaker over": dataclasses.replace(SPEAKER, seconds_left=-3700, waiting=112),
    "voting": VOTING,
    "voting done": dataclasses.replace(VOTING, received=127),
    "voting shown": dataclasses.replace(VOTING, votes_for=58, votes_against=20, abstentions=6),
    "voting large": dataclasses.replace(VOTING, received=88_888, of=99_999, title=TITLE * 4),
    "hands": dataclasses.replace(VOTING, by_hands=True, received=0),
    "result": RESULT,
    "result lost": dataclasses.replace(RESULT, outcome="lost", casting="against", abstentions_counted=True),
    "result nobody": dataclasses.replace(RESULT, votes_for=0, votes_against=0, abstentions=0, base_count=0, needed=1),
    "result large": dataclasses.replace(RESULT, votes_for=65_432, votes_against=54_321, base_count=119_753),
    **CONTESTS,
}


def words(slide: Slide, width: float = 1920.0) -> list[str]:
    return [mark.text() for mark in compose(slide, width) if isinstance(mark, Words)]


def sample(name: str) -> Slide:
    slide = SLIDES[name]
    assert not isinstance(slide, BlankSlide)
    return dataclasses.replace(slide, sample=True)


def drawn(slide: Slide, width: int = 1920, height: int = 1080) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_slide(painter, slide, width, height)
    painter.end()
    return image


def block(mark: Words) -> QRectF:
    """Where the ink of set words stands."""
    spare = 0.0 if mark.top else (mark.place.height - mark.setting.height) / 2
    wide = max(width_of(line, mark.setting.size, mark.weight) for line in mark.setting.lines)
    x = mark.place.x
    if mark.align != "left":
        x += (mark.place.width - wide) * (1.0 if mark.align == "right" else 0.5)
    trim = mark.setting.size * (LEADING - 1) / 2
    return QRectF(x, mark.place.y + spare, wide, mark.setting.height).adjusted(2, trim, -2, -trim)


@pytest.mark.parametrize("width", [1920.0, 1440.0, 1728.0])
@pytest.mark.parametrize("name", SLIDES)
def test_no_words_leave_the_wall_or_stand_on_each_other(look: QApplication, name: str, width: float) -> None:
    marks = compose(SLIDES[name], width)
    blocks = [(mark.text(), block(mark)) for mark in marks if isinstance(mark, Words) and mark.text()]
    wall = QRectF(0, 0, width, 1080)
    for text, place in blocks:
        assert wall.contains(place), f"{name}: “{text[:40]}” leaves the wall"
    for (one, here), (other, there) in combinations(blocks, 2):
        assert not here.intersects(there), f"{name}: “{one[:40]}” stands on “{other[:40]}”"


@pytest.mark.parametrize("name", SLIDES)
def test_every_slide_is_marked_as_a_sample_where_the_society_is_one(look: QApplication, name: str) -> None:
    assert "SAMPLE" not in words(SLIDES[name])
    assert "SAMPLE" in words(sample(name))


@pytest.mark.parametrize("name", SLIDES)
def test_the_sample_mark_stands_free(look: QApplication, name: str) -> None:
    marks = compose(sample(name), 1920.0)
    blocks = [(mark.text(), block(mark)) for mark in marks if isinstance(mark, Words) and mark.text()]
    corner = next(place for text, place in blocks if text == "SAMPLE")
    assert not [text for text, place in blocks if text != "SAMPLE" and place.intersects(corner)]


def test_long_motion_text_shrinks_and_every_word_of_it_stays(look: QApplication) -> None:
    shown = " ".join(words(SLIDES["motion long"]))
    assert LONG.strip() in shown
    assert ENDLESS in "".join(words(SLIDES["motion endless word"])).replace(" ", "")


def _change(name: str, width: float = 1920.0) -> ChangedWords:
    return next(mark for mark in compose(SLIDES[name], width) if isinstance(mark, ChangedWords))


@pytest.mark.parametrize("width", [1920.0, 1440.0])
@pytest.mark.parametrize("name", ["amendment", "amendment long", "amendment endless"])
def test_a_change_stays_on_the_wall_and_every_word_of_it_is_there(look: QApplication, name: str, width: float) -> None:
    slide, mark = SLIDES[name], _change(name, width)
    assert isinstance(slide, MotionSlide)
    assert QRectF(0, 0, width, 876).contains(mark.bounds())
    for line in mark.lines:
        wide = sum(width_of(f"{word} ", mark.size, QFont.Weight.Medium) for change, word in line if change == "kept")
        assert wide <= mark.width + mark.size
    shown = "".join(word for line in mark.lines for _, word in line)
    assert shown == "".join("".join(piece.text.split()) for piece in slide.change)


def test_what_is_added_has_a_line_under_it_and_what_goes_one_through_it(look: QApplication) -> None:
    """Seen without any colour: the rows of ink that run through a whole word."""
    mark = _change("amendment")
    image = drawn(SLIDES["amendment"])
    ground = QColor(projector_tokens()["background"]).rgb()
    found = {}
    for change, word in mark.lines[0]:
        before = "".join(f"{each} " for _, each in mark.lines[0][: [w for _, w in mark.lines[0]].index(word)])
        x = round(mark.place_x + width_of(before, mark.size, QFont.Weight.Medium))
        rows = range(round(mark.place_y), round(mark.place_y + mark.size * LEADING))
        inked = [y for y in rows if all(image.pixel(x + dx, y) != ground for dx in range(12, 100))]
        found[word] = (change, bool(inked))
    assert found["Open"] == ("kept", False)
    assert found["Saturdays"] == ("added", True)


def test_a_speaker_over_the_time_is_told_in_words(look: QApplication) -> None:
    assert {"2:05", "left", "Hamid Siddiqui"} <= set(words(SPEAKER))
    over = words(dataclasses.replace(SPEAKER, seconds_left=-12))
    assert {"0:12", "over the time"} <= set(over)
    assert any("Please end" in each for each in over)


def test_short_motion_text_is_large(look: QApplication) -> None:
    text = next(m for m in compose(MOTION, 1920.0) if isinstance(m, Words) and m.text() == MOTION.text)
    assert text.setting.size == 62


def test_a_running_count_is_shown_only_when_the_chair_wants_it(look: QApplication) -> None:
    hidden = words(VOTING)
    assert "84" in hidden
    assert "of 127" in hidden
    assert "43 still to come" in hidden
    assert not {"For", "Against", "Abstain"} & set(hidden)
    shown = words(SLIDES["voting shown"])
    assert {"58", "20", "6", "84 of 127 votes received"} <= set(shown)


def test_the_open_vote_never_wears_the_colour_of_for(look: QApplication) -> None:
    colours = {mark.colour for mark in compose(VOTING, 1920.0) if isinstance(mark, Box)}
    assert projector_tokens()["for"] not in colours
    assert projector_tokens()["neutral"] in colours


def test_the_result_says_counts_threshold_and_sentence(look: QApplication) -> None:
    said = words(RESULT)
    for part in ("86", "31", "10", "two-thirds needed", "CARRIED", "not counted", SENTENCE):
        assert part in said


def test_a_lost_motion_is_not_carried_and_names_the_casting_vote(look: QApplication) -> None:
    said = " ".join(words(SLIDES["result lost"]))
    assert "NOT CARRIED" in said
    assert "The chair’s casting vote was against." in said


def test_the_threshold_line_stands_where_the_votes_are_enough(look: QApplication) -> None:
    """78 of 117: the For bar of 86 passes it, one of 77 does not reach it."""

    def line_and_bar(votes: int) -> tuple[float, float]:
        marks: tuple[Mark, ...] = compose(dataclasses.replace(RESULT, votes_for=votes), 1920.0)
        line = next(mark.x for mark in marks if isinstance(mark, Dashes))
        bar = next(m for m in marks if isinstance(m, Box) and m.colour == projector_tokens()["for"])
        return line, bar.place.x + bar.place.width

    line, end = line_and_bar(78)
    assert line == pytest.approx(end)
    line, end = line_and_bar(77)
    assert end < line


def test_against_is_told_apart_by_its_hatch(look: QApplication) -> None:
    hatched = [mark.colour for mark in compose(RESULT, 1920.0) if isinstance(mark, Box) and mark.hatched]
    assert hatched == [projector_tokens()["against"]]


def test_the_quorum_says_how_many_more_before_and_that_it_is_met_after(look: QApplication) -> None:
    waiting = words(dataclasses.replace(WELCOME, present=61, met=False))
    assert {"61", "members present", "75 needed", "14 MORE NEEDED"} <= set(waiting)
    assert "QUORUM MET" in words(WELCOME)
    assert "QUORUM DECLARED" in words(dataclasses.replace(WELCOME, declared=True))
    assert "member present" in words(SLIDES["one here"])


def test_a_blank_slide_is_only_the_ground(look: QApplication) -> None:
    image = drawn(BlankSlide(), 320, 180)
    ground = QColor(projector_tokens()["background"]).rgb()
    assert {image.pixel(x, y) for x in range(0, 320, 7) for y in range(0, 180, 7)} == {ground}


def test_a_smaller_wall_shows_the_same_picture(look: QApplication) -> None:
    """Every length is a fraction of the height."""
    large = [m.bounds() for m in compose(RESULT, 1920 / (1080 / 1080))]
    small = [m.bounds() for m in compose(RESULT, 960 / (540 / 1080))]
    assert large == small


def test_type_is_inter_with_proportional_figures(look: QApplication) -> None:
    font = type_face(96, QFont.Weight.Bold)
    assert font.family() == "Inter"
    assert not font.featureTags()
