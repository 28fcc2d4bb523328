"""The rules of shares as they hold on a day: the rule sheet, the dated settings, and the classes of shares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.members import clean_line
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.share_rules import ShareRules
from coopdesk.domain.share_settings import MEANINGS, DatedSetting, in_force, over_time, read_setting
from coopdesk.services.act import Act
from coopdesk.services.events import SocietyChanged
from coopdesk.services.movements import day_given
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.society import letterhead, rules_now
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import DatedSettingRow, ShareClassRow

SOURCE_LIMIT = 200
CLASS_NAME_LIMIT = 60

_SETTINGS = (
    select(DatedSettingRow.name, DatedSettingRow.value, DatedSettingRow.from_day, DatedSettingRow.source)
    .where(DatedSettingRow.void == 0)
    .order_by(DatedSettingRow.id)
)
_CLASS = select(
    ShareClassRow.name, ShareClassRow.withdrawable, ShareClassRow.transferable, ShareClassRow.numbered
).where(ShareClassRow.id == bindparam("id"))
_CLASSES = select(
    ShareClassRow.id,
    ShareClassRow.name,
    ShareClassRow.withdrawable,
    ShareClassRow.transferable,
    ShareClassRow.numbered,
    ShareClassRow.from_day,
).order_by(ShareClassRow.id)


@dataclass
class UnknownShareClass(Refusal):
    """No class of shares has this name."""

    code = "UNKNOWN-SHARE-CLASS"
    sentence = "There is no class of shares called “{name}”. Nothing was recorded: there is {known}."
    name: str
    known: str


@dataclass
class ShareClassThere(Refusal):
    """Two classes of shares cannot have one name."""

    code = "SHARE-CLASS-THERE"
    sentence = "There is a class of shares called “{name}” already. Nothing was recorded."
    name: str


@dataclass(frozen=True, slots=True)
class ShareClassView:
    """One class of shares; ``id`` None is the one the rule sheet describes."""

    id: int | None
    name: str
    withdrawable: bool
    transferable: bool
    numbered: bool
    from_day: date | None


@dataclass(frozen=True, slots=True)
class SettingView:
    """One dated setting as it holds, in words, with its source."""

    name: str
    words: str
    value: str
    shown: str
    from_day: date
    source: str


@dataclass(frozen=True, slots=True)
class SetShareRule(Command[SettingView]):
    """A new value of one setting from a day on ("" today), with where it is laid down."""

    name: str
    value: str
    from_day: str = ""
    source: str = ""


@handles(SetShareRule)
def set_share_rule(command: SetShareRule, act: Act) -> Done[SettingView]:
    """Record it beside the earlier ones: what held before is still known.

    Raises:
        NotUnderstood: an unknown setting, a value it cannot hold, or a day that is none. Days ahead may be given.
    """
    value = read_setting(command.name, command.value)
    day = day_given("The day it holds from", command.from_day, act.now, ahead=True)
    source = clean_line("The source", command.source, SOURCE_LIMIT)
    row = act.add(
        DatedSettingRow,
        name=command.name,
        value=value,
        from_day=day.isoformat(),
        at=act.at,
        void=0,
        source=source or "the society's rules",
    )
    shown = _shown(DatedSetting(command.name, value, day, source or "the society's rules"))
    return Done(shown, (SocietyChanged(),), StrikeShareRule(row))


@dataclass(frozen=True, slots=True)
class StrikeShareRule(Command[None]):
    """Undo of a setting: the one before holds again."""

    setting: int


@handles(StrikeShareRule)
def strike_share_rule(command: StrikeShareRule, act: Act) -> Done[None]:
    """Mark it void."""
    act.change(DatedSettingRow, command.setting, void=1)
    return Done(None, (SocietyChanged(),))


@dataclass(frozen=True, slots=True)
class OpenShareClass(Command[ShareClassView]):
    """A further class of shares. ``numbered``: its shares carry distinctive numbers."""

    name: str
    withdrawable: bool
    transferable: bool
    numbered: bool = False


@handles(OpenShareClass)
def open_share_class(command: OpenShareClass, act: Act) -> Done[ShareClassView]:
    """Record the class; shares of it can be issued from now on.

    Raises:
        NotUnderstood: no name.
        ShareClassThere: the name is taken.
    """
    name = clean_line("The name of the class", command.name, CLASS_NAME_LIMIT, required=True)
    if name.casefold() in {each.name.casefold() for each in share_classes(act.reader)}:
        raise ShareClassThere(name)
    today = local_day(act.now)
    row = act.add(
        ShareClassRow,
        name=name,
        withdrawable=int(command.withdrawable),
        transferable=int(command.transferable),
        numbered=int(command.numbered),
        from_day=today.isoformat(),
    )
    view = ShareClassView(row, name, command.withdrawable, command.transferable, command.numbered, today)
    return Done(view, (SocietyChanged(),))


ORDINARY = "ordinary"
"""What the class of the rule sheet is called where there are others beside it."""


def share_classes(reader: Reader) -> tuple[ShareClassView, ...]:
    """The rule sheet's class and those beside it."""
    sheet = rules_now(reader)
    first = ShareClassView(None, ORDINARY, sheet.share_withdrawable, sheet.share_transferable, False, None)
    rows = reader.rows(_CLASSES)
    return (
        first,
        *(
            ShareClassView(row, name, bool(back), bool(on), bool(numbered), date.fromisoformat(day))
            for row, name, back, on, numbered, day in rows
        ),
    )


