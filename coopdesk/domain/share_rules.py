"""The rules of holding, withdrawing and passing on shares: pure checks that refuse by name (domain reference §4)."""

from dataclasses import dataclass
from datetime import date

from coopdesk.domain.clock import day_words
from coopdesk.domain.days import age_on
from coopdesk.domain.members import MemberKind
from coopdesk.domain.money import pounds
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import LegalForm


@dataclass
class WithdrawableLimit(Refusal):
    """The statutory limit on one member's withdrawable shares."""

    code = "WITHDRAWABLE-LIMIT"
    sentence = (
        "That would make a withdrawable holding of {total}, and {most} is the most one member may have ({source}); "
        "only a registered society may hold more. Nothing was recorded."
    )
    total: str
    most: str
    source: str


@dataclass
class OwnShares(Refusal):
    """A society cannot hold its own shares."""

    code = "OWN-SHARES"
    sentence = (
        "A society cannot hold its own shares, and member {number} is the society itself. Nothing was recorded: "
        "withdraw or cancel the shares instead."
    )
    number: str


@dataclass
class TooYoung(Refusal):
    """Below the least age."""

    code = "TOO-YOUNG"
    sentence = (
        "Member {number} was born on {born} and the rules let nobody under {age} hold shares. Nothing was recorded."
    )
    number: str
    born: str
    age: int


@dataclass
class ClassHoldsNone(Refusal):
    """A class of members that holds no shares."""

    code = "CLASS-HOLDS-NO-SHARES"
    sentence = (
        "Member {number} is in class {class_name}, and only {classes} may hold shares under the rules. "
        "Nothing was recorded."
    )
    number: str
    class_name: str
    classes: str


@dataclass
class NotWithdrawable(Refusal):
    """These shares are not paid back."""

    code = "NOT-WITHDRAWABLE"
    sentence = (
        "{which} are not withdrawable under the rules, so they cannot be withdrawn. Nothing was recorded: "
        "they can be {instead}."
    )
    which: str
    instead: str


@dataclass
class NotTransferable(Refusal):
    """These shares are not passed on."""

    code = "NOT-TRANSFERABLE"
    sentence = (
        "{which} are not transferable under the rules, so they cannot be passed on. Nothing was recorded: "
        "change the rule sheet (share_transferable) if the registered rules allow it."
    )
    which: str


@dataclass
class TransferToSelf(Refusal):
    """A transfer has two members."""

    code = "TRANSFER-TO-SELF"
    sentence = "Member {number} cannot transfer shares to member {number}. Nothing was recorded."
    number: str


@dataclass
class MoreThanHeld(Refusal):
    """More shares out than there are."""

    code = "MORE-THAN-HELD"
    sentence = "Member {number} {held}, so {wanted} cannot go. Nothing was recorded."
    number: str
    held: str
    wanted: str


@dataclass
class BelowMinimum(Refusal):
    """What would be left is less than the rules ask of a member."""

    code = "BELOW-MINIMUM"
    sentence = (
        "That would leave member {number} {left}, and the rules ask for {least} at least. Nothing was recorded: "
        "{instead}."
    )
    number: str
    left: str
    least: str
    instead: str


@dataclass
class WithdrawalsSuspended(Refusal):
    """The board has suspended withdrawals, or the society cannot pay its debts."""

    code = "WITHDRAWALS-SUSPENDED"
    sentence = (
        "Withdrawals have been suspended since {since}{why}, so nothing can be paid out. Nothing was recorded: "
        "notice can still be given, and is paid when the suspension ends."
    )
    since: str
    why: str


@dataclass
class NoticeRunning(Refusal):
    """Notice has been given and has not run out."""

    code = "NOTICE-RUNNING"
    sentence = (
        "Notice for this withdrawal was given on {asked} and runs until {due}, so nothing can be paid before. "
        "Nothing was recorded."
    )
    asked: str
    due: str


@dataclass
class ConsentNeeded(Refusal):
    """The rules want the board's decision first."""

    code = "CONSENT-NEEDED"
    sentence = "The rules want the board's {what} first. Nothing was recorded: give the day of the decision."
    what: str


@dataclass
class CompanyOnly(Refusal):
    """What a company's articles may do and a society may not."""

    code = "COMPANY-ONLY"
    sentence = (
        "Only a company's articles can let a leaver's share pass to the secretary as nominee: a {form} cancels or "
        "repays it. Nothing was recorded."
    )
    form: str


@dataclass
class NomineeNotInRules(Refusal):
    """The articles must say so."""

    code = "NOMINEE-NOT-IN-RULES"
    sentence = (
        "The articles do not let a leaver’s share pass to the secretary as nominee (setting “secretary_nominee”). "
        "Nothing was recorded: set it, with the article, if they do."
    )


