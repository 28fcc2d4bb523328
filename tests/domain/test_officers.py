"""Who signs the accounts: three signatures, whoever holds how many offices."""

import pytest

from coopdesk.domain.officers import InOffice, SignatoriesMissing, accounts_signatures, is_director, is_secretary

ADA, BEA, CAI = InOffice("Ada", "Director", "1"), InOffice("Bea", "Director", "2"), InOffice("Cai", "Chair", "3")


def test_scenario_53_a_secretary_who_is_one_of_two_directors_signs_twice() -> None:
    signed = accounts_signatures([ADA, BEA, InOffice("Ada", "Secretary", "1")])
    assert len(signed) == 3
    assert [(each.name, each.capacity) for each in signed] == [
        ("Bea", "director"), ("Ada", "director"), ("Ada", "secretary")
    ]  # fmt: skip


def test_three_people_sign_where_there_are_three() -> None:
    signed = accounts_signatures([ADA, BEA, CAI, InOffice("Ada", "Company Secretary", "1")])
    assert [(each.name, each.capacity) for each in signed] == [
        ("Bea", "director"), ("Cai", "director"), ("Ada", "secretary")
    ]  # fmt: skip


def test_two_people_of_one_name_are_two() -> None:
    signed = accounts_signatures([ADA, InOffice("Ada", "Director", "9"), InOffice("Cai", "secretary", "3")])
    assert [each.capacity for each in signed] == ["director", "director", "secretary"]


@pytest.mark.parametrize(
    ("officers", "said"),
    [
        ([], "no director and no secretary"),
        ([ADA, InOffice("Ada", "Secretary", "1")], "only one director"),
        ([ADA, InOffice("Ada", "Chair", "1"), InOffice("Ada", "Secretary", "1")], "only one director"),
        ([ADA, BEA], "no secretary"),
    ],
)
def test_who_is_missing_is_said(officers: list[InOffice], said: str) -> None:
    with pytest.raises(SignatoriesMissing, match=f"has {said}"):
        accounts_signatures(officers)


def test_offices_are_known_by_their_words() -> None:
    assert all(map(is_director, ("Director", "finance director", "Chair", "Board member")))
    assert not any(map(is_director, ("Secretary", "Treasurer", "Director's assistant")))
    assert is_secretary("Company Secretary")
    assert not any(map(is_secretary, ("Membership secretary", "Secretariat")))
