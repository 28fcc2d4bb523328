"""The whole meeting in one go: one PDF with an outline and the results inside, or a folder with check sums."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from coopdesk.documents.attachment import Attachment
from coopdesk.documents.attendance_schedule import attendance_schedule
from coopdesk.documents.attendance_sheet import attendance_sheet
from coopdesk.documents.calendar import calendar_file
from coopdesk.documents.chapters import Chapter, PaperFile, of_the_meeting, print_chapters
from coopdesk.documents.closing_slip import closing_slip
from coopdesk.documents.minutes import draw_minutes
from coopdesk.documents.minutes_legible import legible
from coopdesk.documents.notice import notice
from coopdesk.documents.page import Paper
from coopdesk.documents.proxy_form import proxy_form
from coopdesk.documents.proxy_ledger import proxy_ledger
from coopdesk.documents.resolution_certificate import resolution_certificate
from coopdesk.documents.results import results_json
from coopdesk.domain.clock import moment_text
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.papers.pack import PackView

FORMAT = "coopdesk-pack-1"
MANIFEST, SUMS, RESULTS = "manifest.json", "manifest.txt", "results.json"


@dataclass(frozen=True, slots=True)
class PackFolder:
    """The files of a folder by name, manifest and all; ``pages`` counts those of the papers."""

    files: dict[str, bytes]
    pages: int
    warnings: tuple[str, ...]


def pack_chapters(view: PackView) -> dict[str, Chapter]:
    """The chapters of the pack by file name, in the order they are read."""
    chapters = {"notice": notice(view.notice)}
    if view.proxy_form is not None:
        chapters["proxy-form"] = proxy_form(view.proxy_form)
    if view.attendance_sheet is not None:
        chapters["attendance-sheet"] = attendance_sheet(view.attendance_sheet)
    chapters["minutes"] = minutes_chapter(view.minutes, view)
    for each in view.certificates:
        chapters[f"resolution-{each.resolution.number}"] = resolution_certificate(each)
    if view.schedule is not None:
        chapters["attendance-schedule"] = attendance_schedule(view.schedule)
    if view.proxies is not None:
        chapters["proxies"] = proxy_ledger(view.proxies)
    if view.closing_slip is not None:
        chapters["closing-slip"] = closing_slip(view.closing_slip)
    return chapters


def minutes_chapter(minutes: MinutesView, view: PackView) -> Chapter:
    """The minutes as they stand, as a chapter."""
    shown, warnings = legible(minutes)
    draw: Callable[[Paper], None] = partial(draw_minutes, shown=shown)
    return Chapter(f"Minutes of {of_the_meeting(view.heading)}", draw, warnings)


def pack_pdf(view: PackView, progress: Callable[[int, int], None] | None = None) -> PaperFile:
    """Everything as one PDF/A-3 with an outline, the results carried inside as JSON; ``progress`` counts papers.

    Raises:
        CannotDraw: a filing resolution has a character no font here can draw.
    """
    results = Attachment(
        RESULTS,
        "application/json",
        "The results of the meeting, for another program",
        results_json(view.heading, view.minutes),
        view.heading.made,
    )
    title = f"Papers of {of_the_meeting(view.heading)}"
    return print_chapters(list(pack_chapters(view).values()), view.heading, title, (results,), progress)


def pack_folder(view: PackView, progress: Callable[[int, int], None] | None = None) -> PackFolder:
    """Everything as files: a PDF for each paper, calendar, results, and a manifest of their SHA-256 sums.

    ``manifest.txt`` is what ``sha256sum --check`` reads. The manifest says whether a file is the one that was packed;
    it says nothing of who packed it. ``progress`` counts papers.

    Raises:
        CannotDraw: a filing resolution has a character no font here can draw.
    """
    chapters = pack_chapters(view)
    papers = {}
    for done, (name, chapter) in enumerate(chapters.items(), 1):
        papers[f"{name}.pdf"] = print_chapters([chapter], view.heading)
        if progress is not None:
            progress(done, len(chapters))
    files = {name: paper.data for name, paper in papers.items()}
    files["meeting.ics"] = calendar_file(view.calendar)
    files[RESULTS] = results_json(view.heading, view.minutes)
    listed = [
        {
            "name": name,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            **({"pages": papers[name].pages} if name in papers else {}),
        }
        for name, data in files.items()
    ]
    manifest = {
        "format": FORMAT,
        "society": view.heading.society.name,
        "meeting": view.heading.title,
        "at": moment_text(view.heading.at),
        "made": moment_text(view.heading.made),
        "journal": {"head": view.heading.head, "entry": view.heading.entry},
        "files": listed,
    }
    files[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"
    sums = {str(each["name"]): str(each["sha256"]) for each in listed}
    sums[MANIFEST] = hashlib.sha256(files[MANIFEST]).hexdigest()
    files[SUMS] = "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode()
    warnings = dict.fromkeys(warning for paper in papers.values() for warning in paper.warnings)
    return PackFolder(files, sum(paper.pages for paper in papers.values()), tuple(warnings))
