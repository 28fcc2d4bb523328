"""Proxy forms recorded: deadlines, caps, the quorum with and without them, and what becomes of each."""

import pytest

from coopdesk.domain.proxies import (
    HolderNotAllowed,
    NoProxies,
    ProxyState,
    ProxyTooLate,
    RevokedTooLate,
    TooManyProxies,
)
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.tally import Choice
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.members import MembershipEnded
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.motions import AddMotion, UnknownMotion
from coopdesk.services.perform import Command
from coopdesk.services.proxies import NoProxyToRevoke, RecordProxy, RevokeProxy, proxy_lines
from coopdesk.services.proxy_forms import proxies_in_force
from coopdesk.services.room import meeting_by_id, room_view
from coopdesk.services.society import changed_rules
from coopdesk.services.verify import verify
from coopdesk.services.visitors import ReceiveGuest
from tests.conftest import DeskAtHand, Run

EARLY = "2026-11-27T09:00"
"""Well before the day the forms of the sample's meeting have to be in."""

NOW = "2026-11-28T09:00"


@pytest.fixture
def desk(sample: DeskAtHand) -> DeskAtHand:
    """The sample, before its meeting, by rules that allow proxies."""
    sample.perform(sample.ask(changed_rules, {"proxy_allowed": "anybody", "quorum_counts_proxies": "yes"}))
    return sample


def _form(appointor: int, holder: object = 2, **given: str) -> RecordProxy:
    return RecordProxy(meeting=1, appointor=str(appointor), holder=str(holder), **{"received": EARLY, **given})


def _states(desk: DeskAtHand) -> list[ProxyState]:
    return [each.state for each in desk.ask(proxy_lines, 1)]


def _quorum(desk: DeskAtHand) -> tuple[int, int]:
    room = desk.ask(room_view, desk.ask(meeting_by_id, 1), desk.now())
    return room.quorum.present, room.proxies


def test_a_form_is_recorded_with_its_instructions(desk: DeskAtHand) -> None:
    desk.perform(AddMotion(meeting=1, title="Garden", text="That there be a garden.", kind="ordinary"))
    line = desk.perform(_form(9, 2, instructions="1=against"))
    assert (line.form, line.appointor, line.holder) == (1, "0009", "0002")
    assert line.instructions == ((1, Choice.AGAINST),)
    assert line.state is ProxyState.HOLDER_ABSENT
    assert desk.ask(verify).findings == ()


def test_scenario_27_the_member_who_arrives_is_counted_once(desk: DeskAtHand) -> None:
    desk.perform(_form(9, 2))
    desk.perform(OpenMeeting(1))
    desk.perform(CheckIn(1, "2"))
    assert _quorum(desk) == (2, 1)
    desk.perform(CheckIn(1, "9"))
    assert _quorum(desk) == (2, 0)
    assert _states(desk) == [ProxyState.SUSPENDED]


def test_scenario_4_proxies_count_to_the_quorum_only_where_the_rules_say_so(desk: DeskAtHand) -> None:
    for appointor in (10, 11, 12):
        desk.perform(_form(appointor, "chair"))
    desk.perform(OpenMeeting(1))
    desk.perform(CheckIn(1, "2"))
    assert _quorum(desk) == (4, 3)
    desk.perform(desk.ask(changed_rules, {"quorum_counts_proxies": "no"}))
    assert _quorum(desk) == (1, 3)


def test_scenario_28_the_cap(desk: DeskAtHand) -> None:
    for appointor in range(10, 15):
        desk.perform(_form(appointor))
    with pytest.raises(TooManyProxies):
        desk.perform(_form(15))
    assert len(desk.ask(proxy_lines, 1)) == 5


def test_scenario_29_the_later_form_counts_and_both_are_kept(desk: DeskAtHand) -> None:
    desk.perform(_form(9, 2))
    desk.perform(_form(9, 3))
    desk.perform(OpenMeeting(1))
    desk.perform(CheckIn(1, "2"))
    desk.perform(CheckIn(1, "3"))
    assert _states(desk) == [ProxyState.SUPERSEDED, ProxyState.IN_FORCE]
    assert [each.form.holder for each in desk.ask(proxies_in_force, 1)] == [3]


