"""The rule sheet: what a society's registered rules say, as data. The rules always win over a default of
ours."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules.majorities import ResolutionRule

CASTING_VOTE_CUT_OFF = date(2007, 10, 1)
"""A company's casting vote at members' meetings has effect only where its articles gave it immediately before
this day (Companies Act 2006 commencement orders; BERR FAQ)."""


class LegalForm(StrEnum):
    """What kind of body the society is: a society of the 2014 Act, or a company under the Companies Act
    2006."""

    CO_OPERATIVE = "co-operative-society"
    COMMUNITY_BENEFIT = "community-benefit-society"
    CIC = "cic"
    COMPANY = "company"

    @property
    def words(self) -> str:
        """ "co-operative society", "community interest company"."""
        return _FORM_WORDS[self]

    @property
    def is_company(self) -> bool:
        """True where the Companies Act 2006 governs meetings; a CIC is a company."""
        return self in (LegalForm.CIC, LegalForm.COMPANY)


_FORM_WORDS = {
    LegalForm.CO_OPERATIVE: "co-operative society",
    LegalForm.COMMUNITY_BENEFIT: "community benefit society",
    LegalForm.CIC: "community interest company",
    LegalForm.COMPANY: "company",
}


@dataclass
class UnknownKind(Refusal):
    """The rule sheet has no such kind of resolution."""

    code = "UNKNOWN-KIND"
    sentence = (
        "The rule sheet has no kind of resolution called “{kind}”, so no majority is known for it. Use one of: {known}."
    )
    kind: str
    known: str


@dataclass(frozen=True, slots=True)
class ClassRule:
    """A class of members and its vote at general meetings.

    Args:
        votes: False for a class without a vote.
        weight: its share where classes vote by fixed weights, on whatever scale the rules use; None for no weight.
        investor: True for non-user investors, whose votes together are capped.
    """

    name: str
    votes: bool = True
    weight: Fraction | None = None
    investor: bool = False

    @property
    def words(self) -> str:
        """The class with what is special about it, as ``classes`` reads it back: "Investor (investor)"."""
        notes = [] if self.votes else ["no vote"]
        if self.weight is not None:
            notes.append(f"weight {self.weight}")
        if self.investor:
            notes.append("investor")
        return self.name + "".join(f" ({note})" for note in notes)


@dataclass(frozen=True, slots=True)
class ProxyRules:
    """Who may vote for an absent member, and until when a form is good (domain reference §6).

    Args:
        holders: anybody, members only, the chair only, or nobody.
        most: appointors one holder may speak for; None for no limit. The chair is never limited.
        deadline_hours: hours before the meeting by which a form must be in.
        working_days: only working days count towards the deadline (Companies Act 2006 s.327).
    """

    holders: Literal["anybody", "members", "chair", "nobody"] = "anybody"
    most: int | None = 5
    deadline_hours: int = 24
    working_days: bool = False

    @property
    def allowed(self) -> bool:
        """True where somebody may hold a proxy."""
        return self.holders != "nobody"


@dataclass(frozen=True, slots=True)
class PollRules:
    """Who may have the hands replaced by a poll. The chair always may.

    Args:
        voters: so many voters present; None for no such right.
        percent: or those with so many per cent of the votes in the room.
        directors: or the directors together.
        after_result: a demand is good also straight after the declaration, not only before the hands.
    """

    voters: int | None = 2
    percent: Fraction | None = None
    directors: bool = True
    after_result: bool = True


@dataclass(frozen=True, slots=True)
class RequisitionRule:
    """How many members may have a meeting called, and what becomes of such a meeting without a quorum."""

    percent: Fraction | None = Fraction(10)
    number: int | None = None
    combine: Literal["greater", "lower"] = "lower"
    dissolved: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSheet:
    """The parameters of a society that a meeting runs by (domain reference §2.1), frozen onto a meeting with
    its roll."""

    legal_form: LegalForm
    notice_clear_days: int
    """Days between the day notice counts as served and the meeting, counting neither."""
    notice_deemed_days: tuple[tuple[str, int], ...]
    """(method, days from sending until notice counts as served)."""
    quorum_percent: Fraction | None
    """Per cent of the members entitled to vote: 10 is ten per cent."""
    quorum_number: int | None
    """A fixed number of members."""
    quorum_combine: Literal["greater", "lower"]
    """Which holds where both are set; both wordings exist in rule books."""
    quorum_counts_proxies: bool
    quorum_continuous: bool
    """True where a quorum must last throughout, not only at the start."""
    inquorate_wait_minutes: int
    adjourned_quorum: Literal["those-present", "same"]
    adjourn_renotice_days: int
    """Clear days of fresh notice where the adjournment is 14 days or more; 0 for none."""
    casting_vote: bool
    formed_on: date | None
    """When the society was formed; decides whether a company's casting vote has effect."""
    joiners_vote: bool
    """May somebody who joins on the day vote at this meeting."""
    record_date_days: int | None
    """Membership must have begun at least so many days before the meeting; None for no record date."""
    min_shares: int
    max_shares: int | None
    share_withdrawable: bool
    share_transferable: bool
    classes: tuple[ClassRule, ...]
    resolutions: tuple[ResolutionRule, ...]
    default_method: Literal["hands", "recorded", "cards", "secret", "papers"]
    proxies: ProxyRules = ProxyRules()
    poll: PollRules = PollRules()
    requisition: RequisitionRule = RequisitionRule()
    silent_class: Literal["dropped", "nothing"] = "dropped"
    """A class that casts no vote where classes are weighed: left out, or counted with nothing for."""
    investor_cap: Fraction | None = Fraction(10)
    """Per cent of the voting strength that investors may have together; None for no cap."""
    advance_votes: Literal["none", "stand", "replaced"] = "none"
    """Votes sent in before: not used, standing against a later vote in the room, or replaced by it."""
    agm_months: int = 6
    """Months after the year end by which the annual meeting is held."""
    retirement: Literal["third", "terms"] = "third"
    """Directors retire by thirds, or after fixed terms."""
    uncontested: Literal["elected", "confirmed"] = "elected"
    """No more candidates than places: elected without a vote, or each put to a yes or no."""
    election_classes: Literal["together", "weighted"] = "together"
    """Papers of an election all weigh the same (investors' up to the cap), or each class has its fixed weight."""
    casual_vacancies: Literal["board", "runner-up"] = "board"
    """A place that falls empty between elections: the board fills it, or the runner-up of the last election."""
    withdrawal_weeks: int = 13
    """Weeks of notice to withdraw shares."""
    on_exit: Literal["repay", "keep"] = "repay"
    """What becomes of the share of somebody who leaves."""
    min_age: int | None = None
    """Years a person needs for a vote; None for no such rule. The usual 16 (domain reference §2.1, eligibility) already
    holds for shares, so a sheet without this takes no vote away."""
    unknown_age_votes: bool = True
    """May a person vote whose day of birth the register does not hold, where ``min_age`` is set."""

    def resolution(self, kind: str) -> ResolutionRule:
        """The rule for a kind of motion.

        Raises:
            UnknownKind: the sheet does not name it.
        """
        for rule in self.resolutions:
            if rule.kind == kind:
                return rule
        raise UnknownKind(kind=kind, known=", ".join(rule.kind for rule in self.resolutions))

    def deemed_days(self, method: str) -> int | None:
        """Days until notice sent by this method counts as served; None for a method the rules do not name."""
        return dict(self.notice_deemed_days).get(method)

    def class_rule(self, name: str) -> ClassRule:
        """A class by its name, written large or small; one the rules do not name votes like any other."""
        wanted = name.casefold()
        return next((each for each in self.classes if each.name.casefold() == wanted), ClassRule(name))

    @property
    def casting_vote_effective(self) -> bool:
        """True where the rules give the chair a casting vote and the law lets it count."""
        if not self.casting_vote:
            return False
        if not self.legal_form.is_company:
            return True
        return self.formed_on is not None and self.formed_on < CASTING_VOTE_CUT_OFF

    @property
    def casting_vote_warning(self) -> str:
        """Why a casting vote in the articles has no effect, or ""."""
        if not self.casting_vote or self.casting_vote_effective:
            return ""
        when = (
            "the day it was formed is not on the rule sheet"
            if self.formed_on is None
            else f"this one was formed in {self.formed_on.year}"
        )
        return (
            "The chair's casting vote has no effect and a tie is lost: a company's articles can give one only if they "
            f"did so before 1 October 2007, and {when}."
        )
