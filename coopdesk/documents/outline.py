"""The outline of a paper of several parts: what readers list beside the pages (ISO 32000-1 12.3.3)."""

from collections.abc import Sequence

from coopdesk.documents.metadata import text_string
from coopdesk.documents.object_file import ObjectFile


def write_outline(file: ObjectFile, bookmarks: Sequence[tuple[str, int]]) -> bytes:
    """Write the bookmarks; returns the catalogue's entries for them, empty where there are none.

    Args:
        file: the file under construction.
        bookmarks: (title, number of the page object), in order.
    """
    if not bookmarks:
        return b""
    root = file.reserve()
    numbers = [file.reserve() for _ in bookmarks]
    for place, (title, page) in enumerate(bookmarks):
        beside = b"/Prev %d 0 R" % numbers[place - 1] if place else b""
        beside += b"/Next %d 0 R" % numbers[place + 1] if place + 1 < len(numbers) else b""
        # Destination: the top of the page, at whatever zoom the reader has chosen.
        entry = b"<</Title%b/Parent %d 0 R%b/Dest[%d 0 R/XYZ null null null]>>"
        file.write(numbers[place], entry % (text_string(title), root, beside, page))
    ends = (numbers[0], numbers[-1], len(numbers))
    file.write(root, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
    return b"/Outlines %d 0 R/PageMode/UseOutlines" % root
