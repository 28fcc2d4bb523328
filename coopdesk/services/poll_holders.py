"""Who speaks in a poll for members whose forms leave the vote to the holder, and for how many still."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.motions import VoteMethod
from coopdesk.domain.proxies import HolderKind
from coopdesk.services.motions import Count, Motion
from coopdesk.services.poll_electors import waiting_for_holders
from coopdesk.services.proxies import CHAIR
from coopdesk.services.proxy_forms import proxy_forms
from coopdesk.services.room import Meeting
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberRow, ProxyRow

_NAME = select(MemberRow.number, MemberRow.name).where(MemberRow.id == bindparam("member"))
_HOLDER_NAME = select(ProxyRow.holder_name).where(
    ProxyRow.meeting == bindparam("meeting"), ProxyRow.number == bindparam("form")
)


@dataclass(frozen=True, slots=True)
class HolderWaiting:
    """A holder who has still to say how those they speak for vote.

    Args:
        key: what ``CastProxies`` takes: the member number, "chair", or the name of somebody who is no member.
        member: the holder's id, None for one who is no member and for the chair.
        name: as people name them.
        speaks_for: names of the members, by number.
    """

    key: str
    member: MemberId | None
    name: str
    speaks_for: tuple[str, ...]


def holders_waiting(reader: Reader, meeting: Meeting, motion: Motion, count: Count) -> tuple[HolderWaiting, ...]:
    """The holders of a poll whose say is awaited, in the order of their forms; nobody in any other count."""
    if count.method is not VoteMethod.POLL:
        return ()
    waiting = waiting_for_holders(reader, meeting.id, motion.id, count)
    if not waiting:
        return ()
    forms = {each.number: each for each in proxy_forms(reader, meeting.id)}
    found: dict[tuple[str, int | None, str], list[str]] = {}
    first: dict[tuple[str, int | None, str], int] = {}
    for each in waiting:
        form = forms[each.form]
        who = (form.holder_kind.value, form.holder, form.holder_name)
        found.setdefault(who, []).append(each.name)
        first[who] = min(each.form, first.get(who, each.form))
    ordered = sorted(found, key=first.__getitem__)
    return tuple(_holder(reader, meeting, who[0], who[1], first[who], tuple(found[who])) for who in ordered)


def _holder(
    reader: Reader, meeting: Meeting, kind: str, member: int | None, form: int, speaks_for: tuple[str, ...]
) -> HolderWaiting:
    if kind == HolderKind.CHAIR:
        return HolderWaiting(CHAIR, None, "the chair of the meeting", speaks_for)
    if member is not None:
        found = reader.first(_NAME, member=member)
        assert found is not None
        number, name = found
        return HolderWaiting(display_number(number), MemberId(member), name, speaks_for)
    name = reader.one(_HOLDER_NAME, meeting=meeting.id, form=form)
    return HolderWaiting(name, None, name, speaks_for)
