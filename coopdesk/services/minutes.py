"""The minutes: the acts written out, and the secretary's own words beside them."""

from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words, hour, local_day, read_moment
from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.domain.members import clean_text
from coopdesk.domain.minutes_life import MinutesStatus, check_edit
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.adjourning import adjournment_view
from coopdesk.services.agenda import AgendaLine, agenda_lines, out_of_order
from coopdesk.services.attendance import appendix, attendance_numbers, quorum_changes
from coopdesk.services.corrigenda_view import corrigenda_as_minutes
from coopdesk.services.election_minutes import minuted_elections
from coopdesk.services.events import MinutesChanged
from coopdesk.services.keys import CERTIFICATES, SEALS, current_fingerprint
from coopdesk.services.meetings import notice_check
from coopdesk.services.members import member_by_id
from coopdesk.services.minutes_standing import (
    Standing,
    agreed_record,
    corrections_of,
    decided_about_minutes,
    life_of,
    signer_of,
    standing,
)
from coopdesk.services.minutes_view import (
    Block,
    Correction,
    MinutesSection,
    MinutesView,
    OwnWords,
    QuorumArithmetic,
    Recorded,
)
from coopdesk.services.motion_view import motion_views
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.resolutions import resolution
from coopdesk.services.room import Meeting, meeting_by_id, room_view, rules_of
from coopdesk.services.shares_tonight import shares_sentences
from coopdesk.services.society import letterhead, operator_name
from coopdesk.storage import journal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import JournalRow, MeetingEventRow, MinutesTextRow

WORDS_LIMIT = 20_000
LOOSE_SECTIONS = ("opening", "resolutions", "elections", "shares", "close")
WORDY_KINDS = frozenset(
    ("minutes", "matters-arising", "report", "accounts", "audit", "surplus", "resolution", "election", "aob", "other")
)
"""Items that say little without the secretary."""

_TEXTS = select(MinutesTextRow.section, MinutesTextRow.words, MinutesTextRow.id).where(
    MinutesTextRow.meeting == bindparam("meeting")
)
_TEXT = select(MinutesTextRow.id, MinutesTextRow.words).where(
    MinutesTextRow.meeting == bindparam("meeting"), MinutesTextRow.section == bindparam("section")
)
_EVENTS = (
    select(MeetingEventRow.kind, MeetingEventRow.at, MeetingEventRow.present, MeetingEventRow.needed)
    .where(MeetingEventRow.meeting == bindparam("meeting"))
    .order_by(MeetingEventRow.id)
)
_CLOSES = (
    select(JournalRow.seq, JournalRow.hash, JournalRow.payload)
    .where(JournalRow.act == "CloseMeeting")
    .order_by(JournalRow.seq.desc())
)


@dataclass
class UnknownSection(Refusal):
    """The minutes have no such part."""

    code = "UNKNOWN-SECTION"
    sentence = "The minutes have no part “{section}”. Use an agenda number, or one of: {known}."
    section: str
    known: str


@dataclass(frozen=True, slots=True)
class EditMinutes(Command[None]):
    """The secretary's words for one part, in Markdown: one entry for each part left, not for each key."""

    private = ("words",)

    meeting: int
    section: str
    words: str


@handles(EditMinutes)
def edit_minutes(command: EditMinutes, act: Act) -> Done[None]:
    """Keep the words of a part.

    Raises:
        UnknownSection: there is no such part.
        NotUnderstood: the words cannot be used.
        WordsStand, WordsSettled: the chair agreed them, or a meeting approved them.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    check_edit(standing(act.reader, meeting.id).status)
    section = command.section.strip().lower()
    known = [str(line.number) for line in agenda_lines(act.reader, meeting.id)]
    if section not in known and section not in LOOSE_SECTIONS:
        raise UnknownSection(command.section, ", ".join((*known, *LOOSE_SECTIONS)))
    words = clean_text("The minutes", command.words, WORDS_LIMIT)
    before = act.reader.first(_TEXT, meeting=meeting.id, section=section)
    if before is None:
        act.add(MinutesTextRow, meeting=meeting.id, section=section, words=words)
    elif before[1] != words:
        act.change(MinutesTextRow, before[0], words=words)
    undo = EditMinutes(command.meeting, section, before[1] if before is not None else "")
    return Done(None, (MinutesChanged(),), undo)


def minutes_view(reader: Reader, meeting_id: int, now: datetime) -> MinutesView:
    """The minutes of a meeting as they stand: a skeleton before it, a draft from then on; once agreed, as agreed."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    stands = standing(reader, meeting.id)
    kept = agreed_record(reader, stands.agreed) if stands.agreed is not None else None
    view = kept if kept is not None else assembled_minutes(reader, meeting, now)
    return replace(
        view,
        status=stands.status.value,
        made=stands.last or now,
        life=life_of(reader, stands, view.chair),
        corrections=_further_minutes(reader, meeting, stands),
        signer=signer_of(reader, stands),
    )


