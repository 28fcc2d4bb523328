"""One wish, one transaction, one journal entry; told after the commit; taken back by a further entry."""

from dataclasses import dataclass
from typing import Any

import pytest

from coopdesk.domain.faults import FileMoved
from coopdesk.domain.refusals import NothingToUndo, NotUnderstood, Refusal
from coopdesk.services import perform
from coopdesk.services.act import Act
from coopdesk.services.door import CheckIn, HasVoted, UndoArrival
from coopdesk.services.events import DoorChanged
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.members import member
from coopdesk.services.membership import AddMember, EditMember
from coopdesk.services.perform import Command, Done, NonceUsed
from coopdesk.services.verify import verify
from coopdesk.services.votes import CastVote
from coopdesk.storage import journal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import GuestRow
from tests.conftest import DeskAtHand


def everything(desk: DeskAtHand) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table: what "nothing was changed" means."""

    def read(reader: Reader) -> dict[str, list[tuple[Any, ...]]]:
        tables = [name for (name,) in reader.raw("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: reader.raw(f"SELECT * FROM {name}") for name in tables if "_words" not in name}

    return desk.ask(read)


@dataclass(frozen=True, slots=True)
class Stumble(Command[None]):
    """Writes a row and then breaks."""

    by: str


def _stumble(command: Stumble, act: Act) -> Done[None]:
    act.add(GuestRow, meeting=1, name="Half There", arrived_at=act.at, left_at=None, void=0)
    if command.by == "refusal":
        raise NotUnderstood("The guest", "Half There", "only half of them came")
    if command.by == "bug":
        raise ZeroDivisionError
    return Done(None, (DoorChanged(),))


@pytest.fixture
def _stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(perform._HANDLERS, Stumble, _stumble)


@pytest.mark.usefixtures("_stumbling")
@pytest.mark.parametrize(("by", "breaks"), [("refusal", NotUnderstood), ("bug", ZeroDivisionError)])
def test_a_handler_that_breaks_leaves_nothing(sample: DeskAtHand, by: str, breaks: type[Exception]) -> None:
    before = everything(sample)
    with pytest.raises(breaks):
        sample.perform(Stumble(by))
    assert everything(sample) == before
    assert sample.told == []
    sample.perform(OpenMeeting(1))


@pytest.mark.usefixtures("_stumbling")
def test_a_journal_that_cannot_be_written_leaves_no_row(sample: DeskAtHand, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(sample)

    def fail(*_: Any, **__: Any) -> None:
        raise OSError("the journal")

    monkeypatch.setattr(journal, "append", fail)
    with pytest.raises(OSError, match="the journal"):
        sample.perform(Stumble(""))
    assert everything(sample) == before
    assert sample.told == []


def test_pages_are_told_after_the_commit_and_not_before(sample: DeskAtHand, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look(_event: object) -> None:
        other = DeskAtHand(sample.path)
        seen.append(len(other.ask(lambda reader: reader.raw("SELECT 1 FROM attendance"))))
        other.store.close()

    monkeypatch.setattr(sample, "_publish", look)
    sample.perform(CheckIn(1, "1"))
    assert seen == [1]


def test_nothing_is_told_of_an_act_that_did_not_reach_the_disk(sample: DeskAtHand) -> None:
    sample.path.unlink()
    with pytest.raises(FileMoved):
        sample.perform(CheckIn(1, "1"))
    assert sample.told == []


def test_each_act_is_one_entry(sample: DeskAtHand) -> None:
    before = sample.ask(journal.head)
    sample.perform(CheckIn(1, "1"))
    after = sample.ask(journal.head)
    assert after.seq == before.seq + 1
    entry = next(iter(sample.ask(lambda reader: list(perform.entries_backwards(reader)))))
    assert (entry.seq, entry.act, entry.at, entry.actor) == (after.seq, "CheckIn", "2026-11-28T18:30:00Z", 1)


def test_a_nonce_twice_is_one_act_and_one_answer(sample: DeskAtHand) -> None:
    first = sample.perform(CheckIn(1, "1"), nonce="scan 1")
    sample.watch.wind(seconds=2)
    before = everything(sample)
    assert sample.perform(CheckIn(1, "1"), nonce="scan 1") == first
    assert everything(sample) == before


def test_a_nonce_of_another_act_is_a_mix_up(sample: DeskAtHand) -> None:
    sample.perform(CheckIn(1, "1"), nonce="scan 1")
    with pytest.raises(NonceUsed):
        sample.perform(CheckIn(1, "2"), nonce="scan 1")
    with pytest.raises(NonceUsed):
        sample.perform(AddMember(name="Ann Oak"), nonce="scan 1")


@pytest.mark.parametrize("nonce", ["", "  ", "x" * 201, "a\ud800"])
def test_a_nonce_that_says_nothing_is_refused(sample: DeskAtHand, nonce: str) -> None:
    with pytest.raises(NotUnderstood, match="nonce"):
        sample.perform(CheckIn(1, "1"), nonce=nonce)


def test_undo_appends_and_never_takes_away(sample: DeskAtHand) -> None:
    sample.perform(CheckIn(1, "1"))
    entries = sample.ask(journal.head).seq
    undone = sample.undo()
    assert (undone.act, undone.seq) == ("CheckIn", entries)
    assert sample.ask(journal.head).seq == entries + 1
    assert sample.ask(verify).sound


def test_undo_goes_back_one_act_at_a_time(sample: DeskAtHand) -> None:
    for number in "123":
        sample.perform(CheckIn(1, number))
    assert [sample.undo({"CheckIn"}).seq for _ in range(3)] == sorted(
        (sample.ask(journal.head).seq - place for place in (3, 4, 5)), reverse=True
    )
    with pytest.raises(NothingToUndo):
        sample.undo({"CheckIn"})


def test_an_undo_that_breaks_a_rule_changes_nothing(quorate: DeskAtHand) -> None:
    from coopdesk.services.counting import PutMotion
    from coopdesk.services.motions import AddMotion

    quorate.perform(AddMotion(meeting=1, title="A", text="That A.", kind="ordinary"))
    quorate.perform(CheckIn(1, "13"))
    quorate.perform(PutMotion(1, 1, "recorded"))
    quorate.perform(CastVote(1, 1, "13", "for"))
    before = everything(quorate)
    with pytest.raises(HasVoted):
        quorate.undo({"CheckIn"})
    assert everything(quorate) == before


def test_an_undo_is_not_undone(sample: DeskAtHand) -> None:
    sample.perform(CheckIn(1, "1"))
    sample.undo()
    with pytest.raises(NothingToUndo):
        sample.undo({"CheckIn", UndoArrival.__name__})


def test_two_handlers_for_one_command_are_a_mistake_at_once() -> None:
    with pytest.raises(RuntimeError, match="handler already"):
        perform.handles(CheckIn)(lambda command, act: Done(None))


def test_order_is_by_sequence_when_the_clock_goes_back(sample: DeskAtHand) -> None:
    sample.perform(CheckIn(1, "1"))
    sample.watch.wind(hours=-3)
    sample.perform(CheckIn(1, "2"))
    assert sample.ask(verify).sound
    assert sample.undo().seq == sample.ask(journal.head).seq - 1


def test_the_journal_names_nobody(busy: DeskAtHand) -> None:
    """Personal data and free text live in rows, which can be erased; the chain carries ids and salted hashes."""
    busy.perform(EditMember(member=5, name="Rhys Vaughan", address="1 Cliff Street", email="rhys@example.org"))
    busy.undo({"EditMember"})
    journals = " ".join(text for (text,) in busy.ask(lambda reader: reader.raw("SELECT payload FROM journal")))
    for column in ("name", "representative", "address", "postcode", "email", "phone"):
        kept = {str(value) for (value,) in busy.ask(lambda reader, c=column: reader.raw(f"SELECT {c} FROM member"))}
        found = [value for value in kept if len(value) > 3 and value in journals]
        assert found == [], column
    for words in ("Rhys Vaughan", "Cliff Street", "Ada Brook", "agreed", "called out too late", "That Audit", "Hill"):
        assert words not in journals


def test_what_a_refusal_says_is_one_sentence_people_can_act_on(sample: DeskAtHand) -> None:
    with pytest.raises(Refusal) as told:
        sample.ask(member, "999")
    assert str(told.value).startswith("There is no member 999")
