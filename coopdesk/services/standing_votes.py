"""Which votes stand: one counts unless it was taken back while its count was open. Every tally and list asks here."""

from sqlalchemy import select

from coopdesk.storage.tables import VoteRow, VoteVoidRow

VOIDED = (
    select(VoteVoidRow.member)
    .where(
        VoteVoidRow.count == VoteRow.count,
        VoteVoidRow.member == VoteRow.member,
        VoteVoidRow.attempt == VoteRow.attempt,
    )
    .exists()
)
"""Of a row of ``VoteRow`` in a statement: the vote was taken back."""
