"""Names in every script on the screen of a computer without fonts: the program's own draw them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_DRAW = """
import sys
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication
from coopdesk.ui.kit.theme import current, load_fonts
app = QApplication([])
load_fonts()
layout = QTextLayout(sys.argv[1], current().font())
layout.beginLayout()
layout.createLine()
layout.endLayout()
glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
sys.exit(0 if glyphs and all(glyphs) else 1)
"""


@pytest.mark.parametrize("name", ["محمد عبد الله", "שרה כהן", "ሰላም", "สมชาย", "நளினி", "Сергій", "Łucja Ní Chonaill"])
def test_a_name_is_drawn_where_the_computer_has_no_font(name: str, tmp_path: Path) -> None:
    bare = tmp_path / "fonts.conf"
    bare.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>')
    surroundings = {**os.environ, "FONTCONFIG_FILE": str(bare), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", _DRAW, name], env=surroundings, capture_output=True, check=False)
    assert done.returncode == 0, f"a letter of “{name}” is a box"
