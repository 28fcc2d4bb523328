"""The papers there are: what each is called, what it is for, and how it is made. A new one is one entry here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from coopdesk.assets import IconName


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One paper of a meeting. Its view and chapter are named, and imported when it is made: the engine loads slowly."""

    name: str
    """Also what its file is called, "notice" for "Notice 2026-11-28.pdf"."""
    title: str
    note: str
    """What it is for, in half a sentence."""
    icon: IconName
    view: str
    """ "module:function" of the view, called with a reader, the meeting's row and the moment."""
    chapter: str
    """ "module:function" of the chapter made from it."""
    several: bool = False
    """True where the view is a tuple, and each part of it a chapter."""
    seals: bool = False
    """True for what says how things are; what is filled in by hand cannot be sealed."""
    ending: str = ".pdf"


_VIEWS, _PAPERS = "coopdesk.services.papers", "coopdesk.documents"


def _kind(name: str, title: str, note: str, icon: IconName, place: str = "", *, seals: bool = False) -> PaperKind:
    place = place or name.replace("-", "_")
    chapter = name.replace("-", "_")
    view = f"{_VIEWS}.{place}:{place}_view"
    return PaperKind(name, title, note, icon, view, f"{_PAPERS}.{place}:{chapter}", seals=seals)


KINDS: tuple[PaperKind, ...] = (
    _kind("notice", "Notice", "agenda, motions and clear days", "mail", seals=True),
    _kind("agenda", "Agenda", "every motion in full", "list-checks", "notice", seals=True),
    _kind("proxy-form", "Proxy form", "blank, two on a sheet where it fits", "file-plus"),
    _kind("attendance-sheet", "Attendance sheet", "every member, with a place to sign", "users"),
    _kind("paper-roll", "Paper roll", "for the day the computer dies", "notebook-pen"),
    _kind("candidate-booklet", "Candidates’ booklet", "statements and photographs", "users", seals=True),
    _kind("voting-cards", "Voting cards", "numbered, ten on a sheet", "id-card"),
    PaperKind(
        "minutes", "Minutes", "as they stand", "file-text",
        "coopdesk.services.minutes:minutes_view", "coopdesk.documents.minutes:minutes_pdf", seals=True,
    ),
    PaperKind(
        "resolutions", "Certificates of resolutions", "one for each that has to be filed", "award",
        f"{_VIEWS}.resolution_certificates:resolution_certificate_views",
        f"{_PAPERS}.resolution_certificate:resolution_certificate", several=True, seals=True,
    ),
    _kind("attendance-schedule", "Attendance schedule", "who was there, with times", "clock", seals=True),
    _kind("proxy-ledger", "Ledger of proxies", "who speaks for whom", "users", seals=True),
    _kind("closing-slip", "Closing slip", "for two scrutineers to sign", "shield-check", seals=True),
    PaperKind(
        "calendar", "Calendar file", "for members’ own calendars", "calendar-clock",
        f"{_VIEWS}.calendar:calendar_view", f"{_PAPERS}.calendar:calendar_file", ending=".ics",
    ),
)  # fmt: skip


def named(name: str) -> PaperKind:
    """The paper of this name.

    Raises:
        KeyError: there is none.
    """
    return {kind.name: kind for kind in KINDS}[name]


def found_by(where: str) -> Callable[..., Any]:
    """The function that a "module:function" names."""
    module, _, name = where.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def print_paper(kind: PaperKind, view: Any) -> tuple[bytes, tuple[str, ...]]:
    """The file of a view, with its warnings.

    Raises:
        NoFilingResolution: there is no resolution to certify.
        CannotDraw: a character no font here can draw.
    """
    from coopdesk.documents.chapters import print_chapters

    make = found_by(kind.chapter)
    if kind.ending == ".ics":
        return make(view), ()
    if kind.name == "minutes":
        made = make(view)
    elif kind.several:
        if not view:
            from coopdesk.services.papers.resolution_certificates import NoFilingResolution

            raise NoFilingResolution()
        made = print_chapters([make(each) for each in view], view[0].heading)
    else:
        made = print_chapters([make(view)], view.heading)
    return made.data, made.warnings
