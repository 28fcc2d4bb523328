"""What a turn of a membership will do, in plain sentences."""

from collections.abc import Sequence

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.services.merging import Merged
from coopdesk.services.nominations import OnDeath
from coopdesk.services.turns_ahead import DeathAhead, ErasureAhead
from coopdesk.ui.kit.foretold import Line
from coopdesk.ui.text import words


def shares_counted(count: int) -> str:
    """ "1 share", "2,500 shares"."""
    return words("1 share") if count == 1 else words("{} shares").format(f"{count:,}")


def on_death_lines(found: OnDeath) -> list[Line]:
    """Who is to have what, by the nominations that stand."""
    if not found.property_pence:
        return [("badge-pound-sterling", "muted", words("Nothing is held in the society."))]
    lines: list[Line] = []
    whole = pounds(found.property_pence)
    for nominee, pence in zip(found.nominees, found.shared.nominees, strict=True):
        relation = f", {nominee.relationship.words}" if nominee.relationship.words else ""
        lines.append(("user", "text", words("{} to {}{}, by nomination").format(pounds(pence), nominee.name, relation)))
    if not found.nominees:
        told = words("No nomination stands: all {} belong to the estate.").format(whole)
        lines.append(("scale", "text", told))
    elif found.shared.estate_pence:
        lines.append(("scale", "text", words("{} to the estate").format(pounds(found.shared.estate_pence))))
    limit = found.shared.limit_pence
    if found.nominees and limit is not None and found.property_pence > limit:
        told = words("Of {}, at most {} pass by nomination ({}).").format(whole, pounds(limit), found.limit_source)
        lines.append(("info", "muted", told))
    return lines


def death_lines(ahead: DeathAhead, here: bool) -> list[Line]:
    """What recording a death does."""
    member = ahead.member
    vote = words("The membership ends on {}, and with it the vote.").format(day_words(ahead.day))
    if not member.active:
        vote = words("The membership had ended already; the day is noted.")
    lines: list[Line] = [("vote", "text", vote)]
    if here:
        lines.append(("door-open", "warning", words("They are marked as being in the room; that ends too.")))
    if member.shares:
        kept = words("The entry stays, and {} on the ledger until nominee or estate is paid.")
        lines.append(("notebook-pen", "text", kept.format(shares_counted(member.shares))))
    else:
        lines.append(("notebook-pen", "text", words("The entry stays on the register.")))
    return lines + on_death_lines(ahead.on_death)


def merger_lines(merged: Merged) -> list[Line]:
    """What making two records one does, and what somebody should look at."""
    gone, stays = display_number(merged.gone.number), display_number(merged.stays.number)
    lines: list[Line] = []
    if merged.shares:
        told = words("{} pass from {} to {}; new certificates take the place of the old.")
        lines.append(("arrow-right-left", "text", told.format(shares_counted(merged.shares), gone, stays)))
    else:
        lines.append(("arrow-right-left", "text", words("{} holds no shares, so none pass over.").format(gone)))
    since = words("{} is a member since {}, the first day of either record.")
    lines.append(("calendar-clock", "text", since.format(stays, day_words(merged.stays.joined_on))))
    lines.append(("id-card", "text", words("The cards of {} open nothing any more.").format(gone)))
    lines.append(("history", "text", words("Meetings and votes stay under {}, told in one account.").format(gone)))
    if merged.both_attended:
        there = words("Look at this: both were in the room at the {}.").format("; ".join(merged.both_attended))
        lines.append(("triangle-alert", "warning", there))
    if merged.both_voted:
        twice = words("Look at this: both voted on {}. The results stand as declared.")
        lines.append(("triangle-alert", "warning", twice.format("; ".join(merged.both_voted))))
    return lines


def merged_words(merged: Merged) -> str:
    """What was done, and what to look at."""
    told = words("{} is one record with {}, member {}; {} passed over.").format(
        display_number(merged.gone.number),
        merged.stays.name,
        display_number(merged.stays.number),
        shares_counted(merged.shares),
    )
    looks = [sentence for _, ink, sentence in merger_lines(merged) if ink == "warning"]
    return " ".join((told, *looks))


def goes_lines(ahead: ErasureAhead, *, whole: bool) -> list[Line]:
    """What an erasure takes away."""
    if whole:
        told = words("Name, addresses, telephone, e-mail, notes, nominees: everything that tells who it was.")
        return [("eye-off", "warning", told)]
    found = (
        (ahead.phone, words("The telephone number")),
        (ahead.email, words("The e-mail address, which was not given for notices")),
        (ahead.former_contacts, words("Former addresses and contacts: {}").format(ahead.former_contacts)),
        (ahead.former_holders, words("Former joint holders: {}").format(ahead.former_holders)),
        (ahead.notes, words("Notes and the day of birth: {}").format(ahead.notes)),
    )
    lines: list[Line] = [("eye-off", "warning", sentence) for there, sentence in found if there]
    return lines or [("check", "muted", words("Nothing: no detail is kept that the register does not need."))]


def stays_lines(ahead: ErasureAhead, *, whole: bool) -> list[Line]:
    """What stays, and why."""
    number = display_number(ahead.member.number)
    if whole and ahead.entry_stays:
        told = words("The whole entry cannot be erased: {}.").format(ahead.entry_stays)
        return [("lock", "error", told)]
    if whole:
        told = words("Number {}, its days, movements of shares, attendance and votes; nobody can tell whose.")
        return [("lock", "text", told.format(number))]
    lines: list[Line] = [
        ("lock", "text", words("Name, postal address, shares and days: the 2014 Act s.30 asks for them."))
    ]
    if ahead.email_notified:
        lines.append(("mail", "text", words("The e-mail address: it was given for notices.")))
    lines.append(("shield-check", "text", words("The journal: it never held the words, only proofs of them.")))
    return lines


def refused_lines(sentence: str) -> Sequence[Line]:
    """A no, before anything was asked for."""
    return (("circle-alert", "error", sentence),)
