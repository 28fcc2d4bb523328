"""The sample's ledger: five years of it, ending where the sample's members stand."""

from datetime import date
from pathlib import Path

import pytest

from coopdesk.services.cash_up import cash_up_to_do, cash_ups
from coopdesk.services.perform import Desk
from coopdesk.services.sample import make_sample
from coopdesk.services.sample_kinds import KINDS
from coopdesk.services.shares import capital_view, holding_view
from coopdesk.services.statement import statement_view
from coopdesk.services.verify import verify
from coopdesk.storage.files import make, open_file
from tests.conftest import EVENING, Watch


def _made(path: Path, **wish: object) -> Desk:
    make_sample(make(path), EVENING, members=120, **wish).store.close()  # type: ignore[arg-type]

    return Desk(open_file(path), clock=Watch())


def test_five_years_of_history_balance_year_by_year_and_every_receipt_is_counted(tmp_path: Path) -> None:
    desk = _made(tmp_path / "a.coopdesk")
    assert desk.ask(verify).findings == ()
    years = [desk.ask(statement_view, date(year, 1, 1), date(year, 12, 31)).statement for year in range(2022, 2027)]
    assert all(year.agrees and year.issued.shares > 0 for year in years)
    assert sum(year.withdrawn.shares for year in years) > 0
    assert [year.closing.shares for year in years[:-1]] == [year.opening.shares for year in years[1:]]
    assert years[-1].closing.shares == desk.ask(capital_view).shares
    assert desk.ask(cash_up_to_do).receipts == 0
    counted = desk.ask(cash_ups)
    assert len(counted) > 15
    assert [each.explanation != "" for each in counted].count(True) <= 1
    desk.store.close()


@pytest.mark.parametrize("like", KINDS)
def test_every_member_has_one_certificate_of_their_own_number_for_all_they_hold(tmp_path: Path, like: str) -> None:
    desk = _made(tmp_path / "a.coopdesk", like=like)
    for member in range(1, 121):
        view = desk.ask(holding_view, member)
        assert [(each.number, each.shares, each.status) for each in view.certificates] == [
            (member, view.shares, "issued")
        ]
    assert desk.ask(verify).sound
    desk.store.close()


def test_the_same_seed_and_day_make_the_same_ledger(tmp_path: Path) -> None:
    heads = []
    for name in ("a", "b"):
        desk = _made(tmp_path / f"{name}.coopdesk", seed=4)
        heads.append(desk.ask(verify).head)
        desk.store.close()
    assert heads[0] == heads[1]
