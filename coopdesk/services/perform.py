"""command -> handler -> rows and journal entry in one transaction -> commit -> tell.

There is no second way to change a society, so there is no second thing to test, to undo or to audit. Undo is an inverse
command that appends; acts that have none (a declared result) stay.
"""

import contextlib
import json
import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import Clock, moment_text, system_clock
from coopdesk.domain.faults import Fault
from coopdesk.domain.members import clean_line
from coopdesk.domain.refusals import NothingToUndo, Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import Event
from coopdesk.storage import journal
from coopdesk.storage.store import Reader, Store
from coopdesk.storage.tables import JournalRow, KeptAsideRow

NONCE_LIMIT = 200
"""Characters of a nonce; a scanner's takes a tenth of that."""

T = TypeVar("T")
C = TypeVar("C", bound="Command[Any]")


@dataclass(frozen=True, slots=True)
class Command(Generic[T]):
    """One wish. Fields are text, whole numbers, truth or None, so that an inverse can wait in the journal."""

    private: ClassVar[tuple[str, ...]] = ()
    """Fields of an inverse that hold personal data or free text: they wait beside the journal, not in it."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a handler gives back: the value for the caller, what to tell, and the inverse if there is one."""

    value: T
    events: tuple[Event, ...] = ()
    undo: Command[Any] | None = None
    sweep: bool = False
    """A secret ballot was closed, or papers counted: their traces are to be swept from the file after the commit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry as read back."""

    seq: int
    at: str
    actor: int
    act: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back: the act's name and its place in the journal."""

    act: str
    seq: int


Handler = Callable[[Any, Act], Done[Any]]
Repeater = Callable[[Any, Reader, Entry], Any]

_HANDLERS: dict[type[Command[Any]], Handler] = {}
_REPEATERS: dict[type[Command[Any]], Repeater] = {}
_BY_NAME: dict[str, type[Command[Any]]] = {}
_FIELDS: dict[type[Command[Any]], tuple[str, ...]] = {}

_BY_NONCE = select(JournalRow.seq, JournalRow.at, JournalRow.actor, JournalRow.act, JournalRow.payload).where(
    JournalRow.nonce == bindparam("nonce")
)
_BACKWARDS = (
    select(JournalRow.seq, JournalRow.at, JournalRow.actor, JournalRow.act, JournalRow.payload)
    .where(JournalRow.seq < bindparam("before"))
    .order_by(JournalRow.seq.desc())
    .limit(64)
)
_KEPT_ASIDE = select(KeptAsideRow.words).where(KeptAsideRow.id == bindparam("id"))
_HEAD_TIME = select(JournalRow.at).order_by(JournalRow.seq.desc()).limit(1)


@dataclass
class NonceUsed(Refusal):
    """One nonce stands for one act: the same again is harmless, another act under it is a mix-up."""

    code = "NONCE-USED"
    sentence = (
        "This nonce belongs to another act on the record, so nothing was recorded now. "
        "Send the new act with a nonce of its own."
    )


class _Rehearsed(Exception):
    """Ends the transaction of a rehearsal, so that nothing of it stays."""


def handles(command: type[C]) -> Callable[[Callable[[C, Act], Done[T]]], Callable[[C, Act], Done[T]]]:
    """Register the one handler of a command.

    Raises:
        RuntimeError: at import, where it has one already.
    """

    def register(handler: Callable[[C, Act], Done[T]]) -> Callable[[C, Act], Done[T]]:
        if command in _HANDLERS:
            raise RuntimeError(f"{command.__name__} has a handler already")
        _HANDLERS[command] = handler
        _BY_NAME[command.__name__] = command
        _FIELDS[command] = tuple(each.name for each in fields(command))
        return handler

    return register


def repeats(command: type[C]) -> Callable[[Callable[[C, Reader, Entry], T]], Callable[[C, Reader, Entry], T]]:
    """Register how a repeated command (same nonce) finds the first one's result again."""

    def register(repeater: Callable[[C, Reader, Entry], T]) -> Callable[[C, Reader, Entry], T]:
        _REPEATERS[command] = repeater
        return repeater

    return register


def _nobody_listens(_event: Event) -> None:
    """The command line has no pages to refresh."""


