"""The verbs of ``coopdesk shares`` about what is asked for and what the rules say: applications, waiting, rules."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, Session, session
from coopdesk.cli.saying import whole
from coopdesk.cli.share_options import NONCE, ON, PAID, SHARE_CLASS, receipts_words, sum_given
from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds
from coopdesk.domain.share_rules import shares_words

if TYPE_CHECKING:
    from coopdesk.services.application_view import ApplicationView
    from coopdesk.services.waiting import WaitingView

APPLICATION = click.argument("application", type=NUMBERS)


@click.command()
@FILE
@click.argument("count")
@click.option("--member", help="A member who asks for more; otherwise give --name.")
@click.option("--name", default="", help="Somebody who is no member yet.")
@click.option("--address", default="")
@click.option("--postcode", default="")
@click.option("--email", default="")
@click.option("--phone", default="")
@click.option("--member-class", "class_name", default="", help="The class of member they would be in.")
@ON
@SHARE_CLASS
@click.pass_context
def apply(context: click.Context, /, file: Path, count: str, member: str | None, **more: str) -> None:
    """File an application for shares."""
    from coopdesk.domain.shares import check_share_count
    from coopdesk.services.applications import ApplyForShares
    from coopdesk.services.members import resolve

    with session(context, file) as desk:
        reference = 0 if member is None else desk.desk.ask(resolve, member)
        made = desk.desk.perform(ApplyForShares(shares=check_share_count(count), member=reference, **more))
        _tell(desk, made, f"Application {made.number} of {made.applicant} for {shares_words(made.shares)} is filed.")


@click.command()
@FILE
@click.argument("applications", metavar="APPLICATION...", type=NUMBERS, nargs=-1, required=True)
@click.argument("decision", type=click.Choice(["approved", "refused", "withdrawn"]))
@click.option("--minute", "words", default="", help="The minute of the board, or the reason.")
@ON
@click.pass_context
def decide(
    context: click.Context, file: Path, applications: tuple[int, ...], decision: str, words: str, on: str
) -> None:
    """Record the board's decision on an application, or on several as one act: all of them, or none."""
    from coopdesk.services.applications import SetApplication

    with session(context, file) as desk:
        if len(applications) > 1:
            _decide_several(desk, applications, decision, words, on)
            return
        (application,) = applications
        made = desk.desk.perform(SetApplication(application, decision, on, words))
        _tell(desk, made, f"Application {application} is {decision}.")


def _decide_several(desk: Session, applications: tuple[int, ...], decision: str, words: str, on: str) -> None:
    from coopdesk.domain.refusals import NotUnderstood
    from coopdesk.services.application_view import application_view
    from coopdesk.services.board_decisions import DecideTogether

    if decision == "withdrawn":
        raise NotUnderstood("The decision on several", decision, "an applicant withdraws alone: name one application")
    wish = {"approved": "approve", "refused": "refuse"}[decision]
    desk.desk.perform(DecideTogether(",".join(map(str, applications)), "", wish, on=on, words=words))
    views = [desk.desk.ask(application_view, each) for each in applications]
    said = f"{len(views)} applications are {decision}, as one act: {', '.join(each.applicant for each in views)}."
    desk.answer({"state": decision, "applications": [_value(each) for each in views]}, said)


@click.command(name="pay-application")
@FILE
@APPLICATION
@PAID
@click.option("--sum", "amount", help="Part of the price; all that is left if left out.")
@click.option("--reference", default="", help="The bank's reference.")
@click.option("--payer", default="", help="Who paid, if somebody else.")
@ON
@NONCE
@click.pass_context
def pay_application(
    context: click.Context, /, file: Path, application: int, amount: str | None, nonce: str | None, **more: str
) -> None:
    """Money comes in for an application; it is held until shares are allotted."""
    from coopdesk.services.applications import PayApplication

    with session(context, file) as desk:
        pence = 0 if amount is None else sum_given(amount)
        made = desk.desk.perform(PayApplication(application, pence=pence, **more), nonce=nonce)
        _tell(desk, made, f"{pounds(made.paid_pence)} is held for application {application}.")


@click.command(name="return-money")
@FILE
@APPLICATION
@ON
@click.pass_context
def return_money(context: click.Context, file: Path, application: int, on: str) -> None:
    """Give back what was paid for an application that was refused or withdrawn."""
    from coopdesk.services.applications import ReturnApplicationMoney

    with session(context, file) as desk:
        pence = desk.desk.perform(ReturnApplicationMoney(application, on))
        value = {"application": application, "refunded_pence": pence}
        desk.answer(value, f"{pounds(pence)} was given back for application {application}.")