def class_named(reader: Reader, name: str) -> int | None:
    """The class a name means; "" and "ordinary" mean the one of the rule sheet, None.

    Raises:
        UnknownShareClass: there is none of that name.
    """
    if name.strip().casefold() in ("", ORDINARY):
        return None
    classes = share_classes(reader)
    for each in classes:
        if each.name.casefold() == name.strip().casefold():
            return each.id
    raise UnknownShareClass(name, ", ".join(each.name for each in classes))


def settings_on(reader: Reader, day: date) -> Mapping[str, DatedSetting]:
    """The dated settings that hold on a day, by name."""
    return _held(tuple(reader.rows(_SETTINGS)), day)


@lru_cache(maxsize=64)
def _held(rows: tuple[tuple[str, str, str, str], ...], day: date) -> Mapping[str, DatedSetting]:
    return in_force(_own(rows), day)


def _own(rows: Iterable[tuple[str, str, str, str]]) -> list[DatedSetting]:
    return [
        DatedSetting(name, value, date.fromisoformat(from_day), source)
        for name, value, from_day, source in rows
        if name in MEANINGS
    ]


def settings_over_time(reader: Reader) -> tuple[tuple[SettingView, ...], ...]:
    """Every setting in the order of the rules: the values it has had, has and will have, the first day first."""
    own = _own(reader.rows(_SETTINGS))
    return tuple(tuple(_shown(each) for each in over_time(own, name)) for name in MEANINGS)


def settings_view(reader: Reader, day: date) -> tuple[SettingView, ...]:
    """Every setting as it holds on a day, in the order of the rules."""
    held = settings_on(reader, day)
    return tuple(_shown(held[name]) for name in MEANINGS if name in held)


def _shown(setting: DatedSetting) -> SettingView:
    meaning = MEANINGS[setting.name]
    return SettingView(
        setting.name,
        meaning.words,
        setting.value,
        meaning.shown(setting.value),
        setting.from_day,
        setting.source,
    )


def rules_on(reader: Reader, day: date, share_class: int | None = None) -> ShareRules:
    """What holds on a day for one class of shares."""
    sheet, society = rules_now(reader), letterhead(reader)
    held = settings_on(reader, day)
    withdrawable, transferable = sheet.share_withdrawable, sheet.share_transferable
    if share_class is not None:
        found = reader.first(_CLASS, id=share_class)
        if found is None:
            raise UnknownShareClass(str(share_class), ", ".join(each.name for each in share_classes(reader)))
        withdrawable, transferable = bool(found[1]), bool(found[2])
    limit = held["withdrawable_limit"]
    classes = held["holding_classes"].value
    return ShareRules(
        legal_form=sheet.legal_form,
        nominal_pence=society.nominal_pence,
        min_shares=sheet.min_shares,
        max_shares=sheet.max_shares,
        withdrawable=withdrawable,
        transferable=transferable,
        limit_pence=None if limit.value == "none" else int(limit.value),
        limit_source=limit.source,
        notice=held["withdrawal_notice"].value,
        whole_may_go=held["below_minimum"].value == "ends-membership",
        repaid_on_exit=held["on_exit"].value == "repay",
        board_approves=held["board_approves_applications"].value == "yes",
        board_consents=held["board_consents_transfers"].value == "yes",
        part_paid=held["part_paid"].value == "yes",
        joint_holders=held["joint_holders"].value == "yes",
        least_age=int(held["least_age"].value),
        holding_classes=() if classes == "all" else tuple(each.strip() for each in classes.split(",")),
        secretary_nominee=held["secretary_nominee"].value == "yes",
        year_end=held["year_end"].value,
    )
