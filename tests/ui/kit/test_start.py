"""The window's first paint waits for nothing it does not need."""

import subprocess
import sys

import pytest

HEAVY = ("sqlalchemy", "alembic", "reportlab", "click", "rapidfuzz", "coopdesk.services", "coopdesk.storage", "qrcode")


@pytest.mark.parametrize("module", ["coopdesk.ui.shell", "coopdesk.ui.kit.scanner", "coopdesk.ui.kit.table"])
def test_the_shell_starts_without_the_services(module: str) -> None:
    """A page imported before paint cost 3.6 times a bare window."""
    code = f"import sys, {module}; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in loaded if name.startswith(HEAVY)]
