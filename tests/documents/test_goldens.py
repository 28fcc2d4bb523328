"""Every kind of paper says and shows what it did when somebody last looked at it (``python -m tests.golden``)."""

import re
from collections import Counter
from functools import cache

import pytest

from coopdesk.documents.type import plain
from tests.documents.reading import page_texts, poppler_texts
from tests.documents.shelf import PAPERS, pictured
from tests.golden.looks import ALIKE, FOLDER, difference, name_of, picture_of, text_of

RENEW = "if that is meant, run python -m tests.golden, look at the pictures and commit them"


@cache
def made(kind: str) -> bytes:
    return PAPERS[kind]()


@pytest.mark.parametrize("kind", PAPERS)
def test_paper_says_what_it_said(kind: str) -> None:
    kept = (FOLDER / f"{name_of(kind)}.txt").read_text(encoding="utf-8")
    assert text_of(made(kind)) == kept, f"the {kind} says something else: {RENEW}"


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if pictured(kind)])
def test_paper_looks_as_it_did(kind: str) -> None:
    kept = sorted(FOLDER.glob(f"{name_of(kind)}-[0-9].png"))
    assert len(kept) == len(page_texts(made(kind))), f"the {kind} has another number of pages: {RENEW}"
    for page, picture in enumerate(kept):
        off = difference(made(kind), page, picture.read_bytes())
        assert off <= ALIKE, f"page {page + 1} of the {kind} looks different ({off}): {RENEW}"


@pytest.mark.parametrize("kind", PAPERS)
def test_another_reader_reads_the_same_letters(kind: str) -> None:
    assert _letters("".join(poppler_texts(made(kind)))) == _letters("".join(page_texts(made(kind))))


def _letters(text: str) -> Counter[str]:
    # The order of columns and the white between them are each reader's own; signs for a line's direction are poppler's.
    return Counter(re.sub(r"\s", "", plain(text)))


def test_a_line_lost_or_moved_is_seen() -> None:
    kept = picture_of(made("notice"))[0]
    assert difference(made("notice"), 0, kept) <= ALIKE
    assert difference(made("agenda"), 0, kept) > 2 * ALIKE


def test_pictures_are_small_and_of_papers_there_are() -> None:
    kept = sorted(FOLDER.glob("*.png"))
    assert sum(path.stat().st_size for path in kept) < 700_000
    names = {name_of(kind) for kind in PAPERS}
    assert {path.stem.rpartition("-")[0] for path in kept} <= names
    assert {path.stem for path in FOLDER.glob("*.txt")} == names
