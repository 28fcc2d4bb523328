"""The minutes in any of their formats, by the file's ending."""

import json
from collections.abc import Callable

from coopdesk.documents.minutes import MinutesPaper, minutes_pdf
from coopdesk.documents.minutes_json import minutes_json
from coopdesk.documents.minutes_markdown import minutes_markdown
from coopdesk.documents.minutes_odt import minutes_odt
from coopdesk.services.minutes_view import MinutesView


def _odt(view: MinutesView) -> MinutesPaper:
    return MinutesPaper(minutes_odt(view), ())


def _markdown(view: MinutesView) -> MinutesPaper:
    return MinutesPaper(minutes_markdown(view).encode(), ())


def _json(view: MinutesView) -> MinutesPaper:
    return MinutesPaper(json.dumps(minutes_json(view), ensure_ascii=False, indent=2).encode() + b"\n", ())


MINUTES_FORMATS: dict[str, Callable[[MinutesView], MinutesPaper]] = {
    ".pdf": minutes_pdf,
    ".odt": _odt,
    ".md": _markdown,
    ".json": _json,
}
"""File endings, each with what makes such a file."""


def minutes_file(view: MinutesView, ending: str) -> MinutesPaper:
    """The minutes as a file of this ending, with a warning for each name that could not be drawn.

    Raises:
        KeyError: an ending that is not in ``MINUTES_FORMATS``.
    """
    return MINUTES_FORMATS[ending](view)