@click.command()
@FILE
@APPLICATION
@click.option("--shares", default="", help="Fewer than were asked for; what was paid for the others goes back.")
@click.option("--paid", default="", help="How the rest of the price is paid now.")
@ON
@NONCE
@click.pass_context
def allot(
    context: click.Context, file: Path, application: int, shares: str, paid: str, on: str, nonce: str | None
) -> None:
    """Allot shares to an application; somebody new becomes a member with it."""
    from coopdesk.domain.shares import check_share_count
    from coopdesk.services.applications import AllotApplication

    with session(context, file) as desk:
        count = check_share_count(shares) if shares else 0
        made = desk.desk.perform(AllotApplication(application, count, paid, on), nonce=nonce)
        value = {
            "application": application,
            "member": whole(made.member.number),
            "shares": made.shares,
            "certificate": made.certificate,
            "refunded_pence": made.refunded_pence,
        }
        back = f" {pounds(made.refunded_pence)} goes back." if made.refunded_pence else ""
        said = f"Certificate {made.certificate}: {shares_words(made.shares)} to {made.member.name}.{back}"
        desk.answer(value, said)


def _tell(desk: Session, view: "ApplicationView", said: str) -> None:
    desk.answer(_value(view), said)


def _value(view: "ApplicationView") -> dict[str, Any]:
    return {
        "application": view.number,
        "member": whole(view.member.number) if view.member else None,
        "applicant": view.applicant,
        "shares": view.shares,
        "state": view.state,
        "received_on": view.received_on.isoformat(),
        "paid_pence": view.paid_pence,
    }


@click.command()
@FILE
@click.pass_context
def waiting(context: click.Context, file: Path) -> None:
    """What waits: applications, notices of withdrawal, shares not fully paid, receipts not cashed up."""
    from coopdesk.domain.clock import local_day
    from coopdesk.services.cash_up import cash_up_to_do
    from coopdesk.services.suspensions import suspensions
    from coopdesk.services.waiting import waiting_view
    from coopdesk.services.withdrawals_in_year import withdrawals_in_year

    with session(context, file) as desk:
        view = desk.desk.ask(waiting_view)
        receipts = desk.desk.ask(cash_up_to_do)
        stops = [each for each in desk.desk.ask(suspensions) if each.until_day is None]
        warning = desk.desk.ask(withdrawals_in_year, local_day(desk.now)).warning
        value = {
            **_waiting_value(view),
            "suspended": [{"kind": each.kind, "from": each.from_day.isoformat()} for each in stops],
            "receipts": {"count": receipts.receipts, "pence": receipts.pence},
            "warning": warning,
        }
        stopped = [
            f"Withdrawals are suspended since {day_words(each.from_day)}"
            + (", because the society cannot pay its debts." if each.kind == "insolvency" else " by the board.")
            for each in stops
        ]
        warned = [f"Warning: {warning}"] if warning else []
        counted = f"{receipts_words(receipts.receipts)} not cashed up: {pounds(receipts.pence)}."
        desk.answer(value, *stopped, *warned, *_waiting_lines(view), counted)


def _waiting_value(view: "WaitingView") -> dict[str, Any]:
    return {
        "applications": [
            {"application": each.number, "applicant": each.applicant, "shares": each.shares, "state": each.state}
            for each in view.applications
        ],
        "withdrawals": [
            {
                "withdrawal": each.number,
                "member": whole(each.member.number),
                "shares": each.shares,
                "due_on": each.due_on.isoformat(),
            }
            for each in view.notices
        ],
        "unpaid": [
            {"movement": each.movement, "member": whole(each.member.number), "pence": each.owed_pence}
            for each in view.owed
        ],
    }


def _waiting_lines(view: "WaitingView") -> list[str]:
    return [
        *(
            f"Application {each.number}: {each.applicant}, {shares_words(each.shares)}, {each.state}."
            for each in view.applications
        ),
        *(
            f"Withdrawal {each.number}: {each.member.name}, {shares_words(each.shares)}, from {day_words(each.due_on)}."
            for each in view.notices
        ),
        *(f"Movement {each.movement}: {each.member.name} owes {pounds(each.owed_pence)}." for each in view.owed),
    ]


