"""The rule sheet in plain English, for the Set-up page and ``society show``."""

from fractions import Fraction

from coopdesk.domain.clock import day_words
from coopdesk.domain.rules.majorities import NAMED_MAJORITIES, Base
from coopdesk.domain.rules.sheet import RuleSheet

METHOD_WORDS = {
    "hands": "Show of hands",
    "recorded": "Recorded vote",
    "cards": "Card count",
    "secret": "Secret ballot",
    "papers": "Secret ballot on paper",
}
"""The usual ways of voting a sheet may name."""


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
            ", ".join(each.words for each in sheet.classes),
        ),
        ("Quorum", quorum_words(sheet)),
        ("Proxies", _proxy_words(sheet)),
        ("Proxies count towards the quorum", "Yes" if sheet.quorum_counts_proxies else "No, in person only"),
        ("If the quorum is lost", _lost_words(sheet)),
        ("No quorum at the start", f"Wait {sheet.inquorate_wait_minutes} minutes, then adjourn"),
        ("At the adjourned meeting", _adjourned_words(sheet)),
        ("Usual way of voting", METHOD_WORDS[sheet.default_method]),
        ("A poll may be demanded by", _poll_words(sheet)),
        ("Votes sent in before the meeting", _advance_words(sheet)),
        *((rule.title, _sentence(rule.words)) for rule in sheet.resolutions),
        ("Casting vote", _casting_words(sheet)),
        *((("Investors together", _investor_words(sheet)),) if any(each.investor for each in sheet.classes) else ()),
        ("Members may call a meeting", _requisition_words(sheet)),
        ("Annual meeting", f"Within {sheet.agm_months} month{'' if sheet.agm_months == 1 else 's'} of the year end"),
        ("Directors retire", "One-third a year" if sheet.retirement == "third" else "After fixed terms"),
        ("Board elections", _election_words(sheet)),
        ("Shares", _shares_words(sheet)),
        ("On leaving", _exit_words(sheet)),
    )


def _election_words(sheet: RuleSheet) -> str:
    alone = "elected unopposed" if sheet.uncontested == "elected" else "each put to a yes or no vote"
    casual = "the board" if sheet.casual_vacancies == "board" else "the runner-up"
    words = f"No more candidates than places: {alone}. A casual vacancy is filled by {casual}"
    return f"{words}. Papers count by the weights of the classes" if sheet.election_classes == "weighted" else words


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
        if not sheet.proxies.allowed:
            found.append("The sheet allows no proxies, but a company's members have a right to them (s.324).")
        if sheet.proxies.deadline_hours > 48:
            found.append(
                f"Proxies are asked for {sheet.proxies.deadline_hours} hours before; anything earlier than 48 hours is "
                "void in a company (Companies Act 2006 s.327)."
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
    if sheet.min_age is not None:
        known = "" if sheet.unknown_age_votes else " by a day of birth on the register"
        words += f", aged {sheet.min_age} or over{known}"
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


def _proxy_words(sheet: RuleSheet) -> str:
    proxies = sheet.proxies
    if not proxies.allowed:
        return "None"
    who = {"anybody": "Anybody may hold them", "members": "Members may hold them", "chair": "The chair holds them"}
    words = who[proxies.holders]
    if proxies.most is not None and proxies.holders != "chair":
        words += f", at most {proxies.most} each"
    if proxies.deadline_hours == 0:
        return f"{words}; up to the start"
    working = ", working days only" if proxies.working_days else ""
    return f"{words}; {proxies.deadline_hours} hours before the meeting{working}"


def _poll_words(sheet: RuleSheet) -> str:
    poll = sheet.poll
    who = ["the chair"]
    if poll.directors:
        who.append("the directors")
    if poll.voters is not None:
        who.append(f"{poll.voters} voter{'' if poll.voters == 1 else 's'}")
    if poll.percent is not None:
        who.append(f"{figure_words(poll.percent)}% of the votes in the room")
    words = _sentence(who[0] if len(who) == 1 else f"{', '.join(who[:-1])} or {who[-1]}")
    return f"{words}, before the hands" + (" or straight after their result" if poll.after_result else "")


def _advance_words(sheet: RuleSheet) -> str:
    return {
        "none": "Not used",
        "stand": "They stand, and the member has no further vote in the room",
        "replaced": "A later vote in the room replaces them",
    }[sheet.advance_votes]


def _investor_words(sheet: RuleSheet) -> str:
    cap = sheet.investor_cap
    return "No cap" if cap is None else f"At most {figure_words(cap)}% of the voting strength"


def _requisition_words(sheet: RuleSheet) -> str:
    rule = sheet.requisition
    parts = [f"{figure_words(rule.percent)}% of the members"] if rule.percent is not None else []
    if rule.number is not None:
        parts.append(f"{rule.number} members")
    words = f"{' or '.join(parts)}, whichever is {rule.combine}" if len(parts) == 2 else "".join(parts) or "Not named"
    return f"{words}; without a quorum it is {'dissolved' if rule.dissolved else 'adjourned'}"


def _exit_words(sheet: RuleSheet) -> str:
    notice = f", {sheet.withdrawal_weeks} weeks' notice" if sheet.share_withdrawable else ""
    return f"Shares are repaid{notice}" if sheet.on_exit == "repay" else "Shares are cancelled and their value kept"
