"""The same certificate by others' tools, where they are found: typst and WeasyPrint in the Python that
``COOPDESK_RIVALS`` names (``python -m venv``, then ``pip install typst weasyprint``), LibreOffice Draw on the path.

Each is given the text and the modules of the code, and makes one file of many pages, untagged.
"""

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from coopdesk.documents import qr
from coopdesk.documents.certificate import certificate_pdf
from coopdesk.services.certificate_view import CertificateView
from tests.bench.measure import Figure, absent, at_least, spelt

PAGES = 100
PYTHON = "COOPDESK_RIVALS"
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
_WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"


def figures(folder: Path, views: Sequence[CertificateView]) -> Iterator[Figure]:
    """How many times our processor time each rival takes, all starting costs counted for all."""
    sources = {"certificates.typ": _typst, "certificates.html": _html, "certificates.fodg": _drawing}
    for name, written in sources.items():
        opened, closed = _AROUND.get(name, ("", ""))
        pages = "\n".join(written(view) for view in views)
        (folder / name).write_text(f"{opened}{pages}{closed}", encoding="utf-8")
    for view in views:
        qr.modules(view.code)
    python, office = os.environ.get(PYTHON), shutil.which("lodraw")
    page = folder / "certificates.html"
    rivals: dict[str, tuple[Fraction, list[str] | None]] = {
        "typst": (Fraction(2, 3), _module(python, "typst", _TYPST, folder / "certificates.typ", folder)),
        "WeasyPrint": (Fraction(30), _module(python, "weasyprint", _WEASYPRINT, page, folder)),
        "LibreOffice": (Fraction(30), _office(office, folder / "certificates.fodg", folder)),
    }
    for name, (least, command) in rivals.items():
        what = f"{name}, {PAGES} certificates"
        if command is None:
            yield absent(what, f"not found ({PYTHON}, or LibreOffice Draw, lodraw, on the path)")
            continue
        ours = sorted(_spent(lambda: certificate_pdf(views)) for _ in range(3))[1]
        spent = sorted(_child(command) for _ in range(2))[0]
        yield at_least(what, spent, ours, f"coopdesk ({spelt(ours)})", least)


def _spent(work: Callable[[], object]) -> int:
    start = time.process_time_ns()
    work()
    return time.process_time_ns() - start


def _child(command: Sequence[str]) -> int:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 10**9)


def _module(python: str | None, module: str, program: str, source: Path, folder: Path) -> list[str] | None:
    if python is None or subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode:
        return None
    return [python, "-c", program, str(source), str(folder / f"{module}.pdf")]


def _office(office: str | None, source: Path, folder: Path) -> list[str] | None:
    if office is None:
        return None
    home = f"-env:UserInstallation=file://{folder / 'office'}"
    return [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]


def _texts(view: CertificateView) -> list[tuple[float, int, str]]:
    """Baseline in millimetres, size in points, words: the lines every tool sets, centred."""
    return [
        (43, 25, f"{view.number:05d}"),
        (70, 30, view.society.name),
        (78, 9, f"Registered number {view.society.number}"),
        (82, 9, f"Registered office: {view.society.office}"),
        (105, 16, "This is to certify that"),
        (119, 35, view.holder),
        (128, 11, f"of {view.address}"),
        (138, 12, f"is the registered holder of {view.shares} {view.class_words} of £1 each, fully paid,"),
    ]


def _runs(view: CertificateView) -> Iterator[tuple[int, int]]:
    for row, line in enumerate(qr.modules(view.code)):
        yield from ((column, row) for column, module in enumerate(line) if module == "1")


def _svg(view: CertificateView) -> str:
    count = len(qr.modules(view.code))
    path = "".join(f"M{x} {y}h1v1h-1z" for x, y in _runs(view))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {count} {count}"><path d="{path}"/></svg>'


def _typst(view: CertificateView) -> str:
    placed = "\n".join(
        f'#place(top + center, dy: {y}mm, text(size: {size}pt, "{words}"))' for y, size, words in _texts(view)
    )
    code = _svg(view).replace('"', '\\"')
    return (
        "#set page(width: 297mm, height: 210mm, margin: 0mm)\n"
        '#place(dx: 9mm, dy: 9mm, rect(width: 279mm, height: 192mm, stroke: 1pt + rgb("0B5A6B")))\n'
        f'{placed}\n#place(dx: 242mm, dy: 161mm, image(bytes("{code}"), format: "svg", width: 25mm))\n'
        "#pagebreak(weak: true)"
    )


_AROUND = {
    "certificates.fodg": (
        '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.graphics"><office:automatic-styles>'
        '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm"/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="M" style:page-layout-name="L"/></office:master-styles><office:body>'
        "<office:drawing>",
        "</office:drawing></office:body></office:document>",
    )
}


def _drawing(view: CertificateView) -> str:
    placed = "".join(
        f'<draw:frame svg:x="20mm" svg:y="{y - size * 0.35:.1f}mm" svg:width="257mm" svg:height="{size * 0.5:.1f}mm">'
        f"<draw:text-box><text:p>{words}</text:p></draw:text-box></draw:frame>"
        for y, size, words in _texts(view)
    )
    count = len(qr.modules(view.code))
    path = " ".join(f"M{x} {y}h1v1h-1z" for x, y in _runs(view))
    return (
        f'<draw:page draw:master-page-name="M">{placed}<draw:path svg:x="242mm" svg:y="161mm" svg:width="25mm" '
        f'svg:height="25mm" svg:viewBox="0 0 {count} {count}" svg:d="{path}"/></draw:page>'
    )


def _html(view: CertificateView) -> str:
    placed = "".join(f'<p style="top:{y}mm;font-size:{size}pt">{words}</p>' for y, size, words in _texts(view))
    return (
        "<style>@page{size:297mm 210mm;margin:0}section{position:relative;height:209mm;page-break-after:always}"
        "p{position:absolute;width:297mm;text-align:center;margin:0}svg{position:absolute;left:242mm;top:161mm;width:25mm}"
        f"</style><section>{placed}{_svg(view)}</section>"
    )