@click.command()
@FILE
@click.option("--insolvency", is_flag=True, help="Because the society cannot pay its debts, not by the board.")
@click.option("--reason", "words", default="", help="The minute of the board, or the reason.")
@ON
@click.pass_context
def suspend(context: click.Context, file: Path, insolvency: bool, words: str, on: str) -> None:
    """Suspend withdrawals from a day on."""
    from coopdesk.services.suspensions import SuspendWithdrawals

    with session(context, file) as desk:
        made = desk.desk.perform(SuspendWithdrawals("insolvency" if insolvency else "board", on, words))
        value = {"suspension": made.number, "kind": made.kind, "from": made.from_day.isoformat()}
        desk.answer(value, f"Withdrawals are suspended from {day_words(made.from_day)}.")


@click.command()
@FILE
@click.option("--on", default="", help="The last day of the suspension; today if left out.")
@click.pass_context
def resume(context: click.Context, file: Path, on: str) -> None:
    """End the suspension of withdrawals."""
    from coopdesk.services.suspensions import EndSuspension

    with session(context, file) as desk:
        ended = desk.desk.perform(EndSuspension(on))
        desk.answer({"ended": ended}, "Withdrawals are no longer suspended.")


@click.command()
@FILE
@click.option("--set", "given", metavar="NAME=VALUE", help="A setting, such as withdrawal_notice=13 weeks.")
@click.option("--from", "from_day", default="", help="The day it holds from; today if left out.")
@click.option("--source", default="", help="Where it is laid down, such as rule 24.")
@click.option("--on", "on", default="", help="Show what held on a day.")
@click.pass_context
def rules(context: click.Context, file: Path, given: str | None, from_day: str, source: str, on: str) -> None:
    """The dated settings of shares with their source; --set adds one from a day on."""
    from coopdesk.domain.refusals import NotUnderstood
    from coopdesk.services.movements import day_given
    from coopdesk.services.share_rules import SetShareRule, settings_view

    with session(context, file) as desk:
        if given is not None:
            name, equals, value = given.partition("=")
            if not equals:
                raise NotUnderstood("A setting", given, "write it as NAME=VALUE")
            desk.desk.perform(SetShareRule(name.strip(), value.strip(), from_day, source))
        day = day_given("The day", on, desk.now, ahead=True)
        found = desk.desk.ask(settings_view, day)
        answer = {
            each.name: {"value": each.shown, "from": each.from_day.isoformat(), "source": each.source} for each in found
        }
        desk.answer(answer, *(f"{each.words}: {each.shown} ({each.source})" for each in found))


@click.command(name="open-class")
@FILE
@click.argument("name")
@click.option("--withdrawable/--not-withdrawable", default=True, show_default=True)
@click.option("--transferable/--not-transferable", default=False, show_default=True)
@click.option("--numbered", is_flag=True, help="Its shares carry distinctive numbers.")
@click.pass_context
def open_class(
    context: click.Context, file: Path, name: str, withdrawable: bool, transferable: bool, numbered: bool
) -> None:
    """A further class of shares."""
    from coopdesk.services.share_rules import OpenShareClass

    with session(context, file) as desk:
        made = desk.desk.perform(OpenShareClass(name, withdrawable, transferable, numbered))
        value = {
            "class": made.name,
            "withdrawable": made.withdrawable,
            "transferable": made.transferable,
            "numbered": made.numbered,
        }
        desk.answer(value, f"Class {made.name} is open.")


@click.command()
@FILE
@click.argument("member")
@click.option("--born", "born_on", help="A person's day of birth, for the least age.")
@click.option("--society-number", help="An organisation's own number, where it is itself a registered society.")
@click.pass_context
def holder(context: click.Context, file: Path, member: str, born_on: str | None, society_number: str | None) -> None:
    """What the rules of shares ask about a member: age, and being itself a registered society."""
    from coopdesk.services.members import resolve
    from coopdesk.services.shareholders import SetShareholder, shareholder_view

    with session(context, file) as desk:
        reference = desk.desk.ask(resolve, member)
        if born_on is not None or society_number is not None:
            desk.desk.perform(SetShareholder(reference, born_on, society_number))
        view = desk.desk.ask(shareholder_view, reference)
        value = {"born_on": view.born_on, "society_number": view.society_number}
        born = f"born on {view.born_on}" if view.born_on else "day of birth not known"
        number = f", registered society {view.society_number}" if view.society_number else ""
        desk.answer(value, f"Member {member}: {born}{number}.")


COMMANDS = (
    apply,
    holder,
    decide,
    pay_application,
    return_money,
    allot,
    waiting,
    suspend,
    resume,
    rules,
    open_class,
)
