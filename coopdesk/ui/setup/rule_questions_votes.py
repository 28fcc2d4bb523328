"""The questions behind the sentences about proxies, polls, investors, requisitions and leaving."""

from coopdesk.domain.rules import RuleSheet, figure_words
from coopdesk.ui.kit.forms import FormField
from coopdesk.ui.setup.rule_asking import RuleQuestion, or_none, yes, yes_no
from coopdesk.ui.text import words


def _proxies(sheet: RuleSheet) -> RuleQuestion:
    who = (
        ("anybody", words("Anybody")),
        ("members", words("Members")),
        ("chair", words("The chair only")),
        ("nobody", words("Nobody: no proxies")),
    )
    fields = (
        FormField("proxy_allowed", words("Who may hold a proxy"), choices=who),
        FormField("proxy_max_per_holder", words("Most for one holder"), words("none")),
        FormField("proxy_deadline", words("Hours before the meeting")),
        yes_no("proxy_working_days", words("Working days only?")),
    )
    values = {
        "proxy_allowed": sheet.proxies.holders,
        "proxy_max_per_holder": or_none(sheet.proxies.most),
        "proxy_deadline": str(sheet.proxies.deadline_hours),
        "proxy_working_days": yes(sheet.proxies.working_days),
    }
    return RuleQuestion(fields, values)


def _poll(sheet: RuleSheet) -> RuleQuestion:
    demand = []
    if sheet.poll.voters is not None:
        demand.append(f"{sheet.poll.voters} voters")
    if sheet.poll.percent is not None:
        demand.append(f"{figure_words(sheet.poll.percent)}%")
    when = (
        ("before", words("Before the hands only")),
        ("before-or-after", words("Before, or straight after the result")),
    )
    fields = (
        FormField("poll_demand", words("Voters who may demand a poll"), words("2 voters, or 10%")),
        yes_no("poll_demand_directors", words("May the directors?")),
        FormField("poll_demand_window", words("When"), choices=when),
    )
    values = {
        "poll_demand": " or ".join(demand) or "chair",
        "poll_demand_directors": yes(sheet.poll.directors),
        "poll_demand_window": "before-or-after" if sheet.poll.after_result else "before",
    }
    return RuleQuestion(fields, values)


def _advance(sheet: RuleSheet) -> RuleQuestion:
    ways = (
        ("none", words("Not used")),
        ("stand", words("They stand")),
        ("replaced", words("A vote in the room replaces them")),
    )
    field = FormField("advance_votes", words("Votes sent in before"), choices=ways)
    return RuleQuestion((field,), {"advance_votes": sheet.advance_votes})


def _investors(sheet: RuleSheet) -> RuleQuestion:
    field = FormField("investor_cap", words("Per cent of the voting strength, at most"), words("none"))
    cap = "" if sheet.investor_cap is None else figure_words(sheet.investor_cap)
    return RuleQuestion((field,), {"investor_cap": cap})


def _requisition(sheet: RuleSheet) -> RuleQuestion:
    rule = sheet.requisition
    parts = [f"{figure_words(rule.percent)}%"] if rule.percent is not None else []
    if rule.number is not None:
        parts.append(str(rule.number))
    written = f"{' or '.join(parts)}, whichever is {rule.combine}" if len(parts) == 2 else "".join(parts) or "none"
    ends = (("dissolved", words("It is dissolved")), ("adjourned", words("It is adjourned")))
    fields = (
        FormField("requisition", words("Members who may call a meeting"), words("10%")),
        FormField("requisition_inquorate", words("Without a quorum"), choices=ends),
    )
    values = {"requisition": written, "requisition_inquorate": "dissolved" if rule.dissolved else "adjourned"}
    return RuleQuestion(fields, values)


def _annual(sheet: RuleSheet) -> RuleQuestion:
    field = FormField("agm_months", words("Months after the year end"))
    return RuleQuestion((field,), {"agm_months": str(sheet.agm_months)})


def _retirement(sheet: RuleSheet) -> RuleQuestion:
    ways = (("third", words("One-third a year")), ("terms", words("After fixed terms")))
    return RuleQuestion(
        (FormField("retirement", words("Directors retire"), choices=ways),), {"retirement": sheet.retirement}
    )


def _elections(sheet: RuleSheet) -> RuleQuestion:
    alone = (("elected", words("Elected unopposed")), ("confirmed", words("Each put to a yes or no vote")))
    casual = (("board", words("The board")), ("runner-up", words("The runner-up of the last election")))
    classes = (("together", words("Every vote counts the same")), ("weighted", words("By the weights of the classes")))
    fields = (
        FormField("uncontested", words("No more candidates than places"), choices=alone),
        FormField("casual_vacancies", words("A casual vacancy is filled by"), choices=casual),
        FormField("election_classes", words("Classes of members"), choices=classes),
    )
    values: dict[str, str] = {
        "uncontested": sheet.uncontested,
        "casual_vacancies": sheet.casual_vacancies,
        "election_classes": sheet.election_classes,
    }
    return RuleQuestion(fields, values)


def _leaving(sheet: RuleSheet) -> RuleQuestion:
    ways = (("repay", words("Shares are repaid")), ("keep", words("Shares are cancelled, the value kept")))
    fields = (
        FormField("on_exit", words("On leaving"), choices=ways),
        FormField("withdrawal_weeks", words("Weeks of notice to withdraw shares")),
    )
    return RuleQuestion(fields, {"on_exit": sheet.on_exit, "withdrawal_weeks": str(sheet.withdrawal_weeks)})


QUESTIONS_OF_VOTES = {
    "Proxies": _proxies,
    "A poll may be demanded by": _poll,
    "Votes sent in before the meeting": _advance,
    "Investors together": _investors,
    "Members may call a meeting": _requisition,
    "Annual meeting": _annual,
    "Directors retire": _retirement,
    "Board elections": _elections,
    "On leaving": _leaving,
}
"""The sentence's name, as ``domain.rules.describe`` gives it, and what asks for it."""
