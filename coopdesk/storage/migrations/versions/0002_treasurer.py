"""The treasurer's desk: ledger, payments, certificates, registers, members through life.

Revision ID: 0002
"""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Nothing yet."""
