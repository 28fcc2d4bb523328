"""The proxy forms of a meeting as they stand at this moment: what the quorum, polls and the ledger read."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import read_moment
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.proxies import HolderKind, ProxyForm, ProxyState, states
from coopdesk.domain.tally import Choice
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AttendanceRow, GuestRow, MeetingRow, ProxyInstructionRow, ProxyRow

_ANY = select(ProxyRow.id).where(ProxyRow.meeting == bindparam("meeting")).limit(1)
_FORMS = (
    select(
        ProxyRow.number,
        ProxyRow.appointor,
        ProxyRow.holder_kind,
        ProxyRow.holder,
        ProxyRow.holder_name,
        ProxyRow.received_at,
        ProxyRow.revoked_at,
        ProxyRow.void,
    )
    .where(ProxyRow.meeting == bindparam("meeting"))
    .order_by(ProxyRow.number)
)
_CAME = select(AttendanceRow.member).where(AttendanceRow.meeting == bindparam("meeting"), AttendanceRow.void == 0)
_IN_THE_ROOM = _CAME.where(AttendanceRow.left_at.is_(None))
_OTHERS_CAME = select(GuestRow.name).where(GuestRow.meeting == bindparam("meeting"), GuestRow.void == 0)
_OTHERS = _OTHERS_CAME.where(GuestRow.left_at.is_(None))
_STATE = select(MeetingRow.state).where(MeetingRow.id == bindparam("meeting"))
_INSTRUCTIONS = (
    select(ProxyRow.number, ProxyInstructionRow.motion, ProxyInstructionRow.choice)
    .join(ProxyRow, ProxyRow.id == ProxyInstructionRow.proxy)
    .where(ProxyRow.meeting == bindparam("meeting"))
)


@dataclass(frozen=True, slots=True)
class ProxyInForce:
    """A form that counts now: the member is not in the room and the holder is.

    ``instructions`` are by the motion's id; a motion that is not in it is for the holder to decide.
    """

    form: ProxyForm
    instructions: dict[int, Choice]


def proxy_forms(reader: Reader, meeting: MeetingId) -> tuple[ProxyForm, ...]:
    """Every form of a meeting, as entered."""
    return tuple(
        ProxyForm(
            number,
            appointor,
            HolderKind(kind),
            holder,
            name.casefold(),
            read_moment(received),
            revoked=revoked is not None,
            void=bool(void),
        )
        for number, appointor, kind, holder, name, received, revoked, void in reader.rows(_FORMS, meeting=meeting)
    )


def proxy_states(reader: Reader, meeting: MeetingId) -> dict[int, ProxyState]:
    """How each form stands now, by its number; of a closed meeting, by who came to it."""
    return _states(reader, meeting, proxy_forms(reader, meeting))


def proxies_in_force(reader: Reader, meeting: MeetingId) -> tuple[ProxyInForce, ...]:
    """The forms that count now, one at the most for each member."""
    if reader.value(_ANY, meeting=meeting) is None:
        return ()
    forms = proxy_forms(reader, meeting)
    standing = _states(reader, meeting, forms)
    wanted: dict[int, dict[int, Choice]] = {}
    for number, motion, choice in reader.rows(_INSTRUCTIONS, meeting=meeting):
        wanted.setdefault(number, {})[motion] = Choice(choice)
    return tuple(
        ProxyInForce(each, wanted.get(each.number, {}))
        for each in forms
        if standing[each.number] is ProxyState.IN_FORCE
    )


def _states(reader: Reader, meeting: MeetingId, forms: tuple[ProxyForm, ...]) -> dict[int, ProxyState]:
    state = reader.value(_STATE, meeting=meeting)
    members, others = (_CAME, _OTHERS_CAME) if state == "closed" else (_IN_THE_ROOM, _OTHERS)
    return states(
        forms,
        {member for (member,) in reader.rows(members, meeting=meeting)},
        {name.casefold() for (name,) in reader.rows(others, meeting=meeting)},
        chair_present=state in ("open", "closed"),
    )
