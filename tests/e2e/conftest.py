"""An evening's beginning: a society's file in a folder of its own, and somebody at the window opened on it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.services.sample import make_sample
from coopdesk.storage import files
from tests.e2e.operator import Operator


@pytest.fixture
def members() -> int:
    """How many the society has; a module that wants another number says so with a fixture of this name."""
    return 30


@pytest.fixture
def society(members: int, tmp_path: Path) -> Path:
    """The file of a society whose meeting is today; a module may change its rules before anybody opens it."""
    path = tmp_path / "Hebden Stores.coopdesk"
    store = files.make(path)
    make_sample(store, datetime.now(UTC), members=members)
    store.close()
    return path


@pytest.fixture
def operator(qtbot: QtBot, qapp: QApplication, own_settings: None, society: Path) -> Iterator[Operator]:
    """The window open on the society, with settings of its own."""
    made = Operator(qtbot, qapp, society)
    yield made
    made.leave()
