"""The society itself: its name on every paper, and the rule sheet every decision reads."""

import json
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import bindparam, func, select, update

from coopdesk.domain.money import pounds
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import LegalForm, RuleSheet, change, describe, from_plain, preset, to_plain
from coopdesk.services.act import REGISTER_VERSION, Act, table_of
from coopdesk.services.events import SocietyChanged
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.journal import canonical
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CounterRow, MemberRow, OperatorRow, SocietyRow

_SOCIETY = select(
    SocietyRow.name,
    SocietyRow.number,
    SocietyRow.legal_form,
    SocietyRow.office,
    SocietyRow.nominal_pence,
    SocietyRow.sample,
)
_RULES = select(SocietyRow.rules)
_ACTIVE = select(func.count()).select_from(MemberRow).where(MemberRow.status == "active")
_OPERATOR = select(OperatorRow.name).where(OperatorRow.id == 1)

NAME_LIMIT = 200

MEMBER_NUMBERS = "member number"
CERTIFICATE_NUMBERS = "certificate"
"""Series of numbers that are never given twice (``CounterRow``)."""


@dataclass(frozen=True, slots=True)
class SocietyView:
    """What the Set-up page and ``society show`` say."""

    letterhead: LetterheadView
    members: int
    rules: RuleSheet
    rules_in_words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FoundSociety(Command[None]):
    """The first act of every file."""

    name: str
    number: str
    legal_form: str
    rules: str
    office: str = ""
    nominal_pence: int = 100
    sample: bool = False
    operator: str = "Secretary"


@handles(FoundSociety)
def found_society(command: FoundSociety, act: Act) -> Done[None]:
    """Write the society's row and its first operator.

    Raises:
        NotUnderstood: no name, or a nominal value below a penny.
    """
    name = _line("The society's name", command.name)
    if command.nominal_pence < 1:
        raise NotUnderstood("The nominal value of a share", str(command.nominal_pence), "it must be at least 1p")
    for series in (REGISTER_VERSION, MEMBER_NUMBERS, CERTIFICATE_NUMBERS):
        act.writer.insert(table_of(CounterRow), {"name": series, "value": 0})
    act.add(OperatorRow, id=1, name=command.operator)
    act.add(
        SocietyRow,
        id=1,
        name=name,
        number=command.number.strip(),
        legal_form=LegalForm(command.legal_form).value,
        office=command.office.strip(),
        nominal_pence=command.nominal_pence,
        sample=int(command.sample),
        rules=canonical(to_plain(sheet_from(command.rules))),
        founded_at=act.at,
    )
    return Done(None, (SocietyChanged(),))


@dataclass(frozen=True, slots=True)
class ChangeSociety(Command[None]):
    """A new name or registered office, as papers print it."""

    name: str
    number: str
    office: str


@handles(ChangeSociety)
def change_society(command: ChangeSociety, act: Act) -> Done[None]:
    """Change what the letterhead says.

    Raises:
        NotUnderstood: no name.
    """
    before = letterhead(act.reader)
    name = _line("The society's name", command.name)
    act.change(SocietyRow, 1, name=name, number=command.number.strip(), office=command.office.strip())
    undo = ChangeSociety(before.name, before.number, before.office)
    return Done(None, (SocietyChanged(),), undo)


@dataclass(frozen=True, slots=True)
class SetRules(Command[RuleSheet]):
    """The rule sheet whole, as JSON. Meetings whose roll was declared keep the sheet they were declared under."""

    rules: str


@handles(SetRules)
def set_rules(command: SetRules, act: Act) -> Done[RuleSheet]:
    """Replace the rule sheet.

    Raises:
        NotUnderstood: the JSON is not a rule sheet.
    """
    before = act.reader.one(_RULES)
    sheet = sheet_from(command.rules)
    act.change(SocietyRow, 1, rules=canonical(to_plain(sheet)), legal_form=sheet.legal_form.value)
    return Done(sheet, (SocietyChanged(),), SetRules(before))


def changed_rules(reader: Reader, settings: dict[str, str]) -> SetRules:
    """The command that sets single parameters, "casting_vote=yes", on today's sheet.

    Raises:
        NotUnderstood: an unknown parameter or a value it cannot take.
    """
    return SetRules(canonical(to_plain(change(rules_now(reader), settings))))


def preset_rules(legal_form: LegalForm, settings: dict[str, str]) -> str:
    """A preset of the legal form with some parameters changed, as the JSON a file keeps."""
    return canonical(to_plain(change(preset(legal_form), settings)))


@lru_cache(maxsize=16)
def sheet_from(text: str) -> RuleSheet:
    """Read a stored rule sheet."""
    return from_plain(json.loads(text))


def rules_now(reader: Reader) -> RuleSheet:
    """The society's rule sheet today."""
    return sheet_from(reader.one(_RULES))


def letterhead(reader: Reader) -> LetterheadView:
    """The society as papers and slides name it."""
    found = reader.first(_SOCIETY)
    if found is None:
        raise LookupError("the file holds no society")
    name, number, legal_form, office, nominal_pence, sample = found
    return LetterheadView(name, number, LegalForm(legal_form), office, nominal_pence, bool(sample))


def operator_name(reader: Reader) -> str:
    """Who keeps the record."""
    return reader.value(_OPERATOR) or ""


def society_view(reader: Reader) -> SocietyView:
    """The society with its rules in words."""
    sheet = rules_now(reader)
    head = letterhead(reader)
    words = (("Shares", f"{pounds(head.nominal_pence)} each"), *describe(sheet))
    return SocietyView(head, reader.value(_ACTIVE) or 0, sheet, words)


_AT_LEAST = (
    update(CounterRow)
    .where(CounterRow.name == bindparam("series"), CounterRow.value < bindparam("least"))
    .values(value=bindparam("least"))
)


def counter_at_least(act: Act, series: str, least: int) -> None:
    """Keep a series of numbers ahead of one given by hand or read from a file."""
    act.writer.execute(_AT_LEAST, series=series, least=least)


def _line(what: str, text: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise NotUnderstood(what, text, "it is empty")
    if len(line) > NAME_LIMIT:
        raise NotUnderstood(what, line[:20] + "…", f"it is longer than {NAME_LIMIT} characters")
    return line
