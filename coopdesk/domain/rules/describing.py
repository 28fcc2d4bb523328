"""The rule sheet in plain English, for the Set-up page and ``society show``."""

from fractions import Fraction

from coopdesk.domain.clock import day_words
from coopdesk.domain.rules.majorities import NAMED_MAJORITIES, Base
from coopdesk.domain.rules.sheet import RuleSheet


def describe(sheet: RuleSheet) -> tuple[tuple[str, str], ...]:
    """(what, what the rules say), in the order a meeting meets them."""
    return (
        ("Legal form", sheet.legal_form.words.capitalize()),
        *((("Formed on", day_words(sheet.formed_on)),) if sheet.formed_on else ()),
        ("Notice", f"{_days(sheet.notice_clear_days)} clear"),
        ("Notice counts as served", _deemed_words(sheet)),
        ("Who may vote", _voters_words(sheet)),
        (
            "Classes",
            ", ".join(each.name if each.votes else f"{each.name} (no vote)" for each in sheet.classes),
        ),
        ("Quorum", quorum_words(sheet)),
        ("Proxies count towards the quorum", "Yes" if sheet.quorum_counts_proxies else "No, in person only"),
        ("If the quorum is lost", _lost_words(sheet)),
        ("No quorum at the start", f"Wait {sheet.inquorate_wait_minutes} minutes, then adjourn"),
        ("At the adjourned meeting", _adjourned_words(sheet)),
        ("Usual way of voting", "Show of hands" if sheet.default_method == "hands" else "Recorded vote"),
        *((rule.title, _sentence(rule.words)) for rule in sheet.resolutions),
        ("Casting vote", _casting_words(sheet)),
        ("Shares", _shares_words(sheet)),
    )


def warnings(sheet: RuleSheet) -> tuple[str, ...]:
    """What the law says against the sheet, one plain sentence each; nothing is refused, the registered rules
    decide."""
    found = [sheet.casting_vote_warning] if sheet.casting_vote_warning else []
    if sheet.legal_form.is_company:
        for rule in sheet.resolutions:
            # Companies Act 2006 s.283 and s.21: not less than 75 % of those voting.
            if rule.kind in ("special", "rule-change") and (
                rule.majority.share < NAMED_MAJORITIES["three-quarters"].share and rule.base is Base.CAST
            ):
                found.append(
                    f"{rule.title} is set to {rule.majority.words}, but the Companies Act 2006 asks a special "
                    "resolution for at least three-quarters of the votes cast."
                )
    if sheet.quorum_percent is None and sheet.quorum_number == 1:
        found.append("A quorum of 1 is unsafe: one person alone is unlikely to be a meeting in law.")
    return tuple(found)


def quorum_words(sheet: RuleSheet) -> str:
    """ "10% of the members entitled to vote or 3 members, whichever is greater"."""
    number = sheet.quorum_number
    members = "" if number is None else f"{number} member{'' if number == 1 else 's'}"
    if sheet.quorum_percent is None:
        return members or "2 members, as the rules name no quorum"
    share = f"{figure_words(sheet.quorum_percent)}% of the members entitled to vote"
    return f"{share} or {members}, whichever is {sheet.quorum_combine}" if members else share


def figure_words(value: Fraction) -> str:
    """A fraction as people write it, exactly: "41.2", "16.5", "33 1/3"."""
    whole, rest = divmod(value.numerator, value.denominator)
    if not rest:
        return str(whole)
    for places in range(1, 7):
        if 10**places % value.denominator == 0:
            return f"{whole}.{rest * (10**places // value.denominator):0{places}d}"
    return f"{whole} {rest}/{value.denominator}" if whole else f"{rest}/{value.denominator}"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _deemed_words(sheet: RuleSheet) -> str:
    when = [
        f"{method} the same day" if days == 0 else f"{method} {_days(days)} later"
        for method, days in sheet.notice_deemed_days
    ]
    return _sentence(", ".join(when)) if when else "The rules name no way of sending it"


def _voters_words(sheet: RuleSheet) -> str:
    words = "Members on the register"
    if sheet.record_date_days is not None:
        words += f" for at least {_days(sheet.record_date_days)} before the meeting"
    if sheet.min_shares:
        words += f", holding {sheet.min_shares} share{'' if sheet.min_shares == 1 else 's'} or more"
    joiners = "may vote" if sheet.joiners_vote and not sheet.record_date_days else "vote from the next meeting"
    return f"{words}; those who join on the day {joiners}"


def _lost_words(sheet: RuleSheet) -> str:
    return "The chair must adjourn" if sheet.quorum_continuous else "Business goes on: it is needed only at the start"


def _adjourned_words(sheet: RuleSheet) -> str:
    words = "Those present are a quorum" if sheet.adjourned_quorum == "those-present" else "The same quorum is needed"
    if sheet.adjourn_renotice_days:
        words += f"; adjourned 14 days or more, {_days(sheet.adjourn_renotice_days)} clear notice again"
    return words


def _casting_words(sheet: RuleSheet) -> str:
    if not sheet.casting_vote:
        return "None: a tie is lost"
    return (
        "The chair's, on a tie" if sheet.casting_vote_effective else "In the rules, but without effect: a tie is lost"
    )


def _shares_words(sheet: RuleSheet) -> str:
    most = "no most" if sheet.max_shares is None else f"at most {sheet.max_shares}"
    out = "withdrawable" if sheet.share_withdrawable else "not withdrawable"
    over = "transferable" if sheet.share_transferable else "not transferable"
    return f"At least {sheet.min_shares}, {most}; {out}, {over}"
