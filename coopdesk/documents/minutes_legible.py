"""Minutes are always made: a name no font here can draw gives way to its member number, and a warning names it."""

import re

from coopdesk.documents.legible import legible_view
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes_view import MinutesView, Resolution

_NAMED = re.compile(r"(?P<name>.+) \((?P<number>[^()]+)\)")


def legible(view: MinutesView) -> tuple[MinutesView, tuple[str, ...]]:
    """The minutes with every character drawable, and a warning for each name or passage that was changed."""
    return legible_view(view, _numbered_names(view), "these minutes")


def _numbered_names(view: MinutesView) -> dict[str, str]:
    names = {name: number for group in view.appendix for number, name in group.names if number and name}
    for section in view.sections:
        for block in section.blocks:
            if isinstance(block, Resolution):
                for text in (block.proposer, block.seconder):
                    if found := _NAMED.fullmatch(text):
                        names[found["name"]] = found["number"]
            elif isinstance(block, MinutedElection):
                names.update((each.name, each.member) for each in block.candidates if each.member)
    return names
