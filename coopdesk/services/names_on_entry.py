"""Names on an entry besides the member's: joint holders, and the one person an organisation has appointed; and what
an electronic address was given for.

The first named holder is the member, who alone votes: two names never mean two votes (domain reference §4.1, scenario
35). An organisation appoints one representative in writing; the appointment before ends when the next begins.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select

from coopdesk.domain.members import MemberKind, clean_line, clean_name, clean_text, display_number, looks_like_email
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.members import ADDRESS_LIMIT, LINE_LIMIT, MemberView
from coopdesk.services.share_rules import settings_on
from coopdesk.storage.tables import AddressPurposeRow, JointHolderRow, RepresentativeRow

_LAST_PLACE = select(func.coalesce(func.max(JointHolderRow.place), 1)).where(
    JointHolderRow.member == bindparam("member"), JointHolderRow.void == 0, JointHolderRow.until_day.is_(None)
)
_APPOINTED = select(RepresentativeRow.id).where(
    RepresentativeRow.member == bindparam("member"), RepresentativeRow.void == 0, RepresentativeRow.until_day.is_(None)
)
_SINCE = {
    "joint-holder": select(JointHolderRow.from_day).where(
        JointHolderRow.id == bindparam("id"),
        JointHolderRow.member == bindparam("member"),
        JointHolderRow.void == 0,
        JointHolderRow.until_day.is_(None),
    ),
    "purpose": select(AddressPurposeRow.notified_on).where(
        AddressPurposeRow.id == bindparam("id"),
        AddressPurposeRow.member == bindparam("member"),
        AddressPurposeRow.void == 0,
        AddressPurposeRow.until_day.is_(None),
    ),
}
_ROWS: dict[str, type[JointHolderRow | AddressPurposeRow]] = {
    "joint-holder": JointHolderRow,
    "purpose": AddressPurposeRow,
}
_NOTED = {
    ("+", JointHolderRow.__tablename__): "joint",
    ("~", JointHolderRow.__tablename__): "left",
    ("+", AddressPurposeRow.__tablename__): "purpose",
    ("~", AddressPurposeRow.__tablename__): "withdrawn",
    ("+", RepresentativeRow.__tablename__): "appointed",
    ("~", RepresentativeRow.__tablename__): "ended",
}
_MADE = {"joint": JointHolderRow, "purpose": AddressPurposeRow, "appointed": RepresentativeRow}
_ENDED = {"left": JointHolderRow, "withdrawn": AddressPurposeRow, "ended": RepresentativeRow}
_PURPOSES = select(AddressPurposeRow.id).where(
    AddressPurposeRow.member == bindparam("member"), AddressPurposeRow.void == 0
)
_HELD_JOINTLY = select(JointHolderRow.id).where(JointHolderRow.member == bindparam("member"), JointHolderRow.void == 0)


@dataclass
class NoJointHolders(Refusal):
    """The rules, or the kind of member, know none."""

    code = "NO-JOINT-HOLDERS"
    sentence = "Member {number} cannot have joint holders: {why}. Nothing was changed."
    number: str
    why: str


@dataclass
class NoAddressForIt(Refusal):
    """A purpose needs an electronic address to be notified for."""

    code = "NO-ELECTRONIC-ADDRESS"
    sentence = (
        "Member {number} has no e-mail address that notices could go to. Nothing was changed: enter the address first."
    )
    number: str


@dataclass
class NotAnOrganisation(Refusal):
    """A person speaks for themselves."""

    code = "NOT-AN-ORGANISATION"
    sentence = "Member {number} is a person and needs no representative. Nothing was changed."
    number: str


def enter_joint_holder(act: Act, member: MemberView, name: str, day: date, address: str = "") -> int:
    """Enter a second or later name; returns its row.

    Raises:
        NoJointHolders: the member is an organisation, or the rules of that day know none.
        NotUnderstood: a name or address that cannot be used.
    """
    number = display_number(member.number)
    if member.kind is MemberKind.ORGANISATION:
        raise NoJointHolders(number, "it is an organisation")
    if settings_on(act.reader, day)["joint_holders"].value == "no":
        raise NoJointHolders(number, "the rules know none (setting “joint_holders”)")
    return act.add(
        JointHolderRow,
        member=member.id,
        place=act.reader.one(_LAST_PLACE, member=member.id) + 1,
        from_day=day.isoformat(),
        until_day=None,
        at=act.at,
        void=0,
        name=clean_name(name),
        address=clean_text("The address", address, ADDRESS_LIMIT),
        postcode="",
        email="",
    )


def appoint(act: Act, member: MemberView, name: str, day: date, written: date) -> int:
    """Record the appointment of an organisation's representative and end the one before; returns its row, 0 where an
    empty name only ends it.

    Raises:
        NotAnOrganisation: the member is a person.
        NotUnderstood: a name that cannot be used.
    """
    if member.kind is not MemberKind.ORGANISATION:
        raise NotAnOrganisation(display_number(member.number))
    before = act.reader.value(_APPOINTED, member=member.id)
    if before is not None:
        act.change(RepresentativeRow, before, until_day=day.isoformat())
    if not name:
        return 0
    return act.add(
        RepresentativeRow,
        member=member.id,
        from_day=day.isoformat(),
        until_day=None,
        written_on=written.isoformat(),
        at=act.at,
        void=0,
        name=clean_name(name),
        words="",
    )


def enter_purpose(act: Act, member: MemberView, words: str, day: date) -> int:
    """What the member notified their electronic address for (2014 Act s.30(2)(b)); returns its row.

    Raises:
        NoAddressForIt: there is no such address.
        NotUnderstood: words that cannot be used.
    """
    if not looks_like_email(member.email):
        raise NoAddressForIt(display_number(member.number))
    return act.add(
        AddressPurposeRow,
        member=member.id,
        notified_on=day.isoformat(),
        until_day=None,
        at=act.at,
        void=0,
        purpose=clean_line("The purpose", words, LINE_LIMIT, required=True),
    )


def end_names(act: Act, member: MemberView, ended: str, day: date) -> None:
    """End joint holders and purposes, given as "joint-holder:3;purpose:7"; one that has ended meanwhile stays as it is.

    Raises:
        NotUnderstood: the day is before one began.
    """
    for each in filter(None, ended.split(";")):
        kind, _, row = each.partition(":")
        since = act.reader.value(_SINCE[kind], id=int(row), member=member.id)
        if since is None:
            continue
        if day.isoformat() < since:
            raise NotUnderstood("The day from which it holds", day.isoformat(), f"what ends then began on {since}")
        act.change(_ROWS[kind], int(row), until_day=day.isoformat())


def names_entered(act: Act) -> str:
    """What this act did to names on an entry, as its undo takes it back: "joint:3;appointed:4;ended:2"."""
    noted = ((_NOTED.get((what, table)), key) for what, table, key, *_ in act.effects)
    return ";".join(f"{word}:{key[0]}" for word, key in noted if word is not None)


def take_names_back(act: Act, noted: str) -> None:
    """Undo of what ``names_entered`` noted."""
    # The last first: an appointment goes before the one it ended goes on.
    for each in filter(None, reversed(noted.split(";"))):
        word, _, row = each.partition(":")
        if word in _ENDED:
            act.change(_ENDED[word], int(row), until_day=None)
        else:
            act.change(_MADE[word], int(row), void=1)


def void_names(act: Act, member: int) -> None:
    """An entry is taken back, and with it the names on it."""
    for (row,) in act.reader.rows(_HELD_JOINTLY, member=member):
        act.change(JointHolderRow, row, void=1)
    for (row,) in act.reader.rows(_PURPOSES, member=member):
        act.change(AddressPurposeRow, row, void=1)
    appointed = act.reader.value(_APPOINTED, member=member)
    if appointed is not None:
        act.change(RepresentativeRow, appointed, void=1)