@dataclass
class NomineeNotSecretary(Refusal):
    """Only the secretary holds as nominee."""

    code = "NOMINEE-NOT-SECRETARY"
    sentence = (
        "Member {number} was not the secretary on {day}, and only the secretary takes a leaver’s share as nominee. "
        "Nothing was recorded: enter the secretary’s term with “officers add”."
    )
    number: str
    day: str


@dataclass(frozen=True, slots=True)
class ShareRules:
    """What holds on one day for one class of shares, from the rule sheet and the dated settings."""

    legal_form: LegalForm
    nominal_pence: int
    min_shares: int
    max_shares: int | None
    withdrawable: bool
    transferable: bool
    limit_pence: int | None
    """The statutory limit, None where there is none."""
    limit_source: str
    notice: str
    """ "91 days"."""
    whole_may_go: bool
    """True where withdrawing the whole holding ends the membership; False where it is refused."""
    repaid_on_exit: bool
    board_approves: bool
    board_consents: bool
    part_paid: bool
    joint_holders: bool
    least_age: int
    holding_classes: tuple[str, ...]
    """() for all."""
    secretary_nominee: bool
    year_end: str


@dataclass(frozen=True, slots=True)
class Holder:
    """What the rules ask of whoever takes shares."""

    number: str
    name: str
    kind: MemberKind
    class_name: str
    held: int
    """Shares of every class."""
    held_withdrawable: int
    """Shares of classes that may be withdrawn."""
    born_on: date | None = None
    society_number: str = ""
    """The number of an organisation that is itself a registered society."""


def check_holder(rules: ShareRules, holder: Holder, day: date) -> None:
    """May this member hold shares at all: age and class (domain reference §2.1, eligibility).

    Raises:
        TooYoung, ClassHoldsNone: as their sentences say.
    """
    if (
        holder.kind is MemberKind.PERSON
        and holder.born_on is not None
        and age_on(holder.born_on, day) < rules.least_age
    ):
        raise TooYoung(holder.number, day_words(holder.born_on), rules.least_age)
    classes = {each.casefold() for each in rules.holding_classes}
    if classes and holder.class_name.casefold() not in classes:
        raise ClassHoldsNone(holder.number, holder.class_name, ", ".join(rules.holding_classes))


def check_own(holder: Holder, society_name: str, society_number: str) -> None:
    """A society never holds its own shares (Community Shares Handbook; FCA RFCCBS 6.1).

    Raises:
        OwnShares: the holder is the society.
    """
    same_number = society_number and holder.society_number.casefold() == society_number.casefold()
    same_name = holder.kind is MemberKind.ORGANISATION and holder.name.casefold() == society_name.casefold()
    if same_number or same_name:
        raise OwnShares(holder.number)


def check_limit(rules: ShareRules, holder: Holder, more: int) -> None:
    """The limit of 2014 Act s.24, asked at issue, transfer and inheritance; a registered society is exempt.

    Raises:
        WithdrawableLimit: the withdrawable holding would pass it.
    """
    if rules.limit_pence is None or rules.legal_form.is_company or not rules.withdrawable or holder.society_number:
        return
    total = (holder.held_withdrawable + more) * rules.nominal_pence
    if total > rules.limit_pence:
        raise WithdrawableLimit(pounds(total), pounds(rules.limit_pence), rules.limit_source)


def shares_words(count: int) -> str:
    """ "no shares", "1 share", "25 shares"."""
    return "no shares" if count == 0 else f"{count:,} share{'' if count == 1 else 's'}"


def check_held(number: str, held: int, out: int) -> None:
    """Nobody gives up more than they hold.

    Raises:
        MoreThanHeld: it is more.
    """
    if out > held:
        raise MoreThanHeld(number, f"holds {shares_words(held)}", shares_words(out))


def check_left(rules: ShareRules, number: str, held: int, out: int, *, whole_may_go: bool, whole_instead: str) -> None:
    """What is left after shares go: nothing at all where that is allowed, else the minimum or more.

    Args:
        held: all the member holds, of every class.
        whole_may_go: True where leaving nothing is allowed (it ends the membership).
        whole_instead: what to do where it is not.

    Raises:
        BelowMinimum: too little would be left.
    """
    left = held - out
    if left >= rules.min_shares or (left == 0 and whole_may_go):
        return
    instead = whole_instead if left == 0 or not whole_may_go else f"leave that many, or let all {held:,} go"
    raise BelowMinimum(number, shares_words(left), shares_words(rules.min_shares), instead)