def _further_minutes(reader: Reader, meeting: Meeting, stands: Standing) -> tuple[Correction, ...]:
    """Corrections of the minutes and corrigenda to results, in the one order of their numbers."""
    found = (*corrections_of(reader, stands), *corrigenda_as_minutes(reader, meeting.id))
    return tuple(sorted(found, key=attrgetter("number")))


def assembled_minutes(reader: Reader, meeting: Meeting, now: datetime) -> MinutesView:
    """The minutes written out from the rows as they are now."""
    seq, head = journal_head(reader, meeting)
    quorum = _quorum(reader, meeting, now)
    return MinutesView(
        society=letterhead(reader),
        title=meeting.title,
        status=MinutesStatus.DRAFT.value,
        scheduled=meeting.at,
        place=meeting.place,
        opened=meeting.opened_at,
        closed=meeting.closed_at,
        chair=_chair(reader, meeting),
        minute_taker=operator_name(reader),
        attendance=attendance_numbers(reader, meeting),
        quorum=quorum,
        sections=_sections(reader, meeting, quorum),
        appendix=appendix(reader, meeting),
        head=head,
        entry=seq,
        made=now,
        seal_key=current_fingerprint(reader, SEALS),
        certificate_key=current_fingerprint(reader, CERTIFICATES),
    )


def _chair(reader: Reader, meeting: Meeting) -> str:
    return "" if meeting.chair is None else member_by_id(reader, MemberId(meeting.chair)).name


def _quorum(reader: Reader, meeting: Meeting, now: datetime) -> QuorumArithmetic | None:
    if meeting.opened_at is None:
        return None
    room = room_view(reader, meeting, now)
    declared = meeting.quorum_at is not None
    present = meeting.quorum_present if meeting.quorum_present is not None else room.quorum.present
    needed = meeting.quorum_needed if meeting.quorum_needed is not None else room.quorum.needed
    in_person = " in person or by proxy" if rules_of(reader, meeting).quorum_counts_proxies and room.proxies else ""
    if meeting.quorum_at is not None:
        sentence = (
            f"The chair declared a quorum at {hour(meeting.quorum_at)}: {present} members who may vote were "
            f"present{in_person}, and {needed} of the {room.entitled} entitled were needed."
        )
    else:
        sentence = f"No quorum was declared: {room.quorum.sentence}. No resolution could be put."
    return QuorumArithmetic(
        rule=room.need.rule_words,
        steps=room.need.steps,
        needed=needed,
        present=present,
        met=declared or room.quorum.met,
        sentence=sentence,
        declared=meeting.quorum_at,
    )


def _sections(reader: Reader, meeting: Meeting, quorum: QuorumArithmetic | None) -> tuple[MinutesSection, ...]:
    lines = agenda_lines(reader, meeting.id)
    words = {section: text for section, text, _ in reader.rows(_TEXTS, meeting=meeting.id)}
    blocks: dict[str, list[Block]] = {str(line.number): [] for line in lines}
    blocks.update({key: [] for key in LOOSE_SECTIONS})
    opening = next((str(line.number) for line in lines if line.kind == "opening"), "opening")
    close = next((str(line.number) for line in lines if line.kind == "close"), "close")
    resolutions = next((str(line.number) for line in lines if line.kind == "resolution"), "resolutions")
    blocks[opening] += _opening(reader, meeting)
    for line in lines:
        if line.kind == "apologies":
            blocks[str(line.number)].append(_apologies(reader, meeting))
        if line.kind == "quorum" and quorum is not None:
            blocks[str(line.number)].append(Recorded(quorum.sentence))
    earlier = next((str(line.number) for line in lines if line.kind == "minutes"), opening)
    blocks[earlier] += [Recorded(sentence) for sentence in decided_about_minutes(reader, meeting.id)]
    for line in lines:
        blocks[str(line.number)] += [Recorded(sentence) for sentence in out_of_order(lines, line)]
    for at, sentence in _timeline(reader, meeting):
        blocks[_item_at(lines, at, opening)].append(Recorded(sentence))
    for motion in motion_views(reader, meeting):
        first = motion.counts[0].opened_at if motion.counts else None
        key = str(motion.item) if motion.item is not None else _item_at(lines, first, resolutions)
        blocks[key].append(resolution(motion))
    contests = next((str(line.number) for line in lines if line.kind == "election"), "")
    for declared, election in minuted_elections(reader, meeting):
        blocks[contests or _item_at(lines, declared, "elections")].append(election)
    blocks["shares"] += [Recorded(sentence) for sentence in shares_sentences(reader, meeting)]
    if meeting.closed_at is not None:
        blocks[close].append(Recorded(f"The chair closed the meeting at {hour(meeting.closed_at)}."))
    for key, text in words.items():
        if text:
            blocks[key].insert(_after_facts(blocks[key]), OwnWords(text))
    parts = [(str(line.number), str(line.number), line.title, line) for line in lines]
    # Resolutions, elections and shares that belong to no item are read before the close, as they happened.
    before_close = len(parts) - 1 if parts and parts[-1][3].kind == "close" else len(parts)
    loose = {"resolutions": "Resolutions", "elections": "Elections", "shares": "Shares issued", "close": "Close"}
    sections = [_section(key, number, title, line, blocks, words) for key, number, title, line in parts]
    before = ("resolutions", "elections", "shares")
    extra = [_section(key, "", loose[key], None, blocks, words) for key in before if blocks[key]]
    opened = [_section("opening", "", "Opening", None, blocks, words)] if blocks["opening"] else []
    last = [_section("close", "", "Close", None, blocks, words)] if blocks["close"] else []
    return (*opened, *sections[:before_close], *extra, *sections[before_close:], *last)


