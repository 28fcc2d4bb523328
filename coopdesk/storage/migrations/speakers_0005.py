"""The speakers' list of revision 0005: nobody who spoke is taken off it, and one speaks at a time."""

from coopdesk.storage.migrations.making_0002 import fixed, make_table, never_deleted, text, whole
from coopdesk.storage.migrations.rebuild import run

_SPEAKING = "called_at IS NOT NULL AND done_at IS NULL"


def make_speakers() -> None:
    """The table and its guards."""
    make_table(
        "speaker",
        [
            whole("id"), whole("meeting"), whole("number"), whole("item", null=True), whole("member", null=True),
            whole("guest", null=True), text("asked_at"), text("called_at", null=True), whole("seconds", null=True),
            text("done_at", null=True), text("left_at", null=True),
        ],
        refs={"meeting": "meeting.id", "item": "agenda_item.id", "member": "member.id", "guest": "guest.id"},
        checks={
            "who": "(member IS NULL) <> (guest IS NULL)",
            "called": "(called_at IS NULL) = (seconds IS NULL)",
            "seconds": "seconds IS NULL OR seconds BETWEEN 10 AND 3600",
            "done": "done_at IS NULL OR called_at IS NOT NULL",
            "unheard": "left_at IS NULL OR called_at IS NULL",
        },
        unique=[("meeting", "number")],
        once_where={"ix_speaker_speaking": (("meeting",), _SPEAKING)},
    )  # fmt: skip
    run(
        (
            never_deleted("speaker"),
            fixed("speaker", "id meeting number item member guest asked_at", "a wish to speak is never rewritten"),
            """CREATE TRIGGER speaker_done BEFORE UPDATE ON speaker WHEN OLD.done_at IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'what was said was said'); END""",
        )
    )
