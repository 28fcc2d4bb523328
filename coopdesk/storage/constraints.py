"""The one table that turns a violated constraint back into a refusal.

Handlers check each rule first and refuse by name. What reaches this table got past a handler, by a race on a database
with several writers or by a mistake of ours: the schema still says no, and nothing is recorded. SQLite names a UNIQUE
by its columns, a CHECK by its name and a FOREIGN KEY not at all; our triggers speak for themselves.
"""

from dataclasses import dataclass

from coopdesk.domain.refusals import Refusal


@dataclass
class SchemaSaysNo(Refusal):
    """The society file itself refused a row that its rules do not allow."""

    code = "RECORD-GUARD"
    sentence = "The record does not allow this: {why}. Nothing was changed."
    why: str


@dataclass
class SecondVote(Refusal):
    """One member one vote, held by the key of the vote table."""

    code = "ALREADY-VOTED"
    sentence = "This member has voted on this motion already. Nothing was changed: void that vote first, with a reason."


@dataclass
class NoElector(Refusal):
    """A vote by somebody who was not on the roll and in the room when the vote opened."""

    code = "NOT-AN-ELECTOR"
    sentence = (
        "This member may not vote in this count: not on the roll and in the room when it opened. Nothing was changed."
    )


@dataclass
class InTheRoomAlready(Refusal):
    """A second stay beside one that has not ended."""

    code = "ALREADY-IN"
    sentence = "This member is in the room already. Nothing was changed."


_UNIQUE: dict[str, type[Refusal]] = {
    "vote.count, vote.member, vote.attempt": SecondVote,
    "attendance.meeting, attendance.member": InTheRoomAlready,
}

_MISSING = "it names somebody or something that is not in the file, or has no part in this vote"
_WORDS = {
    "member.number": "another member has that number",
    "journal.nonce": "this very act is on the record already",
    "apology.meeting, apology.member": "apologies from this member are on the record already",
    "motion.meeting, motion.number": "there is a motion with that number",
    "meeting.number": "there is a meeting with that number",
    "certificate.number": "that certificate number was used before",
    "certificate.token": "that certificate code was used before",
    "cash_up_uncounted.cash_up, cash_up_uncounted.method": "that way of paying is noted as not counted already",
    "opening_certificate.number, opening_certificate.movement": "that certificate came in with those shares already",
    "earlier_numbers.first": "that run of earlier certificate numbers is on the record already",
    "instalment.payment, instalment.movement": "that payment is counted towards those shares already",
    "payment_note.payment": "that payment has a note already",
    "share_class.name": "there is a class of shares with that name",
    "movement_reason.movement": "that movement has a reason already",
    "certificate_fate.number": "what became of that certificate is on the record already",
    "certificate_statement.number": "that certificate has its statement already",
    "cash_up_method.cash_up, cash_up_method.method": "that way of paying is counted already",
    "cash_up_coin.cash_up, cash_up_coin.worth_pence": "those coins are counted already",
    "cash_up_receipt.payment, cash_up_receipt.cash_up": "that receipt is in this cash-up already",
    "member_merge.gone": "that entry was merged into another already",
    "member_detail.member": "that member's details are on the record already",
    "joint_holder.member, joint_holder.place": "another joint holder stands in that place",
    "representative.member": "the organisation has a representative: end that appointment first",
    "nomination.number": "the book has a nomination with that number",
    "column_mapping.name": "there is a mapping with that name",
    "share_movement.reverses": "that movement has been reversed already",
    "election.meeting, election.number": "there is an election with that number",
    "candidate.election, candidate.number": "another candidate stands in that place on the paper",
    "election_count.election, election_count.attempt": "that count is on the record already",
    "election_weighing.election": "what the classes of that election weigh is on the record already",
    "election_class.election, election_class.class_name": "that class has its box already",
    "election_slip.election": "the form of these slips is settled already",
    "candidate_photo.candidate": "that candidate has a photograph already",
    "result.count": "a declared result never changes",
    "minutes_step.meeting, minutes_step.step": "these minutes have taken that step already",
    "minutes_correction.meeting, minutes_correction.number": "there is a correction with that number",
    "speaker.meeting, speaker.number": "the speakers' list has that number",
    "speaker.meeting": "somebody has the floor already",
    "proxy.meeting, proxy.number": "there is a proxy form with that number",
    "proxy_instruction.proxy, proxy_instruction.motion": "that form says how to vote on that motion already",
    "proxy_elector.count, proxy_elector.member": "somebody speaks for that member in this poll already",
    "vote_void.count, vote_void.member, vote_void.attempt": "that vote is void already",
    "ballot_voted.count, ballot_voted.member": "this member has voted in that secret ballot",
    "elector.count, elector.member": "that member is an elector of that vote already",
    "roll.meeting, roll.member": "that member is on the roll already",
    "advance_voter.batch, advance_voter.member": "that member is on that list already",
    "paper.count, paper.serial": "that slip was entered already",
    "count_void.count": "that count is void already",
    "registration.motion": "it is registered already",
    "corrigendum.meeting, corrigendum.number": "there is a corrigendum with that number",
    "taken_together.motion": "that motion is taken together with another already",
    "requisition.meeting": "that meeting is on record as requisitioned",
    "set_aside.motion": "that motion was set aside already",
    "confirmation.motion": "that motion confirms another already",
    "signing_key.fingerprint": "that key is on the record already",
}

_CHECKS = {
    "ck_proxy_not_oneself": "nobody is their own proxy",
    "ck_proxy_holder": "a proxy names its holder",
    "ck_proxy_instruction_choice": "a proxy is told for, against or abstain",
    "ck_vote_choice": "a vote is for, against or abstain",
    "ck_hands_counts": "nobody counts fewer hands than none",
    "ck_vote_tally_votes": "a tally never falls below nothing",
}


def refusal_from(error: Exception) -> Refusal:
    """The refusal behind a driver's integrity error."""
    text = str(error)
    if text.startswith("FOREIGN KEY"):
        return NoElector() if "vote" in text else SchemaSaysNo(_MISSING)
    if text.startswith("UNIQUE constraint failed: "):
        columns = text.removeprefix("UNIQUE constraint failed: ")
        kind = _UNIQUE.get(columns)
        return kind() if kind is not None else SchemaSaysNo(_WORDS.get(columns, f"{columns} must be unique"))
    if text.startswith("CHECK constraint failed: "):
        check = text.removeprefix("CHECK constraint failed: ")
        return SchemaSaysNo(_CHECKS.get(check, f"a value breaks the check {check}"))
    return SchemaSaysNo(text)
