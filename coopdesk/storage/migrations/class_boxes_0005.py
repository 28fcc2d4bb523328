"""The table and triggers of revision 0005 for urns that are divided by class."""

from coopdesk.storage.migrations.making_0002 import make_table, never_changed, never_deleted, text, whole
from coopdesk.storage.migrations.rebuild import run

CLASS_BOX_GUARDS = (
    never_deleted("class_box"),
    never_changed("class_box", "an urn stays divided as it was laid"),
    """CREATE TRIGGER class_box_at_the_opening BEFORE INSERT ON class_box BEGIN
    SELECT RAISE(ABORT, 'an urn is divided when its ballot opens')
    WHERE NOT EXISTS (SELECT 1 FROM vote_count WHERE id = NEW.count AND method = 'secret' AND elector_digest IS NULL)
       OR EXISTS (SELECT 1 FROM class_box WHERE count = NEW.count AND class_name <> NEW.class_name
                  AND NEW.first < first + slots AND first < NEW.first + NEW.slots)
       OR EXISTS (SELECT 1 FROM class_box WHERE count = NEW.count AND class_name = NEW.class_name); END""",
)


def make_class_boxes() -> None:
    """The table, then its guards."""
    make_table(
        "class_box",
        [whole("count"), text("class_name"), whole("first"), whole("slots")],
        refs={"count": "vote_count.id"},
        checks={"places": "first >= 0 AND slots > 0"},
        key=("count", "class_name"),
        keyed=True,
    )
    run(CLASS_BOX_GUARDS)
