"""Where an election's papers are before it is counted: what is missing is explained, what was read two ways named."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.members import clean_text
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.election_marks import SPOILT, paper_reference
from coopdesk.services.election_papers import (
    PaperAccount,
    at_work,
    paper_account,
    paper_place,
    papers_of,
    write_reading,
)
from coopdesk.services.election_view import Election
from coopdesk.services.events import ElectionChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionAccountRow

_WORDS_LIMIT = 500
_LAST = (
    select(ElectionAccountRow.missing, ElectionAccountRow.words)
    .where(ElectionAccountRow.election == bindparam("election"))
    .order_by(ElectionAccountRow.id.desc())
    .limit(1)
)


@dataclass
class NotMissing(Refusal):
    """An explanation of another number of papers than are missing."""

    code = "PAPERS-DIFFER"
    sentence = (
        "{missing} papers of election {number} are not back, not {said}: {issued} were handed out, {replaced} of them "
        "given back spoilt, and {returned} are entered. Nothing was recorded: count the papers again."
    )
    number: int
    missing: int
    said: int
    issued: int
    replaced: int
    returned: int


@dataclass
class NoReading(Refusal):
    """Nothing was read there."""

    code = "NO-READING"
    sentence = "Reader {reader} has not read paper {paper} of election {number}, so there was nothing to take back."
    number: int
    paper: str
    reader: int


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A paper that two people read differently, as each did."""

    paper: str
    first: str
    second: str


def _place(mismatch: Mismatch) -> tuple[bool, int, str]:
    return paper_place(mismatch.paper)


@dataclass(frozen=True, slots=True)
class AccountView:
    """The paper account, with spoilt papers by reason and what was said of those not back."""

    account: PaperAccount
    spoilt: Mapping[str, int]
    mismatches: tuple[Mismatch, ...]
    explained: str
    """ "" where papers are missing and nobody has said why, or none is."""

    @property
    def unexplained(self) -> bool:
        """Papers are missing and nobody has said why."""
        return self.account.out > 0 and not self.explained

    @property
    def sentence(self) -> str:
        """The account as one sum, and a warning where it is open."""
        account = self.account
        if not account.issued:
            return f"{self._printed}No paper was handed out here; {account.returned} are entered."
        said = self._printed + (
            f"{account.issued} issued = {account.returned} returned + {account.replaced} handed back spoilt + "
            f"{account.out} missing."
        )
        if self.unexplained:
            return f"{said} Nobody has said why any is missing."
        return f"{said} {self.explained}" if self.explained else said

    @property
    def _printed(self) -> str:
        """What became of the slips that were made here."""
        account = self.account
        if not account.printed or not account.issued:
            return f"{account.printed} printed. " if account.printed else ""
        if account.left_over < 0:
            return f"{account.printed} printed, {-account.left_over} fewer than were issued. "
        return f"{account.printed} printed = {account.issued} issued + {account.left_over} left over. "


def account_view(reader: Reader, election: Election) -> AccountView:
    """The account as it stands now."""
    account = paper_account(reader, election)
    spoilt: dict[str, int] = {}
    mismatches = []
    for paper, first, second in papers_of(reader, election):
        marks = first or second
        if marks.startswith("!"):
            reason = SPOILT.get(marks[1:], marks[1:])
            spoilt[reason] = spoilt.get(reason, 0) + 1
        if first and second and first != second:
            mismatches.append(Mismatch(paper, first, second))
    missing, words = reader.first(_LAST, election=election.id) or (0, "")
    explained = words if account.out > 0 and missing == account.out else ""
    return AccountView(account, dict(sorted(spoilt.items())), tuple(sorted(mismatches, key=_place)), explained)


@dataclass(frozen=True, slots=True)
class ExplainMissing(Command[None]):
    """The returning officer says why papers handed out are not back."""

    meeting: int
    number: int
    missing: int
    words: str


@handles(ExplainMissing)
def explain_missing(command: ExplainMissing, act: Act) -> Done[None]:
    """Keep it beside the account; another paper that comes back makes a further explanation needed.

    Raises:
        ElectionStage: the ballot is not closed.
        NotMissing: so many are not missing.
        NotUnderstood: no words.
    """
    election = at_work(act, command.meeting, command.number, "closed")
    account = paper_account(act.reader, election)
    if command.missing != account.out or account.out == 0:
        raise NotMissing(
            election.number, account.out, command.missing, account.issued, account.replaced, account.returned
        )
    words = clean_text("Why they are missing", command.words, _WORDS_LIMIT, required=True)
    act.add(ElectionAccountRow, election=election.id, at=act.at, missing=command.missing, words=words)
    return Done(None, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class ClearReading(Command[None]):
    """A reading entered by mistake is taken back. There is no undo for reading: an inverse that waited in the journal
    would have to name the paper, and the journal would then tell in which order papers were read."""

    meeting: int
    number: int
    paper: str
    reader: int


@handles(ClearReading)
def clear_reading(command: ClearReading, act: Act) -> Done[None]:
    """Blank it, as if that person had not read the paper.

    Raises:
        ElectionStage: papers are not read now.
        NoReading: that person has not read it.
        NotUnderstood: no such reader or paper.
    """
    election = at_work(act, command.meeting, command.number, "open", "closed")
    paper = paper_reference(command.paper)
    found = next((row for row in papers_of(act.reader, election) if row[0] == paper), ("", "", ""))
    if command.reader not in (1, 2) or not found[command.reader]:
        raise NoReading(election.number, paper, command.reader)
    write_reading(act, election, paper, command.reader, "")
    return Done(None, (ElectionChanged(),))
