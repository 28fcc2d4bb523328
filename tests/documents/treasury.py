"""The treasurer's papers of an invented society, each as it is printed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from coopdesk.documents.cash_up import cash_up_paper
from coopdesk.documents.certificates_account import certificates_account_paper
from coopdesk.documents.chapters import Chapter, print_chapters
from coopdesk.documents.member_account import member_account_paper
from coopdesk.documents.receipt import receipt_paper
from coopdesk.documents.register import full_register_paper, public_register_paper
from coopdesk.documents.share_statement import share_statement_paper
from coopdesk.domain.cash_up import MethodCount, Uncounted
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import MemberKind, MemberStatus
from coopdesk.domain.registers import FullEntry, Holding, OfficerEntry, Period, PublicEntry
from coopdesk.domain.statement import MoneySide, statement
from coopdesk.services.cash_up import CashUpLine, CashUpView
from coopdesk.services.certificates_account import AccountLine as NumberLine
from coopdesk.services.certificates_account import CertificatesAccount, SpoiltSheets
from coopdesk.services.member_account import AccountLine, MemberAccount, OtherProperty, StandingCertificate
from coopdesk.services.members import MemberView
from coopdesk.services.papers.heading import RecordHeading
from coopdesk.services.payments import ReceiptView
from coopdesk.services.registers import FullRegister, PublicRegister
from coopdesk.services.statement import StatementView
from coopdesk.services.withdrawals_in_year import WithdrawalsInYear
from tests.documents.societies import HEBDEN, LONG_NAME

DAY = date(2026, 11, 28)
HEADING = RecordHeading(
    society=HEBDEN, made=datetime(2026, 11, 28, 18, tzinfo=UTC), head="95e24cb718f0a6d3" * 4, entry=1204
)
NAMES = ("Leszek Fairbairn", "Yusuf Farrar", "Beth Fawcett", "Rhys Feather", "محمد الأمين", "João França")


def entries(count: int) -> tuple[PublicEntry, ...]:
    made = [
        PublicEntry(
            str(number),
            f"{NAMES[number % len(NAMES)]}",
            f"{number} Cragg Bank, Todmorden OL14 0ZB",
            "beth@example.org" if number % 7 == 0 else "",
            "notices" if number % 7 == 0 else "",
            date(2013, 11, 4),
            date(2026, 3, 19) if number % 5 == 0 else None,
            number % 5 != 0,
            (Period(date(2001, 1, 2), date(2003, 4, 5)),) if number % 11 == 0 else (),
        )
        for number in range(1, count + 1)
    ]
    return tuple(sorted(made, key=lambda each: each.name.split()[-1]))


def public(count: int = 60) -> PublicRegister:
    officers = (OfficerEntry("Dilwyn Parry-Hughes", "4 Hill, Todmorden OL14 5AA", "Secretary", date(2020, 1, 2), None),)
    people = entries(count)
    return PublicRegister(HEADING, DAY, people, officers, tuple(each.name.split()[-1].lower() for each in people))


def full(count: int = 60) -> FullRegister:
    register = public(count)
    holdings = tuple(FullEntry(each, Holding(1234, 123_400, "loan £500")) for each in register.entries)
    return FullRegister(register, holdings)


def account(**changes: object) -> MemberAccount:
    member = MemberView(
        MemberId(1), "427", MemberKind.PERSON, "Nia Llŷr-Williams", "", "Member", "3 Wharf Terrace", "HX7 8QP", "", "",
        MemberStatus.ACTIVE, date(2019, 3, 3), None, "", 25,
    )  # fmt: skip
    lines = tuple(
        AccountLine(date(2019, 3, place + 1), "Issued 5 shares", 400 + place, 5, 5 * (place + 1), 500, "cash")
        for place in range(5)
    )
    view = MemberAccount(
        HEADING, member, "3 Wharf Terrace HX7 8QP", DAY, lines, 25, 2500, 300,
        (StandingCertificate(404, 25, DAY),), (OtherProperty("5-year loan", 50_000, DAY),), ("Bea Second",),
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


_TAKEN = (
    ("18:22", "0427", "Nia Llŷr-Williams", 412, 10, "cash", 1000, None),
    ("18:31", "0431", LONG_NAME, 413, 1, "card", 100, None),
    ("18:40", "0007", "محمد الأمين", 414, 25, "cash", 2500, None),
    ("18:55", "0431", LONG_NAME, None, 0, "cash", -100, 2),
)


def cash_up(**changes: object) -> CashUpView:
    """Signed off, 50p short, with the transfers left for another day."""
    lines = tuple(
        CashUpLine(place, DAY, time, number, name, certificate, shares, method, pence, "shares", refunds)
        for place, (time, number, name, certificate, shares, method, pence, refunds) in enumerate(_TAKEN, start=87)
    )
    counts = (MethodCount("cash", 3400, 3350), MethodCount("card", 100, 100))
    view = CashUpView(
        14, HEBDEN, 7, "Annual general meeting", "18:30", "20:55", DAY, lines, counts,
        (Uncounted("transfer", 3, 12_000),), 5000, ((2000, 3), (1000, 1), (200, 5), (100, 3), (50, 1)),
        "50p of change given twice", "Łukasz Żak", "Agnes Moorhouse", False,
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


def receipt(**changes: object) -> ReceiptView:
    view = ReceiptView(
        87, HEBDEN, "0427", "Nia Llŷr-Williams", 2500, "transfer", "shares", DAY, "2026-11-28T18:22:00Z", None,
        "HEBDEN SHARES 427", "Bea Second", "", "Annual general meeting", 25, 412, 0, 14,
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


def year() -> StatementView:
    """A year in which a register was brought in, more than a tenth was withdrawn, and it all agrees."""
    moved = {"opening": 3000, "issue": 678, "withdrawal": -540, "cancellation": -3, "transfer-in": 20}
    moved["transfer-out"] = -20
    money = MoneySide(67_800, 1_000, 54_000, (("cash", 20_000, 0), ("transfer", 47_800, 55_000)), 0, -1_000, 300)
    warned = WithdrawalsInYear(date(2026, 1, 1), 476_900, 54_000, 2_500, 10, "rule 24")
    made = statement(1769, moved, 4904, 100, money)
    return StatementView(HEBDEN, date(2026, 1, 1), date(2026, 12, 31), made, 2, warned)


def certificates() -> CertificatesAccount:
    """Numbers that came in with a register, one lost and replaced, one spoilt, one cancelled with its shares."""

    def line(number: int, status: str, shares: int, fate: str = "", **more: object) -> NumberLine:
        made = NumberLine(
            number, status, f"{number + 400:04d}", NAMES[number % len(NAMES)], shares, "ordinary", DAY, DAY, None, None,
            None, fate, "", None, False, False, 0,
        )  # fmt: skip
        return replace(made, **more)  # type: ignore[arg-type]

    on = "on 28 November 2026"
    lines = (
        line(12, "replaced", 10, f"Replaced by certificate 00418 {on}, because it was lost.", indemnity=True),
        line(57, "issued", 25, copies=1),
        line(416, "spoilt", 1, f"Spoilt and replaced by certificate 00417 {on}."),
        line(417, "issued", 1, replaces=416),
        line(418, "issued", 10, replaces=12, distinctive=(101, 110)),
        line(419, "cancelled", 5, f"Cancelled {on}, on a withdrawal of shares."),
    )
    spoilt = (SpoiltSheets(1, DAY, 2, 416, "0211 to 0212", "printer jammed", "Agnes Moorhouse", False),)
    return CertificatesAccount(HEADING, lines, 419, (), 413, 41, spoilt)


def _printed(make: Callable[[], Chapter]) -> Callable[[], bytes]:
    return lambda: print_chapters([make()], HEADING).data


TREASURY: dict[str, Callable[[], bytes]] = {
    "register": _printed(lambda: full_register_paper(full(20))),
    "register for inspection": _printed(lambda: public_register_paper(public(20))),
    "member account": _printed(lambda: member_account_paper(account())),
    "cash-up": _printed(lambda: cash_up_paper(cash_up(), HEADING)),
    "receipt": _printed(lambda: receipt_paper(receipt(), HEADING)),
    "share statement": _printed(lambda: share_statement_paper(year(), HEADING)),
    "certificates account": _printed(lambda: certificates_account_paper(certificates())),
}
"""Every paper of the treasurer's besides certificates, as it is printed."""
