"""The minutes of an invented meeting, with every kind of block in them."""

from datetime import UTC, datetime

from coopdesk.services.minutes_view import (
    AttendanceGroup,
    AttendanceNumbers,
    EarlierCount,
    MinutesSection,
    MinutesView,
    OwnWords,
    QuorumArithmetic,
    Recorded,
    Resolution,
)
from tests.documents.societies import HEBDEN


def at(hours: int, minutes: int) -> datetime:
    """That hour of the evening, in UTC (London time in November)."""
    return datetime(2026, 11, 28, hours, minutes, tzinfo=UTC)


ACCOUNTS = Resolution(
    number=3,
    title="",
    text="That the accounts for the year ended 31 August 2026 be received.",
    kind="Ordinary",
    rule="more for than against",
    proposer="Agnes Moorhouse (0012)",
    seconder="George Okafor (0093)",
    method="Show of hands",
    opened=at(19, 21),
    closed=at(19, 22),
    declared=at(19, 23),
    votes_for=109,
    votes_against=2,
    abstentions=7,
    spoilt=0,
    votes_in_room=118,
    needed=56,
    outcome="carried",
    sentence="109 of the 111 votes cast were for (98.2%); at least 56 were needed.",
    casting="",
    effect="",
)

RULES = Resolution(
    number=4,
    title="New rules",
    text=(
        "That the Society adopts the rules laid before the meeting, and signed by the chair to identify them, in place "
        "of its present rules, from the date on which the Financial Conduct Authority registers them."
    ),
    kind="Rule change",
    rule="at least two-thirds of the votes cast (rule 54)",
    proposer="Lowri ap Huw (0266)",
    seconder="Hamid Siddiqui (0205)",
    method="Recorded vote",
    opened=at(19, 39),
    closed=at(19, 44),
    declared=at(19, 47),
    votes_for=86,
    votes_against=31,
    abstentions=1,
    spoilt=0,
    votes_in_room=118,
    needed=78,
    outcome="carried",
    sentence="86 of the 117 votes cast were for (73.5%); at least 78 were needed. Abstentions are not votes cast.",
    casting="",
    effect="Not in force until registered; the present rules still apply.",
    earlier_counts=(EarlierCount("A first count at 19:41 gave 85 for and 31 against; it was taken again."),),
)

SURPLUS = Resolution(
    number=5,
    title="",
    text="That interest of 2.5% be paid on shares, £1,500 be given to the food bank, and the rest go to reserves.",
    kind="Ordinary",
    rule="more for than against",
    proposer="Dot Fielden (0044)",
    seconder="Kofi Mensah (0344)",
    method="Show of hands",
    opened=at(19, 50),
    closed=at(19, 51),
    declared=at(19, 52),
    votes_for=55,
    votes_against=55,
    abstentions=8,
    spoilt=0,
    votes_in_room=118,
    needed=56,
    outcome="lost",
    sentence="The votes were equal, 55 for and 55 against, so the motion was lost.",
    casting="",
    effect="",
)

SECTIONS = (
    MinutesSection(
        "1",
        "1",
        "Opening and notice",
        at(19, 4),
        (
            Recorded(
                "The chair welcomed members and declared a quorum. Notice was sent on Friday 6 November 2026, which "
                "gave 19 clear days; the rules ask for 14."
            ),
            OwnWords("Joan Dewhirst and Sam Crowther were appointed **tellers**."),
        ),
    ),
    MinutesSection("2", "2", "Apologies", at(19, 6), (Recorded("Apologies were received from 11 members."),)),
    MinutesSection(
        "3",
        "3",
        "Minutes of the last annual general meeting",
        at(19, 8),
        (
            OwnWords(
                "The minutes of 22 November 2025 were taken as read. One correction was agreed: in item 6, for "
                "“£4,210” read “£4,120”. They were approved, *nem. con.*, and the chair signed them.\n\n"
                "1. The roof: [survey](https://example.org/survey) to follow.\n2. The card reader:\n"
                "   - works since June\n   - costs <b>£12</b> a month\n\n> “A fine evening.”\n\n"
                "![a picture](file:///etc/passwd)"
            ),
        ),
    ),
    MinutesSection(
        "4",
        "4",
        "Accounts for the year ended 31 August 2026",
        at(19, 18),
        (
            OwnWords("The treasurer, Dot Fielden, took members through the accounts. Two questions were answered."),
            ACCOUNTS,
        ),
    ),
    MinutesSection("5", "5", "Change of rules", at(19, 24), (OwnWords("The secretary explained the rules."), RULES)),
    MinutesSection(
        "6",
        "6",
        "Use of the surplus",
        at(19, 48),
        (OwnWords("The treasurer gave the directors’ proposal."), SURPLUS),
    ),
    MinutesSection("shares", "", "Shares issued", None, (Recorded("4 £1 shares were issued, to 4 new members."),)),
    MinutesSection(
        "close", "", "Close", at(20, 31), (Recorded("The chair closed the meeting at 20:31, with 97 members present."),)
    ),
)

MEETING = MinutesView(
    society=HEBDEN,
    title="Annual general meeting",
    status="DRAFT",
    scheduled=at(19, 0),
    place="the Old Town Hall, Hebden Bridge",
    opened=at(19, 4),
    closed=at(20, 31),
    chair="Dilwyn Parry-Hughes",
    minute_taker="Priya Nair, secretary",
    attendance=AttendanceNumbers(118, 118, 11, 4, 3, 4),
    quorum=QuorumArithmetic(
        rule="Rule: one-tenth of the members entitled to vote, present in person",
        steps=(
            ("412", "entitled to vote"),
            ("10%", "of them"),
            ("41.2", "exactly"),
            ("42", "rounded up"),
            ("42", "needed"),
        ),
        needed=42,
        present=118,
        met=True,
        sentence="118 present, 42 needed",
        declared=at(19, 4),
    ),
    sections=SECTIONS,
    appendix=(
        AttendanceGroup(
            "Present in person",
            tuple(
                (f"{n:04d}", name)
                for n, name in ((12, "Agnes Moorhouse"), (93, "George Okafor"), (266, "Lowri ap Huw"))
            ),
        ),
        AttendanceGroup("Apologies", (("0377", "Nguyễn Thị Hồng Ánh"), ("0402", "محمد علی خان"))),
        AttendanceGroup("Guests", (("", "Councillor Ruth Sands"),)),
    ),
    head="7f3a91c20d5eb84a" * 4,
    entry=1652,
    made=at(21, 0),
)
