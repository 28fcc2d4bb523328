"""The rule sheet as plain data for the file and the journal: exact, stable, and read back to the same
sheet."""

from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date
from fractions import Fraction
from typing import Any

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules.majorities import STATUTORY, Base, Majority, ResolutionRule
from coopdesk.domain.rules.presets import preset
from coopdesk.domain.rules.reading import Reading
from coopdesk.domain.rules.sheet import (
    ClassRule,
    LegalForm,
    PollRules,
    ProxyRules,
    RequisitionRule,
    RuleSheet,
)

LATER = (
    "proxies",
    "poll",
    "requisition",
    "silent_class",
    "investor_cap",
    "advance_votes",
    "agm_months",
    "retirement",
    "uncontested",
    "election_classes",
    "casual_vacancies",
    "withdrawal_weeks",
    "on_exit",
    "min_age",
    "unknown_age_votes",
)
"""Fields that came with format 3 and later; a sheet frozen before reads as its legal form's usual rules say."""

_LATER_OF_CLASS = ("weight", "investor")
_LATER_OF_RESOLUTION = ("min_turnout", "class_vote", "amendable")


def to_plain(sheet: RuleSheet) -> dict[str, object]:
    """The sheet as JSON-able data: fractions and dates as text, in the order of the fields."""
    plain: dict[str, object] = {field.name: getattr(sheet, field.name) for field in fields(sheet)}
    plain["legal_form"] = sheet.legal_form.value
    # A list, not an object: canonical JSON sorts names, and the order of the methods is part of the sheet.
    plain["notice_deemed_days"] = [{"method": method, "days": days} for method, days in sheet.notice_deemed_days]
    plain["quorum_percent"] = _text(sheet.quorum_percent)
    plain["formed_on"] = None if sheet.formed_on is None else sheet.formed_on.isoformat()
    plain["classes"] = [
        {"name": each.name, "votes": each.votes, "weight": _text(each.weight), "investor": each.investor}
        for each in sheet.classes
    ]
    plain["resolutions"] = [_plain_resolution(rule) for rule in sheet.resolutions]
    plain["proxies"] = asdict(sheet.proxies)
    plain["poll"] = {**asdict(sheet.poll), "percent": _text(sheet.poll.percent)}
    plain["requisition"] = {**asdict(sheet.requisition), "percent": _text(sheet.requisition.percent)}
    plain["investor_cap"] = _text(sheet.investor_cap)
    return plain


