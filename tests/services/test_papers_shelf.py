"""Whose papers a window shows: those of the meeting at hand, or of the one that was chosen."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coopdesk.domain.clock import fixed_clock
from coopdesk.services.meetings import CallMeeting
from coopdesk.services.papers.shelf import papers_shelf
from coopdesk.services.perform import Desk
from coopdesk.services.room import UnknownMeeting
from coopdesk.services.sample import make_sample
from coopdesk.storage import files

NOW = datetime(2026, 11, 28, 18, 52, tzinfo=UTC)


def test_the_meeting_at_hand_unless_another_is_chosen(tmp_path: Path) -> None:
    store = files.make(tmp_path / "ours.coopdesk")
    with closing(store):
        make_sample(store, NOW, members=12)
        desk = Desk(store, clock=fixed_clock(NOW))
        desk.perform(CallMeeting("sgm", "2027-01-27 19:00", "The hall"))
        at_hand, chosen = desk.ask(papers_shelf, NOW), desk.ask(papers_shelf, NOW, 2)
        assert at_hand is not None
        assert chosen is not None
        assert (at_hand.meeting.number, chosen.meeting.number) == (1, 2)
        assert [each.number for each in chosen.meetings] == [1, 2]
        with pytest.raises(UnknownMeeting):
            desk.ask(papers_shelf, NOW, 99)
