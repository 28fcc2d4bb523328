"""The rule sheet as plain data for the file and the journal: exact, stable, and read back to the same
sheet."""

from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Literal

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules.majorities import AUDIT, Base, Majority, ResolutionRule
from coopdesk.domain.rules.sheet import ClassRule, LegalForm, RuleSheet


def to_plain(sheet: RuleSheet) -> dict[str, object]:
    """The sheet as JSON-able data: fractions and dates as text, in the order of the fields."""
    plain: dict[str, object] = {field.name: getattr(sheet, field.name) for field in fields(sheet)}
    plain["legal_form"] = sheet.legal_form.value
    # A list, not an object: canonical JSON sorts names, and the order of the methods is part of the sheet.
    plain["notice_deemed_days"] = [{"method": method, "days": days} for method, days in sheet.notice_deemed_days]
    plain["quorum_percent"] = None if sheet.quorum_percent is None else str(sheet.quorum_percent)
    plain["formed_on"] = None if sheet.formed_on is None else sheet.formed_on.isoformat()
    plain["classes"] = [{"name": each.name, "votes": each.votes} for each in sheet.classes]
    plain["resolutions"] = [
        {
            "kind": rule.kind,
            "share": str(rule.majority.share),
            "strict": rule.majority.strict,
            "base": rule.base.value,
            "statutory": rule.statutory,
            "effect": rule.effect,
        }
        for rule in sheet.resolutions
    ]
    return plain


def from_plain(plain: dict[str, object]) -> RuleSheet:
    """Read back what ``to_plain`` wrote.

    Raises:
        NotUnderstood: a name is missing, unknown, or holds what it cannot hold. A sheet that is half
            understood would
            run a meeting by rules nobody adopted.
    """
    whole = _Reading("the rule sheet", plain)
    whole.check_names({field.name for field in fields(RuleSheet)})
    return RuleSheet(
        legal_form=LegalForm(whole.one_of("legal_form", [form.value for form in LegalForm])),
        notice_clear_days=whole.number("notice_clear_days"),
        notice_deemed_days=tuple(_deemed(each) for each in whole.rows("notice_deemed_days")),
        quorum_percent=None if plain["quorum_percent"] is None else whole.fraction("quorum_percent"),
        quorum_number=whole.number_or_none("quorum_number"),
        quorum_combine=_combine(whole),
        quorum_counts_proxies=whole.yes("quorum_counts_proxies"),
        quorum_continuous=whole.yes("quorum_continuous"),
        inquorate_wait_minutes=whole.number("inquorate_wait_minutes"),
        adjourned_quorum=_adjourned(whole),
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
        default_method=_method(whole),
    )


class _Reading:
    """One mapping being read, so that every fault names the thing it was found in."""

    def __init__(self, what: str, plain: object) -> None:
        self.what = what
        if not isinstance(plain, dict):
            raise NotUnderstood(what=what, value=str(plain), why="names with values were expected here")
        self.plain: dict[str, object] = plain

    def check_names(self, expected: set[str]) -> None:
        for name in self.plain:
            if name not in expected:
                raise NotUnderstood(what=self.what, value=name, why="this version does not know that name")
        missing = sorted(expected - set(self.plain))
        if missing:
            raise NotUnderstood(what=self.what, value=missing[0], why="it is missing")

    def _wrong(self, name: str, why: str) -> NotUnderstood:
        return NotUnderstood(what=f"{name} in {self.what}", value=str(self.plain[name]), why=why)

    def text(self, name: str) -> str:
        value = self.plain[name]
        if not isinstance(value, str):
            raise self._wrong(name, "text was expected")
        return value

    def one_of(self, name: str, accepted: list[str]) -> str:
        value = self.text(name)
        if value not in accepted:
            raise self._wrong(name, f"it must be one of {', '.join(accepted)}")
        return value

    def yes(self, name: str) -> bool:
        value = self.plain[name]
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false was expected")
        return value

    def number(self, name: str) -> int:
        value = self.plain[name]
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(name, "a whole number was expected")
        return value

    def number_or_none(self, name: str) -> int | None:
        return None if self.plain[name] is None else self.number(name)

    def fraction(self, name: str) -> Fraction:
        try:
            value = Fraction(self.text(name))
        except (ValueError, ZeroDivisionError) as wrong:
            raise self._wrong(name, "a fraction was expected") from wrong
        if value <= 0:
            raise self._wrong(name, "it must be above 0")
        return value

    def rows(self, name: str) -> list[object]:
        value = self.plain[name]
        if not isinstance(value, list):
            raise self._wrong(name, "a list was expected")
        return value


def _combine(whole: _Reading) -> Literal["greater", "lower"]:
    return "lower" if whole.one_of("quorum_combine", ["greater", "lower"]) == "lower" else "greater"


def _adjourned(whole: _Reading) -> Literal["those-present", "same"]:
    return "same" if whole.one_of("adjourned_quorum", ["those-present", "same"]) == "same" else "those-present"


def _method(whole: _Reading) -> Literal["hands", "recorded"]:
    return "recorded" if whole.one_of("default_method", ["hands", "recorded"]) == "recorded" else "hands"


def _day(whole: _Reading) -> date | None:
    if whole.plain["formed_on"] is None:
        return None
    text = whole.text("formed_on")
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise NotUnderstood(what="formed_on in the rule sheet", value=text, why="it is not a date") from wrong


def _deemed(plain: object) -> tuple[str, int]:
    row = _Reading("deemed service in the rule sheet", plain)
    row.check_names({"method", "days"})
    return row.text("method"), row.number("days")


def _class(plain: object) -> ClassRule:
    row = _Reading("a class of the rule sheet", plain)
    row.check_names({"name", "votes"})
    return ClassRule(row.text("name"), row.yes("votes"))


def _resolution(plain: object) -> ResolutionRule:
    row = _Reading("a resolution of the rule sheet", plain)
    row.check_names({"kind", "share", "strict", "base", "statutory", "effect"})
    share = row.fraction("share")
    if share > 1:
        raise NotUnderstood(what="share in a resolution of the rule sheet", value=str(share), why="it is above 1")
    return ResolutionRule(
        kind=row.text("kind"),
        majority=Majority(share, row.yes("strict")),
        base=Base(row.one_of("base", [base.value for base in Base])),
        statutory=row.one_of("statutory", ["", AUDIT]),
        effect=row.text("effect"),
    )
