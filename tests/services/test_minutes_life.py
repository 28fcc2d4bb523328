"""The life of minutes on a real file: what each step keeps, refuses and can be taken back."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from coopdesk.domain.minutes_life import (
    MinutesUnfinished,
    NoQuorumToDecide,
    NotAgreedYet,
    NotALaterMeeting,
    NotApprovedYet,
    SomethingStandsOnIt,
    StepTaken,
    StillADraft,
    WordsSettled,
    WordsStand,
)
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.door import CheckIn
from coopdesk.services.keys import KeepKey
from coopdesk.services.meetings import CallMeeting, CloseMeeting, OpenMeeting, SetChair
from coopdesk.services.membership import EditMember
from coopdesk.services.minutes import EditMinutes, minutes_view
from coopdesk.services.minutes_life import (
    AgreeMinutes,
    ApproveMinutes,
    RecordCorrection,
    ReopenMinutes,
    SignMinutes,
    WithdrawCorrection,
)
from coopdesk.services.minutes_record import read_record, write_record
from coopdesk.services.minutes_standing import meeting_after, minutes_meeting
from coopdesk.services.minutes_view import MinutesView, OwnWords, Recorded
from coopdesk.services.perform import Command
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.room import meeting_by_id
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand

SLIP = "In item 5, for “read” read “taken as read”."


@pytest.fixture
def desk(quorate: DeskAtHand) -> Iterator[DeskAtHand]:
    """Meeting 1 closed, with words of the secretary's; the annual meeting a year later is open."""
    quorate.perform(EditMinutes(1, "5", "The minutes were *read*."))
    quorate.perform(CloseMeeting(1))
    quorate.perform(CallMeeting("agm", "2027-11-27T19:00:00+00:00", "The Trades Club"))
    quorate.watch.wind(days=364)
    quorate.perform(SetChair(2, "7"))
    quorate.perform(OpenMeeting(2))
    for number in range(1, 6):
        quorate.perform(CheckIn(2, str(number)))
    quorate.perform(DeclareQuorum(2))
    yield quorate
    found = quorate.ask(verify)
    assert found.sound, found.findings


def view(desk: DeskAtHand, meeting: int = 1) -> MinutesView:
    return desk.ask(minutes_view, meeting, desk.now())


def text(minutes: MinutesView) -> str:
    said = [
        block.text if isinstance(block, Recorded) else block.markdown
        for section in minutes.sections
        for block in section.blocks
        if isinstance(block, Recorded | OwnWords)
    ]
    return "\n".join(said)


def refused(desk: DeskAtHand, refusal: type[Refusal], *commands: Command[Any]) -> None:
    before = desk.ask(verify).head
    for command in commands:
        with pytest.raises(refusal):
            desk.perform(command)
    assert desk.ask(verify).head == before


def test_draft_agreed_approved_signed(desk: DeskAtHand) -> None:
    assert (view(desk).status, view(desk).life) == ("DRAFT", ())
    desk.perform(AgreeMinutes(1))
    agreed = view(desk)
    assert agreed.status == "AGREED"
    assert agreed.life[-1].sentence == f"Agreed by the chair, {agreed.chair}, on 27 November 2027."
    desk.perform(ApproveMinutes(1, 2))
    assert view(desk).status == "APPROVED"
    assert view(desk).life[-1].sentence == "Approved at the annual general meeting on 27 November 2027."
    desk.perform(SignMinutes(1))
    signed = view(desk)
    assert signed.status == "SIGNED"
    assert signed.life[-1].sentence == f"Recorded as signed by {view(desk, 2).chair} on 27 November 2027."
    assert [step.status for step in signed.life] == ["AGREED", "APPROVED", "SIGNED"]


