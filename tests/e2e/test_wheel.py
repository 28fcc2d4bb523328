"""A wheel installed elsewhere makes papers: fonts, icons, migrations and help travel in it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest

REPO = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(REPO)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def _coopdesk(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    start = f"import sys; sys.path.insert(0, {str(installed)!r}); from coopdesk.app import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-P", "-c", start, *arguments], capture_output=True, text=True, cwd=installed.parent
    )


def test_a_certificate_and_minutes_are_made_far_from_the_source_tree(installed: Path, tmp_path: Path) -> None:
    society = tmp_path / "s.coopdesk"
    made = _coopdesk(installed, "society", "sample", str(society), "--members", "5")
    assert made.returncode == 0, made.stderr
    for arguments in (
        ("shares", "certificate", str(society), "3", "-o", str(tmp_path / "certificate.pdf")),
        ("minutes", "make", str(society), "-o", str(tmp_path / "minutes.pdf")),
    ):
        done = _coopdesk(installed, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    certificate = pypdfium2.PdfDocument(tmp_path / "certificate.pdf")
    assert "Hebden Stores" in certificate[0].get_textpage().get_text_range()


def test_icons_fonts_and_help_are_inside(installed: Path) -> None:
    resources = installed / "coopdesk" / "resources"
    assert list((resources / "icons").glob("*.svg"))
    assert list((resources / "fonts").rglob("*.ttf"))
    assert list((resources / "fonts").rglob("Inter*"))
    assert list((resources / "help").glob("*.md"))
