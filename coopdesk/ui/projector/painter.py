"""Each slide as marks, after the pictures the hall is used to: every length a fraction of the height.

Votes are told apart by shape and hatch as well as by colour, for washed-out projectors. An open vote shows how many
votes have been received and, unless the chair wants it, never how they fall: a running count sways voters.
"""

from functools import lru_cache

from PySide6.QtGui import QColor, QPainter

from coopdesk.assets import IconName
from coopdesk.services.contest_slides import ElectedSlide, NamesSlide, StageSlide
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
from coopdesk.ui.projector.election_sheets import election_sheet
from coopdesk.ui.projector.marks import Mark, Place
from coopdesk.ui.projector.sheet import (
    BOLD,
    HEIGHT,
    MARGIN,
    MEDIUM,
    STRONG,
    Sheet,
    projector_tokens,
)
from coopdesk.ui.projector.speaker_sheet import speaker_sheet
from coopdesk.ui.projector.typeset import width_of

_OUTCOMES = {
    "carried": ("CARRIED", "success"),
    "lost": ("NOT CARRIED", "error"),
    "undecided": ("UNDECIDED", "warning"),
}
_CASTING = {
    "for": " The chair’s casting vote was for.",
    "against": " The chair’s casting vote was against.",
    "": "",
}


@lru_cache(maxsize=16)
def compose(slide: Slide, width: float) -> tuple[Mark, ...]:
    """The marks of a slide on a wall ``width`` units wide (1080 units high), from the ground up."""
    match slide:
        case BlankSlide():
            return ()
        case WelcomeSlide():
            sheet = _welcome(slide, width)
        case SpeakerSlide():
            sheet = speaker_sheet(slide, width)
        case AgendaSlide():
            sheet = _agenda(slide, width)
        case MotionSlide():
            sheet = _motion(slide, width)
        case VotingSlide():
            sheet = _voting(slide, width)
        case ResultSlide():
            sheet = _result(slide, width)
        case NamesSlide() | StageSlide() | ElectedSlide():
            sheet = election_sheet(slide, width)
    return tuple(sheet.marks)


