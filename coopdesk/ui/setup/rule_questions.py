"""Which settings stand behind each sentence of the rule sheet, and how they are asked."""

from collections.abc import Callable

from coopdesk.domain.rules import NAMED_MAJORITIES, LegalForm, RuleSheet, figure_words
from coopdesk.domain.rules.describing import METHOD_WORDS
from coopdesk.domain.rules.majorities import Base, ResolutionRule
from coopdesk.ui.kit.forms import FormField
from coopdesk.ui.setup.rule_asking import RuleQuestion, or_none, yes, yes_no
from coopdesk.ui.setup.rule_questions_votes import QUESTIONS_OF_VOTES
from coopdesk.ui.text import words


def _legal_form(sheet: RuleSheet) -> RuleQuestion:
    forms = tuple((form.value, form.words.capitalize()) for form in LegalForm)
    fields = (
        FormField("legal_form", words("Legal form"), choices=forms),
        FormField("formed_on", words("Formed on"), words("31/05/2012, or empty")),
    )
    formed = sheet.formed_on.isoformat() if sheet.formed_on else ""
    return RuleQuestion(fields, {"legal_form": sheet.legal_form.value, "formed_on": formed})


def _notice(sheet: RuleSheet) -> RuleQuestion:
    field = FormField("notice_clear_days", words("Clear days of notice"))
    return RuleQuestion((field,), {"notice_clear_days": str(sheet.notice_clear_days)})


def _served(sheet: RuleSheet) -> RuleQuestion:
    caption = words("Days until notice counts as served, for each way of sending")
    value = ", ".join(f"{method} {days}" for method, days in sheet.notice_deemed_days)
    field = FormField("deemed_service", caption, words("hand 0, email 0, post 2"), wide=True)
    return RuleQuestion((field,), {"deemed_service": value})


def _voters(sheet: RuleSheet) -> RuleQuestion:
    fields = (
        yes_no("joiners_vote", words("May those who join on the day vote?")),
        FormField("record_date_days", words("Days of membership needed before"), words("none")),
        FormField("min_shares", words("Shares needed for a vote")),
        FormField("min_age", words("Age needed for a vote"), words("none")),
        yes_no("unknown_age_votes", words("May those vote whose day of birth is not known?")),
    )
    values = {
        "joiners_vote": yes(sheet.joiners_vote),
        "record_date_days": or_none(sheet.record_date_days),
        "min_shares": str(sheet.min_shares),
        "min_age": or_none(sheet.min_age),
        "unknown_age_votes": yes(sheet.unknown_age_votes),
    }
    return RuleQuestion(fields, values)


def _classes(sheet: RuleSheet) -> RuleQuestion:
    written = ", ".join(each.words for each in sheet.classes)
    field = FormField("classes", words("Classes of members"), words("User, Investor (investor)"), wide=True)
    return RuleQuestion((field,), {"classes": written})


def _quorum(sheet: RuleSheet) -> RuleQuestion:
    which = (("greater", words("Whichever is greater")), ("lower", words("Whichever is lower")))
    fields = (
        FormField("quorum_percent", words("Per cent of those entitled"), words("none")),
        FormField("quorum_number", words("Number of members"), words("none")),
        FormField("quorum_combine", words("Where both are set"), choices=which),
    )
    percent = "" if sheet.quorum_percent is None else f"{figure_words(sheet.quorum_percent)}%"
    number = or_none(sheet.quorum_number)
    return RuleQuestion(
        fields, {"quorum_percent": percent, "quorum_number": number, "quorum_combine": sheet.quorum_combine}
    )


def _proxies(sheet: RuleSheet) -> RuleQuestion:
    field = yes_no("quorum_counts_proxies", words("Do proxies count towards the quorum?"))
    return RuleQuestion((field,), {"quorum_counts_proxies": yes(sheet.quorum_counts_proxies)})


def _lost(sheet: RuleSheet) -> RuleQuestion:
    field = yes_no("quorum_continuous", words("Must the quorum last throughout?"))
    return RuleQuestion((field,), {"quorum_continuous": yes(sheet.quorum_continuous)})


