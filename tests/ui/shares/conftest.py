"""The shares page over the sample society."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.shares.page import SharesPage, build
from tests.ui.desks import sample_desk, settle, show
from tests.ui.shares.shares_at_hand import AtShares


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[AtShares]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, SharesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield AtShares(page, desk, jobs, qtbot)
