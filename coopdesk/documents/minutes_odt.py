"""The minutes as OpenDocument text (ODF 1.3), for secretaries who finish them in LibreOffice: real headings and tables.

Made by hand from a few XML files in a zip, so that nothing is converted and nothing is lost.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from coopdesk.documents.minutes_words import (
    CANDIDATE_HEADS,
    CORRECTIONS_TITLE,
    COUNT_TITLE,
    LIFE_TITLE,
    OWN_WORDS_KEY,
    attendance_rows,
    candidate_rows,
    casting_sentence,
    correction_where,
    corrections_note,
    count_rows,
    counts_sentence,
    declared_sentence,
    foot_words,
    has_own_words,
    meeting_words,
    minuted_elections,
    movers_sentence,
    outcome_words,
    quorum_verdict,
    status_marks,
    vote_rows,
)
from coopdesk.documents.odt_styles import MANIFEST, MIME_TYPE, NAMESPACES, TABLE_STYLES, meta, styles
from coopdesk.documents.own_words import WordBlock, Words, read_words
from coopdesk.documents.type import plain
from coopdesk.domain.clock import hour, local_day, weekday_words
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes_view import Block, MinutesSection, MinutesView, OwnWords, Recorded, Resolution


def minutes_odt(view: MinutesView) -> bytes:
    """Write the minutes as an .odt file. The same view gives the same bytes."""
    title = f"Minutes of the {meeting_words(view.title)}"
    marks = status_marks(view)
    number = f"Registered society {view.society.number}" if view.society.number else ""
    head = "  ·  ".join(part for part in (view.society.name, number, marks) if part)
    parts = {
        "content.xml": _content(view, title, marks),
        "styles.xml": styles(_text(head), _text(_foot(view)), view.language),
        "meta.xml": meta(_text(title), _text(view.society.name), view.made, view.language),
        "META-INF/manifest.xml": MANIFEST,
    }
    moment = view.made.timetuple()[:6]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        # ODF 1.3 part 2, 3.3: the mimetype comes first and is not compressed.
        archive.writestr(zipfile.ZipInfo("mimetype", moment), MIME_TYPE)
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, xml)
    return packed.getvalue()


def _foot(view: MinutesView) -> str:
    head = f"Journal head {view.head[:16].upper()} after entry {view.entry:,}" if view.head else ""
    return "  ·  ".join(part for part in (foot_words(view), head) if part)


def _text(text: str) -> str:
    # XML 1.0 has no place for control characters; plain() has already made spaces of the harmless ones.
    return escape("".join(character for character in plain(text) if character >= " " and character.isprintable()))


def _paragraph(text: str, style: str = "Text_20_body") -> str:
    return f"<text:p text:style-name={quoteattr(style)}>{_text(text)}</text:p>" if text else ""


def _heading(text: str, level: int) -> str:
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{_text(text)}</text:h>'


def _bold(text: str) -> str:
    return f'<text:span text:style-name="Strong_20_Emphasis">{_text(text)}</text:span>'


def _content(view: MinutesView, title: str, marks: str) -> str:
    body = [_heading(title, 1)]
    if marks:
        body.append(_paragraph(marks, "Status"))
    body += _masthead(view)
    for section in view.sections:
        body += _section(section)
    body += _standing(view)
    body += _close(view)
    body += _counts(view)
    body += _appendix(view)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{TABLE_STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>"
    )


def _masthead(view: MinutesView) -> list[str]:
    place = f" at {view.place}" if view.place else ""
    facts = [("Called for", hour(view.scheduled))]
    facts += [("Opened", hour(view.opened))] if view.opened else []
    facts += [("Closed", hour(view.closed))] if view.closed else []
    facts += [(label, name) for label, name in (("Chair", view.chair), ("Minutes taken by", view.minute_taker)) if name]
    parts = [_paragraph(f"{weekday_words(local_day(view.scheduled))}{place}")]
    parts += [f'<text:p text:style-name="Fact">{_text(label)}: {_bold(value)}</text:p>' for label, value in facts]
    figures = [(label, f"{figure:,}") for label, figure in attendance_rows(view)]
    parts += [_heading("Attendance", 2), _table("Attendance", ("Attendance", "Number"), figures)]
    if view.quorum is not None:
        steps = [(label, figure) for figure, label in view.quorum.steps]
        parts += [_heading("Quorum", 2), _paragraph(view.quorum.rule)]
        parts.append(_table("Quorum", ("Step", "Figure"), steps))
        parts.append(_paragraph(f"{view.quorum.sentence.rstrip('.')}: {quorum_verdict(view.quorum.met)}."))
    return parts


def _table(name: str, heading: Sequence[str], rows: Iterable[Sequence[str]], total: bool = False) -> str:
    def row(cells: Sequence[str], style: str) -> str:
        first, figure = cells
        return f"<table:table-row>{_cell(first, style)}{_cell(figure, f'{style}_20_Figure')}</table:table-row>"

    body = list(rows)
    drawn = "".join(
        row(cells, "Table_20_Total" if total and place == len(body) - 1 else "Table_20_Contents")
        for place, cells in enumerate(body)
    )
    return (
        f'<table:table table:name={quoteattr(name)} table:style-name="Votes">'
        '<table:table-column table:style-name="Votes.A"/><table:table-column table:style-name="Votes.B"/>'
        f"<table:table-header-rows>{row(heading, 'Table_20_Heading')}</table:table-header-rows>{drawn}</table:table>"
    )


def _cell(text: str, style: str) -> str:
    return (
        '<table:table-cell table:style-name="Votes.Cell" office:value-type="string">'
        f'<text:p text:style-name="{style}">{_text(text)}</text:p></table:table-cell>'
    )


# -- items -------------------------------------------------------------------------------------------------------------


def _section(section: MinutesSection) -> list[str]:
    number = f"{section.number}  " if section.number else ""
    time = f"  ({hour(section.at)})" if section.at else ""
    parts = [_heading(f"{number}{section.title}{time}", 2)]
    for block in section.blocks:
        parts += _block(block)
    return parts


def _block(block: Block) -> list[str]:
    if isinstance(block, Recorded):
        return [_paragraph(block.text)]
    if isinstance(block, OwnWords):
        return [_own_words(words) for words in read_words(block.markdown)]
    if isinstance(block, MinutedElection):
        return _election(block)
    return _resolution(block)


def _own_words(block: WordBlock) -> str:
    lines = "<text:line-break/>".join("".join(_words(part) for part in line) for line in block.lines)
    if block.kind == "heading":
        bold = f'<text:span text:style-name="Strong_20_Emphasis">{lines}</text:span>'
        return f'<text:p text:style-name="Own_20_words">{bold}</text:p>'
    if block.kind == "verbatim":
        return f'<text:p text:style-name="Preformatted_20_Text">{lines}</text:p>'
    if block.depth == 0:
        return f'<text:p text:style-name="Own_20_words">{lines}</text:p>'
    marker = f"{_text(block.marker)}<text:tab/>" if block.marker else ""
    style = "Quotations" if block.kind == "quote" else f"Item_20_{min(block.depth, 4)}"
    return f'<text:p text:style-name="{style}">{marker}{lines}</text:p>'


def _words(words: Words) -> str:
    style = "Source_20_Text" if words.verbatim else ""
    if words.bold or words.italic:
        style = "Strong_20_Emphasis" if words.bold else "Emphasis"
    return f'<text:span text:style-name="{style}">{_text(words.text)}</text:span>' if style else _text(words.text)


def _resolution(resolution: Resolution) -> list[str]:
    title = f": {resolution.title}" if resolution.title else ""
    rule = f"{resolution.kind}: {resolution.rule}" if resolution.rule else resolution.kind
    parts = [_heading(f"Motion {resolution.number}{title}", 3), _paragraph(rule, "Rule")]
    parts += [_paragraph(line, "Motion") for line in resolution.text.splitlines()]
    parts.append(_paragraph(movers_sentence(resolution)))
    if resolution.votes_for is None:
        parts.append(_paragraph(counts_sentence(resolution)))
    else:
        rows = [(label, f"{votes:,}") for label, votes in vote_rows(resolution)]
        table = _table(f"Motion {resolution.number}", (resolution.method, "Votes"), rows, total=True)
        parts.append(table)
    said = [resolution.sentence, casting_sentence(resolution)]
    said += [declared_sentence(resolution.declared), resolution.effect]
    told = " ".join(sentence for sentence in said if sentence)
    outcome = f"{_bold(outcome_words(resolution) + '.')} " if resolution.outcome else ""
    if outcome or told:
        parts.append(f'<text:p text:style-name="Outcome">{outcome}{_text(told)}</text:p>')
    return [*parts, *(_paragraph(earlier.text) for earlier in resolution.earlier_counts)]


_STAGES_ACROSS = 3


def _election(election: MinutedElection) -> list[str]:
    parts = [_heading(f"Election {election.number}", 3), *(_paragraph(words) for words in election.told)]
    rows = candidate_rows(election)
    if rows:
        parts.append(_wide_table(f"Candidates of election {election.number}", CANDIDATE_HEADS, rows, figures=False))
    if election.outcome:
        outcome = f"{_bold(election.outcome + '.')} {_text(election.outcome_says)}"
        parts.append(f'<text:p text:style-name="Outcome">{outcome}</text:p>')
    return parts


def _counts(view: MinutesView) -> list[str]:
    parts = []
    for election in minuted_elections(view):
        table = election.table
        if table is None:
            continue
        parts += [_heading(COUNT_TITLE.format(election.number), 2), _paragraph(election.title)]
        many = len(table.heads)
        for first in range(0, many, _STAGES_ACROSS):
            stages = range(first, min(first + _STAGES_ACROSS, many))
            heads, rows = count_rows(table, stages)
            parts.append(_wide_table(f"Election {election.number}, from stage {first + 1}", heads, rows))
            parts += [_paragraph(f"{at + 1}. {election.stages[at]}") for at in stages]
        parts += [_paragraph(f"Ballot file {election.papers_digest}"), _paragraph(f"Count {election.count_digest}")]
    return parts


def _wide_table(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, figures: bool = True) -> str:
    def line(cells: Sequence[str], style: str) -> str:
        aligned = f"{style}_20_Figure" if figures else style
        others = "".join(_cell(each, aligned) for each in cells[1:])
        return f"<table:table-row>{_cell(cells[0], style)}{others}</table:table-row>"

    drawn = "".join(line(cells, "Table_20_Contents") for cells in rows)
    return (
        f'<table:table table:name={quoteattr(name)} table:style-name="Wide">'
        f'<table:table-column table:number-columns-repeated="{len(heads)}"/>'
        f"<table:table-header-rows>{line(heads, 'Table_20_Heading')}</table:table-header-rows>{drawn}</table:table>"
    )


def _standing(view: MinutesView) -> list[str]:
    parts: list[str] = []
    if view.corrections:
        parts += [_heading(CORRECTIONS_TITLE, 2), _paragraph(corrections_note(view), "Rule")]
        for each in view.corrections:
            first, *more = [line for line in each.text.split("\n") if line.strip()]
            lines = (f"{each.number}.  {first}", *more)
            parts += [_paragraph(line, "Correction") for line in lines]
            parts.append(_paragraph(correction_where(each), "Small"))
    if view.life:
        parts += [_heading(LIFE_TITLE, 2), *(_paragraph(step.sentence) for step in view.life)]
    if has_own_words(view):
        parts.append(_paragraph(OWN_WORDS_KEY, "Own_20_words_20_key"))
    return parts


def _close(view: MinutesView) -> list[str]:
    signer = view.signer or view.chair or "the chair"
    signed = f"Signed by {signer} as a true record: ______________________   Date: ____________"
    head = f"Journal head after entry {view.entry:,}: {view.head}" if view.head else ""
    keys = (_paragraph(f"{words} {key}") for words, key in view.keys)
    return [_paragraph(signed, "Signing"), _paragraph(head), *keys]


def _appendix(view: MinutesView) -> list[str]:
    parts = []
    for group in view.appendix:
        if group.names:
            parts.append(_heading(f"{group.title} ({len(group.names):,})", 3))
            rows = [(name, number) for number, name in group.names]
            parts.append(_table(group.title, ("Name", "Member"), rows))
    return [_heading("Appendix: attendance", 2), *parts] if parts else []
