"""The picture of how votes moved, read back from each file it is written to."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from coopdesk.documents.declaration import print_declaration
from coopdesk.documents.vote_flow import VoteFlow
from coopdesk.documents.vote_flow_files import flow_file, flow_svg
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Seeded
from coopdesk.domain.elections.record import Count, Rule
from coopdesk.domain.elections.vote_flow import flow_words
from coopdesk.services.papers.declaration import trail_view
from tests.documents.contests import BALLOTS, COUNTED
from tests.documents.lint import lint
from tests.documents.meetings import at
from tests.documents.reading import whole_text

SVG = "{http://www.w3.org/2000/svg}"
TITLED = trail_view(COUNTED, BALLOTS, at(20, 52), "board.blt", "coopdesk")


def _crowd() -> tuple[Count, Ballots]:
    papers = {(each, 25 - each, *range(1, each)): 20 + each for each in range(1, 24)}
    ballots = Ballots(24, 6, papers, tuple(f"Candidate <{number}> & Co" for number in range(1, 25)), "Council")
    return count(ballots, Rule.ERS97, Seeded("dice", "board")), ballots


def test_the_svg_holds_every_name_as_text_and_all_of_it_in_words() -> None:
    root = ElementTree.fromstring(flow_svg(COUNTED, BALLOTS))
    said = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for number in range(1, 8):
        assert BALLOTS.name(number) in said
    for figure in ("32.00000", "+4.00000", "34.37500", "−3.37500", "33.96360  elected", "out at stage 3"):
        assert figure in said
    assert root.findtext(f"{SVG}desc") == flow_words(COUNTED, BALLOTS)
    assert root.get("role") == "img"
    assert flow_svg(COUNTED, BALLOTS) == flow_svg(COUNTED, BALLOTS)


def test_bands_are_as_thick_as_the_votes_they_carry() -> None:
    flow = VoteFlow(COUNTED, BALLOTS, 257, 120)
    for step in flow.steps:
        arrived = dict.fromkeys(flow.order, 0.0)
        for _, (x, top, tall), _ in flow._bands(step):
            target = next(
                each
                for each, (begins, height) in flow.columns[step.stage - 1].places.items()
                if begins - 0.001 <= top and top + tall <= begins + height + 0.001
            )
            assert x == flow.columns[step.stage - 1].x
            arrived[target] += tall
        for each, tall in arrived.items():
            assert tall == pytest.approx(flow.columns[step.stage - 1].places[each][1])


def test_the_picture_as_a_pdf_passes_the_lint_and_as_png_is_one(tmp_path: Path) -> None:
    data = flow_file(tmp_path / "flow.pdf", COUNTED, BALLOTS, TITLED.heading)
    assert lint(data) == []
    picture = Image.open(io.BytesIO(flow_file(tmp_path / "flow.png", COUNTED, BALLOTS, TITLED.heading)))
    assert picture.format == "PNG"
    assert picture.width > 1_800


def test_a_crowd_over_many_stages_stays_inside_and_is_escaped(tmp_path: Path) -> None:
    counted, ballots = _crowd()
    root = ElementTree.fromstring(flow_svg(counted, ballots))
    width = float(str(root.get("viewBox")).split()[2])
    assert all(0 <= float(str(text.get("x"))) <= width for text in root.iter(f"{SVG}text"))
    assert "Candidate <1> & Co" in "".join(root.itertext())
    assert lint(flow_file(tmp_path / "flow.pdf", counted, ballots, TITLED.heading)) == []


def test_the_declaration_shows_the_flow_and_a_reader_who_does_not_see_it_hears_all_of_it() -> None:
    data = print_declaration(TITLED).data
    assert "How votes moved" in whole_text(data)
    crosses = Ballots(3, 1, {(1,): 5, (2,): 3, (3,): 1}, ("Ann", "Bo", "Cy"), "Board")
    plain = trail_view(count(crosses, Rule.BLOCK, Seeded("d", "b")), crosses, at(20, 52), "b.blt", "coopdesk")
    assert "How votes moved" not in whole_text(print_declaration(plain).data)
