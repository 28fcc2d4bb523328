"""A page nobody looks at reads nothing, and catches up when it comes forward."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.members.page import MembersPage, build
from coopdesk.ui.members.presenter import MembersPresenter
from tests.ui.desks import sample_desk, settle, show


def test_check_ins_are_not_held_up_by_a_page_behind(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, MembersPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        presenter = page.findChild(MembersPresenter)
        assert presenter is not None
        read: list[object] = []
        presenter.counted.connect(read.append)
        page.left()
        desk.perform(OpenMeeting(1))
        desk.perform(CheckIn(1, "3"))
        settle(qtbot, jobs)
        assert read == []
        page.opened()
        settle(qtbot, jobs)
        assert len(read) == 1
        assert page.here.words() == "Here 1"
        page.left()
        page.opened()
        settle(qtbot, jobs)
        assert len(read) == 1
        qtbot.wait(10)
        for each in page.findChildren(MembersPresenter):
            each.stop()
        settle(qtbot, jobs)
        page.close()
