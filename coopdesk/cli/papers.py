"""coopdesk papers: the papers of a meeting, one by one or all in one go."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, Session, answer, session
from coopdesk.cli.saying import tell
from coopdesk.cli.sealing import SEAL, Sealer
from coopdesk.domain.faults import UnusableInput

if TYPE_CHECKING:
    from coopdesk.documents.chapters import Chapter, PaperFile
    from coopdesk.services.papers.heading import MeetingHeading

OUTPUT = click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .pdf file.")


@click.group(name="papers")
def command() -> None:
    """The papers of a meeting: notice, sheets, cards, certificates, and all of them as a pack."""


@command.command()
@FILE
@OUTPUT
@SEAL
@click.pass_context
def notice(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """The notice with agenda, motions and the clear days as a sum."""
    from coopdesk.documents.notice import notice as chapter
    from coopdesk.services.papers.notice import notice_view

    _make(context, file, output, "notice", notice_view, chapter, sealing)


@command.command()
@FILE
@OUTPUT
@SEAL
@click.pass_context
def agenda(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """The agenda alone, with every motion in full."""
    from coopdesk.documents.notice import agenda as chapter
    from coopdesk.services.papers.notice import notice_view

    _make(context, file, output, "agenda", notice_view, chapter, sealing)


@command.command(name="proxy-form")
@FILE
@OUTPUT
@SEAL
@click.pass_context
def proxy_form(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """The blank proxy form, two on a sheet where the motions are few."""
    from coopdesk.documents.proxy_form import proxy_form as chapter
    from coopdesk.services.papers.proxy_form import proxy_form_view

    _make(context, file, output, "proxy form", proxy_form_view, chapter, sealing)


@command.command()
@FILE
@OUTPUT
@SEAL
@click.pass_context
def attendance(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """The attendance sheet: every member, with a place to sign."""
    from coopdesk.documents.attendance_sheet import attendance_sheet as chapter
    from coopdesk.services.papers.attendance_sheet import attendance_sheet_view

    _make(context, file, output, "attendance sheet", attendance_sheet_view, chapter, sealing)


@command.command()
@FILE
@OUTPUT
@SEAL
@click.pass_context
def roll(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """The paper roll for the day the laptop dies; into a folder it is written as paper-roll.pdf."""
    from coopdesk.documents.paper_roll import paper_roll as chapter
    from coopdesk.services.papers.paper_roll import paper_roll_view

    if output.is_dir():
        output /= "paper-roll.pdf"
    _make(context, file, output, "paper roll", paper_roll_view, chapter, sealing)


@command.command()
@FILE
@click.option("--count", type=NUMBERS, help="How many; as many as members may vote, up to 200, unless said.")
@click.option("--first", type=NUMBERS, default=1, show_default=True, help="The first card's number.")
@OUTPUT
@SEAL
@click.pass_context
def cards(context: click.Context, file: Path, count: int | None, first: int, output: Path, sealing: bool) -> None:
    """Voting cards, ten on a sheet, numbered; they name nobody."""
    from coopdesk.cli.progress import counting
    from coopdesk.documents.voting_cards import voting_cards
    from coopdesk.services.papers.voting_cards import voting_cards_view

    check_ending(output, ".pdf", "A set of voting cards")
    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        view = desk.desk.ask(voting_cards_view, desk.meeting().id, desk.now, first, count)
        with counting("Voting cards", len(view.cards)) as progress:
            paper = _print([voting_cards(view, progress)], view.heading)
        last = view.cards[-1].number
        _deliver(desk, seal, output, paper, f"Voting cards {first} to {last}", {"first": first, "last": last})


@command.command()
@FILE
@click.argument("number", metavar="MOTION", type=NUMBERS)
@click.option("--count", type=NUMBERS, help="Draw so many more random serials first; left out, print those drawn.")
@OUTPUT
@click.pass_context
def slips(context: click.Context, file: Path, number: int, count: int | None, output: Path) -> None:
    """Voting slips for a secret ballot on paper that is open, six on a sheet; they name nobody."""
    from coopdesk.cli.progress import counting
    from coopdesk.documents.voting_slips import voting_slips as chapter
    from coopdesk.services.paper_accounts import MakeSlips
    from coopdesk.services.papers.voting_slips import voting_slips_view

    check_ending(output, ".pdf", "A set of voting slips")
    with session(context, file) as desk:
        meeting = desk.meeting().id
        seal = Sealer(desk, False)
        if count is not None:
            desk.desk.perform(MakeSlips(meeting, number, count))
        view = desk.desk.ask(voting_slips_view, meeting, desk.now, number)
        with counting("Voting slips", len(view.codes)) as progress:
            paper = _print([chapter(view, progress)], view.heading)
        said = f"A set of {len(view.codes)} voting slips for motion {number}"
        _deliver(desk, seal, output, paper, said, {"slips": len(view.codes)})


@command.command()
@FILE
@OUTPUT
@SEAL
@click.pass_context
def resolutions(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """A certificate for each filing resolution that was carried, one after another."""
    from coopdesk.documents.resolution_certificate import resolution_certificate
    from coopdesk.services.papers.resolution_certificates import NoFilingResolution, resolution_certificate_views

    check_ending(output, ".pdf", "A set of certificates")
    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        views = desk.desk.ask(resolution_certificate_views, desk.meeting().id, desk.now)
        if not views:
            raise NoFilingResolution()
        paper = _print([resolution_certificate(view) for view in views], views[0].heading)
        motions = [view.resolution.number for view in views]
        _deliver(desk, seal, output, paper, "Certificates of resolutions", {"motions": motions})


@command.command()
@FILE
@OUTPUT
@SEAL
@click.pass_context
def schedule(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """The attendance schedule: every stay in the room with its times."""
    from coopdesk.documents.attendance_schedule import attendance_schedule as chapter
    from coopdesk.services.papers.attendance_schedule import attendance_schedule_view

    _make(context, file, output, "attendance schedule", attendance_schedule_view, chapter, sealing)


@command.command(name="proxy-ledger")
@FILE
@OUTPUT
@SEAL
@click.pass_context
def proxy_ledger(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """The ledger of proxies: every form received, and what became of it."""
    from coopdesk.documents.proxy_ledger import proxy_ledger as chapter
    from coopdesk.services.papers.proxy_ledger import proxy_ledger_view

    _make(context, file, output, "proxy ledger", proxy_ledger_view, chapter, sealing)


@command.command(name="closing-slip")
@FILE
@OUTPUT
@SEAL
@click.pass_context
def closing_slip(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """The closing slip: the journal's head for two scrutineers to sign, in two copies."""
    from coopdesk.documents.closing_slip import closing_slip as chapter
    from coopdesk.services.papers.closing_slip import closing_slip_view

    _make(context, file, output, "closing slip", closing_slip_view, chapter, sealing)


