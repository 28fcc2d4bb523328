"""Taking an import back: the entries it added become void, what it replaced is put back, and only if nobody has relied
on them since."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.members import MemberKind, display_number, search_form
from coopdesk.domain.refusals import Refusal
from coopdesk.services import search
from coopdesk.services.act import Act
from coopdesk.services.events import RegisterChanged, SharesChanged
from coopdesk.services.member_past import void_past
from coopdesk.services.member_turns import void_turn
from coopdesk.services.opening_holdings import OURS, close_holdings
from coopdesk.services.perform import Command, Done, Entry, entries_backwards, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    ApologyRow,
    AttendanceRow,
    CardRow,
    CertificateRow,
    FormerRow,
    MeetingRow,
    MemberEventRow,
    MemberPastRow,
    MemberRow,
    MotionRow,
    PaymentRow,
    RollRow,
    ShareMovementRow,
)

_DETAILS = (
    "name", "kind", "representative", "class_name", "address", "postcode", "email", "phone", "joined_on", "status",
    "ended_on", "end_reason",
)  # fmt: skip
_DETAILS_OF = select(*(MemberRow.__table__.c[name] for name in _DETAILS)).where(MemberRow.id == bindparam("id"))
_NUMBER = select(MemberRow.number).where(MemberRow.id == bindparam("id"))
_FORMER = select(FormerRow.member, FormerRow.held).where(FormerRow.entry == bindparam("entry"))
_OPENED = select(ShareMovementRow.id, ShareMovementRow.member, ShareMovementRow.shares).where(
    ShareMovementRow.member.between(bindparam("first"), bindparam("last")), ShareMovementRow.kind == "opening"
)
_LAST_MOVEMENT = select(func.coalesce(func.max(ShareMovementRow.id), 0))
_CARDS = select(CardRow.token).where(
    CardRow.member.between(bindparam("first"), bindparam("last")), CardRow.withdrawn_at.is_(None)
)
_MOVEMENT_COLUMNS = tuple("id member shares kind on_day at payment certificate reverses".split())


def _anybody(column: Any) -> Select[int | None]:
    return select(func.min(column)).where(column.between(bindparam("first"), bindparam("last")))


_RELIED_ON: tuple[tuple[Select[int | None], str], ...] = (
    (_anybody(AttendanceRow.member).where(AttendanceRow.void == 0), "checked in at a meeting"),
    (_anybody(RollRow.member), "been put on the roll of a meeting"),
    (_anybody(PaymentRow.member), "paid for shares"),
    (_anybody(CertificateRow.member).where(OURS), "been given a certificate"),
    (_anybody(ShareMovementRow.member).where(ShareMovementRow.kind != "opening"), "taken or given up shares"),
    (_anybody(ApologyRow.member), "sent apologies for a meeting"),
    (_anybody(MeetingRow.chair), "been named to chair a meeting"),
    (_anybody(MotionRow.proposer), "proposed a motion"),
    (_anybody(MotionRow.seconder), "seconded a motion"),
)


@dataclass
class ImportReliedOn(Refusal):
    """What somebody has done since cannot be undone by taking their entry away."""

    code = "IMPORT-RELIED-ON"
    sentence = (
        "Member {member} has {done} since the import, so it cannot be taken back. Nothing was changed: "
        "correct single members in the register instead."
    )
    member: str
    done: str


@dataclass(frozen=True, slots=True)
class UndoImport(Command[None]):
    """Take an import back. It names no one: what was replaced waits in ``FormerRow``."""

    entry: int
    """The import's place in the journal."""
    first: int
    """The ids it added, first to last; last is below first where it added nobody."""
    last: int


@handles(UndoImport)
def undo_import(command: UndoImport, act: Act) -> Done[None]:
    """Void what an import added and put back what it replaced.

    Raises:
        ImportReliedOn: somebody it brought in or changed has done something since.
    """
    former: dict[int, dict[str, str | None]] = {
        member: json.loads(held) for member, held in act.reader.rows(_FORMER, entry=command.entry)
    }
    added = range(command.first, command.last + 1)
    _refuse_relied_on(act.reader, command, added, former)
    _void(act, command, added)
    words = [change_details(act, member, details_of(act.reader, member), held) for member, held in former.items()]
    search.keep_many(act.writer, words)
    for row in _past_of(act.undoes):
        void_past(act, row)
    for effect in act.undoes:
        if effect[:2] == ["+", MemberEventRow.__tablename__]:
            void_turn(act, effect[2][0])
    return Done(None, (RegisterChanged(), SharesChanged()))


def _past_of(effects: list[list[Any]]) -> list[int]:
    """The rows of the past that the import wrote, from its own entry."""
    return [line[0] for effect in effects if effect[:2] == ["*", MemberPastRow.__tablename__] for line in effect[3]]


def _refuse_relied_on(
    reader: Reader, command: UndoImport, added: range, former: Mapping[int, dict[str, str | None]]
) -> None:
    for statement, done in _RELIED_ON:
        member = reader.value(statement, first=command.first, last=command.last)
        if member is not None:
            raise ImportReliedOn(display_number(reader.one(_NUMBER, id=member)), done)
    undone: set[int] = set()
    for entry in entries_backwards(reader):
        if entry.seq <= command.entry:
            return
        if "undoes" in entry.payload:
            undone.add(entry.payload["undoes"])
        elif entry.seq not in undone:
            for member in _members_changed(entry):
                if member in added or member in former:
                    raise ImportReliedOn(display_number(reader.one(_NUMBER, id=member)), "been edited")


def _members_changed(entry: Entry) -> list[int]:
    return [effect[2][0] for effect in entry.payload["rows"] if effect[0] == "~" and effect[1] == "member"]


def _void(act: Act, command: UndoImport, added: range) -> None:
    """The entries stay as void ones with their numbers free again; shares are reversed, cards withdrawn."""
    today = local_day(act.now).isoformat()
    movement = act.reader.one(_LAST_MOVEMENT)
    opened = act.reader.rows(_OPENED, first=command.first, last=command.last)
    reversals = [
        (movement + place, member, -shares, "reversal", today, act.at, None, None, reverses)
        for place, (reverses, member, shares) in enumerate(opened, start=1)
    ]
    if reversals:
        act.add_many(ShareMovementRow, _MOVEMENT_COLUMNS, reversals)
    for (token,) in act.reader.rows(_CARDS, first=command.first, last=command.last):
        act.change(CardRow, token, withdrawn_at=act.at)
    close_holdings(act, command.first, command.last)
    for member in added:
        act.change(MemberRow, member, status="void")
    search.forget_many(act.writer, added)


def details_of(reader: Reader, member: int) -> dict[str, str | None]:
    """What a roster can change of a member, by column.

    Raises:
        LookupError: no member has this id.
    """
    found = reader.first(_DETAILS_OF, id=member)
    if found is None:
        raise LookupError(f"no member with id {member}")
    return dict(zip(_DETAILS, found, strict=True))


def change_details(
    act: Act, member: int, before: Mapping[str, str | None], given: Mapping[str, str | None]
) -> search.Findable:
    """Change columns of a member's row; returns what the search tables are to keep."""
    after = {**before, **given}
    kind = MemberKind(str(after["kind"]))
    norm, last, first = search_form(str(after["name"]), kind)
    act.change(MemberRow, member, **given, norm=norm, last=last, first=first)
    return search.Findable(member, norm, str(after["postcode"]), str(after["email"]))
