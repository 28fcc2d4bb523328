"""An election of the invented society by constituency, counted for real: one with a full count, one with a place that
nobody stood for, and one in which nobody stood at all."""

from dataclasses import replace

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.counting import count, nobody_stood
from coopdesk.domain.elections.record import Count, Rule
from coopdesk.services.papers.constituencies import ContestResult, SharedDeclarationView
from coopdesk.services.papers.declaration import DeclarationView, Figure, trail_view
from tests.documents.contests import BALLOTS, COUNTED
from tests.documents.gatherings import HEADING
from tests.documents.meetings import at

_GROWERS = Ballots(1, 2, {}, ("Ifan Okonkwo",), "Election of directors")
_TENANTS = Ballots(0, 1, {}, (), "Election of directors")
_WHEN = "28 November 2026, The Old Town Hall, St George’s Street, Hebden Bridge"


def _declared(name: str, counted: Count, ballots: Ballots, electors: int) -> DeclarationView:
    view = trail_view(counted, ballots, at(20, 52), "", "coopdesk")
    people = "1 candidate" if ballots.candidates == 1 else f"{ballots.candidates} candidates"
    size = f"{counted.places} {'place' if counted.places == 1 else 'places'}, {people}."
    no_ballot = "" if counted.valid else "No more candidates than places: elected without a ballot."
    if not counted.stages:
        no_ballot = "Nobody stood, so no ballot was held."
    return replace(
        view,
        heading=HEADING,
        title=f"Declaration of the election of directors: {name}",
        below=f"{_WHEN}. Members of class {name}. {size} {counted.rule.full_name}.",
        status="Final",
        foot="Declared on 28 November 2026; counted from the papers as entered, count 1",
        elected=tuple(replace(each, until="until the 2029 AGM") for each in view.elected),
        figures=(Figure(electors, "may vote"), *(() if no_ballot else view.figures)),
        quota="" if no_ballot else view.quota,
        closing=() if no_ballot else view.closing,
        to_sign=True,
        no_ballot=no_ballot,
        signed_above=True,
    )


def _result(name: str, view: DeclarationView, electors: int) -> ContestResult:
    spoilt = sum(view.ballots.spoilt.values())
    return ContestResult(
        name=name,
        electors=electors,
        returned=view.counted.valid + spoilt,
        spoilt=spoilt,
        valid=view.counted.valid,
        places=view.counted.places,
        elected=tuple(each.name for each in view.elected),
        vacant=view.vacant,
        finished=True,
        declared=True,
    )


_CONTESTS = tuple(
    (name, _declared(name, counted, ballots, electors), electors)
    for name, counted, ballots, electors in (
        ("Households of the upper valley", COUNTED, BALLOTS, 412),
        ("Growers", count(_GROWERS, Rule.SCOTTISH), _GROWERS, 9),
        ("Tenants", nobody_stood(_TENANTS, Rule.SCOTTISH), _TENANTS, 14),
    )
)

SHARED = SharedDeclarationView(
    heading=HEADING,
    title="Declaration of the election of directors",
    below=f"{_WHEN}. 3 constituencies, each with a roll, papers and a count of its own.",
    status="Final",
    foot="All declared",
    by_constituency=True,
    results=tuple(_result(*each) for each in _CONTESTS),
    contests=tuple(view for _, view, _ in _CONTESTS),
)
