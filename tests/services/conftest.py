"""A ledger with shares in it, for the tests of the treasurer's acts."""

import pytest

from coopdesk.services.membership import AddMember
from coopdesk.services.shares import IssueShares
from tests.conftest import DeskAtHand
from tests.services.ledger_at_hand import ANN, BO, set_rules


@pytest.fixture
def ledger(founded: DeskAtHand) -> DeskAtHand:
    """Ann with 50 shares, Bo with 1, and another registered society as a member; shares may be passed on."""
    founded.perform(AddMember(name="Ann Oak", joined_on="2020-05-01"))
    founded.perform(AddMember(name="Bo Fell", joined_on="2020-05-01"))
    founded.perform(AddMember(name="Calder Growers Limited", kind="organisation", joined_on="2020-05-01"))
    set_rules(founded, share_transferable="yes")
    founded.perform(IssueShares(ANN, 50, "transfer", on="2024-01-10"))
    founded.perform(IssueShares(BO, 1, "cash", on="2024-01-10"))
    return founded
