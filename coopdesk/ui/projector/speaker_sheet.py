"""Who has the floor on the wall: the name, the time that is left as large as it goes, and a bar that empties."""

from coopdesk.assets import IconName
from coopdesk.domain.speakers import clock_words, time_words
from coopdesk.services.projector import SpeakerSlide
from coopdesk.ui.projector.marks import Place
from coopdesk.ui.projector.sheet import BOLD, MARGIN, MEDIUM, STRONG, Sheet

LAST_SECONDS = 30
"""From here on the speaker is asked to come to an end."""


def speaker_sheet(slide: SpeakerSlide, width: float) -> Sheet:
    """Lay out the slide: what is left is told in words and by the bar's length, and by colour only besides."""
    sheet = Sheet(width, slide.sample)
    sheet.heading(slide.heading, 56, 42)
    sheet.words(Place(MARGIN, 130, sheet.inner, 190), slide.name, 96, "text", STRONG, top=True)
    over, ending = slide.seconds_left < 0, 0 <= slide.seconds_left <= LAST_SECONDS
    token = "error" if over else "warning" if ending else "success"
    clock = clock_words(abs(slide.seconds_left))
    wide = sheet.line(Place(MARGIN - 10, 340, sheet.inner * 0.62, 320), clock, 320, "text", BOLD)
    said = "over the time" if over else "left"
    sheet.line(Place(MARGIN + wide + 30, 500, sheet.right - MARGIN - wide - 30, 110), said, 80, "muted", STRONG)
    sheet.box(Place(MARGIN, 716, sheet.inner, 56), "panel", 28)
    share = max(0, min(slide.seconds_left, slide.seconds)) / max(slide.seconds, 1)
    if share > 0:
        sheet.box(Place(MARGIN, 716, max(sheet.inner * share, 56), 56), token, 28)
    icon: IconName = "triangle-alert" if over else "hourglass" if ending else "clock"
    word = "The time is over. Please end with this sentence." if over else "Please come to an end."
    if not over and not ending:
        word = f"Each speaker has {time_words(slide.seconds)}."
    sheet.panel(838, 132, token)
    sheet.sign(MARGIN + 60, 867, 74, icon, token)
    verb = "waits" if slide.waiting == 1 else "wait"
    waiting = f"\n{slide.waiting:,} more {verb} to speak." if slide.waiting else ""
    sheet.words(Place(MARGIN + 166, 848, sheet.inner - 200, 112), word + waiting, 40, "text", MEDIUM)
    sheet.footer(slide.footer, slide.society)
    return sheet
