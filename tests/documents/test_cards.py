"""Member cards, read back and scanned from the printed sheet."""

from dataclasses import replace

import pytest

from coopdesk.documents.cards import cards_pdf
from coopdesk.documents.faces import CannotDraw
from coopdesk.documents.fitting import NameDoesNotFit
from tests.documents.reading import codes, page_texts, pictures, whole_text
from tests.documents.societies import CARD, HEBDEN, LONG_NAME, UNDRAWABLE

TEN = [
    replace(CARD, name=f"Member Number{n}", member_number=f"{n:04d}", code=f"CDM1:ABCDEFGHJKLMNP{n:02d}")
    for n in range(22, 32)
]


def test_ten_cards_on_a_sheet_each_with_its_own_code() -> None:
    data = cards_pdf(TEN)
    assert len(page_texts(data)) == 1
    assert sorted(codes(data)) == sorted(card.code for card in TEN)


def test_eleventh_card_goes_to_a_second_sheet() -> None:
    done: list[int] = []
    assert len(page_texts(cards_pdf([*TEN, CARD], done.append))) == 2
    assert done == list(range(1, 12))


def test_single_card_reads_back() -> None:
    data = cards_pdf([CARD])
    text = whole_text(data)
    assert "Nia Llŷr-Williams Member 0427" in text
    assert "Hebden Stores Co-operative Society Limited" in text
    assert codes(data) == [CARD.code]
    # Nothing but the one card and the check rule is on the sheet.
    page = pictures(data, 50)[0]
    below = page.crop((0, int(page.height * 0.3), page.width, int(page.height * 0.9)))
    assert below.getextrema() == (255, 255)


def test_card_is_eighty_five_millimetres_wide() -> None:
    page = pictures(cards_pdf(TEN), 254)[0]
    marks = page.crop((0, 85, page.width, 110))
    row = marks.crop((0, 5, marks.width, 6)).tobytes()
    dark = [x for x, grey in enumerate(row) if grey < 128]
    left, middle, right = dark[0], dark[len(dark) // 2], dark[-1]
    assert abs((middle - left) - 850) <= 2
    assert abs((right - middle) - 850) <= 2


def test_sixty_character_name_is_on_the_card_whole() -> None:
    assert LONG_NAME in whole_text(cards_pdf([replace(CARD, name=LONG_NAME)]))


def test_name_too_long_for_a_card_is_refused() -> None:
    with pytest.raises(NameDoesNotFit) as refused:
        cards_pdf([replace(CARD, name=LONG_NAME * 4)])
    assert "too long for a member card" in str(refused.value)


def test_name_no_font_can_draw_is_refused() -> None:
    with pytest.raises(CannotDraw, match="U\\+738B"):
        cards_pdf([replace(CARD, name=UNDRAWABLE)])


def test_representative_stands_under_an_organisation() -> None:
    card = replace(CARD, name="Weavers’ Hall Trust", representative="Jo Ackroyd")
    assert "Weavers’ Hall Trust represented by Jo Ackroyd" in whole_text(cards_pdf([card]))


def test_card_of_a_sample_society_is_marked_sample() -> None:
    sample = replace(CARD, society=replace(HEBDEN, sample=True))
    assert "SAMPLE" in whole_text(cards_pdf([sample]))


def test_same_cards_give_the_same_bytes() -> None:
    assert cards_pdf(TEN) == cards_pdf(TEN)
