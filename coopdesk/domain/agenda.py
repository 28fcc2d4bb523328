"""Agendas to begin from, in the order real minutes keep (domain reference §3)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from coopdesk.domain.rules import RuleSheet


class ItemKind(StrEnum):
    """What happens under an item, so that the run sheet can light the next act."""

    OPENING = "opening"
    APOLOGIES = "apologies"
    QUORUM = "quorum"
    INTERESTS = "interests"
    MINUTES = "minutes"
    MATTERS_ARISING = "matters-arising"
    REPORT = "report"
    ACCOUNTS = "accounts"
    AUDIT = "audit"
    SURPLUS = "surplus"
    RESOLUTION = "resolution"
    ELECTION = "election"
    AOB = "aob"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class AgendaTemplate:
    """An item to begin with.

    Args:
        minutes: how long it is likely to take, in minutes.
    """

    title: str
    kind: ItemKind
    minutes: int


_BEGIN = (
    AgendaTemplate("Opening and notice of the meeting", ItemKind.OPENING, 5),
    AgendaTemplate("Apologies", ItemKind.APOLOGIES, 2),
    AgendaTemplate("Quorum", ItemKind.QUORUM, 3),
    AgendaTemplate("Declarations of interest", ItemKind.INTERESTS, 2),
)


def template(kind: Literal["agm", "sgm"], sheet: RuleSheet) -> tuple[AgendaTemplate, ...]:
    """The usual items of a meeting, in running order.

    An annual meeting *receives* its reports and adopts nothing by noting; a special meeting does the business it was
    called for and no other, so it has neither reports nor any other business.
    """
    if kind == "sgm":
        return (
            *_BEGIN,
            AgendaTemplate("Resolutions of which notice was given", ItemKind.RESOLUTION, 30),
            AgendaTemplate("Close", ItemKind.CLOSE, 1),
        )
    # Section 84 of the 2014 Act lets a society's meeting do without the audit; a company's members are not asked.
    audit = "Auditor" if sheet.legal_form.is_company else "Auditor, or doing without a full audit"
    return (
        *_BEGIN,
        AgendaTemplate("Minutes of the last meeting", ItemKind.MINUTES, 5),
        AgendaTemplate("Matters arising", ItemKind.MATTERS_ARISING, 5),
        AgendaTemplate("Report of the board", ItemKind.REPORT, 15),
        AgendaTemplate("Accounts", ItemKind.ACCOUNTS, 10),
        AgendaTemplate(audit, ItemKind.AUDIT, 5),
        AgendaTemplate("Use of the surplus", ItemKind.SURPLUS, 10),
        AgendaTemplate("Resolutions", ItemKind.RESOLUTION, 20),
        AgendaTemplate("Election of the board", ItemKind.ELECTION, 15),
        AgendaTemplate("Any other business (for discussion only)", ItemKind.AOB, 10),
        AgendaTemplate("Close", ItemKind.CLOSE, 1),
    )
