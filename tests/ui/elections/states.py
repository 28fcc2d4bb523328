"""An election at each place of its life, over the sample's meeting: for audits and for looking at."""

from collections.abc import Callable

from coopdesk.domain.rules import change, to_plain
from coopdesk.services.candidates import Nominate, WithdrawCandidate
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_papers import CloseBallot, EnterPaper, IssuePaper
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.officers import EndTerm, officers_list
from coopdesk.services.perform import Desk
from coopdesk.services.society import SetRules, rules_now
from coopdesk.storage.journal import canonical

PAPERS = ("1", "1 2", "1 3", "2 1", "2", "2 3", "3")
LONG = (
    "1 3", "1 2", "1 3", "1 4", "1", "1 2", "2 1", "2 3", "2 3", "2", "2 5", "3 2", "3", "3 4", "3 6", "4 3", "4",
    "4 5", "5 3", "5 6", "6 2", "!unclear",
)  # fmt: skip


def called(desk: Desk, *, places: int = 2, people: int = 4, **content: object) -> None:
    """Called, and so many nominated."""
    desk.perform(
        AddElection(
            meeting=1,
            title="Election of directors",
            places=places,
            term="the 2029 AGM",
            **content,  # type: ignore[arg-type]
        )
    )
    for member in ("3", "5", "7", "9", "11", "13", "15", "17", "19", "21", "23", "25")[:people]:
        desk.perform(
            Nominate(
                meeting=1, number=1, member=member, proposer="1", seconder="2",
                statement="Standing again, for longer opening hours" if member == "5" else "",
            )
        )  # fmt: skip


def nominated_silent(desk: Desk) -> None:
    """Somebody has not agreed to stand yet."""
    called(desk, people=3)
    desk.perform(Nominate(meeting=1, number=1, member="9", proposer="1", seconder="2", consent=False))


def opened(desk: Desk) -> None:
    """The ballot is open and some papers were handed out."""
    called(desk)
    desk.perform(OpenElection(1, 1))
    for member in ("1", "2", "3"):
        desk.perform(IssuePaper(1, 1, member))


def closed(desk: Desk, *papers: str, people: int = 4) -> None:
    """The ballot closed, the papers read by two people."""
    called(desk, people=people)
    desk.perform(OpenElection(1, 1))
    for number in range(1, len(papers) + 1):
        desk.perform(IssuePaper(1, 1, str(number)))
    desk.perform(CloseBallot(1, 1))
    for number, marks in enumerate(papers, start=1):
        for reader in (1, 2):
            desk.perform(EnterPaper(1, 1, str(number), marks, reader))


def differing(desk: Desk) -> None:
    """Closed, and one paper was read two ways."""
    closed(desk, *PAPERS)
    desk.perform(EnterPaper(1, 1, "2", "1 4", 2))


def counted(desk: Desk, *papers: str, people: int = 4) -> None:
    """Counted."""
    closed(desk, *papers, people=people)
    desk.perform(CountElection(meeting=1, number=1))


def declared(desk: Desk) -> None:
    """Declared."""
    counted(desk, *LONG, people=6)
    desk.perform(DeclareElection(1, 1))


def _nominations(desk: Desk) -> None:
    called(desk)


def _nobody(desk: Desk) -> None:
    called(desk, people=0)


def _closed(desk: Desk) -> None:
    closed(desk, *PAPERS)


def _lot(desk: Desk) -> None:
    counted(desk, "1", "2", "3")


def _counted(desk: Desk) -> None:
    counted(desk, *LONG, people=6)


def _unopposed(desk: Desk) -> None:
    called(desk, places=4, people=3)
    desk.perform(OpenElection(1, 1))


def _withdrawn(desk: Desk) -> None:
    called(desk, people=12)
    desk.perform(WithdrawCandidate(1, 1, "5"))


def _missing(desk: Desk) -> None:
    """Two papers are not back, one was spoilt, one was read two ways and one by one person only."""
    called(desk)
    desk.perform(OpenElection(1, 1))
    for member in range(1, 8):
        desk.perform(IssuePaper(1, 1, str(member)))
    desk.perform(CloseBallot(1, 1))
    for number, marks in enumerate(("1", "1 2", "!unclear", "2"), start=1):
        for reader in (1, 2):
            desk.perform(EnterPaper(1, 1, str(number), marks, reader))
    desk.perform(EnterPaper(1, 1, "2", "1 4", 2))
    desk.perform(EnterPaper(1, 1, "5", "3", 1))


def left(desk: Desk) -> None:
    """Declared, and somebody left a place that goes to the runner-up."""
    desk.perform(SetRules(canonical(to_plain(change(desk.ask(rules_now), {"casual_vacancies": "runner-up"})))))
    declared(desk)
    seated = [each for each in desk.ask(officers_list) if each.words.startswith("elected") and each.until is None]
    desk.perform(EndTerm(seated[-1].id))


def _nothing(_desk: Desk) -> None:
    """No election yet."""


STATES: dict[str, Callable[[Desk], None]] = {
    "none": _nothing,
    "nobody": _nobody,
    "nominations": _nominations,
    "silent": nominated_silent,
    "crowd": _withdrawn,
    "open": opened,
    "closed": _closed,
    "differing": differing,
    "missing": _missing,
    "left": left,
    "unopposed": _unopposed,
    "lot": _lot,
    "counted": _counted,
    "declared": declared,
}