def paint_slide(painter: QPainter, slide: Slide, width: int, height: int) -> None:
    """Draw a whole slide on a surface of ``width`` by ``height`` pixels."""
    painter.save()
    painter.fillRect(0, 0, width, height, QColor(projector_tokens()["background"]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    unit = height / HEIGHT
    painter.scale(unit, unit)
    for mark in compose(slide, width / unit):
        mark.paint(painter)
    painter.restore()


def _members(count: int) -> str:
    return "member present" if count == 1 else "members present"


def _welcome(slide: WelcomeSlide, width: float) -> Sheet:
    sheet = Sheet(width, slide.sample)
    sheet.heading(slide.meeting, 56, 42)
    sheet.line(Place(MARGIN, 118, sheet.inner, 96), slide.society, 76, "text", STRONG)
    sheet.words(Place(MARGIN, 222, sheet.inner, 64), slide.greeting, 52, "text", MEDIUM)
    count = f"{slide.present:,}"
    wide = sheet.line(Place(MARGIN - 10, 330, sheet.inner * 0.6, 290), count, 290, "text", BOLD)
    beside = Place(MARGIN + wide + 36, 418, sheet.right - MARGIN - wide - 36, 80)
    sheet.line(beside, _members(slide.present), 66, "text", STRONG)
    below = Place(beside.x, 498, beside.width, 60)
    sheet.line(below, f"of {slide.entitled:,} who may vote", 46, "muted")
    _quorum_bar(sheet, slide)
    if slide.met:
        word, token, icon = ("QUORUM DECLARED" if slide.declared else "QUORUM MET"), "success", "check"
        says = "Please keep your voting card with you.\nTell the door if you leave before the end."
    else:
        missing = max(0, slide.needed - slide.present)
        word, token, icon = f"{missing:,} MORE NEEDED", "warning", "hourglass"
        says = "No vote can be taken yet.\nPlease let anyone outside know that we are waiting."
    _verdict(sheet, 838, 128, word, token, says, "check" if icon == "check" else "hourglass")
    sheet.footer(f"Members present in person are counted  ·  {slide.hour}", slide.society)
    return sheet


def _quorum_bar(sheet: Sheet, slide: WelcomeSlide) -> None:
    """Present against needed; the line stands in the middle until twice as many have come."""
    full = max(2 * slide.needed, slide.present, 1)
    place = Place(MARGIN, 718, sheet.inner, 60)
    sheet.box(place, "panel", 16)
    if slide.present > 0:
        filled = max(sheet.inner * slide.present / full, 32)
        sheet.box(Place(MARGIN, 718, filled, 60), "success" if slide.met else "warning", 16)
    x = MARGIN + sheet.inner * slide.needed / full
    sheet.dashes(x, 694, 802)
    sheet.over(x, 636, f"{slide.needed:,} needed", 40)


def _verdict(
    sheet: Sheet, y: float, height: float, word: str, token: str, says: str, icon: IconName | None = None
) -> None:
    """The panel at the foot: one word in its colour, and what it means."""
    sheet.panel(y, height, token)
    x = MARGIN + 56
    if icon is not None:
        side = 72.0
        sheet.sign(x, y + (height - side) / 2, side, icon, token)
        x += side + 30
    size = 66 if icon is not None else 84
    wide = sheet.line(Place(x, y, sheet.inner * 0.5, height), word, size, token, BOLD)
    left = max(x + wide + 60, MARGIN + sheet.inner * (0.407 if icon is not None else 0.348))
    sheet.words(Place(left, y + 10, sheet.right - left - 30, height - 20), says, 40, "text", MEDIUM)


def _agenda(slide: AgendaSlide, width: float) -> Sheet:
    sheet = Sheet(width, slide.sample)
    sheet.heading(slide.meeting, 56, 42)
    if slide.number:
        sheet.line(Place(MARGIN, 250, sheet.inner, 80), f"Item {slide.number}", 60, "neutral", STRONG)
    room = 250.0 if slide.following else 520.0
    sheet.words(Place(MARGIN, 340, sheet.inner, room), slide.title, 104, "text", BOLD, top=True)
    if slide.following:
        top = 640.0
        sheet.panel(top, 322, "neutral")
        sheet.line(Place(MARGIN + 56, top + 22, sheet.inner - 90, 50), "After that", 36, "muted", MEDIUM)
        for at, title in enumerate(slide.following[:3]):
            place = Place(MARGIN + 56, top + 78 + at * 74, sheet.inner - 90, 70)
            sheet.line(place, title, 46, "text", MEDIUM)
    sheet.footer(slide.footer, slide.society)
    return sheet


def _motion(slide: MotionSlide, width: float) -> Sheet:
    sheet = Sheet(width, slide.sample)
    sheet.heading(slide.heading)
    top = 106 + sheet.title(slide.title).height + 44
    bottom = 850.0 if slide.rule else 980.0
    place = Place(MARGIN, top, sheet.inner, bottom - top)
    if slide.change:
        sheet.change(place, slide.change, 62)
    else:
        sheet.words(place, slide.text, 62, "text", MEDIUM, top=True)
    if slide.rule:
        sheet.panel(876, 112, "neutral")
        sheet.sign(MARGIN + 54, 900, 64, "scale", "neutral")
        place = Place(MARGIN + 146, 886, sheet.inner - 180, 92)
        sheet.words(place, slide.rule, 40, "text", MEDIUM)
    sheet.footer(slide.footer, slide.society)
    return sheet


def _voting(slide: VotingSlide, width: float) -> Sheet:
    sheet = Sheet(width, slide.sample)
    sheet.sign(MARGIN, 60, 44, "lock-open", "success")
    sheet.heading(slide.heading, 56, 38, indent=60)
    sheet.title(slide.title, 124, 156)
    if slide.votes_for is not None and slide.votes_against is not None and slide.abstentions is not None:
        counts = (slide.votes_for, slide.votes_against, slide.abstentions)
        received = f"{slide.received:,} of {slide.of:,} votes received"
        sheet.line(Place(MARGIN, 300, sheet.inner, 60), received, 44, "muted", MEDIUM)
        _options(sheet, counts, max(slide.of, *counts, 1), "", top=388, step=150)
    elif slide.by_hands:
        _hands(sheet, slide)
    else:
        _received(sheet, slide)
    sheet.panel(838, 132, "neutral")
    icon: IconName = "hand" if slide.by_hands else "id-card"
    sheet.sign(MARGIN + 60, 867, 74, icon, "neutral")
    says = (
        "Raise your voting card when the chair asks, and keep it up until you are counted.\n"
        "The result is shown when both tellers agree."
        if slide.by_hands
        else "Show your voting card at the vote desk and say For, Against or Abstain.\n"
        "The result is shown when the chair closes the vote."
    )
    sheet.words(Place(MARGIN + 166, 848, sheet.inner - 200, 112), says, 40, "text", MEDIUM)
    sheet.footer(slide.footer, slide.society)
    return sheet


def _received(sheet: Sheet, slide: VotingSlide) -> None:
    """How many votes are in, in a neutral accent: never the blue of For."""
    sheet.line(Place(MARGIN, 350, sheet.inner, 60), "Votes received", 48, "muted", MEDIUM)
    count = f"{slide.received:,}"
    wide = sheet.line(Place(MARGIN - 12, 420, sheet.inner * 0.55, 250), count, 260, "text", BOLD)
    x = MARGIN - 12 + wide + 30
    wide_of = sheet.line(Place(x, 540, sheet.right - x, 110), f"of {slide.of:,}", 110, "muted", STRONG)
    come = max(0, slide.of - slide.received)
    rest = Place(x + wide_of + 40, 586, sheet.right - x - wide_of - 40, 70)
    if rest.width > 120:
        words = f"{come:,} still to come" if come else "All votes are in"
        sheet.line(rest, words, 54, "muted", MEDIUM, "right")
    sheet.box(Place(MARGIN, 716, sheet.inner, 56), "panel", 28)
    if slide.received > 0:
        share = min(slide.received / max(slide.of, 1), 1)
        sheet.box(Place(MARGIN, 716, max(sheet.inner * share, 56), 56), "neutral", 28)


def _hands(sheet: Sheet, slide: VotingSlide) -> None:
    sheet.line(Place(MARGIN, 370, sheet.inner, 60), "Show of hands", 48, "muted", MEDIUM)
    wide = sheet.line(Place(MARGIN - 12, 440, sheet.inner * 0.55, 250), f"{slide.of:,}", 260, "text", BOLD)
    x = MARGIN - 12 + wide + 36
    votes = "vote in the room" if slide.of == 1 else "votes in the room"
    sheet.line(Place(x, 548, sheet.right - x, 110), votes, 80, "muted", STRONG)


def _options(
    sheet: Sheet, counts: tuple[int, int, int], full: int, abstain_note: str, *, top: float, step: float
) -> tuple[float, float]:
    """For, Against and Abstain with their bars; returns where the bars begin and how wide they are."""
    rows: tuple[tuple[str, IconName, str], ...] = (
        ("For", "check", "for"),
        ("Against", "x", "against"),
        ("Abstain", "minus", "abstain"),
    )
    number = max(width_of(f"{count:,}", 96, BOLD) for count in counts)
    left = MARGIN + 430
    wide = sheet.right - max(number + 60, 250) - left
    thick = min(98.0, step - 50)
    for at, ((word, icon, token), count) in enumerate(zip(rows, counts, strict=True)):
        y = top + at * step
        sheet.sign(MARGIN, y + (thick - 76) / 2, 76, icon, token)
        noted = bool(abstain_note) and token == "abstain"
        lift = 30 if noted else 0
        sheet.line(Place(MARGIN + 104, y - lift, 310, thick), word, 58, "text", STRONG)
        if noted:
            sheet.line(Place(MARGIN + 104, y + thick - 30, 310, 42), abstain_note, 30, "muted")
        sheet.box(Place(left, y, wide, thick), "panel", 14)
        if count > 0:
            filled = max(wide * min(count / full, 1), 28)
            sheet.box(Place(left, y, filled, thick), token, 14, hatched=token == "against")
        place = Place(sheet.right - number - 20, y, number + 20, thick)
        sheet.line(place, f"{count:,}", 96, "text", BOLD, "right")
    return left, wide


def _result(slide: ResultSlide, width: float) -> Sheet:
    sheet = Sheet(width, slide.sample)
    sheet.heading(slide.heading)
    sheet.title(slide.title)
    counts = (slide.votes_for, slide.votes_against, slide.abstentions)
    full = max(slide.base_count, *counts, 1)
    note = "counted as not for" if slide.abstentions_counted else "not counted"
    left, wide = _options(sheet, counts, full, note, top=376, step=168)
    x = left + wide * min(max(slide.needed, 0) / full, 1)
    bottom = 376 + (2 if slide.abstentions_counted else 1) * 168 + 122
    sheet.dashes(x, 342, bottom)
    sheet.over(x, 284, slide.threshold, 33)
    word, token = _OUTCOMES.get(slide.outcome, (slide.outcome.upper(), "muted"))
    _verdict(sheet, 858, 132, word, token, slide.sentence + _CASTING[slide.casting])
    sheet.footer(slide.footer, slide.society)
    return sheet
