"""The ledger of proxies: who speaks for whom, with what instructions, received when, and whether it counted."""

from coopdesk.documents.attendance_sheet import NAME
from coopdesk.documents.chapters import (
    Chapter,
    Filing,
    fill_sheets,
    of_the_meeting,
    paragraph_strips,
    running_title,
    title_strips,
    when_and_where,
)
from coopdesk.documents.flow import Gap, Strip
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT
from coopdesk.documents.long_table import LongColumn, LongTable
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import TABLE_FIGURES
from coopdesk.documents.phrases import counted
from coopdesk.domain.clock import day_words, hour, local, local_day
from coopdesk.domain.proxies import ProxyState
from coopdesk.services.papers.proxy_ledger import ProxyLedgerView
from coopdesk.services.proxies import CHAIR, ProxyLine

_FORMS = (
    LongColumn("Form", 10.0, "right", TABLE_FIGURES),
    LongColumn("Number", 15.0, "right", TABLE_FIGURES),
    LongColumn("Member", 42.0, style=NAME, names_row=True),
    LongColumn("Proxy", 41.0, style=TABLE_FIGURES),
    LongColumn("Instructions", 24.0, style=TABLE_FIGURES),
    LongColumn("Received", 20.0, "right", TABLE_FIGURES),
    LongColumn("Now", 18.0, style=TABLE_FIGURES),
)
_SHORT_STATES = {
    ProxyState.IN_FORCE: "in force",
    ProxyState.SUPERSEDED: "replaced",
    ProxyState.REVOKED: "revoked",
    ProxyState.SUSPENDED: "member came",
    ProxyState.HOLDER_ABSENT: "waiting",
    ProxyState.VOID: "void",
}


def proxy_ledger(view: ProxyLedgerView) -> Chapter:
    """The ledger as a chapter. A name no font can draw gives way to its number, with a warning."""
    numbers = {each.appointor_name: each.appointor for each in view.forms}
    numbers |= {each.holder_name: each.holder for each in view.forms if each.holder not in ("", CHAIR)}
    shown, warnings = legible_view(view, numbers, "the ledger of proxies")
    heading = shown.heading

    def draw(paper: Paper) -> None:
        foot = "Personal data: for the society’s records and its scrutineers, not for publication"
        fill_sheets(paper, Filing(heading, running_title("Proxies", heading), foot), _strips(shown))

    return Chapter(f"Ledger of proxies of {of_the_meeting(heading)}", draw, warnings)


def _strips(view: ProxyLedgerView) -> list[Strip]:
    strips = title_strips("Ledger of proxies", when_and_where(view.heading), after=2.0)
    strips += paragraph_strips(_rule_words(view), after=3.0)
    if not view.forms:
        return [*strips, *paragraph_strips("No form was received.")]
    strips += LongTable(LEFT, _FORMS, 9.0).strips(map(_row, view.forms))
    in_force = sum(each.state is ProxyState.IN_FORCE for each in view.forms)
    words = (
        f"{counted(len(view.forms), 'form', 'forms')} received, {in_force} in force at this moment. Where a motion is "
        "not named the proxy decides. A form is never taken off this list: it is replaced, revoked or void."
    )
    return [*strips, Gap(1.0), *paragraph_strips(words, TABLE_FIGURES)]


def _rule_words(view: ProxyLedgerView) -> str:
    last = f"Forms had to be in by {hour(view.deadline)} on {day_words(local_day(view.deadline))}."
    cap = (
        "" if view.most is None else f" One person may speak for at most {view.most} members; the chair for any number."
    )
    quorum = " Proxies count to the quorum." if view.counted_to_quorum else " Proxies do not count to the quorum."
    return last + cap + quorum


def _row(line: ProxyLine) -> list[str]:
    holder = line.holder_name
    if line.holder not in ("", CHAIR):
        holder = f"{holder} ({line.holder})"
    wishes = ", ".join(f"{motion} {choice.value}" for motion, choice in line.instructions)
    received = f"{local(line.received).strftime('%d.%m.')} {hour(line.received)}"
    return [
        str(line.form),
        line.appointor,
        line.appointor_name,
        holder,
        wishes or "free choice",
        received,
        _SHORT_STATES[line.state],
    ]
