"""The meeting as an iCalendar file (RFC 5545): lines of at most 75 octets, special signs escaped, moments in UTC."""

from datetime import UTC, datetime

from coopdesk.services.papers.calendar import CalendarView

_PRODUCT = "-//coopdesk//meeting//EN"
_LONGEST_LINE = 75
"""Octets, without the line break (RFC 5545 3.1)."""
_NOT_TEXT = {code: None for code in (*range(0x20), 0x7F) if code != 0x0A}


def calendar_file(view: CalendarView) -> bytes:
    """The meeting as one event. A file made later replaces an earlier one in the reader's calendar."""
    heading = view.heading
    agenda = "\n".join(f"{number}. {title}" for number, title in view.agenda)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{view.file_mark}-{heading.number}@coopdesk.invalid",
        f"DTSTAMP:{_moment(heading.made)}",
        # Every act makes the number larger, so the newest file always wins (RFC 5545 3.8.7.4).
        f"SEQUENCE:{heading.entry}",
        f"DTSTART:{_moment(heading.at)}",
        f"DTEND:{_moment(view.ends)}",
        f"SUMMARY:{_text(f'{heading.title}, {heading.society.name}')}",
        *([f"LOCATION:{_text(heading.place)}"] if heading.place else []),
        *([f"DESCRIPTION:{_text(agenda)}"] if agenda else []),
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) for line in lines).encode()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """A TEXT value (RFC 5545 3.3.11): backslash, semicolon, comma and line break escaped, other controls left out."""
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_TEXT)
    escaped = cleaned.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line with its end, folded between characters: a letter of several octets is never cut in two."""
    parts: list[str] = []
    current, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _LONGEST_LINE:
            parts.append(current)
            # The space that marks the continuation counts among the octets of its line.
            current, octets = " ", 1
        current += character
        octets += size
    return "\r\n".join([*parts, current]) + "\r\n"