def _plain_resolution(rule: ResolutionRule) -> dict[str, object]:
    return {
        "kind": rule.kind,
        "share": str(rule.majority.share),
        "strict": rule.majority.strict,
        "base": rule.base.value,
        "statutory": rule.statutory,
        "effect": rule.effect,
        "min_turnout": _text(rule.min_turnout),
        "class_vote": rule.class_vote,
        "amendable": rule.amendable,
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def from_plain(plain: dict[str, object]) -> RuleSheet:
    """Read back what ``to_plain`` wrote.

    Raises:
        NotUnderstood: a name is missing, unknown, or holds what it cannot hold. A sheet that is half
            understood would
            run a meeting by rules nobody adopted.
    """
    whole = Reading("the rule sheet", plain)
    whole.check_names({field.name for field in fields(RuleSheet)}, LATER)
    return RuleSheet(
        legal_form=LegalForm(whole.one_of("legal_form", [form.value for form in LegalForm])),
        notice_clear_days=whole.number("notice_clear_days"),
        notice_deemed_days=tuple(_deemed(each) for each in whole.rows("notice_deemed_days")),
        quorum_percent=whole.fraction_or_none("quorum_percent"),
        quorum_number=whole.number_or_none("quorum_number"),
        quorum_combine=_word(whole, "quorum_combine", "greater", "lower"),
        quorum_counts_proxies=whole.yes("quorum_counts_proxies"),
        quorum_continuous=whole.yes("quorum_continuous"),
        inquorate_wait_minutes=whole.number("inquorate_wait_minutes"),
        adjourned_quorum=_word(whole, "adjourned_quorum", "those-present", "same"),
        adjourn_renotice_days=whole.number("adjourn_renotice_days"),
        casting_vote=whole.yes("casting_vote"),
        formed_on=_day(whole),
        joiners_vote=whole.yes("joiners_vote"),
        record_date_days=whole.number_or_none("record_date_days"),
        min_shares=whole.number("min_shares"),
        max_shares=whole.number_or_none("max_shares"),
        share_withdrawable=whole.yes("share_withdrawable"),
        share_transferable=whole.yes("share_transferable"),
        classes=tuple(_class(each) for each in whole.rows("classes")),
        resolutions=tuple(_resolution(each) for each in whole.rows("resolutions")),
        default_method=_word(whole, "default_method", "hands", "recorded", "cards", "secret", "papers"),
        **_later(whole),
    )


def _later(whole: Reading) -> dict[str, Any]:
    """The fields of ``LATER`` that the sheet names, and its legal form's usual ones in place of the others."""
    usual = preset(LegalForm(whole.text("legal_form")))
    read: dict[str, Callable[[Reading], Any]] = {
        "proxies": _proxies,
        "poll": _poll,
        "requisition": _requisition,
        "silent_class": lambda row: _word(row, "silent_class", "dropped", "nothing"),
        "investor_cap": lambda row: row.fraction_or_none("investor_cap"),
        "advance_votes": lambda row: _word(row, "advance_votes", "none", "stand", "replaced"),
        "agm_months": lambda row: row.number("agm_months"),
        "retirement": lambda row: _word(row, "retirement", "third", "terms"),
        "uncontested": lambda row: _word(row, "uncontested", "elected", "confirmed"),
        "election_classes": lambda row: _word(row, "election_classes", "together", "weighted"),
        "casual_vacancies": lambda row: _word(row, "casual_vacancies", "board", "runner-up"),
        "withdrawal_weeks": lambda row: row.number("withdrawal_weeks"),
        "on_exit": lambda row: _word(row, "on_exit", "repay", "keep"),
        "min_age": lambda row: row.number_or_none("min_age"),
        "unknown_age_votes": lambda row: row.yes("unknown_age_votes"),
    }
    return {name: read[name](whole) if name in whole.plain else getattr(usual, name) for name in LATER}


def _word(row: Reading, name: str, *accepted: str) -> Any:
    return row.one_of(name, list(accepted))


def _proxies(whole: Reading) -> ProxyRules:
    row = Reading("the proxy rules of the rule sheet", whole.plain["proxies"])
    row.check_names({field.name for field in fields(ProxyRules)})
    return ProxyRules(
        holders=_word(row, "holders", "anybody", "members", "chair", "nobody"),
        most=row.number_or_none("most"),
        deadline_hours=row.number("deadline_hours"),
        working_days=row.yes("working_days"),
    )


def _poll(whole: Reading) -> PollRules:
    row = Reading("the poll rules of the rule sheet", whole.plain["poll"])
    row.check_names({field.name for field in fields(PollRules)})
    return PollRules(
        voters=row.number_or_none("voters"),
        percent=row.fraction_or_none("percent"),
        directors=row.yes("directors"),
        after_result=row.yes("after_result"),
    )


def _requisition(whole: Reading) -> RequisitionRule:
    row = Reading("the requisition rule of the rule sheet", whole.plain["requisition"])
    row.check_names({field.name for field in fields(RequisitionRule)})
    return RequisitionRule(
        percent=row.fraction_or_none("percent"),
        number=row.number_or_none("number"),
        combine=_word(row, "combine", "greater", "lower"),
        dissolved=row.yes("dissolved"),
    )


def _day(whole: Reading) -> date | None:
    if whole.plain["formed_on"] is None:
        return None
    text = whole.text("formed_on")
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise NotUnderstood(what="formed_on in the rule sheet", value=text, why="it is not a date") from wrong


def _deemed(plain: object) -> tuple[str, int]:
    row = Reading("deemed service in the rule sheet", plain)
    row.check_names({"method", "days"})
    return row.text("method"), row.number("days")


def _class(plain: object) -> ClassRule:
    row = Reading("a class of the rule sheet", plain)
    row.check_names({"name", "votes", *_LATER_OF_CLASS}, _LATER_OF_CLASS)
    named = row.plain
    return ClassRule(
        row.text("name"),
        row.yes("votes"),
        row.fraction_or_none("weight") if "weight" in named else None,
        row.yes("investor") if "investor" in named else False,
    )


def _resolution(plain: object) -> ResolutionRule:
    row = Reading("a resolution of the rule sheet", plain)
    names = {"kind", "share", "strict", "base", "statutory", "effect", *_LATER_OF_RESOLUTION}
    row.check_names(names, _LATER_OF_RESOLUTION)
    named = row.plain
    return ResolutionRule(
        kind=row.text("kind"),
        majority=Majority(_share(row, "share"), row.yes("strict")),
        base=Base(row.one_of("base", [base.value for base in Base])),
        statutory=row.one_of("statutory", list(STATUTORY)),
        effect=row.text("effect"),
        min_turnout=_share(row, "min_turnout") if named.get("min_turnout") is not None else None,
        class_vote=_word(row, "class_vote", "together", "each", "weighted") if "class_vote" in named else "together",
        # Before this was written down, nothing was amended; special resolutions never are.
        amendable=row.yes("amendable") if "amendable" in named else row.text("kind") != "special",
    )


def _share(row: Reading, name: str) -> Fraction:
    share = row.fraction(name)
    if share > 1:
        raise NotUnderstood(what=f"{name} in a resolution of the rule sheet", value=str(share), why="it is above 1")
    return share
