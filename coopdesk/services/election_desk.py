"""What the elections page shows: the meeting's elections, and the one at hand with its papers and its count."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.casual_vacancies import EmptyPlace, empty_places
from coopdesk.services.constituencies import ConstituencyAtHand, constituencies_at_hand, has_classes
from coopdesk.services.election_account import AccountView, account_view
from coopdesk.services.election_counts import ElectionResult, result_shown
from coopdesk.services.election_slips import form_of
from coopdesk.services.election_view import Election, elections_of
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class ElectionDeskView:
    """``election`` is the one at hand; its papers and result are there once it has been opened and counted."""

    meeting: int
    elections: tuple[Election, ...]
    election: Election | None = None
    papers: AccountView | None = None
    result: ElectionResult | None = None
    empty: tuple[EmptyPlace, ...] = ()
    """Places of a declared election that fell empty and go to the runner-up."""
    slips: str = ""
    """The form its slips have."""
    together: tuple[ConstituencyAtHand, ...] = ()
    """The constituencies of this election, this one among them; none where it stands alone."""
    classes: bool = False
    """Members are in several classes, so that each can elect its own."""


def election_desk(reader: Reader, chosen: int, now: datetime) -> ElectionDeskView | None:
    """The election chosen by number; 0 for the one under way, else the last. None without a meeting."""
    meeting = meeting_at_hand(reader, now)
    if meeting is None:
        return None
    elections = tuple(each for each in elections_of(reader, meeting.id) if each.state != "cancelled")
    found = next((each for each in elections if each.number == chosen), None)
    if found is None:
        if not elections:
            return ElectionDeskView(meeting.id, (), classes=has_classes(reader))
        under_way = [each for each in elections if each.state != "declared"]
        found = under_way[0] if under_way else elections[-1]
    opened = found.state != "nominations"
    result = result_shown(reader, meeting.id, found.number) if opened else None
    return ElectionDeskView(
        meeting.id,
        elections,
        found,
        account_view(reader, found) if opened else None,
        result,
        empty_places(reader, meeting, result) if result is not None else (),
        form_of(reader, found),
        constituencies_at_hand(reader, elections, found),
        has_classes(reader),
    )
