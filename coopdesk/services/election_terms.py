"""The terms of office that an election begins and ends.

Those elected serve from the day of the meeting; where they held the office already their old term ends that day, and so
does the term of everybody else whose last day has come (domain reference §7.7 and §7.8).
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words
from coopdesk.services.act import Act
from coopdesk.services.election_view import Candidate, Election
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import OfficerRow, OfficerTermRow

_SERVING = (
    select(OfficerRow.id, OfficerRow.member, OfficerTermRow.expires)
    .join(OfficerTermRow, OfficerTermRow.officer == OfficerRow.id, isouter=True)
    .where(
        OfficerRow.office == bindparam("office"),
        OfficerRow.until_day.is_(None),
        OfficerRow.void == 0,
        OfficerRow.from_day <= bindparam("day"),
    )
    .order_by(OfficerRow.id)
)


def seat(act: Act, election: Election, people: Sequence[Candidate], day: date) -> None:
    """Put those elected on the register of officers, and end the terms that this election ends."""
    elected = {each.member for each in people}
    today = day.isoformat()
    for officer, member, expires in act.reader.rows(_SERVING, office=election.office, day=today):
        if member in elected or (expires is not None and expires <= today):
            act.change(OfficerRow, officer, until_day=today)
    for each in people:
        add_term(act, election, each, day, "elected")


def add_term(act: Act, election: Election, candidate: Candidate, day: date, how: str) -> None:
    """One term of office more, with its last day where the election gives one."""
    until = election.term or (day_words(election.expires) if election.expires else "")
    officer = act.add(
        OfficerRow,
        member=candidate.member,
        office=election.office,
        from_day=day.isoformat(),
        until_day=None,
        at=act.at,
        void=0,
        name=candidate.name,
        address="",
        words=f"{how} until {until}" if until else how,
    )
    expires = election.expires.isoformat() if election.expires else None
    act.add(OfficerTermRow, officer=officer, election=election.id, expires=expires)


def expiry_of(reader: Reader, office: str, day: date) -> dict[int, str]:
    """The last day of each term of office that goes on, ISO, by the row on the register of officers."""
    rows = reader.rows(_SERVING, office=office, day=day.isoformat())
    return {officer: expires for officer, _, expires in rows if expires is not None}
