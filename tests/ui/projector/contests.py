"""Slides of elections as the hall may get them: counts of every rule, and the crowds and names that break a wall."""

import dataclasses

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Seeded
from coopdesk.domain.elections.record import Rule
from coopdesk.services.contest_slides import ContestName, ContestSlide, ElectedSlide, NamesSlide, StageSlide
from coopdesk.services.election_slides import stage_slide

SOCIETY = "Hebden Stores Co-operative Society Ltd"
NAMES = (
    "Dot Fielden", "Lowri ap Huw", "Kofi Mensah", "Gwenllïan Prys-Davies", "George Okafor", "Hamid Siddiqui",
    "Siobhán Ní Dhálaigh",
)  # fmt: skip
PAPERS = {
    (1, 7): 11, (1,): 10, (2, 3): 4, (2, 5): 2, (3, 1): 20, (3, 5): 10, (4, 7, 3): 20, (4, 3): 12, (5, 1): 8, (5,): 5,
    (6, 7): 6, (6, 1): 3, (7, 5): 6, (7,): 5,
}  # fmt: skip
BOARD = Ballots(7, 3, PAPERS, NAMES, "Election of three directors")
CROWD = Ballots(
    24, 6, {(each, 25 - each, *range(1, each)): 20 + each for each in range(1, 24)},
    tuple(f"Candidate of the name {number}" for number in range(1, 25)), "Council",
)  # fmt: skip
ENDLESS = Ballots(
    3, 1, {(1, 2): 4, (2, 1): 4, (3, 1): 2}, ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3,) * 3,
    "Election",
)  # fmt: skip


def _stage(ballots: Ballots, rule: Rule, step: int) -> StageSlide:
    counted = count(ballots, rule, Seeded("dice", "board"))
    return stage_slide(
        counted, ballots, step if step > 0 else len(counted.stages), society=SOCIETY, title=ballots.title
    )


CANDIDATES = NamesSlide(
    SOCIETY, "Election of three directors  ·  the ballot is open", "3 places, 7 candidates",
    tuple(ContestName(str(at), name, "Treasurer since 2021" if at == 2 else "") for at, name in enumerate(NAMES, 1)),
    "Write 1 beside your first choice, 2 beside your second, and so on.\nStop where you like.", False,
    "412 may vote  ·  127 have had a paper", 1, 0, 0,
)  # fmt: skip
ELECTED = ElectedSlide(
    SOCIETY, "Election of three directors  ·  declared 20:52",
    tuple(
        ContestName(str(at), NAMES[each], f"stage {at * 2 - 1}  ·  until the 2029 AGM")
        for at, each in enumerate((3, 2, 0), 1)
    ),
    "", "125 of 412 members voted: 122 valid papers, 3 spoilt.\nThank you to everybody who stood.",
    "Every stage and figure stands in the declaration", 1, 7, 7,
)  # fmt: skip

CONTESTS: dict[str, ContestSlide] = {
    "candidates": CANDIDATES,
    "nobody nominated": dataclasses.replace(CANDIDATES, names=(), title="3 places, nobody nominated yet"),
    "candidates many": dataclasses.replace(
        CANDIDATES, names=tuple(ContestName(str(at), name, "Standing again") for at, name in enumerate(CROWD.names, 1))
    ),
    "lot": dataclasses.replace(
        CANDIDATES,
        names=(ContestName("2", NAMES[1]), ContestName("6", NAMES[5])),
        title="A lot must decide who goes out",
        says="They stand equal, and the rule cannot tell them apart.\nThe lot is drawn here, before everybody.",
        lot=True,
    ),
    "stage first": _stage(BOARD, Rule.SCOTTISH, 1),
    "stage": _stage(BOARD, Rule.SCOTTISH, 3),
    "stage last": _stage(BOARD, Rule.SCOTTISH, 0),
    "stage ers": _stage(BOARD, Rule.ERS97, 3),
    "stage meek": _stage(BOARD, Rule.MEEK, 4),
    "stage crosses": _stage(BOARD, Rule.APPROVAL, 1),
    "stage crowd": _stage(CROWD, Rule.SCOTTISH, 1),
    "stage crowd late": _stage(CROWD, Rule.SCOTTISH, 15),
    "stage endless names": _stage(ENDLESS, Rule.SCOTTISH, 0),
    "elected": ELECTED,
    "elected many": dataclasses.replace(
        ELECTED, names=tuple(ContestName(str(at), name, "until the 2029 AGM") for at, name in enumerate(CROWD.names, 1))
    ),
    "elected vacant": dataclasses.replace(ELECTED, names=ELECTED.names[:1], vacant="2 places stay vacant"),
    "elected nobody": dataclasses.replace(ELECTED, names=(), vacant="3 places stay vacant"),
}
