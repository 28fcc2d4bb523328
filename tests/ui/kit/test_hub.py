"""Events reach the pages that asked for them, in the GUI thread, and keep none of them alive."""

import gc
import threading
import weakref
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.hub import Hub


@dataclass(frozen=True)
class Happened:
    """Anything."""

    number: int


@dataclass(frozen=True)
class Arrived(Happened):
    """Somebody."""


class Page:
    def __init__(self) -> None:
        self.heard: list[tuple[Happened, int]] = []

    def on_event(self, event: Happened) -> None:
        self.heard.append((event, threading.get_ident()))


def test_an_event_published_on_the_store_thread_is_heard_in_the_gui_thread(qtbot: QtBot) -> None:
    hub, page = Hub(), Page()
    hub.subscribe(Arrived, page.on_event)
    threads = [threading.Thread(target=hub.publish, args=(Arrived(2**40 + n),)) for n in range(5)]
    for thread in threads:
        thread.start()
        thread.join()
    assert page.heard == []
    qtbot.waitUntil(lambda: len(page.heard) == 5)
    assert page.heard == [(Arrived(2**40 + n), threading.get_ident()) for n in range(5)]


def test_a_page_hears_its_kind_and_what_is_a_kind_of_it(qtbot: QtBot) -> None:
    hub, all_of_it, only_arrivals = Hub(), Page(), Page()
    hub.subscribe(Happened, all_of_it.on_event)
    hub.subscribe(Arrived, only_arrivals.on_event)
    hub.publish(Happened(1))
    hub.publish(Arrived(2))
    qtbot.waitUntil(lambda: len(all_of_it.heard) == 2)
    assert [event for event, _ in only_arrivals.heard] == [Arrived(2)]


def test_a_closed_page_hears_nothing(qtbot: QtBot) -> None:
    hub, page, other = Hub(), Page(), Page()
    hub.subscribe(Happened, page.on_event)
    hub.subscribe(Happened, other.on_event)
    heard, gone = page.heard, weakref.ref(page)
    del page
    gc.collect()
    assert gone() is None
    hub.publish(Happened(1))
    qtbot.waitUntil(lambda: bool(other.heard))
    assert heard == []


def test_a_closed_hub_tells_nobody_even_what_was_published_before(qtbot: QtBot) -> None:
    hub, page = Hub(), Page()
    hub.subscribe(Happened, page.on_event)
    hub.publish(Happened(1))
    hub.close()
    hub.publish(Happened(2))
    qtbot.wait(20)
    assert page.heard == []


def test_a_lambda_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(TypeError):
        Hub().subscribe(Happened, lambda _event: None)
