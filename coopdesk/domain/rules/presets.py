"""What the rules of each legal form usually say: a start to be corrected against the registered rules.

Defaults and their sources are those of the domain reference §2.1; [G] marks general knowledge.
"""

from dataclasses import replace
from fractions import Fraction

from coopdesk.domain.rules.majorities import (
    AMALGAMATION,
    AUDIT,
    AUDITOR_CHANGE,
    CONFIRMING,
    CONVERSION,
    DISSOLUTION,
    NAMED_MAJORITIES,
    Base,
    ResolutionRule,
)
from coopdesk.domain.rules.sheet import ClassRule, LegalForm, ProxyRules, RequisitionRule, RuleSheet

REGISTRATION = "Not in force until the Financial Conduct Authority registers it."
"""A society's rule change has no effect before (Community Shares Handbook)."""

CONFIRMATION = (
    "Where the 2014 Act asks for a special resolution, a second meeting must confirm it before it has effect."
)
"""Sections 109-113: a society's special resolution is two meetings."""

FILING = "A copy must reach Companies House within 15 days."
"""Companies Act 2006 s.30; altered articles likewise."""


def _rule(kind: str, majority: str, *, statutory: str = "", effect: str = "") -> ResolutionRule:
    return ResolutionRule(kind, NAMED_MAJORITIES[majority], Base.CAST, statutory, effect)


SOCIETY_RESOLUTIONS = (
    _rule("ordinary", "ordinary"),
    _rule("extraordinary", "three-quarters"),
    # Sections 109-111: two-thirds of those who vote, at the first meeting.
    replace(_rule("special", "two-thirds", effect=CONFIRMATION), amendable=False),
    # The Act leaves the majority to the rules; two-thirds is the usual one [G].
    _rule("rule-change", "two-thirds", effect=REGISTRATION),
    _rule("audit-exemption", "ordinary", statutory=AUDIT),
    replace(_rule("amalgamation", "two-thirds", statutory=AMALGAMATION), amendable=False),
    replace(_rule("transfer", "two-thirds", statutory=AMALGAMATION), amendable=False),
    # Sections 112-113: three-quarters of those voting, and half of those entitled must vote.
    replace(_rule("conversion", "three-quarters", statutory=CONVERSION), amendable=False, min_turnout=Fraction(1, 2)),
    replace(_rule("confirmation", "ordinary", statutory=CONFIRMING), amendable=False),
    ResolutionRule("dissolution", NAMED_MAJORITIES["three-quarters"], Base.MEMBERS, DISSOLUTION, amendable=False),
    _rule("auditor-change", "ordinary", statutory=AUDITOR_CHANGE),
)

COMPANY_RESOLUTIONS = (
    _rule("ordinary", "ordinary"),
    _rule("extraordinary", "three-quarters"),
    # Companies Act 2006 s.283 and s.21: articles change by special resolution, not less than 75 %.
    replace(_rule("special", "three-quarters", effect=FILING), amendable=False),
    replace(_rule("rule-change", "three-quarters", effect=FILING), amendable=False),
    # Section 84 of the 2014 Act is for societies; a company that votes on its audit does so by ordinary
    # resolution.
    _rule("audit-exemption", "ordinary"),
)

_SOCIETY = RuleSheet(
    legal_form=LegalForm.CO_OPERATIVE,
    notice_clear_days=14,
    # Handed or emailed counts the same day, post after 48 hours [G].
    notice_deemed_days=(("hand", 0), ("email", 0), ("post", 2)),
    # "10% or 3, whichever is the greater" (Community Shares Handbook).
    quorum_percent=Fraction(10),
    quorum_number=3,
    quorum_combine="greater",
    # The Co-operatives UK model counts proxies; whether they are allowed at all is the proxy rule.
    quorum_counts_proxies=True,
    # Model rules: lost during the meeting, the chair must adjourn.
    quorum_continuous=True,
    inquorate_wait_minutes=30,
    adjourned_quorum="those-present",
    adjourn_renotice_days=7,
    # Model rules: none, a tie is lost.
    casting_vote=False,
    formed_on=None,
    joiners_vote=True,
    record_date_days=None,
    min_shares=1,
    max_shares=None,
    share_withdrawable=True,
    share_transferable=False,
    classes=(ClassRule("Member"),),
    resolutions=SOCIETY_RESOLUTIONS,
    default_method="hands",
)


def preset(form: LegalForm) -> RuleSheet:
    """The usual rule sheet of a legal form."""
    if not form.is_company:
        return replace(_SOCIETY, legal_form=form)
    return replace(
        _SOCIETY,
        legal_form=form,
        # Companies Act 2006 s.318: two, unless the articles say otherwise.
        quorum_percent=None,
        quorum_number=2,
        # Sections 324 and 327: proxies are a right, and a form may not be asked for earlier than 48 hours before, days
        # that are not working days left out.
        proxies=ProxyRules("anybody", None, 48, working_days=True),
        # Section 303: one-twentieth of the members.
        requisition=RequisitionRule(Fraction(5), None, "lower", dissolved=True),
        # Shares of a company are not withdrawable; the £1 share of an employee-owned CIC is not transferable either.
        share_withdrawable=False,
        share_transferable=form is LegalForm.COMPANY,
        resolutions=COMPANY_RESOLUTIONS,
    )
