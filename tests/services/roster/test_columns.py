"""Which heading means which field, and how a person overrules it."""

import pytest

from coopdesk.services.roster import Confidence, Field, RosterUnsuitable, guess_matching
from coopdesk.services.roster.columns import find_headings


def matched(*headings: str) -> list[str | None]:
    return [column.field and column.field.value for column in guess_matching(headings).columns]


def test_the_headings_of_the_preview_are_matched() -> None:
    headings = ("Mem No", "Surname", "Fore name(s)", "Address", "Post code", "E mail", "Tel", "£ paid", "DOJ")
    assert matched(*headings, "Age band") == [
        "number", "surname", "forenames", "address", "postcode", "email", "phone", "paid", "joined", None
    ]  # fmt: skip
    assert guess_matching(headings).columns[8].confidence is Confidence.GUESSED


def test_the_treasurers_headings_are_matched() -> None:
    headings = (
        "Mem. No.", "Surname, forename / Organisation", "Address", "Town", "Post code", "E-mail", "Tel",
        "Date joined", "£1 shares", "Amount paid", "Category", "Status", "Notes",
    )  # fmt: skip
    assert matched(*headings) == [
        "number", "name", "address", "address", "postcode", "email", "phone", "joined", "shares", "paid", "class",
        "status", "notes",
    ]  # fmt: skip
    assert all(column.confidence is Confidence.CERTAIN for column in guess_matching(headings).columns)


def test_a_field_goes_to_the_surest_heading_and_the_other_is_left_out() -> None:
    assert matched("Name", "Date", "Date joined", "Phone", "Mobile") == ["name", None, "joined", "phone", None]


def test_surname_and_forename_columns_outrank_a_full_name() -> None:
    assert matched("Full name", "Surname", "First name") == [None, "surname", "forenames"]


def test_a_person_overrules_the_guess() -> None:
    matching = guess_matching(("Name", "Date", "Started")).mapped(["Started = joined", "name=-", "Date=Name"])
    assert [column.field for column in matching.columns] == [None, Field.NAME, Field.JOINED]
    assert matching.columns[1].confidence is Confidence.CERTAIN


def test_a_field_mapped_by_hand_leaves_the_column_that_had_it() -> None:
    matching = guess_matching(("Name", "Known as")).mapped(["Known as=name"])
    assert [column.field for column in matching.columns] == [None, Field.NAME]
    joined = guess_matching(("Name", "Address", "Parish")).mapped(["Parish=address"])
    assert joined.indexes(Field.ADDRESS) == (1, 2)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("Name", "write it as"),
        ("=name", "write it as"),
        ("Nome=name", "no column headed “Nome”"),
        ("Name=shoe size", "no field called “shoe size”"),
    ],
)
def test_a_map_that_makes_no_sense_is_refused_in_a_sentence(choice: str, said: str) -> None:
    with pytest.raises(RosterUnsuitable, match=said):
        guess_matching(("Name",)).mapped([choice])


def test_title_rows_above_the_headings_are_passed_over() -> None:
    rows = [["HEBDEN STORES - Register of Members"], ["Sample data"], [""], ["Mem. No.", "Name"], ["1", "Ann Street"]]
    assert find_headings(rows) == 3