class Desk:
    """An open society file at work: perform commands, ask for views, undo.

    Args:
        store: the open file.
        clock: tells the moment of each act.
        actor: the operator's id; the journal never carries a name.
        publish: hears each event after its commit.
        random: gives so many random bytes, for salts and tokens; a sample society brings its own, to be the same twice.
    """

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock = system_clock,
        actor: int = 1,
        publish: Callable[[Event], None] = _nobody_listens,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self.store = store
        self.clock = clock
        self._actor = actor
        self._publish = publish
        self._random = random

    def perform(self, command: Command[T], *, nonce: str | None = None) -> T:
        """Carry out one command: recorded whole and journalled, or not at all.

        A command with a nonce that is on record already changes nothing and gives the first result again.

        Raises:
            Refusal: a rule said no; nothing was changed.
            NotUnderstood: the nonce is empty, too long or not text.
            NonceUsed: the nonce stands for another act.
            Fault: the disk or the file failed; nothing was changed.
        """
        if nonce is not None:
            nonce = clean_line("The nonce", nonce, NONCE_LIMIT, required=True)
        done = self._record(command, nonce, None)
        for event in done.events:
            self._publish(event)
        return done.value

    def ask(self, view: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Read a view from one consistent state: ``desk.ask(door_view, 3)`` calls ``door_view(reader, 3)``."""
        with self.store.reading() as reader:
            return view(reader, *args, **kwargs)

    def rehearse(self, command: Command[T]) -> T:
        """What a command would come to: carried out as far as its last check and taken back. Nothing is recorded, told
        or journalled, so that a page can show beforehand what an act will do, in the act's own words.

        Raises:
            Refusal, Fault: what ``perform`` would raise.
        """
        with contextlib.suppress(_Rehearsed), self.store.writing() as writer:
            value: T = _HANDLERS[type(command)](command, Act(writer, self.clock(), self._actor, self._random)).value
            raise _Rehearsed
        return value

    def now(self) -> datetime:
        """The clock's moment."""
        return self.clock()

    def undo(self, acts: Collection[str] | None = None) -> Undone:
        """Take back the last act that can be taken back (of these kinds), by recording its inverse.

        Raises:
            NothingToUndo: no act is left that has an inverse.
            Refusal: the inverse itself breaks a rule (somebody voted since).
        """
        with self.store.reading() as reader:
            found = _last_undoable(reader, acts)
        if found is None:
            raise NothingToUndo()
        inverse = self.ask(_inverse, found)
        done = self._record(inverse, None, found)
        for event in done.events:
            self._publish(event)
        return Undone(found.act, found.seq)

    def _record(self, command: Command[T], nonce: str | None, undoes: Entry | None) -> Done[T]:
        kind = type(command)
        handler = _HANDLERS[kind]
        with self.store.writing() as writer:
            if nonce is not None:
                first = _entry(writer.first(_BY_NONCE, nonce=nonce))
                if first is not None:
                    if first.act != kind.__name__ or kind not in _REPEATERS:
                        raise NonceUsed()
                    return Done(_REPEATERS[kind](command, writer, first))
            effects = undoes.payload["rows"] if undoes is not None else None
            act = Act(writer, self.clock(), self._actor, self._random, effects)
            done: Done[T] = handler(command, act)
            act.note_register()
            payload = act.payload()
            if done.undo is not None and undoes is None:
                payload["undo"] = _waiting(act, done.undo)
            if undoes is not None:
                payload["undoes"] = undoes.seq
            journal.append(
                writer,
                journal.head(writer),
                at=act.at,
                actor=self._actor,
                act=kind.__name__,
                payload=payload,
                nonce=nonce,
            )
        if done.sweep:
            # Where another program is reading just now the ballot keeps waiting, and the file's next closing sweeps it.
            with contextlib.suppress(Fault):
                self.store.sweep_ballots()
        return done


def _waiting(act: Act, inverse: Command[Any]) -> list[Any]:
    """An inverse as it waits in the journal: its name, its fields, and where those are kept that name somebody."""
    # Their values are plain values: asdict, which copies whatever they may hold, took ten times as long.
    given = {name: getattr(inverse, name) for name in _FIELDS[type(inverse)]}
    private = {name: given.pop(name) for name in inverse.private}
    if not any(private.values()):
        return [type(inverse).__name__, given | private]
    return [type(inverse).__name__, given, act.add(KeptAsideRow, words=journal.canonical(private))]


def _inverse(reader: Reader, entry: Entry) -> Command[Any]:
    name, fields, *kept = entry.payload["undo"]
    if kept:
        words = reader.one(_KEPT_ASIDE, id=kept[0])
        if not words:
            # Erased, on somebody's request: there is nothing left to put back.
            raise NothingToUndo()
        fields = fields | json.loads(words)
    inverse: Command[Any] = _BY_NAME[name](**fields)
    return inverse


def _entry(row: tuple[int, str, int, str, str] | None) -> Entry | None:
    if row is None:
        return None
    seq, at, actor, act, payload = row
    return Entry(seq, at, actor, act, json.loads(payload))


def entries_backwards(reader: Reader) -> Iterator[Entry]:
    """The journal from its last entry to its first."""
    before = journal.head(reader).seq + 1
    while rows := reader.rows(_BACKWARDS, before=before):
        for row in rows:
            entry = _entry(row)
            assert entry is not None
            yield entry
        before = rows[-1][0]


def _last_undoable(reader: Reader, acts: Collection[str] | None) -> Entry | None:
    undone: set[int] = set()
    for entry in entries_backwards(reader):
        if "undoes" in entry.payload:
            undone.add(entry.payload["undoes"])
        elif "undo" in entry.payload and entry.seq not in undone and (acts is None or entry.act in acts):
            return entry
    return None


def saved_at(reader: Reader) -> str:
    """The moment of the last entry, as stored; the society file is saved at every act."""
    found = reader.value(_HEAD_TIME)
    return found if found is not None else moment_text(system_clock())
