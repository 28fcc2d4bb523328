"""The society itself: its name on every paper, and the rule sheet every decision reads."""

import json
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import bindparam, func, select, update

from coopdesk.domain.members import clean_line
from coopdesk.domain.money import pounds
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.rules import LegalForm, RuleSheet, change, describe, from_plain, preset, to_plain
from coopdesk.services.act import REGISTER_VERSION, Act, table_of
from coopdesk.services.events import SocietyChanged
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.journal import canonical
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CounterRow, MemberRow, OperatorRow, ShareMovementRow, SocietyRow

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
_ISSUED = select(ShareMovementRow.id).limit(1)
_OPERATOR = select(OperatorRow.name).where(OperatorRow.id == 1)

NAME_LIMIT = 200
NUMBER_LIMIT = 40
OFFICE_LIMIT = 500
NOMINAL = "share_nominal_pence"
"""A setting beside those of the rule sheet: papers print it, so it stands with the name."""

MOST_NOMINAL = 100_000_00
"""Pence. A society's member holds £100,000 at most (2014 Act s.24), so no single share is worth more."""

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
        NotUnderstood: no name, a line that cannot be printed, or a nominal value no share has.
    """
    _check_nominal(command.nominal_pence)
    line = _letterhead_lines(command.name, command.number, command.office)
    for series in (REGISTER_VERSION, MEMBER_NUMBERS, CERTIFICATE_NUMBERS):
        act.writer.insert(table_of(CounterRow), {"name": series, "value": 0})
    act.add(OperatorRow, id=1, name=command.operator)
    act.add(
        SocietyRow,
        id=1,
        legal_form=LegalForm(command.legal_form).value,
        nominal_pence=command.nominal_pence,
        sample=int(command.sample),
        rules=canonical(to_plain(sheet_from(command.rules))),
        founded_at=act.at,
        **line,
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
        NotUnderstood: no name, or a line that cannot be printed.
    """
    before = letterhead(act.reader)
    act.change(SocietyRow, 1, **_letterhead_lines(command.name, command.number, command.office))
    undo = ChangeSociety(before.name, before.number, before.office)
    return Done(None, (SocietyChanged(),), undo)


@dataclass(frozen=True, slots=True)
class SetRules(Command[RuleSheet]):
    """The rule sheet whole, as JSON. Meetings whose roll was declared keep the sheet they were declared under.

    ``nominal_pence`` is the nominal value of a share, None to leave it.
    """

    rules: str
    nominal_pence: int | None = None


@handles(SetRules)
def set_rules(command: SetRules, act: Act) -> Done[RuleSheet]:
    """Replace the rule sheet.

    Raises:
        NotUnderstood: the JSON is not a rule sheet, or the nominal value none.
        SharesIssued: shares stand at the present nominal value.
    """
    before = act.reader.one(_RULES)
    nominal = letterhead(act.reader).nominal_pence
    sheet = sheet_from(command.rules)
    changed: dict[str, str | int] = {"rules": canonical(to_plain(sheet)), "legal_form": sheet.legal_form.value}
    if command.nominal_pence is not None and command.nominal_pence != nominal:
        _check_nominal(command.nominal_pence)
        if act.reader.value(_ISSUED) is not None:
            raise SharesIssued(pounds(nominal))
        changed["nominal_pence"] = command.nominal_pence
    act.change(SocietyRow, 1, **changed)
    return Done(sheet, (SocietyChanged(),), SetRules(before, nominal if "nominal_pence" in changed else None))


@dataclass
class SharesIssued(Refusal):
    """Certificates say what a share is worth; that does not change under them."""

    code = "SHARES-ISSUED"
    sentence = (
        "Shares of {nominal} have been issued, so their nominal value cannot be changed here. Nothing was changed."
    )
    nominal: str


def changed_rules(reader: Reader, settings: dict[str, str]) -> SetRules:
    """The command that sets single parameters, "casting_vote=yes", on today's sheet.

    Raises:
        NotUnderstood: an unknown parameter or a value it cannot take.
    """
    rules = dict(settings)
    nominal = rules.pop(NOMINAL, None)
    sheet = canonical(to_plain(change(rules_now(reader), rules)))
    return SetRules(sheet, None if nominal is None else _read_nominal(nominal))


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


def _letterhead_lines(name: str, number: str, office: str) -> dict[str, str]:
    return {
        "name": clean_line("The society's name", name, NAME_LIMIT, required=True),
        "number": clean_line("The registration number", number, NUMBER_LIMIT),
        "office": clean_line("The registered office", office, OFFICE_LIMIT),
    }


def _check_nominal(pence: int) -> None:
    if not 1 <= pence <= MOST_NOMINAL:
        why = f"a share is worth from 1p to {pounds(MOST_NOMINAL)}"
        raise NotUnderstood("The nominal value of a share", f"{pence}p", why)


def _read_nominal(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise NotUnderstood(NOMINAL, text, "write whole pence, 100 for £1")
    return int(text)
