"""The register, its cards and the share ledger; every undo restores the view, and entitlement is one rule."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopdesk.domain.clock import local_day
from coopdesk.domain.members import MemberKind
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import change, entitled, to_plain
from coopdesk.services.agenda import AddItem, TakeItem, UnknownItem, agenda_lines
from coopdesk.services.certificate_views import certificate_view
from coopdesk.services.door import CheckIn
from coopdesk.services.joining import JoinAtDoor
from coopdesk.services.meetings import AdjournMeeting, CloseMeeting, OpenMeeting
from coopdesk.services.member_cards import IssueCard, IssueCards
from coopdesk.services.member_life import detail_of
from coopdesk.services.members import CardWithdrawn, MembershipEnded, UnknownMember, how_many, member, members_page
from coopdesk.services.membership import AddMember, EditMember, NumberTaken
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.minutes import EditMinutes, UnknownSection, minutes_view
from coopdesk.services.perform import Command
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.room import entitled_members, pick_meeting
from coopdesk.services.sample import make_sample
from coopdesk.services.shareholders import SetShareholder
from coopdesk.services.shares import IssueShares, UnknownCertificate, capital_view, holding_view
from coopdesk.services.society import ChangeSociety, SetRules, SharesIssued, rules_now, society_view
from coopdesk.services.verify import verify
from coopdesk.storage.files import make
from coopdesk.storage.journal import canonical
from tests.conftest import EVENING, MEMBERS, DeskAtHand
from tests.services.test_perform import everything


def _views(desk: DeskAtHand) -> tuple[Any, ...]:
    """All that people see of a society."""
    holdings = tuple(desk.ask(holding_view, each.id).shares for each in desk.ask(members_page, 0, 1000))
    minutes = desk.ask(minutes_view, 1, desk.now())
    return (
        desk.ask(society_view),
        desk.ask(members_page, 0, 1000),
        desk.ask(capital_view).shares,
        holdings,
        desk.ask(agenda_lines, 1),
        # The minutes go on saying that a share was issued and taken back: its certificate's number stays used.
        [section for section in minutes.sections if section.key != "shares"],
        minutes.appendix,
    )


UNDOABLE: list[Command[Any]] = [
    AddMember(name="Ann Oak", address="3 Hill"),
    EditMember(member=5, name="Rhys Vaughan", address="1 Cliff", kind="organisation", email="r@example.org"),
    EndMembership(5, "moved away"),
    IssueShares(5, 3, "cash"),
    JoinAtDoor(meeting=1, name="Priya Raman", paid="card"),
    CheckIn(1, "30"),
    EditMinutes(1, "5", "Agreed."),
    TakeItem(1, 4),
    ChangeSociety("Another Name Limited", "9R", "2 Mill Lane"),
]


@pytest.mark.parametrize("act", UNDOABLE, ids=lambda act: type(act).__name__)
def test_undo_restores_what_people_see_and_the_file_stays_sound(quorate: DeskAtHand, act: Command[Any]) -> None:
    before = _views(quorate)
    quorate.perform(act)
    assert _views(quorate) != before
    undone = quorate.undo()
    assert undone.act == type(act).__name__
    assert _views(quorate) == before
    assert quorate.ask(verify).sound


def test_members_are_numbered_one_after_another_and_a_number_is_never_given_twice(founded: DeskAtHand) -> None:
    assert [founded.perform(AddMember(name="A B")).number for _ in range(2)] == ["1", "2"]
    assert founded.perform(AddMember(name="A B", number="0040")).number == "40"
    founded.perform(AddMember(name="A B"))
    founded.undo()
    assert founded.perform(AddMember(name="A B")).number == "42"
    with pytest.raises(NumberTaken):
        founded.perform(AddMember(name="A B", number="40"))
    assert founded.ask(how_many) == 4


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"name": "A B", "number": "12 34 !"},
        {"name": "A B", "kind": "dog"},
        {"name": "A B", "joined_on": "yesterday"},
        {"name": "A B", "email": "x" * 201},
    ],
)
def test_entries_that_cannot_be_are_refused_whole(founded: DeskAtHand, fields: dict[str, str]) -> None:
    before = everything(founded)
    with pytest.raises(NotUnderstood):
        founded.perform(AddMember(**fields))
    assert everything(founded) == before


def test_one_line_fields_stay_on_one_line(founded: DeskAtHand) -> None:
    typed = {"postcode": " hx7\n1aa ", "phone": "01422\n496000", "email": " a@example.org ", "address": "1\n2"}
    entered = founded.perform(AddMember(name="Ann\tOak", **typed))
    assert (entered.name, entered.postcode, entered.phone) == ("Ann Oak", "HX7 1AA", "01422 496000")
    assert (entered.email, entered.address) == ("a@example.org", "1\n2")


def test_ended_memberships_stay_and_take_no_more_shares_or_cards(sample: DeskAtHand) -> None:
    with pytest.raises(NotUnderstood, match="lies ahead"):
        sample.perform(EndMembership(5, on="2027-01-01"))
    ended = sample.perform(EndMembership(5, "moved away"))
    assert (ended.active, ended.end_reason, ended.ended_on) == (False, "moved away", date(2026, 11, 28))
    acts: list[Command[Any]] = [EndMembership(5), IssueShares(5, 1, "cash"), IssueCard(5)]
    for act in acts:
        with pytest.raises(MembershipEnded):
            sample.perform(act)
    assert sample.ask(holding_view, ended.id).shares > 0


def test_a_lost_card_is_withdrawn_and_the_new_one_is_another(sample: DeskAtHand) -> None:
    old = sample.perform(IssueCard(5))
    assert sample.perform(IssueCard(5)).code == old.code
    new = sample.perform(IssueCard(5, fresh=True))
    with pytest.raises(CardWithdrawn, match="28 November 2026"):
        sample.ask(member, old.code)
    assert sample.ask(member, new.code).number == "5"
    sample.perform(AddMember(name="Ann Oak"))
    assert sample.perform(IssueCards()) == 1
    assert sample.perform(IssueCards()) == 0


def test_an_issue_is_payment_movement_and_certificate_and_its_undo_refunds(sample: DeskAtHand) -> None:
    before = sample.ask(capital_view)
    issued = sample.perform(IssueShares(5, 3, "cheque"))
    assert (issued.shares, issued.payment_pence, issued.certificate) == (3, 300, MEMBERS + 1)
    assert sample.ask(certificate_view, issued.certificate).status == "issued"
    assert sample.ask(capital_view).pence == before.pence + 300
    sample.undo()
    assert sample.ask(certificate_view, issued.certificate).status == "void"
    assert sample.ask(capital_view) == before
    assert sample.perform(IssueShares(5, 1, "cash")).certificate == MEMBERS + 2
    with pytest.raises(UnknownCertificate):
        sample.ask(certificate_view, 999)


def test_shares_that_cannot_be_issued(sample: DeskAtHand) -> None:
    _set(sample, max_shares="100")
    before = everything(sample)
    for count, paid in ((0, "cash"), (-1, "cash"), (101, "cash"), (10**12, "cash"), (1, "barter")):
        with pytest.raises(Exception, match=r"\."):
            sample.perform(IssueShares(5, count, paid))
    with pytest.raises(UnknownMember):
        sample.perform(IssueShares(999, 1, "cash"))
    assert everything(sample) == before


def _set(desk: DeskAtHand, **changed: str) -> None:
    desk.perform(SetRules(canonical(to_plain(change(desk.ask(rules_now), changed)))))


def test_the_nominal_value_stands_once_shares_do(founded: DeskAtHand) -> None:
    rules = canonical(to_plain(founded.ask(rules_now)))
    founded.perform(SetRules(rules, nominal_pence=2500))
    assert founded.ask(society_view).letterhead.nominal_pence == 2500
    founded.undo()
    assert founded.ask(society_view).letterhead.nominal_pence == 100
    ann = founded.perform(AddMember(name="Ann Oak"))
    founded.perform(IssueShares(ann.id, 1, "cash"))
    with pytest.raises(SharesIssued):
        founded.perform(SetRules(rules, nominal_pence=2500))


def test_the_agenda_keeps_its_close_last(quorate: DeskAtHand) -> None:
    added = quorate.perform(AddItem(1, "Thanks"))
    lines = quorate.ask(agenda_lines, 1)
    assert [line.kind for line in lines[-2:]] == ["other", "close"]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    quorate.perform(TakeItem(1, added.number))
    with pytest.raises(UnknownItem):
        quorate.perform(TakeItem(1, 99))
    with pytest.raises(UnknownSection):
        quorate.perform(EditMinutes(1, "99", "x"))


def test_adjourning_ends_every_stay_and_closing_ends_the_business(quorate: DeskAtHand) -> None:
    quorate.perform(AdjournMeeting(1))
    with pytest.raises(Exception, match="is adjourned"):
        quorate.perform(TakeItem(1, 3))
    quorate.perform(CloseMeeting(1))
    acts: list[Command[Any]] = [OpenMeeting(1), DeclareQuorum(1), CloseMeeting(1), TakeItem(1, 3)]
    for act in acts:
        with pytest.raises(Exception, match="was closed at"):
            quorate.perform(act)


def test_the_sample_is_the_same_for_the_same_seed_and_day(tmp_path_factory: pytest.TempPathFactory) -> None:
    heads = []
    for seed, day in ((1, 0), (1, 0), (2, 0), (1, 1)):
        path = tmp_path_factory.mktemp("sample") / "society.coopdesk"
        store = make(path)
        desk = make_sample(store, EVENING + timedelta(days=day), members=5, seed=seed)
        heads.append(desk.ask(verify).head)
        store.close()
    assert heads[0] == heads[1]
    assert len(set(heads)) == 3


def test_the_sample_keeps_its_promises(sample: DeskAtHand) -> None:
    meeting = sample.ask(pick_meeting, None)
    assert (local_day(meeting.at), meeting.chair is not None, meeting.notice_sent is not None) == (
        local_day(EVENING),
        True,
        True,
    )
    people = sample.ask(members_page, 0, 1000)
    assert [person.number for person in people] == [str(number) for number in range(1, MEMBERS + 1)]
    entitled_ids = sample.ask(lambda reader: reader.rows(entitled_members(reader, meeting, local_day(EVENING))))
    assert len(entitled_ids) == MEMBERS
    held = [sample.ask(holding_view, person.id) for person in people]
    assert all(each.certificates[0].status == "issued" and each.shares > 0 for each in held)
    assert sample.ask(society_view).letterhead.sample


SHEETS = st.fixed_dictionaries(
    {
        "joiners_vote": st.sampled_from(["yes", "no"]),
        "record_date_days": st.sampled_from(["none", "0", "1", "14"]),
        "min_shares": st.sampled_from(["0", "1", "5"]),
        "min_age": st.sampled_from(["none", "16", "18"]),
        "unknown_age_votes": st.sampled_from(["yes", "no"]),
        "classes": st.sampled_from(["Member", "Member, worker (no vote)", "Individual (no vote), Worker, Member"]),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=SHEETS, days=st.lists(st.integers(-20, 3), min_size=6, max_size=6))
def test_who_is_entitled_is_one_rule_for_one_person_and_for_the_register(
    founded_template: Any, tmp_path_factory: pytest.TempPathFactory, sheet: dict[str, str], days: list[int]
) -> None:
    import shutil

    path = tmp_path_factory.mktemp("entitled") / "society.coopdesk"
    shutil.copy(founded_template, path)
    desk = DeskAtHand(path)
    today = local_day(EVENING)
    _set(desk, **sheet)
    for place, day in enumerate(days):
        class_name = ("Member", "Worker", "INDIVIDUAL")[place % 3]
        joined_on = min(today + timedelta(days=day), today).isoformat()
        entered = desk.perform(AddMember(name=f"M {place}", class_name=class_name, joined_on=joined_on))
        if place % 2:
            desk.perform(IssueShares(entered.id, 1 + 2 * place, "cash"))
        if place < 4:
            born = ("2010-11-28", "2010-11-29", "1960-02-29", "2008-11-28")[place]
            desk.perform(SetShareholder(entered.id, born_on=born))
    band = AddMember(name="Hebden Bridge Town Band", kind="organisation", joined_on="2020-01-01")
    for representative in ("", "Jo Ackroyd"):
        entered = desk.perform(replace(band, representative=representative))
        desk.perform(IssueShares(entered.id, 9, "cash"))
    desk.perform(EndMembership(1))
    from coopdesk.services.meetings import CallMeeting

    meeting = desk.perform(CallMeeting("agm", "2026-11-28T19:00", "Hall"))
    joined = desk.perform(JoinAtDoor(meeting=meeting.id, name="Priya Raman", paid="cash")).member.id
    counted = {each for (each,) in desk.ask(lambda reader: reader.rows(entitled_members(reader, meeting, today)))}
    rules = desk.ask(rules_now)
    one_by_one = {
        person.id
        for person in desk.ask(members_page, 0, 100)
        if not entitled(
            rules,
            active=person.active,
            class_name=person.class_name,
            shares=person.shares,
            joined_on=person.joined_on,
            meeting_day=today,
            joined_tonight=person.id == joined,
            person=person.kind is MemberKind.PERSON,
            born_on=desk.ask(detail_of, person.id).born_on,
        )
    }
    desk.store.close()
    assert counted == one_by_one
