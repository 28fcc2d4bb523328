"""Which form an election's slips have: one for all of its papers, so that a scan of any is read by the same plan."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.elections.record import Rule
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.election_view import Election, check_state, election_by_number
from coopdesk.services.events import ElectionChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionPaperRow, ElectionSlipRow

BOXES, GRID, YES_NO = "boxes", "grid", "yes-no"
FORMS = (BOXES, GRID)
"""Forms there is a choice between; papers with a yes and a no for each name have their own."""

_FORM = select(ElectionSlipRow.form).where(ElectionSlipRow.election == bindparam("election"))
_LAID = select(func.count()).where(ElectionPaperRow.election == bindparam("election"))


@dataclass
class SlipFormFixed(Refusal):
    """Papers of two forms in one box."""

    code = "SLIP-FORM"
    sentence = (
        "Papers of election {number} were made in the form “{form}” already, and one election has one form of paper. "
        "No slips were made."
    )
    number: int
    form: str


@dataclass
class NoGridHere(Refusal):
    """A grid of choices for an election by crosses."""

    code = "NO-GRID"
    sentence = (
        "Election {number} is held by crosses, so its slips have one box for each name, which a scanner reads. "
        "A grid is for elections by order of choice. No slips were made."
    )
    number: int


@dataclass(frozen=True, slots=True)
class ChooseSlipForm(Command[str]):
    """Settle the form of an election's slips, before the first are made; the value is the form."""

    meeting: int
    number: int
    form: str


@handles(ChooseSlipForm)
def choose_slip_form(command: ChooseSlipForm, act: Act) -> Done[str]:
    """Settle the form; until the first paper is laid it can be settled otherwise.

    Raises:
        ElectionStage: the ballot is not open.
        NoGridHere: the election is held by crosses.
        SlipFormFixed: papers of the other form exist.
        NotUnderstood: there is no such form.
    """
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "open")
    if command.form not in FORMS:
        raise NotUnderstood("The form of the slips", command.form, f"use {' or '.join(FORMS)}")
    if command.form == GRID and not election.rule.by_preference:
        raise NoGridHere(election.number)
    found = act.reader.first(_FORM, election=election.id)
    now = BOXES if found is None else found[0]
    papers = act.reader.value(_LAID, election=election.id) or 0
    if papers and now != command.form:
        raise SlipFormFixed(election.number, now)
    if found is None and not papers:
        act.add(ElectionSlipRow, election=election.id, form=command.form)
    elif now != command.form:
        act.change(ElectionSlipRow, election.id, form=command.form)
    return Done(command.form, (ElectionChanged(),))


def slips_wanted(electors: int, made: int) -> int:
    """How many slips to suggest: one for everybody who may vote and a tenth more, those made before included; once
    there are as many, that tenth again."""
    spare = -(-electors // 10)
    return max(electors + spare - made, spare, 1)


def form_of(reader: Reader, election: Election) -> str:
    """The form of an election's slips, whatever it is held by."""
    return YES_NO if election.rule is Rule.CONFIRM else slip_form(reader, election.id)


def slip_form(reader: Reader, election: int) -> str:
    """The form of an election's slips; boxes where nothing else was chosen."""
    return str(reader.value(_FORM, election=election) or BOXES)