@command.command()
@click.argument("text", default="")
@click.pass_context
def fonts(context: click.Context, text: str) -> None:
    """Which fonts would draw TEXT (a name, say), and the folder into which fonts for more scripts are dropped."""
    from coopdesk.documents.computer_fonts import pack_folder
    from coopdesk.documents.type import faces_of

    folder = pack_folder()
    drawn = faces_of(text)
    value = {
        "folder": str(folder),
        "drawn": [
            {"text": part.strip(), "font": face.name, "file": None if face.file is None else str(face.file)}
            for part, face in drawn
        ],
    }
    answer(
        context.obj,
        value,
        *(f"{part.strip()}: {face.name}, {face.file or 'which travels with coopdesk'}" for part, face in drawn),
        f"Fonts for more scripts (.ttf, .otf, .ttc) go into {folder}; the computer's own fonts are used after them.",
    )


@command.command()
@FILE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="An .ics file.")
@click.pass_context
def calendar(context: click.Context, file: Path, output: Path) -> None:
    """The meeting as a calendar file."""
    from coopdesk.documents.calendar import calendar_file
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.papers.calendar import calendar_view

    check_ending(output, ".ics", "The calendar file")
    with session(context, file) as desk:
        view = desk.desk.ask(calendar_view, desk.meeting().id, desk.now)
        write_file(output, calendar_file(view))
        desk.answer({"file": str(output), "warnings": []}, f"The calendar file is in {output}.")