def test_undo_takes_the_form_back_and_the_one_before_counts_again(desk: DeskAtHand) -> None:
    desk.perform(_form(9, 2))
    desk.perform(_form(9, "chair"))
    desk.undo()
    desk.perform(OpenMeeting(1))
    desk.perform(CheckIn(1, "2"))
    assert _states(desk) == [ProxyState.IN_FORCE, ProxyState.VOID]


def test_a_proxy_is_revoked_before_the_start_and_not_after(desk: DeskAtHand) -> None:
    desk.perform(_form(9))
    desk.perform(_form(10))
    assert desk.perform(RevokeProxy(1, "9")) == 1
    assert _states(desk)[0] is ProxyState.REVOKED
    desk.undo()
    assert _states(desk)[0] is ProxyState.HOLDER_ABSENT
    with pytest.raises(NoProxyToRevoke):
        desk.perform(RevokeProxy(1, "30"))
    desk.perform(OpenMeeting(1))
    with pytest.raises(RevokedTooLate):
        desk.perform(RevokeProxy(1, "10"))


def test_somebody_who_is_no_member_speaks_once_they_are_in_the_room(desk: DeskAtHand) -> None:
    desk.perform(_form(9, "Councillor Ada Brook"))
    desk.perform(OpenMeeting(1))
    assert _states(desk) == [ProxyState.HOLDER_ABSENT]
    desk.perform(ReceiveGuest(1, "councillor ada brook"))
    assert _states(desk) == [ProxyState.IN_FORCE]


REFUSED: dict[str, tuple[dict[str, str], RecordProxy, type[Exception]]] = {
    "too late": ({}, _form(9, received="2026-11-28T12:00"), ProxyTooLate),
    "a time that lies ahead": ({}, _form(9, received="2026-12-24T12:00"), NotUnderstood),
    "a time that is none": ({}, _form(9, received="yesterday"), NotUnderstood),
    "oneself": ({}, _form(9, 9), HolderNotAllowed),
    "no proxies by the rules": ({"proxy_allowed": "nobody"}, _form(9), NoProxies),
    "members only": ({"proxy_allowed": "members"}, _form(9, "Ada Brook"), HolderNotAllowed),
    "an unknown motion": ({}, _form(9, instructions="7=for"), UnknownMotion),
    "no instruction": ({}, _form(9, instructions="for"), NotUnderstood),
    "a perhaps": ({}, _form(9, instructions="1=perhaps"), NotUnderstood),
    "an unknown proof": ({}, _form(9, proof="a promise"), NotUnderstood),
    "a member who has left": ({}, _form(30), MembershipEnded),
    "a holder who has left": ({}, _form(9, 30), MembershipEnded),
}


@pytest.mark.parametrize(("rules", "command", "refusal"), REFUSED.values(), ids=REFUSED)
def test_refused_with_nothing_recorded(
    desk: DeskAtHand, rules: dict[str, str], command: Command[object], refusal: type[Exception]
) -> None:
    desk.perform(AddMotion(meeting=1, title="Garden", text="That there be a garden.", kind="ordinary"))
    desk.perform(EndMembership(30, "moved away"))
    if rules:
        desk.perform(desk.ask(changed_rules, rules))
    with pytest.raises(refusal):
        desk.perform(command)
    assert desk.ask(proxy_lines, 1) == ()


def test_from_the_shell(desk: DeskAtHand, run: Run) -> None:
    added = run("proxy", "add", desk.path, 9, "chair", "--received", EARLY, "--now", NOW, "--json").json
    assert (added["form"], added["member"], added["holder"], added["state"]) == (1, 9, "chair", "holder absent")
    listed = run("proxy", "list", desk.path, "--json").json
    assert [each["form"] for each in listed["forms"]] == [1]
    assert run("proxy", "revoke", desk.path, 9, "--now", NOW, "--json").json == {"member": "9", "revoked": 1}
    assert run("meeting", "status", desk.path, "--json").json["proxies"] == 0
