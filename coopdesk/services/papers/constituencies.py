"""One declaration of several contests: their results side by side, then each with the whole trail of its count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.ids import MeetingId
from coopdesk.services.election_counts import ElectionResult
from coopdesk.services.election_view import Election
from coopdesk.services.papers.declaration import DeclarationView, counted_result, declaration_title, view_of
from coopdesk.services.papers.heading import RecordHeading, meeting_heading
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class ContestResult:
    """One contest of the paper. ``electors``, ``returned``, ``spoilt`` and ``valid`` count members or papers."""

    name: str
    """The class of members, or the contest's title where everybody votes in it."""
    electors: int
    returned: int
    spoilt: int
    valid: int
    places: int
    elected: tuple[str, ...]
    """Names in order of election."""
    vacant: int
    finished: bool
    """No lot is waited for."""
    declared: bool

    @property
    def outcome(self) -> str:
        """Who, in order, and what stays empty, in one line."""
        said = ", ".join(self.elected)
        if not self.finished:
            return f"The count waits for a lot. Elected so far: {said or 'nobody'}."
        vacant = f"{self.vacant} {'place stays' if self.vacant == 1 else 'places stay'} vacant" if self.vacant else ""
        draft = "" if self.declared else "Not declared yet"
        return ". ".join(words for words in (said or "Nobody", vacant, draft) if words) + "."


@dataclass(frozen=True, slots=True)
class SharedDeclarationView:
    """The first sheet, and the declaration of each contest."""

    heading: RecordHeading
    title: str
    below: str
    status: str
    foot: str
    by_constituency: bool
    """Every contest is of one class of members; else they are several elections of one meeting."""
    results: tuple[ContestResult, ...]
    contests: tuple[DeclarationView, ...]


def shared_declaration_view(
    reader: Reader, meeting_id: int, numbers: Sequence[int], now: datetime
) -> SharedDeclarationView:
    """One declaration of these elections of a meeting, from the last count of each.

    Raises:
        NothingCounted: one of them has not been counted.
        UnknownElection: there is no such election.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    results = [counted_result(reader, meeting, number) for number in numbers]
    elections = [each.election for each in results]
    views = [_named(each.election, view_of(reader, meeting, each, now)) for each in results]
    declared = all(each.declared_at is not None for each in elections)
    by_class = all(each.constituency for each in elections)
    titles = {each.title for each in elections}
    what = titles.pop() if len(titles) == 1 else "the elections of this meeting"
    where = f", {meeting.place}" if meeting.place else ""
    apart = (
        f"{len(views)} constituencies, each with a roll, papers and a count of its own."
        if by_class
        else f"{len(views)} elections, each with papers and a count of its own."
    )
    waiting = sum(each.declared_at is None for each in elections)
    return SharedDeclarationView(
        heading=meeting_heading(reader, meeting, now),
        title=declaration_title(what, declared=declared),
        below=f"{day_words(local_day(meeting.at))}{where}. {apart}",
        status="Final" if declared else "Draft",
        foot="All declared" if declared else f"{waiting} of {len(views)} not declared",
        by_constituency=by_class,
        results=tuple(_result(each) for each in results),
        contests=tuple(views),
    )


def _result(result: ElectionResult) -> ContestResult:
    election = result.election
    return ContestResult(
        name=election.constituency or election.title,
        electors=result.account.electors,
        returned=result.account.returned,
        spoilt=result.account.returned - result.counted.valid,
        valid=result.counted.valid,
        places=election.places,
        elected=tuple(result.ballots.name(each) for each in result.seated),
        vacant=result.vacant,
        finished=result.counted.finished,
        declared=election.declared_at is not None,
    )


def _named(election: Election, view: DeclarationView) -> DeclarationView:
    """Told apart in the outline and at the head of each sheet; all of it is signed on the first."""
    title = f"{view.title}: {election.constituency}" if election.constituency else view.title
    return replace(view, title=title, signed_above=True)
