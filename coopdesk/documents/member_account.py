"""A member's account on paper: what they hold, how it came about, and the certificates that say so."""

from collections.abc import Sequence

from coopdesk.documents.chapters import Chapter, Filing, fill_sheets, heading_strip, paragraph_strips, title_strips
from coopdesk.documents.faces import Cut
from coopdesk.documents.figures import FigureRow
from coopdesk.documents.flow import Gap, Strip
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT
from coopdesk.documents.long_table import LongColumn, LongTable
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import TABLE_FIGURES
from coopdesk.documents.type import Style
from coopdesk.domain.clock import day_words, short_day
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds, pounds_and_pence, signed
from coopdesk.domain.shares import certificate_number_text
from coopdesk.services.member_account import AccountLine, MemberAccount

_WHAT = Style(Cut.SANS_BOLD, 9.5)
_LINES = (
    LongColumn("Date", 26.0, style=TABLE_FIGURES),
    LongColumn("Entry", 58.0, style=_WHAT, names_row=True),
    LongColumn("Certificate", 22.0, "right", TABLE_FIGURES),
    LongColumn("Money", 28.0, "right", TABLE_FIGURES),
    LongColumn("Shares", 17.0, "right", TABLE_FIGURES),
    LongColumn("Held", 19.0, "right", TABLE_FIGURES),
)
_CERTIFICATES = (
    LongColumn("Certificate", 40.0, style=_WHAT, names_row=True),
    LongColumn("Issued", 40.0, style=TABLE_FIGURES),
    LongColumn("Shares", 25.0, "right", TABLE_FIGURES),
)
_PROPERTY = (
    LongColumn("Other property in the society", 85.0, style=_WHAT, names_row=True),
    LongColumn("Since", 40.0, style=TABLE_FIGURES),
    LongColumn("Amount", 30.0, "right", TABLE_FIGURES),
)


def member_account_paper(account: MemberAccount) -> Chapter:
    """The account as a chapter. A name no font can draw gives way to the number, with a warning."""
    number = display_number(account.member.number)
    shown, warnings = legible_view(account, {account.member.name: number}, "the account")

    def draw(paper: Paper) -> None:
        filing = Filing(shown.heading, f"Account of member {number}", "The member’s own account: personal data")
        fill_sheets(paper, filing, _strips(shown, number))

    return Chapter(f"Account of member {number}", draw, warnings)


def _strips(account: MemberAccount, number: str) -> list[Strip]:
    member = account.member
    names = ", ".join((member.name, *account.joint_holders))
    since = f"member since {day_words(member.joined_on)}"
    if member.ended_on is not None:
        since = f"member from {day_words(member.joined_on)} to {day_words(member.ended_on)}"
    strips = title_strips("Member’s account", f"{names}, member {number}, {since}", after=1.0)
    strips += paragraph_strips(account.address, TABLE_FIGURES)
    figures: list[tuple[int | str, str]] = [
        (account.shares, "share held" if account.shares == 1 else "shares held"),
        (pounds(account.pence), "at nominal value"),
        (len(account.certificates), "certificate" if len(account.certificates) == 1 else "certificates"),
    ]
    if account.owed_pence:
        figures.append((pounds(account.owed_pence), "still to be paid"))
    strips.append(FigureRow(figures))
    if account.lines:
        strips.append(heading_strip("Shares"))
        strips += LongTable(LEFT, _LINES, 7.2).strips(map(_line, account.lines))
    else:
        strips += paragraph_strips("No shares have been entered for this member.")
    if account.certificates:
        strips += [Gap(4.0), heading_strip("Certificates that stand")]
        strips += LongTable(LEFT, _CERTIFICATES, 7.2).strips(
            [certificate_number_text(each.number), day_words(each.issued_on), f"{each.shares:,}"]
            for each in account.certificates
        )
    if account.property:
        strips += [Gap(4.0)]
        strips += LongTable(LEFT, _PROPERTY, 7.2).strips(
            [each.words, day_words(each.since), pounds_and_pence(each.pence)] for each in account.property
        )
    strips += [Gap(4.0), *paragraph_strips(_closing(account), TABLE_FIGURES, 4.6)]
    return strips


def _line(line: AccountLine) -> Sequence[str]:
    certificate = certificate_number_text(line.certificate) if line.certificate is not None else ""
    money = "" if line.pence is None else f"{pounds_and_pence(line.pence)} {line.method}".strip()
    return [short_day(line.day), line.what, certificate, money, signed(line.shares), f"{line.held:,}"]


def _closing(account: MemberAccount) -> str:
    stood = f"As it stood on {day_words(account.day)}."
    vote = "However many shares are held, a member has one vote."
    if account.heading.society.legal_form.is_company:
        return f"{stood} {vote}"
    return (
        f"{stood} {vote} A member may inspect their own account at all reasonable hours (Co-operative and Community "
        "Benefit Societies Act 2014, section 103)."
    )