def _section(
    key: str, number: str, title: str, line: AgendaLine | None, blocks: dict[str, list[Block]], words: dict[str, str]
) -> MinutesSection:
    return MinutesSection(
        key=key,
        number=number,
        title=title,
        at=None if line is None else line.taken_at,
        blocks=tuple(blocks[key]),
        needs_words=line is not None and line.kind in WORDY_KINDS and not words.get(key) and not blocks[key],
    )


def _after_facts(blocks: list[Block]) -> int:
    """Own words stand after what was recorded first and before the resolutions, as a discussion does."""
    return next((place for place, block in enumerate(blocks) if not isinstance(block, Recorded)), len(blocks))


def _opening(reader: Reader, meeting: Meeting) -> list[Block]:
    said: list[Block] = []
    if meeting.opened_at is not None:
        chair = _chair(reader, meeting)
        who = f"{chair}, in the chair, opened the meeting" if chair else "The meeting was opened"
        said.append(Recorded(f"{who} at {hour(meeting.opened_at)}."))
    notice = notice_check(reader, meeting)
    if notice is not None:
        said.append(Recorded(notice.sentence))
    elif meeting.opened_at is not None:
        asked = rules_of(reader, meeting).notice_clear_days
        said.append(Recorded(f"No record of the notice was made; the rules ask for {asked} clear days."))
    return said


def _apologies(reader: Reader, meeting: Meeting) -> Recorded:
    count = attendance_numbers(reader, meeting).apologies
    if count == 0:
        return Recorded("No apologies were received.")
    who = "one member" if count == 1 else f"{count} members"
    return Recorded(f"Apologies were received from {who}, named in the appendix.")


def _timeline(reader: Reader, meeting: Meeting) -> list[tuple[datetime, str]]:
    said: list[tuple[datetime, str]] = []
    adjourned: set[str] = set()
    for kind, at, present, needed in reader.rows(_EVENTS, meeting=meeting.id):
        moment = read_moment(at)
        when = hour(moment)
        if kind == "adjourned":
            stopped = f"The chair adjourned the meeting at {when}, with {present} present and {needed} needed."
            said.append((moment, stopped))
            adjourned.add(at)
        elif kind == "dissolved":
            said.append((moment, f"Members had this meeting called; {present} were present and {needed} needed."))
            said.append((moment, f"By the rules the meeting was dissolved at {when}, and nothing was decided."))
        elif kind == "reconvened":
            said.append((moment, f"The meeting was reconvened at {when} on {day_words(local_day(moment))}."))
            waited = adjournment_view(reader, meeting)
            if waited is not None and waited.notice is not None and waited.notice.needed:
                said.append((moment, waited.notice.sentence))
    said += quorum_changes(reader, meeting, adjourned)
    return sorted(said, key=_moment_of)


def _moment_of(fact: tuple[datetime, str]) -> datetime:
    return fact[0]


def _item_at(lines: tuple[AgendaLine, ...], at: datetime | None, otherwise: str) -> str:
    """The item the meeting was at at a moment."""
    if at is None:
        return otherwise
    found = otherwise
    for line in lines:
        if line.taken_at is not None and line.taken_at <= at:
            found = str(line.number)
    return found


def journal_head(reader: Reader, meeting: Meeting) -> tuple[int, str]:
    """(number, hash in hex) of the entry that closed this meeting, or of the last one while it is not closed."""
    if meeting.closed_at is not None:
        for seq, digest, payload in reader.rows(_CLOSES):
            if f'["~","meeting",[{meeting.id}]' in payload:
                return seq, digest.hex()
    last = journal.head(reader)
    return last.seq, last.hash.hex()
