"""Settings about proxies, polls, requisitions and the finer points of a resolution, as people write them."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules.majorities import (
    AMALGAMATION,
    AUDIT,
    AUDITOR_CHANGE,
    CONFIRMING,
    CONVERSION,
    DISSOLUTION,
    ResolutionRule,
)
from coopdesk.domain.rules.quorum_rule import read_percent, read_quorum
from coopdesk.domain.rules.sheet import RequisitionRule, RuleSheet
from coopdesk.domain.rules.spoken import NONE, YES, one_of, percent, switch, whole

LAW = {
    AUDIT: "section 84 of the 2014 Act",
    AMALGAMATION: "section 109 of the 2014 Act",
    CONVERSION: "section 113 of the 2014 Act",
    CONFIRMING: "the 2014 Act",
    DISSOLUTION: "section 119 of the 2014 Act",
    AUDITOR_CHANGE: "section 94 of the 2014 Act",
}
"""The section behind each statutory test, as a sentence names it."""

_HOURS = re.compile(r"(?P<hours>[0-9]{1,4})\s*(?:hours?|h)?(?P<working>\s*,?\s*working days(?: only)?)?")
_DEMAND = re.compile(r"(?:(?P<percent>[0-9.]+)\s*%|(?P<voters>[0-9]{1,6})(?:\s+(?:voters?|members?))?)")


def change_votes(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    """The sheet with one of ``VOTE_SETTINGS`` changed.

    Raises:
        NotUnderstood: a value the name cannot hold.
    """
    return _READ[name](sheet, name, value.strip())


def change_kind(sheet: RuleSheet, name: str, setting: str, kind: str, value: str) -> RuleSheet:
    """The sheet with one of ``KIND_SETTINGS`` of one kind of resolution changed.

    Raises:
        NotUnderstood: an unknown kind, or a value that the setting cannot hold.
    """
    rule = kind_named(sheet, name, kind)
    if setting == "min_turnout":
        if rule.statutory == CONVERSION:
            raise NotUnderstood(what=name, value=value, why=f"{LAW[CONVERSION]} asks for half of all members")
        turnout = None if value.lower() in NONE else read_percent(name, value) / 100
        return with_kind(sheet, replace(rule, min_turnout=turnout))
    if setting == "class_vote":
        words = {word: word for word in ("together", "each", "weighted")}
        return with_kind(sheet, replace(rule, class_vote=one_of(name, value, words)))
    return with_kind(sheet, replace(rule, amendable=switch(name, value)))


def kind_named(sheet: RuleSheet, name: str, kind: str) -> ResolutionRule:
    """The kind of resolution that a setting names.

    Raises:
        NotUnderstood: there is none.
    """
    kinds = {rule.kind: rule for rule in sheet.resolutions}
    if kind not in kinds:
        why = f"there is no such kind of resolution. There are {', '.join(kinds)}; majority[{kind}] adds one"
        raise NotUnderstood(what=name, value=kind, why=why)
    return kinds[kind]


def with_kind(sheet: RuleSheet, rule: ResolutionRule) -> RuleSheet:
    """The sheet with one kind of resolution replaced by itself changed."""
    return replace(sheet, resolutions=tuple(rule if each.kind == rule.kind else each for each in sheet.resolutions))


def _holders(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    words = {"none": "nobody", "no": "nobody", "yes": "anybody", "any": "anybody", "member": "members"}
    words |= {word: word for word in ("anybody", "members", "chair", "nobody")}
    return replace(sheet, proxies=replace(sheet.proxies, holders=one_of(name, value, words)))


def _most(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    unlimited = value.lower() in (*NONE, "unlimited")
    return replace(sheet, proxies=replace(sheet.proxies, most=None if unlimited else whole(name, value, 1, 1_000_000)))


def _deadline(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    found = _HOURS.fullmatch(value.lower())
    if found is None or int(found["hours"]) > 1000:
        why = "write the hours before the meeting, such as 24, 48 hours, or 48 hours, working days"
        raise NotUnderstood(what=name, value=value, why=why)
    working = sheet.proxies.working_days or found["working"] is not None
    return replace(sheet, proxies=replace(sheet.proxies, deadline_hours=int(found["hours"]), working_days=working))


def _working(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    return replace(sheet, proxies=replace(sheet.proxies, working_days=switch(name, value)))


def _poll_demand(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    """ "2 voters", "10%", "5 members or 10%", "chair" (nobody else)."""
    if value.lower() == "chair":
        return replace(sheet, poll=replace(sheet.poll, voters=None, percent=None, directors=False))
    voters: int | None = None
    share: Fraction | None = None
    for part in re.split(r"\s+or\s+", value.lower()):
        found = _DEMAND.fullmatch(part.strip())
        if found is None:
            why = "write 2 voters, or 10%, or 5 voters or 10%; chair alone means nobody else may"
            raise NotUnderstood(what=name, value=value, why=why)
        if found["voters"]:
            voters = whole(name, found["voters"], 1, 1_000_000)
        else:
            share = read_percent(name, found["percent"])
    return replace(sheet, poll=replace(sheet.poll, voters=voters, percent=share))


def _poll_window(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    words = {"before": False, "before-or-after": True}
    return replace(sheet, poll=replace(sheet.poll, after_result=one_of(name, value, words)))


def _poll_directors(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    return replace(sheet, poll=replace(sheet.poll, directors=switch(name, value)))


def _investor_cap(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    cap = None if value.lower() in NONE else percent(name, value)
    if cap == 100:
        raise NotUnderstood(what=name, value=value, why="a cap is below 100; write none for no cap")
    return replace(sheet, investor_cap=cap)


def _requisition(sheet: RuleSheet, _name: str, value: str) -> RuleSheet:
    rule = read_quorum(value)
    combine = rule.combine or sheet.requisition.combine
    return replace(sheet, requisition=RequisitionRule(rule.percent, rule.number, combine, sheet.requisition.dissolved))


def _dissolved(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    words = {**YES, "dissolved": True, "adjourned": False}
    return replace(sheet, requisition=replace(sheet.requisition, dissolved=one_of(name, value, words)))


_READ: dict[str, Callable[[RuleSheet, str, str], RuleSheet]] = {
    "proxy_allowed": _holders,
    "proxy_max_per_holder": _most,
    "proxy_deadline": _deadline,
    "proxy_working_days": _working,
    "poll_demand": _poll_demand,
    "poll_demand_window": _poll_window,
    "poll_demand_directors": _poll_directors,
    "investor_cap": _investor_cap,
    "requisition": _requisition,
    "requisition_inquorate": _dissolved,
}

VOTE_SETTINGS = tuple(_READ)
"""Settings of this module, by their names in the domain reference §2.1."""

KIND_SETTINGS = ("min_turnout", "class_vote", "amendable")
"""Settings that name a kind of resolution: ``min_turnout[rule-change]=25%``."""
