"""The cycle collector works in the window's thread only: a widget destroyed in another one kills the program."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.collector import Collector, collect_between_events
from coopdesk.ui.kit.jobs import Jobs

OBJECTS = 20_000
"""More than enough for Python to collect by itself."""


class _Cycle(QWidget):
    """A widget that only it itself refers to once it is let go of. With a timer running in it, destroyed in another
    thread, it would not fail a test but end it."""

    def __init__(self, heard: list[int]) -> None:
        super().__init__()
        self.me = self
        # A connection to a plain callable is called where the widget is destroyed.
        self.destroyed.connect(_Listener(heard), Qt.ConnectionType.DirectConnection)


class _Listener:
    def __init__(self, heard: list[int]) -> None:
        self._heard = heard

    def __call__(self, *_: object) -> None:
        self._heard.append(threading.get_ident())


def many_cycles(count: int = OBJECTS) -> None:
    """What a question to the file leaves behind, many times over."""
    for _ in range(count):
        ring: list[object] = []
        ring.append(ring)


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    """One of the test's own, over Python's usual thresholds."""
    kept = collect_between_events(qapp)
    kept.release()
    owner = QObject()
    gc.collect()
    made = Collector(owner)
    yield made
    made.release()
    collect_between_events(qapp)


def test_a_widget_in_a_cycle_is_destroyed_in_the_windows_thread_though_another_makes_the_objects(
    collector: Collector, qtbot: QtBot, jobs: Jobs
) -> None:
    heard: list[int] = []
    _Cycle(heard)
    jobs.store(many_cycles)
    qtbot.waitUntil(lambda: not jobs.busy())
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=20_000)
    assert heard == [threading.get_ident()]


def test_what_is_left_behind_does_not_pile_up(collector: Collector) -> None:
    many_cycles()
    collector.look()
    assert gc.get_count()[0] < OBJECTS / 10


def test_it_rests_while_a_long_count_asks_for_rest(collector: Collector) -> None:
    gc.disable()
    try:
        many_cycles()
        collector.look()
        assert gc.get_count()[0] > OBJECTS / 2
    finally:
        gc.enable()
    collector.look()
    assert gc.get_count()[0] < OBJECTS / 10


def test_what_has_grown_old_is_looked_through_too(collector: Collector) -> None:
    heard: list[int] = []
    grown_old = _Cycle(heard)
    gc.collect()
    del grown_old
    for _ in range(200):
        many_cycles(1000)
        collector.look()
    assert heard == [threading.get_ident()]


def test_asked_for_twice_it_is_the_same(qapp: QApplication) -> None:
    assert collect_between_events(qapp) is collect_between_events(qapp)
    assert gc.get_threshold()[0] == 0
