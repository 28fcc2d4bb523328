"""The slides of an election: candidates and how to vote, a stage of the count, who is elected.

Who is elected, still in or out is told by a mark and a word as well as by colour; what arrives at a stage is hatched.
"""

from coopdesk.assets import IconName
from coopdesk.services.contest_slides import ContestName, ContestSlide, ElectedSlide, NamesSlide, StageLine, StageSlide
from coopdesk.ui.projector.marks import Place
from coopdesk.ui.projector.sheet import BOLD, MARGIN, MEDIUM, STRONG, Sheet

_TOP, _BOTTOM = 300.0, 874.0
"""Between these stand the candidates of a stage."""
_BARS, _BAR_ROOM, _FIGURES, _WORDS = 0.35, 0.405, 0.876, 0.895
"""Where bars begin, how wide their room is, where figures end and words begin: shares of the measure."""
_TALLEST = 84.0
_CROWD = 12
"""More candidates than can all be read from the last row."""
_TWO_LINES = 64.0
"""A row at least so high has room for a line under its word."""
_LIST_TOP, _LIST_BOTTOM = 262.0, 838.0
_BAR_COLOURS = {"elected": "for", "running": "running", "out": "running"}


def election_sheet(slide: ContestSlide, width: float) -> Sheet:
    """A slide of an election on a wall ``width`` units wide."""
    match slide:
        case NamesSlide():
            return _names(slide, width)
        case StageSlide():
            return _stage(slide, width)
        case ElectedSlide():
            return _elected(slide, width)


def _stage(slide: StageSlide, width: float) -> Sheet:
    sheet = Sheet(width, slide.sample)
    sheet.heading(slide.heading)
    sheet.title(slide.title, height=110)
    shown, gone = _of_a_crowd(slide.lines)
    rows = max(1, len(shown) + (1 if gone else 0))
    step = min(_TALLEST, (_BOTTOM - _TOP) / rows)
    for at, line in enumerate(shown):
        _row(sheet, slide, line, _TOP + at * step, step)
    if gone:
        words = f"Out before: {', '.join(line.name for line in gone)}"
        sheet.words(Place(MARGIN, _TOP + len(shown) * step, sheet.inner, step), words, 30, "muted")
    if slide.quota:
        x = MARGIN + sheet.inner * (_BARS + _BAR_ROOM * slide.quota / slide.full)
        sheet.dashes(x, _TOP - 14, _TOP + len(shown) * step)
        sheet.over(x, _TOP - 72, slide.quota_words, 38)
    _foot_of_stage(sheet, slide)
    sheet.footer(slide.footer, slide.society)
    return sheet


def _of_a_crowd(lines: tuple[StageLine, ...]) -> tuple[list[StageLine], list[StageLine]]:
    """The lines to draw, and of a crowd those who went out at an earlier stage, to be named together."""
    if len(lines) <= _CROWD:
        return list(lines), []
    gone = [line for line in lines if line.standing == "out" and line.below != "now" and not line.votes]
    return [line for line in lines if line not in gone], gone


def _row(sheet: Sheet, slide: StageSlide, line: StageLine, y: float, step: float) -> None:
    thick = step * 0.62
    top = y + (step - thick) / 2
    _mark(sheet, line.standing, MARGIN, top, thick)
    token = "muted" if line.standing == "out" else "text"
    weight = STRONG if line.standing == "elected" else MEDIUM
    name = Place(MARGIN + thick + 24, y, sheet.inner * _BARS - thick - 48, step)
    sheet.line(name, line.name, round(min(44, step * 0.56)), token, weight)
    left, room, radius = MARGIN + sheet.inner * _BARS, sheet.inner * _BAR_ROOM, thick * 0.16
    sheet.box(Place(left, top, room, thick), "panel", radius)
    if line.votes > 0:
        sheet_width = max(room * line.votes / slide.full, 10)
        kept = sheet_width * (line.votes - line.arriving) / line.votes
        if line.arriving:
            sheet.box(Place(left, top, sheet_width, thick), "text", radius, hatched=True)
        if kept >= 1:
            sheet.box(Place(left, top, kept, thick), _BAR_COLOURS[line.standing], radius)
    figures = left + room + 16
    place = Place(figures, y, MARGIN + sheet.inner * _FIGURES - figures, step)
    sheet.line(place, line.said, round(min(52, step * 0.62)), token, BOLD, "right")
    _word(sheet, line, y, step)


def _word(sheet: Sheet, line: StageLine, y: float, step: float) -> None:
    """Elected, out or what changed; under it the stage, where there is room."""
    if not line.word:
        return
    x = MARGIN + sheet.inner * _WORDS
    wide = sheet.right - x
    token = {"elected": "success", "running": "text", "out": "muted"}[line.standing]
    weight = MEDIUM if line.standing == "running" else BOLD
    if line.below and step >= _TWO_LINES:
        sheet.line(Place(x, y + step * 0.08, wide, step * 0.5), line.word, round(step * 0.45), token, weight)
        sheet.line(Place(x, y + step * 0.54, wide, step * 0.36), line.below, round(step * 0.32), "muted")
    else:
        said = f"{line.word}, {line.below}" if line.below else line.word
        sheet.line(Place(x, y, wide, step), said, round(min(38, step * 0.5)), token, weight)


