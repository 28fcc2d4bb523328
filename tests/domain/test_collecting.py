"""The collector rests while it is asked to, whatever happens, and comes back only where it was at work."""

import gc
from collections.abc import Iterator

import pytest

from coopdesk.domain.collecting import no_collecting


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    """At work to begin with, whatever a window before did to it; afterwards as it was."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was_on else gc.disable)()


@no_collecting()
def _at_rest_until_a_fault() -> None:
    assert not gc.isenabled()
    raise ZeroDivisionError


def test_the_collector_rests_and_is_at_work_again_even_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError):
        _at_rest_until_a_fault()
    assert gc.isenabled()


def test_one_rest_within_another_does_not_end_it() -> None:
    with no_collecting():
        with no_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
