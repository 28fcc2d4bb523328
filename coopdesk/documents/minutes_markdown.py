"""The minutes as Markdown: to paste into a mail or a website.

Recorded text is escaped; the secretary's words keep their Markdown, but HTML and pictures in them stay what was typed.
"""

import re
from collections.abc import Iterable, Sequence

from coopdesk.documents.minutes_words import (
    CANDIDATE_HEADS,
    CORRECTIONS_TITLE,
    COUNT_TITLE,
    LIFE_TITLE,
    OWN_WORDS_LABEL,
    attendance_rows,
    candidate_rows,
    casting_sentence,
    corrections_note,
    count_rows,
    counts_sentence,
    declared_sentence,
    meeting_words,
    minuted_elections,
    movers_sentence,
    outcome_words,
    quorum_verdict,
    status_marks,
    vote_rows,
)
from coopdesk.domain.clock import hour, local_day, weekday_words
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes_view import (
    Block,
    MinutesSection,
    MinutesView,
    OwnWords,
    QuorumArithmetic,
    Recorded,
    Resolution,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")
_AS_TYPED = re.compile(r"<(?!https?://|mailto:)|(?<=!)\[")
"""What would be HTML or a picture on the page it is pasted into."""

_AT_START = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([+\-])", re.MULTILINE)


def minutes_markdown(view: MinutesView) -> str:
    """Write the minutes as Markdown (CommonMark, with pipe tables)."""
    parts = [f"# Minutes of the {typed(meeting_words(view.title))}"]
    marks = status_marks(view)
    if marks:
        parts.append(f"**{typed(marks)}**")
    number = f", registered number {typed(view.society.number)}" if view.society.number else ""
    parts.append(f"{typed(view.society.name)}{number}")
    parts.append(_when_and_who(view))
    parts += ["## Attendance", _attendance(view)]
    if view.quorum is not None:
        parts += ["## Quorum", _quorum(view.quorum)]
    for section in view.sections:
        parts += _section(section)
    parts += _standing(view)
    parts += _counts(view)
    parts += _appendix(view)
    if view.head:
        parts.append(f"Journal head after entry {view.entry:,}: `{view.head}`")
    return "\n\n".join(part for part in parts if part) + "\n"


def typed(text: str) -> str:
    """The text with every sign escaped that Markdown would read as formatting."""
    return _AT_START.sub(_escape_start, _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _escape_start(found: re.Match[str]) -> str:
    if found[2] is not None:
        return f"{found[1]}{found[2]}\\{found[3]}"
    return f"{found[4]}\\{found[5]}"


def _when_and_who(view: MinutesView) -> str:
    place = f" at {typed(view.place)}" if view.place else ""
    lines = [f"{weekday_words(local_day(view.scheduled))}{place}", f"Called for {hour(view.scheduled)}"]
    lines += [f"Opened {hour(view.opened)}"] if view.opened else []
    lines += [f"Closed {hour(view.closed)}"] if view.closed else []
    lines += [f"Chair: {typed(view.chair)}"] if view.chair else []
    lines += [f"Minutes taken by {typed(view.minute_taker)}"] if view.minute_taker else []
    return "  \n".join(lines)


def _attendance(view: MinutesView) -> str:
    return _table(("", "Number"), [(label, f"{figure:,}") for label, figure in attendance_rows(view)])


def _quorum(quorum: QuorumArithmetic) -> str:
    steps = "; ".join(f"{figure} {label}" for figure, label in quorum.steps)
    verdict = quorum_verdict(quorum.met)
    return f"{typed(quorum.rule)}: {typed(steps)}. {typed(quorum.sentence.rstrip('.'))}: {verdict}."


def _section(section: MinutesSection) -> list[str]:
    number = f"{section.number}. " if section.number else ""
    time = f" ({hour(section.at)})" if section.at else ""
    parts = [f"## {number}{typed(section.title)}{time}"]
    for block in section.blocks:
        parts += _block(block)
    return parts


def _block(block: Block) -> list[str]:
    if isinstance(block, Recorded):
        return [typed(block.text)]
    if isinstance(block, OwnWords):
        words = block.markdown.strip()
        return [OWN_WORDS_LABEL, _AS_TYPED.sub(r"\\\g<0>", words)] if words else []
    if isinstance(block, MinutedElection):
        return _election(block)
    return _resolution(block)


def _election(election: MinutedElection) -> list[str]:
    parts = [f"### Election {election.number}", *(typed(words) for words in election.told)]
    rows = candidate_rows(election)
    if rows:
        parts.append(_wide_table(CANDIDATE_HEADS, rows, right=False))
    if election.outcome:
        parts.append(f"**{election.outcome}.** {typed(election.outcome_says)}".strip())
    return parts


def _counts(view: MinutesView) -> list[str]:
    parts = []
    for election in minuted_elections(view):
        if election.table is not None:
            heads, rows = count_rows(election.table, range(len(election.table.heads)))
            parts += [f"## {COUNT_TITLE.format(election.number)}", typed(election.title), _wide_table(heads, rows)]
            parts.append("\n".join(f"{at}. {typed(words)}" for at, words in enumerate(election.stages, start=1)))
            parts.append(f"Ballot file `{election.papers_digest}`  \nCount `{election.count_digest}`")
    return parts


def _resolution(resolution: Resolution) -> list[str]:
    title = f": {typed(resolution.title)}" if resolution.title else ""
    parts = [f"### Motion {resolution.number}{title}", f"*{typed(resolution.kind)}: {typed(resolution.rule)}*"]
    parts.append("\n".join(f"> {typed(line)}" for line in resolution.text.splitlines() or [""]))
    parts.append(typed(movers_sentence(resolution)))
    if resolution.votes_for is not None:
        rows = [(label, f"{votes:,}") for label, votes in vote_rows(resolution)]
        parts += [f"{typed(resolution.method)}.", _table(("", "Votes"), rows)]
    else:
        parts.append(typed(counts_sentence(resolution)))
    said = [resolution.sentence, casting_sentence(resolution)]
    said += [declared_sentence(resolution.declared), resolution.effect]
    outcome = f"**{outcome_words(resolution)}.** " if resolution.outcome else ""
    parts.append((outcome + typed(" ".join(sentence for sentence in said if sentence))).strip())
    parts += [typed(earlier.text) for earlier in resolution.earlier_counts]
    return [part for part in parts if part]


def _standing(view: MinutesView) -> list[str]:
    parts: list[str] = []
    if view.corrections:
        parts += [f"## {CORRECTIONS_TITLE}", corrections_note(view)]
        for each in view.corrections:
            parts.append(f"{each.number}. {typed(each.text)} ({typed(each.where)})")
    if view.life:
        parts += [f"## {LIFE_TITLE}", "  \n".join(typed(step.sentence) for step in view.life)]
    return parts


def _appendix(view: MinutesView) -> list[str]:
    parts = []
    for group in view.appendix:
        if group.names:
            names = (f"- {typed(name)}" + (f" ({typed(number)})" if number else "") for number, name in group.names)
            parts += [f"### {typed(group.title)} ({len(group.names):,})", "\n".join(names)]
    return ["## Appendix: attendance", *parts] if parts else []


def _wide_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: bool = True) -> str:
    under = " | ".join(["---", *(("---:" if right else "---") for _ in heads[1:])])
    lines = [f"| {' | '.join(typed(head) for head in heads)} |", f"| {under} |"]
    return "\n".join([*lines, *(f"| {' | '.join(typed(cell) for cell in row)} |" for row in rows)])


def _table(heading: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = [f"| {heading[0]} | {heading[1]} |", "| --- | ---: |"]
    return "\n".join([*lines, *(f"| {typed(label)} | {figure} |" for label, figure in rows)])
