"""Reading a rule sheet's settings as people write them: ``--set quorum="max(3, 10%)"`` and the lines of
RULES.toml."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from coopdesk.domain.days import day_written
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules.majorities import Base, ResolutionRule, read_majority
from coopdesk.domain.rules.presets import preset
from coopdesk.domain.rules.quorum_rule import read_quorum
from coopdesk.domain.rules.settings_classes import read_class, read_classes
from coopdesk.domain.rules.settings_votes import (
    KIND_SETTINGS,
    LAW,
    VOTE_SETTINGS,
    change_kind,
    change_votes,
    kind_named,
    with_kind,
)
from coopdesk.domain.rules.sheet import LegalForm, RuleSheet
from coopdesk.domain.rules.spoken import NONE, YES, one_of, percent, switch, whole

_SWITCHES = {
    "quorum_counts_proxies": "quorum_counts_proxies",
    "quorum_continuous": "quorum_continuous",
    "joiners_vote": "joiners_vote",
    "joiners_may_vote": "joiners_vote",
    "unknown_age_votes": "unknown_age_votes",
    "share_withdrawable": "share_withdrawable",
    "share_transferable": "share_transferable",
}

_NUMBERS = {
    "notice_clear_days": ("notice_clear_days", 0, 365),
    "inquorate_wait_minutes": ("inquorate_wait_minutes", 0, 600),
    "adjourn_renotice": ("adjourn_renotice_days", 0, 365),
    "adjourn_renotice_days": ("adjourn_renotice_days", 0, 365),
    "min_shares": ("min_shares", 0, 1_000_000),
    "agm_months": ("agm_months", 1, 18),
    "withdrawal_weeks": ("withdrawal_weeks", 0, 520),
}
"""name: (field, least, most)"""

_NUMBERS_OR_NONE = {
    "quorum_number": ("quorum_number", 1, 1_000_000),
    "record_date_days": ("record_date_days", 0, 3660),
    "min_age": ("min_age", 1, 120),
    "max_shares": ("max_shares", 1, 100_000_000),
}

_CHOICES = {
    "quorum_combine": {"greater": "greater", "lower": "lower"},
    "adjourned_quorum": {"those-present": "those-present", "same": "same"},
    "default_method": {
        "hands": "hands", "show of hands": "hands", "recorded": "recorded", "cards": "cards", "secret": "secret",
        "papers": "papers",
    },
    "silent_class": {"dropped": "dropped", "nothing": "nothing"},
    "advance_votes": {"none": "none", "stand": "stand", "replaced": "replaced"},
    "retirement": {"third": "third", "terms": "terms"},
    "uncontested": {"elected": "elected", "confirmed": "confirmed"},
    "election_classes": {"together": "together", "weighted": "weighted"},
    "casual_vacancies": {"board": "board", "runner-up": "runner-up"},
    "on_exit": {"repay": "repay", "keep": "keep"},
}  # fmt: skip

_OF_KIND = re.compile(r"(?P<name>[a-z_]+)(?:\[(?P<bracket>[^\[\]]+)\]|\.(?P<dotted>.+))")
_KIND = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

ACCEPTED = (
    "legal_form",
    "formed_on",
    *_NUMBERS,
    *_NUMBERS_OR_NONE,
    *_SWITCHES,
    *_CHOICES,
    "quorum",
    "quorum_percent",
    "casting_vote",
    "eligibility",
    "classes",
    "class[NAME]",
    "deemed_service[METHOD]",
    "majority[KIND]",
    "majority_base[KIND]",
    "min_turnout[KIND]",
    "class_vote[KIND]",
    "amendable[KIND]",
    *VOTE_SETTINGS,
)
"""Every name ``change`` takes."""


def change(sheet: RuleSheet, settings: Mapping[str, str]) -> RuleSheet:
    """The sheet with the settings applied, whatever order they come in.

    Names are the parameters of the domain reference §2.1 and the sheet's own fields. ``majority[KIND]`` with
    a new KIND
    adds that kind. A new legal form brings its own resolutions, as the other form's rest on another Act.

    Raises:
        NotUnderstood: an unknown name, or a value that name cannot hold; the sheet given is unchanged.
    """
    # The legal form first, then majorities: bases and all else may refer to what those bring.
    for name in sorted(settings, key=_rank):
        sheet = _apply(sheet, name.strip(), settings[name].strip())
    if sheet.max_shares is not None and sheet.max_shares < sheet.min_shares:
        why = f"nobody could hold enough: the least is {sheet.min_shares} and the most {sheet.max_shares}"
        raise NotUnderstood(what="max_shares", value=str(sheet.max_shares), why=why)
    return sheet


def _rank(name: str) -> tuple[int, str]:
    name = name.strip()
    for rank, start in enumerate(("legal_form", "majority[", "majority.", "classes", "quorum")):
        if name.startswith(start) and (start != "quorum" or name == "quorum"):
            return rank, name
    return 9, name


def _apply(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    word = value.lower()
    if name in _SWITCHES:
        return _with(sheet, _SWITCHES[name], switch(name, value))
    if name in _NUMBERS:
        field, least, most = _NUMBERS[name]
        return _with(sheet, field, whole(name, value, least, most))
    if name in _NUMBERS_OR_NONE:
        field, least, most = _NUMBERS_OR_NONE[name]
        return _with(sheet, field, None if word in NONE else whole(name, value, least, most))
    if name in _CHOICES:
        return _with(sheet, name, one_of(name, value, _CHOICES[name]))
    if name == "quorum":
        rule = read_quorum(value)
        sheet = replace(sheet, quorum_percent=rule.percent, quorum_number=rule.number)
        return sheet if rule.combine is None else replace(sheet, quorum_combine=rule.combine)
    if name == "quorum_percent":
        return replace(sheet, quorum_percent=None if word in NONE else percent(name, value))
    if name == "legal_form":
        return _legal_form(sheet, value)
    if name == "formed_on":
        return replace(sheet, formed_on=None if word in NONE else _day(name, value))
    if name == "casting_vote":
        spoken = {**YES, "none": False, "chair": True}
        return replace(sheet, casting_vote=one_of(name, value, spoken))
    if name == "eligibility":
        return _eligibility(sheet, value)
    if name == "classes":
        return replace(sheet, classes=read_classes(value))
    if name in ("deemed_service", "notice_deemed_days"):
        return _deemed_service(sheet, name, value)
    if name in VOTE_SETTINGS:
        return change_votes(sheet, name, value)
    return _apply_of_kind(sheet, name, value)


def _apply_of_kind(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    """Settings that name what they are about: ``majority[rule-change]`` or ``majority.rule-change``."""
    found = _OF_KIND.fullmatch(name)
    about = "" if found is None else (found["bracket"] or found["dotted"]).strip()
    if found is None or not about:
        raise _unknown(name)
    if found["name"] == "majority":
        return _majority(sheet, name, about, value)
    if found["name"] == "majority_base":
        return _majority_base(sheet, name, about, value)
    if found["name"] == "class":
        return replace(sheet, classes=read_class(sheet.classes, name, about, value))
    if found["name"] == "deemed_service":
        return _deemed(sheet, name, about, value)
    if found["name"] in KIND_SETTINGS:
        return change_kind(sheet, name, found["name"], about, value)
    raise _unknown(name)


def _unknown(name: str) -> NotUnderstood:
    return NotUnderstood(
        what="A setting", value=name, why=f"there is none of that name. There are {', '.join(ACCEPTED)}"
    )


def _with(sheet: RuleSheet, field: str, value: Any) -> RuleSheet:
    """Set a field whose type the tables above answer for."""
    return replace(sheet, **{field: value})


def _day(name: str, value: str) -> date:
    try:
        return day_written(value)
    except ValueError as wrong:
        raise NotUnderstood(what=name, value=value, why="use a date such as 31/05/2012 or 2012-05-31") from wrong


def _legal_form(sheet: RuleSheet, value: str) -> RuleSheet:
    form: LegalForm = one_of("legal_form", value, {form.value: form for form in LegalForm})
    if form is sheet.legal_form:
        return sheet
    return replace(sheet, legal_form=form, resolutions=preset(form).resolutions)


def _eligibility(sheet: RuleSheet, value: str) -> RuleSheet:
    word = value.lower()
    if word == "register":
        return replace(sheet, joiners_vote=True, record_date_days=None)
    if word == "joiners-excluded":
        return replace(sheet, joiners_vote=False, record_date_days=None)
    days = re.fullmatch(r"([0-9]{1,4}) days?", word)
    if days is None:
        why = (
            "use register (everybody on it), joiners-excluded (not those who join on the day), or 14 days (members for "
            "at least that long)"
        )
        raise NotUnderstood(what="eligibility", value=value, why=why)
    return replace(sheet, record_date_days=whole("eligibility", days[1], 0, 3660))


def _deemed_service(sheet: RuleSheet, name: str, value: str) -> RuleSheet:
    """ "hand 0, email 0, post 2"."""
    for part in value.split(","):
        method, _, days = part.strip().rpartition(" ")
        if not method:
            why = "write each method with its days, as in hand 0, email 0, post 2"
            raise NotUnderstood(what=name, value=value, why=why)
        sheet = _deemed(sheet, name, method, days)
    return sheet


def _deemed(sheet: RuleSheet, name: str, method: str, value: str) -> RuleSheet:
    days = dict(sheet.notice_deemed_days)
    word = method.strip().lower()
    if _KIND.fullmatch(word) is None or len(word) > 40:
        raise NotUnderstood(
            what=name, value=method, why="a way of sending notice is a word such as hand, email or post"
        )
    days[word] = whole(name, value.strip(), 0, 60)
    return replace(sheet, notice_deemed_days=tuple(days.items()))


def _majority(sheet: RuleSheet, name: str, kind: str, value: str) -> RuleSheet:
    if _KIND.fullmatch(kind) is None or len(kind) > 40:
        why = "a kind of resolution is written in small letters, such as rule-change"
        raise NotUnderstood(what=name, value=kind, why=why)
    try:
        majority = read_majority(value)
    except NotUnderstood as wrong:
        raise NotUnderstood(what=name, value=value, why=wrong.why) from wrong
    if kind not in {rule.kind for rule in sheet.resolutions}:
        usual = {rule.kind: rule for rule in preset(sheet.legal_form).resolutions}
        added = replace(usual[kind], majority=majority) if kind in usual else ResolutionRule(kind, majority)
        return replace(sheet, resolutions=(*sheet.resolutions, added))
    changed = (replace(rule, majority=majority) if rule.kind == kind else rule for rule in sheet.resolutions)
    return replace(sheet, resolutions=tuple(changed))


def _majority_base(sheet: RuleSheet, name: str, kind: str, value: str) -> RuleSheet:
    rule = kind_named(sheet, name, kind)
    base: Base = one_of(name, value, {base.value: base for base in Base})
    if rule.statutory and base is not rule.base:
        why = f"{LAW.get(rule.statutory, 'the 2014 Act')} sets what this vote is counted against"
        raise NotUnderstood(what=name, value=value, why=why)
    return with_kind(sheet, replace(rule, base=base))