def _mark(sheet: Sheet, standing: str, x: float, y: float, side: float) -> None:
    """A filled disc with a tick, an empty ring, or a ring with a stroke: told apart without colour."""
    if standing == "elected":
        sheet.sign(x, y, side, "check", "success")
        return
    rim = "muted" if standing == "out" else "line"
    sheet.box(Place(x, y, side, side), rim, side / 2)
    edge = max(2.5, side * 0.06)
    sheet.box(Place(x + edge, y + edge, side - 2 * edge, side - 2 * edge), "background", side / 2 - edge)
    if standing == "out":
        thin = max(2.5, side * 0.07)
        sheet.box(Place(x + side * 0.28, y + (side - thin) / 2, side * 0.44, thin), "muted", thin / 2)


def _foot_of_stage(sheet: Sheet, slide: StageSlide) -> None:
    top, height = 894.0, 92.0
    token = "success" if any(line.standing == "elected" for line in slide.lines) else "neutral"
    sheet.panel(top, height, token)
    left = MARGIN + sheet.inner * _BARS
    room = left - MARGIN - 56 - 30
    sheet.line(Place(MARGIN + 56, top, room, height), slide.filled, 48, token, BOLD)
    x = left
    if slide.arriving_words:
        sheet.box(Place(x, top + 26, 64, height - 52), "text", 8, hatched=True)
        x += 88
    said = "  ·  ".join(part for part in (slide.arriving_words, slide.remark) if part)
    if said:
        sheet.words(Place(x, top + 4, sheet.right - x - 30, height - 8), said, 38, "text", MEDIUM)


def _names(slide: NamesSlide, width: float) -> Sheet:
    sheet = Sheet(width, slide.sample)
    sheet.heading(slide.heading)
    sheet.title(slide.title, height=110)
    if not slide.names:
        place = Place(MARGIN, _LIST_TOP, sheet.inner, 120)
        sheet.words(place, "Candidates are shown here as they are nominated.", 54, "muted", MEDIUM)
    digits = max((len(each.number) for each in slide.names), default=0)
    for each, place in _places(sheet, slide.names, 96, 7):
        _numbered(sheet, each, place, digits)
    token, icon = ("warning", "scale") if slide.lot else ("neutral", "vote")
    _says(sheet, slide.says, token, "scale" if icon == "scale" else "vote")
    sheet.footer(slide.footer, slide.society)
    return sheet


def _places(
    sheet: Sheet, names: tuple[ContestName, ...], tallest: float, one_column: int
) -> list[tuple[ContestName, Place]]:
    """A place for each name, read down and then across."""
    many = len(names)
    columns = 1 if many <= one_column else 2 if many <= 3 * one_column else 3
    rows = max(1, -(-many // columns))
    gap = 48.0
    wide = (sheet.inner - gap * (columns - 1)) / columns
    step = min(tallest, (_LIST_BOTTOM - _LIST_TOP) / rows)
    return [
        (each, Place(MARGIN + (at // rows) * (wide + gap), _LIST_TOP + (at % rows) * step, wide, step))
        for at, each in enumerate(names)
    ]


def _numbered(sheet: Sheet, each: ContestName, place: Place, digits: int) -> None:
    """The number on the paper, the name, and a line under it."""
    size = round(min(54, place.height * 0.52))
    figures = size * 0.7 * digits
    column = figures + (size * 0.5 if digits else 0)
    if each.number:
        sheet.line(Place(place.x, place.y, figures, place.height), each.number, size, "neutral", BOLD, "right")
    _two_lines(sheet, each, Place(place.x + column, place.y, place.width - column, place.height), size)


def _two_lines(sheet: Sheet, each: ContestName, place: Place, size: int) -> None:
    if each.below:
        upper = place.height * 0.6
        sheet.line(Place(place.x, place.y, place.width, upper), each.name, size, "text", STRONG)
        below = Place(place.x, place.y + upper, place.width, place.height * 0.34)
        sheet.line(below, each.below, round(min(34, size * 0.6, place.height * 0.28)), "muted", MEDIUM)
    else:
        sheet.line(place, each.name, size, "text", STRONG)


def _says(sheet: Sheet, says: str, token: str, icon: IconName) -> None:
    sheet.panel(858, 132, token)
    sheet.sign(MARGIN + 60, 887, 74, icon, token)
    sheet.words(Place(MARGIN + 166, 868, sheet.inner - 200, 112), says, 40, "text", MEDIUM)


def _elected(slide: ElectedSlide, width: float) -> Sheet:
    sheet = Sheet(width, slide.sample)
    sheet.heading(slide.heading)
    sheet.title("Elected" if slide.names else "Nobody is elected", height=110, size=84)
    shown = slide.names + ((ContestName("", slide.vacant),) if slide.vacant else ())
    for each, place in _places(sheet, shown, 160, 5):
        side = min(72.0, place.height * 0.6)
        vacant = not each.number
        _mark(sheet, "running" if vacant else "elected", place.x, place.y + (place.height - side) / 2, side)
        x = place.x + side + 30
        beside = Place(x, place.y, place.x + place.width - x, place.height)
        if vacant:
            sheet.line(beside, each.name, round(min(54, place.height * 0.45)), "muted", MEDIUM)
        else:
            _two_lines(sheet, each, beside, round(min(76, place.height * 0.54)))
    _says(sheet, slide.says, "success", "check")
    sheet.footer(slide.footer, slide.society)
    return sheet
