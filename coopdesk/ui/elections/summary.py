"""An election in a line: for the list to choose from, and under it."""

from collections.abc import Sequence

from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.services.constituencies import called_together
from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.services.election_view import Election
from coopdesk.ui.elections import forms
from coopdesk.ui.elections.together import office_words
from coopdesk.ui.text import words


def state_words(election: Election) -> str:
    """Where an election stands, and until when."""
    until, nominations = election.nominations_until, words("nominations are open")
    if until is not None:
        nominations = words("nominations are open until {}").format(f"{day_words(local_day(until))}, {hour(until)}")
    return {
        "nominations": nominations,
        "open": words("the ballot is open"),
        "closed": words("the ballot is closed"),
        "declared": words("declared"),
    }.get(election.state, election.state)


def summary(view: ElectionDeskView | None) -> str:
    """The election at hand: who votes, for how many places, by which rule, how far it is."""
    if view is None:
        return words("No meeting has been called yet. An election belongs to one.")
    if view.election is None:
        return words("No election was called for this meeting yet.")
    election = view.election
    places = words("1 place") if election.places == 1 else words("{} places").format(election.places)
    parts = [places, forms.rule_name(election.rule), state_words(election)]
    if election.term:
        parts.insert(1, words("until {}").format(election.term))
    if election.constituency:
        parts.insert(0, words("class {}").format(election.constituency))
    if election.reserved:
        parts.insert(1, words("reserved: {}").format("; ".join(forms.reserved_words(election))))
    if election.state != "nominations":
        parts.append(words("{} may vote").format(f"{election.electors:,}"))
    if election.classes:
        parts.append(words("a paper for each class: {}").format(", ".join(election.classes)))
    return " · ".join(parts)


def no_contest(election: Election) -> tuple[str, str]:
    """Why nobody has to vote, and what the chair does."""
    if not election.people:
        return words("Nobody stands, so nobody has to vote."), words("The chair declares that the places stay vacant.")
    return (
        words("No more candidates than places: nobody has to vote."),
        words("The chair declares them elected. Places nobody stands for stay vacant."),
    )


def listed(elections: Sequence[Election]) -> list[tuple[str, str]]:
    """The elections to choose from as (number, words); the constituencies of one office stand together under its name,
    which has no number and cannot be chosen."""
    lines: list[tuple[str, str]] = []
    told: set[int] = set()
    for election in elections:
        if election.number in told:
            continue
        together = called_together(elections, election)
        if together:
            lines.append(("", office_words(election)))
        for each in together or (election,):
            told.add(each.number)
            lines.append((str(each.number), _named(each)))
    return lines


def _named(election: Election) -> str:
    of = f" ({election.constituency})" if election.constituency else ""
    return f"{election.number}. {election.title}{of}"