def _waiting(sheet: RuleSheet) -> RuleQuestion:
    field = FormField("inquorate_wait_minutes", words("Minutes to wait without a quorum"))
    return RuleQuestion((field,), {"inquorate_wait_minutes": str(sheet.inquorate_wait_minutes)})


def _adjourned(sheet: RuleSheet) -> RuleQuestion:
    which = (("those-present", words("Those present are a quorum")), ("same", words("The same quorum is needed")))
    fields = (
        FormField("adjourned_quorum", words("At the adjourned meeting"), choices=which),
        FormField("adjourn_renotice_days", words("Days of fresh notice after 14 days or more")),
    )
    days = str(sheet.adjourn_renotice_days)
    return RuleQuestion(fields, {"adjourned_quorum": sheet.adjourned_quorum, "adjourn_renotice_days": days})


def _method(sheet: RuleSheet) -> RuleQuestion:
    ways = tuple(METHOD_WORDS.items())
    field = FormField("default_method", words("Usual way of voting"), choices=ways)
    return RuleQuestion((field,), {"default_method": sheet.default_method})


def _casting(sheet: RuleSheet) -> RuleQuestion:
    field = yes_no("casting_vote", words("Has the chair a casting vote?"))
    return RuleQuestion((field,), {"casting_vote": yes(sheet.casting_vote)})


def _shares(sheet: RuleSheet) -> RuleQuestion:
    fields = (
        FormField("min_shares", words("At least")),
        FormField("max_shares", words("At most"), words("none")),
        yes_no("share_withdrawable", words("Withdrawable?")),
        yes_no("share_transferable", words("Transferable?")),
    )
    values = {
        "min_shares": str(sheet.min_shares),
        "max_shares": or_none(sheet.max_shares),
        "share_withdrawable": yes(sheet.share_withdrawable),
        "share_transferable": yes(sheet.share_transferable),
    }
    return RuleQuestion(fields, values)


_ASKED: dict[str, Callable[[RuleSheet], RuleQuestion]] = {
    "Legal form": _legal_form,
    "Formed on": _legal_form,
    "Notice": _notice,
    "Notice counts as served": _served,
    "Who may vote": _voters,
    "Classes": _classes,
    "Quorum": _quorum,
    "Proxies count towards the quorum": _proxies,
    "If the quorum is lost": _lost,
    "No quorum at the start": _waiting,
    "At the adjourned meeting": _adjourned,
    "Usual way of voting": _method,
    "Casting vote": _casting,
    "Shares": _shares,
    **QUESTIONS_OF_VOTES,
}


def question(sheet: RuleSheet, what: str) -> RuleQuestion:
    """The form behind the sentence that ``domain.rules.describe`` calls ``what``.

    Raises:
        LookupError: no sentence is called so.
    """
    if what in _ASKED:
        return _ASKED[what](sheet)
    for rule in sheet.resolutions:
        if rule.title == what:
            return _majority(rule)
    raise LookupError(f"no rule is called {what}")


def _majority(rule: ResolutionRule) -> RuleQuestion:
    offered = {name: majority.words for name, majority in NAMED_MAJORITIES.items()}
    offered.setdefault(rule.majority.name, rule.majority.words)
    kind = rule.kind
    fields = [FormField(f"majority[{kind}]", words("What carries it"), choices=tuple(offered.items()))]
    values = {f"majority[{kind}]": rule.majority.name}
    if not rule.statutory:
        bases = tuple((base.value, base.words) for base in Base)
        fields.append(FormField(f"majority_base[{kind}]", words("Counted against"), choices=bases))
        values[f"majority_base[{kind}]"] = rule.base.value
        fields.append(FormField(f"min_turnout[{kind}]", words("Per cent of all members that must vote"), words("none")))
        values[f"min_turnout[{kind}]"] = "none" if rule.min_turnout is None else figure_words(rule.min_turnout * 100)
        ways = (
            ("together", words("As one body")),
            ("each", words("With a majority in every class")),
            ("weighted", words("Each class with its weight")),
        )
        fields.append(FormField(f"class_vote[{kind}]", words("How classes vote"), choices=ways))
        values[f"class_vote[{kind}]"] = rule.class_vote
    return RuleQuestion(tuple(fields), values)
