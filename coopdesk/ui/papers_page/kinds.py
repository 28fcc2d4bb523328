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


_VIEWS, _PAPERS = "coopdesk.services.papers", "coopdesk.documents"


def _kind(name: str, title: str, note: str, icon: IconName, place: str = "", view: str = "") -> PaperKind:
    place = place or name.replace("-", "_")
    chapter = name.replace("-", "_")
    return PaperKind(
        name, title, note, icon, f"{_VIEWS}.{place}:{view or place + '_view'}", f"{_PAPERS}.{place}:{chapter}"
    )


KINDS: tuple[PaperKind, ...] = (
    _kind("notice", "Notice", "agenda, motions and clear days", "mail"),
    _kind("agenda", "Agenda", "every motion in full", "list-checks", "notice"),
    _kind("proxy-form", "Proxy form", "blank, two on a sheet where it fits", "file-plus"),
    _kind("attendance-sheet", "Attendance sheet", "every member, with a place to sign", "users"),
    _kind("paper-roll", "Paper roll", "for the day the computer dies", "notebook-pen"),
    _kind("voting-cards", "Voting cards", "numbered, ten on a sheet", "id-card"),
    PaperKind(
        "minutes", "Minutes", "as they stand", "file-text",
        "coopdesk.services.minutes:minutes_view", "coopdesk.documents.minutes:minutes_pdf",
    ),
    PaperKind(
        "resolutions", "Certificates of resolutions", "one for each that has to be filed", "award",
        f"{_VIEWS}.resolution_certificates:resolution_certificate_views",
        f"{_PAPERS}.resolution_certificate:resolution_certificate", several=True,
    ),
    _kind("attendance-schedule", "Attendance schedule", "who was there, with times", "clock"),
    _kind("proxy-ledger", "Ledger of proxies", "who speaks for whom", "users"),
    _kind("closing-slip", "Closing slip", "for two scrutineers to sign", "shield-check"),
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
    """The PDF of a view, with its warnings.

    Raises:
        NoFilingResolution: there is no resolution to certify.
        CannotDraw: a character no font here can draw.
    """
    from coopdesk.documents.chapters import print_chapters

    make = found_by(kind.chapter)
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
