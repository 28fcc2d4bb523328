"""An election of the invented society, counted for real: what its minutes and its declaration are made of."""

from dataclasses import replace

from coopdesk.domain.elections.ballots import Ballots, Spoilt
from coopdesk.domain.elections.canonical import ballots_fingerprint, count_fingerprint
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Seeded
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.sentences import quota_sentence, stage_sentences
from coopdesk.domain.elections.stage_cells import stage_cells
from coopdesk.services.minuted_election import MinutedCandidate, MinutedElection
from coopdesk.services.minutes_view import MinutesSection
from tests.documents.meetings import MEETING, at

NAMES = (
    "Dot Fielden",
    "Lowri ap Huw",
    "Kofi Mensah",
    "Agnes Moorhouse",
    "George Okafor",
    "Hamid Siddiqui",
    "Siân Ŵyn Parry",
)
PAPERS = {
    (1, 7): 11, (1,): 10, (2, 3): 4, (2, 5): 2, (3, 1): 20, (3, 5): 10, (4, 7, 3): 20, (4, 3): 12, (5, 1): 8, (5,): 5,
    (6, 7): 6, (6, 1): 3, (7, 5): 6, (7,): 5,
}  # fmt: skip
BALLOTS = Ballots(7, 3, PAPERS, NAMES, "Election of directors", spoilt={Spoilt.NO_CLEAR_FIRST: 3})
COUNTED = count(BALLOTS, Rule.SCOTTISH, Seeded("dice", "board"))

_MEMBERS = ("0102", "0266", "0388", "0012", "0093", "0205", "0377")
_OUT_AT = {each: at for at, stage in enumerate(COUNTED.stages, 1) for each in stage.excluded}


def _result(number: int) -> str:
    if number in COUNTED.elected:
        return f"elected at stage {COUNTED.elected_at(number)}"
    return f"excluded at stage {_OUT_AT[number]}" if number in _OUT_AT else "not elected"


ELECTION = MinutedElection(
    number=1,
    title="Election of directors",
    rule=Rule.SCOTTISH.full_name,
    places=3,
    state="declared",
    electors=412,
    issued=127,
    returned=125,
    valid=122,
    spoilt=(("no clear first choice", 3),),
    candidates=tuple(
        MinutedCandidate(
            number, name, member, "Ifan Okonkwo (0041)", "Priya Nair (0007)", _result(number), number in COUNTED.elected
        )
        for number, (name, member) in enumerate(zip(NAMES, _MEMBERS, strict=True), start=1)
    ),
    elected=tuple(NAMES[each - 1] for each in COUNTED.elected),
    vacant=0,
    declared=at(20, 52),
    told=(
        f"Election of directors: 3 places to fill. {Rule.SCOTTISH.full_name}.",
        "412 members were on its roll, 127 papers were handed out and 125 papers came back: 122 valid, 3 spoilt "
        "(3 no clear first choice).",
        quota_sentence(COUNTED),
        "Every stage of the count stands in the appendix.",
    ),
    outcome="ELECTED",
    outcome_says=f"In this order: {', '.join(NAMES[each - 1] for each in COUNTED.elected)}, until the 2029 AGM. "
    "Declared by the chair at 20:52.",
    table=stage_cells(COUNTED, BALLOTS),
    stages=tuple(stage_sentences(COUNTED, BALLOTS)),
    papers_digest=ballots_fingerprint(BALLOTS),
    count_digest=count_fingerprint(COUNTED),
)

ELECTED_MEETING = replace(
    MEETING,
    sections=(MinutesSection("12", "12", "Election of the board", at(20, 5), (ELECTION,)), MEETING.sections[-1]),
)
