"""Calling an election in several constituencies at once: which classes of members elect how many."""

import json
from collections.abc import Mapping, Sequence

from coopdesk.services.constituencies import AddConstituencies, ClassToElect
from coopdesk.ui.elections.forms import naming_choices, reopen_choices, rule_names
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.text import words

_PLACES = "places of "
"""Before the name of a class, as the name of a field."""


def constituencies_form(classes: Sequence[ClassToElect]) -> InlineForm:
    """One form for the constituencies of an office, with the places of each."""
    fields = (
        FormField("title", words("Title"), words("Election of directors"), wide=True),
        *(FormField(f"{_PLACES}{each.name}", _asked(each), words("none")) for each in classes),
        FormField("office", words("Office"), words("director")),
        FormField("term", words("Those elected serve until"), words("the 2029 AGM")),
        FormField("rule", words("How it is counted"), choices=tuple(rule_names().items())),
        FormField("reopen", words("“Re-open nominations” stands"), choices=reopen_choices()),
        FormField("nominations_until", words("Nominations close"), "20/11/2026 18:00"),
        FormField("naming", words("Order of names on the paper"), choices=naming_choices()),
        FormField("stand_days", words("Days of membership before standing"), "0"),
    )
    note = words(
        "Each class nominates and elects its own, with a roll and a count. Leave empty those that elect nobody."
    )
    return InlineForm(
        words("Call an election by constituency"), words("Open nominations"), fields, icon="plus", note=note
    )


def _asked(each: ClassToElect) -> str:
    voting = words("1 may vote") if each.electors == 1 else words("{} may vote").format(f"{each.electors:,}")
    return words("Places for {} · {}").format(each.name, voting)


def constituencies_of(meeting: int, values: Mapping[str, str], stand_days: int) -> AddConstituencies | None:
    """The wish the form asks for; None where a number of places is not a number.

    Args:
        stand_days: read from the same form.
    """
    asked = {name.removeprefix(_PLACES): text for name, text in values.items() if name.startswith(_PLACES)}
    wanted = {name: text for name, text in asked.items() if text.strip("0")}
    if not all(text.isdecimal() for text in wanted.values()):
        return None
    return AddConstituencies(
        meeting=meeting,
        title=values["title"],
        contests=json.dumps([[name, int(text[:6])] for name, text in wanted.items()]),
        office=values["office"] or "director",
        rule=values["rule"],
        term=values["term"],
        reopen=bool(values["reopen"]),
        nominations_until=values["nominations_until"],
        naming=values["naming"],
        stand_days=stand_days,
    )
