"""Every vote a rule book knows: proxies, polls, secret ballots, amendments.

Revision ID: 0003
"""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing yet."""
