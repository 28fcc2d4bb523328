"""What the minutes say of how a count was made: the poll demanded, votes by proxy, cards and papers accounted for."""

from sqlalchemy import bindparam, func, select

from coopdesk.domain.ids import CountId
from coopdesk.domain.motions import VoteMethod
from coopdesk.domain.polls import DemandedBy
from coopdesk.services.advance_counts import advance_figures
from coopdesk.services.standing_votes import VOIDED
from coopdesk.services.taken import shared_with
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CardTallyRow,
    HandsRow,
    PaperAccountRow,
    PollDemanderRow,
    PollDemandRow,
    ProxyElectorRow,
    TellerRow,
    VoteRow,
)

_DEMAND = select(PollDemandRow.by).where(PollDemandRow.count == bindparam("count"))
_DEMANDERS = select(func.count()).select_from(PollDemanderRow).where(PollDemanderRow.count == bindparam("count"))
_BY_PROXY = select(func.count()).where(
    ProxyElectorRow.count == bindparam("count"),
    select(VoteRow.member)
    .where(VoteRow.count == ProxyElectorRow.count, VoteRow.member == ProxyElectorRow.member, ~VOIDED)
    .exists(),
)
_CARDS = (
    select(CardTallyRow.given_out, CardTallyRow.kept)
    .join(HandsRow, HandsRow.id == CardTallyRow.hands)
    .where(HandsRow.count == bindparam("count"), HandsRow.void == 0)
    .order_by(HandsRow.id.desc())
    .limit(1)
)
_TELLERS = select(func.count(TellerRow.teller.distinct())).where(
    TellerRow.count == bindparam("count"), TellerRow.void == 0
)
_PAPERS = (
    select(PaperAccountRow.issued, PaperAccountRow.returned, PaperAccountRow.missing)
    .where(PaperAccountRow.count == bindparam("count"))
    .order_by(PaperAccountRow.id.desc())
    .limit(1)
)


def _shared_notes(reader: Reader, count: CountId) -> list[str]:
    others = shared_with(reader, count)
    if not others:
        return []
    words = [str(each) for each in others]
    named = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return [f"one vote, together with motion{'s' if len(words) > 1 else ''} {named}"]


def count_notes(reader: Reader, count: CountId, method: VoteMethod) -> str:
    """ "demanded by 2 members, 10 votes by proxy"; "" where there is nothing to say."""
    notes = _shared_notes(reader, count)
    if method is VoteMethod.POLL:
        by = reader.value(_DEMAND, count=count)
        many = reader.value(_DEMANDERS, count=count) or 0
        if by is not None:
            who = f"{many} members" if by == DemandedBy.MEMBERS else f"the {by}"
            notes.append(f"demanded by {who}")
        proxies = reader.value(_BY_PROXY, count=count) or 0
        if proxies:
            notes.append(f"{proxies} {'vote' if proxies == 1 else 'votes'} by proxy")
    sent = advance_figures(reader, count)
    if sent.counts.given:
        notes.append(f"{sent.counts.given} {'vote' if sent.counts.given == 1 else 'votes'} sent in before the meeting")
    if sent.replaced:
        notes.append(f"{sent.replaced} sent in and replaced by votes in the room")
    if method.by_figures and (reader.value(_TELLERS, count=count) or 0) == 2:
        notes.append("counted by two tellers apart")
    if method is VoteMethod.CARDS and (cards := reader.first(_CARDS, count=count)) is not None:
        notes.append(f"{cards[0]} cards given out, {cards[1]} not raised")
    if method is VoteMethod.PAPERS and (papers := reader.first(_PAPERS, count=count)) is not None:
        notes.append(f"{papers[0]} papers issued, {papers[1]} returned unused, {papers[2]} missing")
    return ", ".join(notes)
