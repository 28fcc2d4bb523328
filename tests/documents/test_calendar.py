"""The calendar file keeps RFC 5545: read back here by the standard's own rules, not by the code that wrote it."""

import re
from dataclasses import replace

from coopdesk.documents.calendar import calendar_file
from coopdesk.services.papers.calendar import CalendarView
from tests.documents.gatherings import CALENDAR, HEADING


def read(view: CalendarView) -> dict[str, str]:
    """The properties of the event, unfolded and unescaped as a calendar program does it."""
    text = calendar_file(view).decode().replace("\r\n ", "")
    found = {}
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        found[name] = re.sub(r"\\(.)", _unescaped, value)
    return found


def _unescaped(sign: re.Match[str]) -> str:
    return "\n" if sign[1] in "nN" else sign[1]


def test_members_calendar_shows_day_hour_and_place() -> None:
    event = read(CALENDAR)
    assert event["DTSTART"] == "20261128T190000Z"
    assert event["DTEND"] == "20261128T204800Z"
    assert event["SUMMARY"] == "Annual general meeting, Hebden Stores Co-operative Society Limited"
    assert event["LOCATION"] == "The Old Town Hall, St George’s Street, Hebden Bridge"
    assert event["DESCRIPTION"] == "1. Opening\n2. Close"


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    names = "Nguyễn Thị Hồng Ánh; محمد علی خان, 王小明 𠮷 \\ “x”\n" * 20
    view = replace(CALENDAR, agenda=((1, names),), heading=replace(HEADING, place=names[:200]))
    data = calendar_file(view)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    assert read(view)["DESCRIPTION"] == f"1. {names}"
    assert read(view)["LOCATION"] == names[:200]


def test_text_cannot_begin_a_property_of_its_own() -> None:
    view = replace(CALENDAR, heading=replace(HEADING, title="AGM\r\nATTACH:file:///etc/passwd\x00\x0b"))
    event = read(view)
    assert "ATTACH" not in event
    assert event["SUMMARY"].startswith("AGM\nATTACH:file:///etc/passwd, Hebden")


def test_later_file_replaces_the_earlier_one_of_the_same_meeting() -> None:
    later = replace(CALENDAR, heading=replace(HEADING, entry=1653))
    assert read(later)["UID"] == read(CALENDAR)["UID"]
    assert int(read(later)["SEQUENCE"]) > int(read(CALENDAR)["SEQUENCE"])
    assert read(replace(CALENDAR, heading=replace(HEADING, number=2)))["UID"] != read(CALENDAR)["UID"]


def test_what_is_not_known_is_left_out() -> None:
    view = replace(CALENDAR, agenda=(), heading=replace(HEADING, place=""))
    assert {"LOCATION", "DESCRIPTION"}.isdisjoint(read(view))