@command.command()
@FILE
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="A .pdf file, or a folder to be made."
)
@SEAL
@click.pass_context
def pack(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """The whole meeting: one PDF with outline and results inside, or a folder with a manifest of SHA-256 sums."""
    from coopdesk.documents.pack import pack_folder, pack_pdf
    from coopdesk.documents.write_folder import write_folder
    from coopdesk.domain.minutes_life import check_seal
    from coopdesk.services.minutes_standing import standing
    from coopdesk.services.papers.pack import pack_view

    is_file = output.suffix.lower() == ".pdf"
    if output.suffix and not is_file and not output.is_dir():
        raise UnusableInput(f"The pack is a .pdf file or a folder without an ending; “{output.name}” is neither.")
    if sealing and not is_file:
        raise UnusableInput("A folder is not sealed; its manifest has the sums. Make the pack as a .pdf to seal it.")
    with session(context, file) as desk:
        meeting = desk.meeting()
        if sealing:
            check_seal(desk.desk.ask(standing, meeting.id).status)
        seal = Sealer(desk, sealing)
        view = desk.desk.ask(pack_view, meeting.id, desk.now)
        if is_file:
            _deliver(desk, seal, output, pack_pdf(view), "The papers of the meeting")
            return
        folder = pack_folder(view)
        write_folder(output, folder.files)
        for warning in folder.warnings:
            tell(warning)
        value = {
            "folder": str(output),
            "files": [str(output / name) for name in folder.files],
            "pages": folder.pages,
            "warnings": list(folder.warnings),
        }
        desk.answer(value, f"The papers of the meeting are in the folder {output}: {len(folder.files)} files.")


def _make(
    context: click.Context,
    file: Path,
    output: Path,
    what: str,
    view_of: Callable[..., Any],
    chapter: Callable[[Any], "Chapter"],
    sealing: bool,
) -> None:
    """Ask for a view, make its one chapter, write it, say so."""
    check_ending(output, ".pdf", f"The {what}")
    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        view = desk.desk.ask(view_of, desk.meeting().id, desk.now)
        _deliver(desk, seal, output, _print([chapter(view)], view.heading), f"The {what}")


def _print(chapters: Sequence["Chapter"], heading: "MeetingHeading") -> "PaperFile":
    from coopdesk.documents.chapters import print_chapters

    return print_chapters(chapters, heading)


def _deliver(
    desk: Session,
    seal: Sealer,
    output: Path,
    paper: "PaperFile",
    what: str,
    more: dict[str, object] | None = None,
) -> None:
    from coopdesk.documents.write_file import write_file

    sealed = seal(paper.data)
    write_file(output, sealed.data)
    for warning in paper.warnings:
        tell(warning)
    value = {
        "file": str(output),
        "pages": paper.pages,
        "warnings": list(paper.warnings),
        **(more or {}),
        **sealed.facts,
    }
    pages = f"{paper.pages} page{'' if paper.pages == 1 else 's'}"
    verb = "are" if what.endswith("s") or "papers" in what or "cards" in what else "is"
    desk.answer(value, f"{what} {verb} in {output} ({pages}).{sealed.words}")


def check_ending(output: Path, ending: str, what: str) -> None:
    """A paper is written to a file of its kind, or to a device.

    Raises:
        UnusableInput: the name ends otherwise.
    """
    # A device such as /dev/stdout has no ending, and takes whatever is written.
    if output.suffix.lower() != ending and not (output.exists() and not output.is_file() and not output.is_dir()):
        raise UnusableInput(f"{what} is made as a {ending} file; “{output.name}” is none. Nothing was written.")
