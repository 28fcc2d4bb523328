"""What tests of the treasurer's acts ask of a ledger again and again: rules set, shares held, a refusal, soundness."""

from datetime import date

import pytest

from coopdesk.domain.refusals import Refusal
from coopdesk.services.perform import Command, Desk
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import holding_view
from coopdesk.services.society import SetRules, changed_rules
from coopdesk.services.statement import statement_view
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand

ANN, BO, CO_OP = 1, 2, 3
NOMINAL = 100
"""Pence."""


def set_rules(desk: Desk, **settings: str) -> None:
    wish = desk.ask(changed_rules, settings)
    assert isinstance(wish, SetRules)
    desk.perform(wish)


def rule(desk: Desk, name: str, value: str, day: str = "2020-01-01") -> None:
    desk.perform(SetShareRule(name, value, day, "rule 24"))


def held(desk: Desk, member: int, on: date | None = None) -> int:
    return desk.ask(holding_view, member, on).shares


def refused(desk: DeskAtHand, wish: Command[object]) -> Refusal:
    """The refusal, with nothing changed and no number of a certificate used."""
    numbers = "SELECT (SELECT value FROM counter WHERE name = 'certificate'), (SELECT max(seq) FROM journal)"
    before = desk.ask(lambda reader: reader.raw(numbers))
    with pytest.raises(Refusal) as no:
        desk.perform(wish)
    assert desk.ask(lambda reader: reader.raw(numbers)) == before
    return no.value


def sound(desk: Desk) -> bool:
    return (
        desk.ask(verify).findings == ()
        and desk.ask(statement_view, date(2020, 1, 1), date(2030, 1, 1)).statement.agrees
    )