def test_a_meeting_outside_the_file_may_approve_and_the_signer_be_named(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    desk.perform(ApproveMinutes(1))
    desk.perform(SignMinutes(1, "9"))
    sentences = [step.sentence for step in view(desk).life]
    assert sentences[1] == "Approved on 27 November 2027, at a meeting that is not kept in this file."
    assert sentences[2].startswith("Recorded as signed by ")
    assert "signed by ." not in sentences[2]


def test_steps_out_of_order_are_refused(desk: DeskAtHand) -> None:
    refused(desk, NotAgreedYet, ApproveMinutes(1), SignMinutes(1))
    refused(desk, MinutesUnfinished, AgreeMinutes(2))
    desk.perform(AgreeMinutes(1))
    refused(desk, StepTaken, AgreeMinutes(1))
    refused(desk, NotApprovedYet, SignMinutes(1))
    refused(desk, NotALaterMeeting, ApproveMinutes(1, 1))


def test_words_are_not_edited_once_agreed_and_are_again_when_reopened(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    refused(desk, WordsStand, EditMinutes(1, "5", "Something else."))
    desk.perform(ReopenMinutes(1))
    desk.perform(EditMinutes(1, "5", "Something else."))
    assert "Something else." in text(view(desk))
    refused(desk, StillADraft, ReopenMinutes(1))


def test_scenario_54_an_error_in_signed_minutes_is_a_further_minute_and_the_original_stands(desk: DeskAtHand) -> None:
    for step in (AgreeMinutes(1), ApproveMinutes(1, 2), SignMinutes(1)):
        desk.perform(step)
    original = text(view(desk))
    refused(desk, WordsSettled, EditMinutes(1, "5", "The minutes were taken as read."), ReopenMinutes(1))
    assert desk.perform(RecordCorrection(1, SLIP, 2)) == 1
    corrected = view(desk)
    assert text(corrected) == original
    assert corrected.status == "SIGNED"
    assert [(each.number, each.text) for each in corrected.corrections] == [(1, SLIP)]
    assert corrected.corrections[0].where == "recorded at the annual general meeting on 27 November 2027"
    assert f"Correction 1 to the minutes of the annual general meeting on 28 November 2026: {SLIP}" in text(
        view(desk, 2)
    )


def test_the_approving_meeting_says_so_in_its_own_minutes(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    desk.perform(RecordCorrection(1, SLIP, 2))
    desk.perform(ApproveMinutes(1, 2))
    later = view(desk, 2)
    item = next(section for section in later.sections if section.title == "Minutes of the last meeting")
    said = [block.text for block in item.blocks if isinstance(block, Recorded)]
    assert said == [
        f"Correction 1 to the minutes of the annual general meeting on 28 November 2026: {SLIP}",
        "The minutes of the annual general meeting on 28 November 2026 were approved as corrected.",
    ]
    assert view(desk).life[-1].sentence.endswith("27 November 2027, with one correction.")


def test_what_was_agreed_reads_the_same_when_a_member_changes_name(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    before = view(desk)
    desk.perform(EditMember(member=1, name="Zuleika Dobson"))
    assert view(desk).appendix == before.appendix
    assert view(desk).chair == before.chair
    desk.perform(ReopenMinutes(1))
    names = [name for group in view(desk).appendix for _, name in group.names]
    assert "Zuleika Dobson" in names


def test_papers_of_agreed_minutes_are_dated_by_the_record_not_by_the_printing(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    first = view(desk)
    desk.watch.wind(days=40)
    assert view(desk) == first


def test_undo_takes_back_step_by_step(desk: DeskAtHand) -> None:
    steps: list[Command[Any]] = [AgreeMinutes(1), RecordCorrection(1, SLIP, 2), ApproveMinutes(1, 2), SignMinutes(1)]
    for step in steps:
        desk.perform(step)
    for status, corrections in (("APPROVED", 1), ("AGREED", 1), ("AGREED", 0), ("DRAFT", 0)):
        desk.undo()
        assert (view(desk).status, len(view(desk).corrections)) == (status, corrections)


def test_nothing_is_taken_back_from_under_what_stands_on_it(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    desk.perform(RecordCorrection(1, SLIP))
    refused(desk, SomethingStandsOnIt, ReopenMinutes(1))
    desk.perform(ApproveMinutes(1, 2))
    with pytest.raises(SomethingStandsOnIt):
        desk.undo({"RecordCorrection"})
    desk.perform(RecordCorrection(1, SLIP))
    with pytest.raises(SomethingStandsOnIt):
        desk.undo({"ApproveMinutes"})
    desk.perform(CloseMeeting(2))
    desk.undo({"RecordCorrection"})
    desk.perform(AgreeMinutes(2))
    with pytest.raises(SomethingStandsOnIt):
        desk.undo({"ApproveMinutes"})


def test_a_signature_stays_under_a_later_correction_and_a_correction_under_a_later_one(desk: DeskAtHand) -> None:
    steps: list[Command[Any]] = [AgreeMinutes(1), ApproveMinutes(1), SignMinutes(1)]
    for step in steps:
        desk.perform(step)
    desk.perform(RecordCorrection(1, SLIP))
    with pytest.raises(SomethingStandsOnIt):
        desk.undo({"SignMinutes"})
    desk.perform(RecordCorrection(1, "In item 6, for “two” read “three”."))
    refused(desk, SomethingStandsOnIt, WithdrawCorrection(1, 1))
    desk.perform(WithdrawCorrection(1, 2))
    assert [each.text for each in view(desk).corrections] == [SLIP]


def test_a_correction_stays_once_the_meeting_that_made_it_is_on_record(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    desk.perform(RecordCorrection(1, SLIP, 2))
    desk.perform(CloseMeeting(2))
    desk.perform(AgreeMinutes(2))
    refused(desk, SomethingStandsOnIt, WithdrawCorrection(1, 1))


def test_a_meeting_whose_minutes_are_agreed_approves_nothing_more(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    desk.perform(CloseMeeting(2))
    desk.perform(AgreeMinutes(2))
    refused(desk, WordsStand, ApproveMinutes(1, 2), RecordCorrection(1, SLIP, 2))


def test_an_inquorate_meeting_approves_and_corrects_nothing(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    desk.perform(CloseMeeting(2))
    desk.perform(CallMeeting("sgm", "2027-12-11T19:00:00+00:00", "The Trades Club"))
    desk.perform(OpenMeeting(3))
    refused(desk, NoQuorumToDecide, ApproveMinutes(1, 3), RecordCorrection(1, SLIP, 3))


def test_the_key_of_the_seal_is_in_the_minutes_from_the_day_it_is_made(desk: DeskAtHand) -> None:
    assert view(desk).seal_key == ""
    desk.perform(KeepKey("ab" * 32, "AAAA", "{}"))
    assert view(desk).seal_key == "ab" * 32
    desk.perform(AgreeMinutes(1))
    desk.perform(KeepKey("cd" * 32, "AAAA", "{}"))
    assert view(desk).seal_key == "ab" * 32


def test_the_key_of_certificates_is_in_the_minutes_beside_it(desk: DeskAtHand) -> None:
    desk.perform(KeepKey("ab" * 32, "AAAA", "{}"))
    desk.perform(KeepKey("ef" * 32, "AAAA", "{}", "ed25519"))
    assert view(desk).keys == (
        ("Key of the society’s seal:", "ab" * 32),
        ("Key of share certificates:", "ef" * 32),
    )


def test_a_correction_of_a_draft_or_of_nothing_is_refused(desk: DeskAtHand) -> None:
    refused(desk, StillADraft, RecordCorrection(1, SLIP))
    desk.perform(AgreeMinutes(1))
    refused(desk, NotUnderstood, RecordCorrection(1, "  "), RecordCorrection(1, "a\0b"))


def test_the_file_itself_refuses_to_edit_what_was_agreed(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    desk.perform(RecordCorrection(1, SLIP))
    desk.perform(ApproveMinutes(1))
    connection = sqlite3.connect(desk.path)
    for statement, why in (
        ("UPDATE minutes_text SET words = 'x'", "agreed minutes are not edited"),
        ("UPDATE minutes_step SET record = 'x' WHERE step = 'agreed'", "never rewritten"),
        ("UPDATE minutes_step SET void = 1 WHERE step = 'agreed'", "not re-opened"),
        ("DELETE FROM minutes_step", "ever deleted"),
        ("UPDATE minutes_correction SET words = 'x'", "never rewritten"),
        ("DELETE FROM minutes_correction", "ever deleted"),
    ):
        with pytest.raises(sqlite3.IntegrityError, match=why):
            connection.execute(statement)
    connection.close()


def test_agreed_minutes_changed_with_another_tool_are_found(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    guard = "SELECT sql FROM sqlite_master WHERE name = 'minutes_step_fixed'"
    connection = sqlite3.connect(desk.path)
    (trigger,) = connection.execute(guard).fetchone()
    connection.execute("DROP TRIGGER minutes_step_fixed")
    (record,) = connection.execute("SELECT record FROM minutes_step").fetchone()
    connection.execute("UPDATE minutes_step SET record = replace(record, '12', '13')")
    connection.execute(trigger)
    connection.commit()
    assert [each.code for each in desk.ask(verify).findings] == ["ROW-CHANGED"]
    connection.execute("DROP TRIGGER minutes_step_fixed")
    connection.execute("UPDATE minutes_step SET record = ?", (record,))
    connection.execute(trigger)
    connection.commit()
    connection.close()


def test_the_journal_holds_no_word_of_agreed_minutes(desk: DeskAtHand) -> None:
    desk.perform(AgreeMinutes(1))
    desk.perform(RecordCorrection(1, SLIP))
    connection = sqlite3.connect(desk.path)
    journal = " ".join(payload for (payload,) in connection.execute("SELECT payload FROM journal"))
    connection.close()
    assert "taken as read" not in journal
    assert view(desk).chair not in journal


def test_a_record_reads_back_as_it_was_written(busy: DeskAtHand) -> None:
    whole = busy.ask(minutes_view, 1, busy.now())
    assert any(section.blocks for section in whole.sections)
    assert read_record(write_record(whole)) == whole


def test_the_minutes_in_hand_are_those_of_the_last_meeting_closed(desk: DeskAtHand) -> None:
    first = desk.ask(meeting_by_id, 1)
    assert desk.ask(minutes_meeting) == first
    later = desk.ask(meeting_after, first)
    assert later is not None
    assert later.number == 2
    assert desk.ask(meeting_after, later) is None
