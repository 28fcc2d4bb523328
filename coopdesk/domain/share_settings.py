"""What the rules and the law say of shares, as dated settings with their source: which value held on which day.

Nothing here is a constant of the program: the law's own figures are rows of the same kind as the society's, only that
they come with the program. A society's row wins over the law's from its day on, because registered rules may be
stricter, and because the law may change before the program does.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from coopdesk.domain.money import pounds, read_pounds
from coopdesk.domain.refusals import NotUnderstood

LONG_AGO = date(1800, 1, 1)
NAME_WIDTH = 40


@dataclass(frozen=True, slots=True)
class DatedSetting:
    """One value from one day on."""

    name: str
    value: str
    from_day: date
    source: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """How one setting is read, and what it is called."""

    words: str
    read: Callable[[str, str], str]
    """(what it is called, as typed) -> the one spelling it is kept in."""
    shown: Callable[[str], str]


def _yes_no(name: str, text: str) -> str:
    word = text.strip().casefold()
    for spelling, accepted in (("yes", ("yes", "true", "on", "1")), ("no", ("no", "false", "off", "0"))):
        if word in accepted:
            return spelling
    raise NotUnderstood(name, text, "use yes or no")


def _one_of(*accepted: str) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        word = text.strip().casefold()
        if word not in accepted:
            raise NotUnderstood(name, text, f"use {', '.join(accepted[:-1])} or {accepted[-1]}")
        return word

    return read


def _money(name: str, text: str) -> str:
    if text.strip().casefold() == "none":
        return "none"
    pence = read_pounds(text)
    if pence is None or pence < 0:
        raise NotUnderstood(name, text, "write an amount such as £100,000, or none")
    return str(pence)


def _period(name: str, text: str) -> str:
    found = re.fullmatch(r"\s*([0-9]{1,4})\s*(days?|weeks?|months?)?\s*", text.casefold())
    if text.strip().casefold() in ("none", "no"):
        return "0 days"
    if found is None:
        raise NotUnderstood(name, text, "write it as 91 days, 13 weeks or 3 months")
    unit = (found[2] or "days").rstrip("s")
    return f"{int(found[1])} {unit}{'' if int(found[1]) == 1 else 's'}"


def _number(name: str, text: str) -> str:
    if re.fullmatch(r"[0-9]{1,3}", text.strip()) is None:
        raise NotUnderstood(name, text, "use a whole number from 0 to 999")
    return str(int(text))


def _percent(name: str, text: str) -> str:
    word = text.strip().casefold()
    if word in ("none", "never", "no", "0"):
        return "none"
    found = re.fullmatch(r"([0-9]{1,3})\s*(?:%|per ?cent)?", word)
    if found is None or not 1 <= int(found[1]) <= 100:
        raise NotUnderstood(name, text, "write a whole part from 1% to 100%, or none")
    return str(int(found[1]))


def _years(name: str, text: str) -> str:
    word = text.strip().casefold()
    if word in ("never", "none", "no"):
        return "never"
    found = re.fullmatch(r"([0-9]{1,3})( years?)?", word)
    if found is None or int(found[1]) < 1:
        raise NotUnderstood(name, text, "write it as 10 years, or never")
    return f"{int(found[1])} year{'' if int(found[1]) == 1 else 's'}"


def _names(_name: str, text: str) -> str:
    return "all" if text.strip().casefold() in ("all", "") else ", ".join(" ".join(text.split()).split(", "))


def _year_end(name: str, text: str) -> str:
    found = re.fullmatch(r"\s*([0-9]{1,2})\s+([A-Za-z]+)\s*", text)
    months = "january february march april may june july august september october november december".split()
    if found is not None:
        for place, month in enumerate(months, start=1):
            if len(found[2]) >= 3 and month.startswith(found[2].casefold()):
                try:
                    day = date(2023, place, int(found[1]))
                except ValueError:
                    break
                return f"{day.day} {month.capitalize()}"
    raise NotUnderstood(name, text, "write a day of the year such as 31 July")


def _as_money(value: str) -> str:
    return "no limit" if value == "none" else pounds(int(value))


def _missed(value: str) -> str:
    return "none" if value == "0" else value


def _per_cent(value: str) -> str:
    return "none" if value == "none" else f"{value}%"


def _as_is(value: str) -> str:
    return value


MEANINGS: dict[str, Meaning] = {
    "withdrawable_limit": Meaning("Most withdrawable shares of one member", _money, _as_money),
    "withdrawal_notice": Meaning("Notice of a withdrawal", _period, _as_is),
    "below_minimum": Meaning("A withdrawal of the whole holding", _one_of("refuse", "ends-membership"), _as_is),
    "on_exit": Meaning("Shares of somebody who leaves", _one_of("repay", "keep"), _as_is),
    "board_approves_applications": Meaning("The board approves applications", _yes_no, _as_is),
    "board_consents_transfers": Meaning("The board consents to transfers", _yes_no, _as_is),
    "part_paid": Meaning("Shares may be allotted before they are fully paid", _yes_no, _as_is),
    "joint_holders": Meaning("Shares may be held in joint names", _yes_no, _as_is),
    "least_age": Meaning("Youngest age of a shareholder", _number, _as_is),
    "holding_classes": Meaning("Classes of member that may hold shares", _names, _as_is),
    "secretary_nominee": Meaning("A leaver's share passes to the secretary as nominee", _yes_no, _as_is),
    "year_end": Meaning("Year end", _year_end, _as_is),
    "nomination_limit": Meaning("Most that passes by a nomination on death", _money, _as_money),
    "retention": Meaning("Former members are erased after", _years, _as_is),
    "lapse_proxies": Meaning("A proxy counts as coming, where memberships lapse", _yes_no, _as_is),
    "withdrawals_warning": Meaning("Part of the capital withdrawn in a year that is warned of", _percent, _per_cent),
    "lapse_after": Meaning("Annual meetings missed without apologies that end membership", _number, _missed),
}
"""Every setting there is."""

USUAL = "a usual rule; set it as the registered rules say"
"""The source of what no law lays down and the society has not set."""

OF_THE_PROGRAM: tuple[DatedSetting, ...] = (
    DatedSetting("withdrawable_limit", "2000000", LONG_AGO, "Industrial and Provident Societies Acts, before 2014"),
    # The limit was raised before the 2014 Act took it over in s.24.
    DatedSetting("withdrawable_limit", "10000000", date(2014, 4, 6), "2014 Act s.24"),
    DatedSetting("withdrawal_notice", "0 days", LONG_AGO, f"none until it is set; 13 weeks or 3 months is {USUAL}"),
    DatedSetting("below_minimum", "refuse", LONG_AGO, USUAL),
    DatedSetting("on_exit", "repay", LONG_AGO, USUAL),
    DatedSetting("board_approves_applications", "no", LONG_AGO, USUAL),
    DatedSetting("board_consents_transfers", "no", LONG_AGO, USUAL),
    DatedSetting("part_paid", "no", LONG_AGO, USUAL),
    DatedSetting("joint_holders", "yes", LONG_AGO, USUAL),
    DatedSetting("least_age", "16", LONG_AGO, f"aged 16 or over is {USUAL}"),
    DatedSetting("holding_classes", "all", LONG_AGO, USUAL),
    DatedSetting("secretary_nominee", "no", LONG_AGO, USUAL),
    DatedSetting("year_end", "31 December", LONG_AGO, USUAL),
    DatedSetting(
        "nomination_limit", "500000", LONG_AGO, "Administration of Estates (Small Payments) Act 1965, as raised"
    ),
    DatedSetting("nomination_limit", "500000", date(2014, 8, 1), "2014 Act s.37(4)"),
    DatedSetting("retention", "never", LONG_AGO, "no period is laid down for societies; a company may after 10 years"),
    DatedSetting("lapse_proxies", "yes", LONG_AGO, f"who appoints a proxy has written beforehand; {USUAL}"),
    # One society's rules let the board suspend withdrawals once a tenth of the capital goes in a year (§4.4).
    DatedSetting("withdrawals_warning", "10", LONG_AGO, f"some rules suspend withdrawals there; {USUAL}"),
    DatedSetting("lapse_after", "0", LONG_AGO, USUAL),
)


def read_setting(name: str, text: str) -> str:
    """The one spelling of a value.

    Raises:
        NotUnderstood: there is no such setting, or it cannot hold that.
    """
    if name not in MEANINGS:
        raise NotUnderstood("A setting of the shares", name, f"there are {', '.join(MEANINGS)}")
    meaning = MEANINGS[name]
    return meaning.read(meaning.words, text)


def in_force(settings: Iterable[DatedSetting], day: date) -> dict[str, DatedSetting]:
    """The setting of each name that holds on this day: the society's last before the law's.

    Args:
        settings: the society's own, in the order they were recorded; a later one for the same day replaces it.
    """
    found = {each.name: each for each in sorted(OF_THE_PROGRAM, key=_day_of) if each.from_day <= day}
    own = [each for each in settings if each.from_day <= day]
    for each in sorted(own, key=_day_of):
        found[each.name] = each
    return found


def over_time(settings: Iterable[DatedSetting], name: str) -> tuple[DatedSetting, ...]:
    """Every value one setting has had, has, or will have, the first day first.

    Args:
        settings: as for :func:`in_force`; from the society's first day on its own values are the only ones.
    """
    own = {each.from_day: each for each in settings if each.name == name}
    begins = min(own, default=date.max)
    before = [each for each in OF_THE_PROGRAM if each.name == name and each.from_day < begins]
    return tuple(sorted((*before, *own.values()), key=_day_of))


def _day_of(setting: DatedSetting) -> date:
    return setting.from_day


def after_period(day: date, period: str) -> date:
    """The day a period ends that begins on ``day``: "13 weeks" after 1 June is 31 August.

    A month that is shorter ends the period on its last day.
    """
    count, unit = period.split()
    number = int(count)
    if unit.startswith("month"):
        months = day.year * 12 + day.month - 1 + number
        year, month = divmod(months, 12)
        for last in (day.day, 30, 29, 28):
            try:
                return date(year, month + 1, min(day.day, last))
            except ValueError:
                continue
    return date.fromordinal(day.toordinal() + number * (7 if unit.startswith("week") else 1))


def year_of(end: str, day: date) -> tuple[date, date]:
    """First and last day of the society's year that ``day`` falls in; ``end`` is "31 July"."""
    last = _end_in(end, day.year)
    if day > last:
        last = _end_in(end, day.year + 1)
    before = _end_in(end, last.year - 1)
    return date.fromordinal(before.toordinal() + 1), last


def _end_in(end: str, year: int) -> date:
    number, month = end.split()
    place = "JanFebMarAprMayJunJulAugSepOctNovDec".index(month[:3]) // 3 + 1
    return date(
        year, place, 29 if (place == 2 and int(number) == 29 and year % 4 == 0) else min(int(number), _most(place))
    )


def _most(month: int) -> int:
    return 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
