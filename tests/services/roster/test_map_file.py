"""A matching written to a file reads back as the same matching, and says plainly what is wrong with one that cannot."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.faults import FileMissing
from coopdesk.services.roster import guess_matching, map_text, mapped_by, read_map
from coopdesk.services.roster.faults import MapUnknownField
from coopdesk.services.roster.headings import Field
from coopdesk.services.roster.map_file import MapFileUnreadable

HEADINGS = ("Mem. No.", "Surname, forename / Organisation", 'Gift Aid? \\ "yes"', "", "=Total=", "Tel", "Town", "Road")


def test_a_matching_saved_and_read_again_is_the_same(tmp_path: Path) -> None:
    chosen = guess_matching(HEADINGS).mapped(("=Total==shares", "Tel=-"))
    path = tmp_path / "columns.toml"
    path.write_text(map_text(chosen), encoding="utf-8")
    again, absent = mapped_by(guess_matching(HEADINGS), read_map(path))
    assert [column.field for column in again.columns] == [column.field for column in chosen.columns]
    assert again.indexes(Field.SHARES) == (4,)
    assert again.indexes(Field.PHONE) == ()
    assert again.indexes(Field.ADDRESS) == (6, 7)
    assert absent == ()


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), max_size=8))
def test_any_headings_make_a_file_that_is_toml(headings: list[str]) -> None:
    matching = guess_matching(tuple(" ".join(each.split()) for each in headings))
    path_text = map_text(matching)
    import tomllib

    assert set(tomllib.loads(path_text)["columns"]) == {each.heading for each in matching.columns if each.heading}


def test_a_column_the_list_has_not_got_is_named_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_text('[columns]\n"Old heading" = "name"\n"Tel" = "-"\n', encoding="utf-8")
    matching, absent = mapped_by(guess_matching(HEADINGS), read_map(path))
    assert absent == ("Old heading",)
    assert matching.indexes(Field.NAME) == (1,)
    assert matching.indexes(Field.PHONE) == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no toml at all", "Expected"),
        ("[fields]\n", "no heading"),
        ('columns = "name"\n', "no heading"),
        ('[columns]\n"Tel" = 4\n', "Tel"),
        ("[columns]\n" + "#" * 200_000, "bytes long"),
    ],
)
def test_a_file_that_is_no_map_is_refused_in_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "columns.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MapFileUnreadable, match=said):
        read_map(path)


def test_a_file_that_is_not_there_and_a_field_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_map(tmp_path / "nothing.toml")
    with pytest.raises(MapUnknownField, match="shoe size"):
        mapped_by(guess_matching(HEADINGS), (("Tel", "shoe size"),))
