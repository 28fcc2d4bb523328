"""What withdrawal, cancellation and transfer have in common: may these shares go, and what becomes of a member
without any."""

from datetime import date

from sqlalchemy import bindparam, func, or_, select

from coopdesk.domain.clock import day_words
from coopdesk.domain.share_rules import (
    MoreThanHeld,
    ShareRules,
    WithdrawalsSuspended,
    check_left,
    shares_words,
)
from coopdesk.services.act import Act
from coopdesk.services.members import MemberView
from coopdesk.services.membership_end import EndMembership, end_membership
from coopdesk.services.movements import check_throughout, held_in_class
from coopdesk.services.owed import owed_by
from coopdesk.services.share_rules import ORDINARY, share_classes
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import SuspensionRow, WithdrawalRow

_ASKED = select(func.coalesce(func.sum(WithdrawalRow.shares), 0)).where(
    WithdrawalRow.member == bindparam("member"),
    WithdrawalRow.share_class.is_not_distinct_from(bindparam("share_class")),
    WithdrawalRow.state == "asked",
)
_SUSPENDED = (
    select(SuspensionRow.kind, SuspensionRow.from_day)
    .where(
        SuspensionRow.void == 0,
        SuspensionRow.from_day <= bindparam("day"),
        or_(SuspensionRow.until_day.is_(None), SuspensionRow.until_day >= bindparam("day")),
    )
    .order_by(SuspensionRow.kind.desc(), SuspensionRow.from_day)
    .limit(1)
)


def class_words(reader: Reader, share_class: int | None) -> str:
    """How a sentence names a class: "The shares", "The shares of class B"."""
    if share_class is None:
        return "The shares"
    names = {each.id: each.name for each in share_classes(reader)}
    return f"The shares of class {names.get(share_class, ORDINARY)}"


def check_free(
    reader: Reader, member: MemberView, share_class: int | None, day: date, out: int, *, own_notice: int = 0
) -> None:
    """Are so many shares held, paid for, and not asked for already.

    Args:
        own_notice: shares of the notice that is being paid, which are not in its own way.

    Raises:
        MoreThanHeld: they are not all free to go.
    """
    held = held_in_class(reader, member.id, share_class)
    asked = reader.one(_ASKED, member=member.id, share_class=share_class) - own_notice
    unpaid = sum(shares for _, _, shares in owed_by(reader, member.id))
    if out > held - asked - unpaid:
        words = f"holds {shares_words(held)}"
        if asked:
            words += f", of which {shares_words(asked)} {'is' if asked == 1 else 'are'} under notice already"
        if unpaid:
            words += f", of which {shares_words(unpaid)} {'is' if unpaid == 1 else 'are'} not fully paid"
        raise MoreThanHeld(member.number, words, shares_words(out))
    check_throughout(reader, member, share_class, day, out)


def check_rest(rules: ShareRules, member: MemberView, out: int, *, whole_may_go: bool, whole_instead: str) -> None:
    """Is enough left for a member; of somebody who is none any more, nothing need be left.

    Raises:
        BelowMinimum: too little would be left.
    """
    if member.active:
        check_left(rules, member.number, member.shares, out, whole_may_go=whole_may_go, whole_instead=whole_instead)


def check_not_suspended(reader: Reader, day: date) -> None:
    """Nothing is paid out while the board has suspended withdrawals or the society is insolvent (§4.4).

    Raises:
        WithdrawalsSuspended: it is so on that day.
    """
    found = reader.first(_SUSPENDED, day=day.isoformat())
    if found is not None:
        kind, since = found
        why = ", because the society cannot pay its debts" if kind == "insolvency" else " by the board"
        raise WithdrawalsSuspended(day_words(date.fromisoformat(since)), why)


def end_if_nothing_left(act: Act, member: MemberView, rules: ShareRules, out: int, reason: str, on: date) -> bool:
    """A member whose last share went is a member no more, where the rules ask for shares; True where it ended."""
    if not member.active or member.shares > out or rules.min_shares == 0:
        return False
    end_membership(EndMembership(member.id, reason, on.isoformat()), act)
    return True
