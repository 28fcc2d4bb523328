"""Names in any script, member numbers, and the form members are searched by."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.members import (
    MemberKind,
    clean_line,
    clean_name,
    clean_text,
    display_number,
    fold,
    looks_like_email,
    number_key,
    read_member_number,
    search_form,
    split_surname_first,
)
from coopdesk.domain.refusals import NotUnderstood

STRINGS = Path(__file__).parents[3] / "shared" / "data" / "inputs" / "made" / "strings.json"


@pytest.mark.parametrize(
    "name",
    [
        "Nia Llŷr-Williams",
        "محمد بن سلمان",
        "王小明",
        "שלום",
        "김철수",
        "Þórður Æ",
        "O’Hara",
        "<b>Bob</b>",
        "Smith & Daughters",
    ],
)
def test_names_of_every_script_are_kept_as_they_are(name: str) -> None:
    assert clean_name(name) == name
    assert all(search_form(name)[:2])


def test_a_name_is_composed_and_its_spaces_made_single() -> None:
    assert clean_name("  Llŷr\u00a0 \t Jones\n") == "Llŷr Jones"
    assert clean_name("\ufeffZoe\u0308") == "Zoë"
    assert clean_name("soft\u00adware \u200bZed") == "software Zed"


def test_joiners_that_spell_words_stay() -> None:
    assert clean_name("علی\u200cرضا") == "علی\u200cرضا"
    assert clean_name("क्\u200dष") == "क्\u200dष"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "it is empty"),
        (" \t\n\u00a0", "it is empty"),
        ("\u200d\u200c", "it is empty"),
        ("\u0301", "it is empty"),
        ("name\x00nul", "U\\+0000"),
        ("bell\x07", "U\\+0007"),
        ("line\x85", "U\\+0085"),
        ("half \udc80", "not text"),
        ("\u202eabc", "U\\+202E, which turns the writing round"),
        ("a\u2067b", "U\\+2067"),
        ("x" * 201, "201 characters long and 200 is the most"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_in_a_sentence_that_prints(name: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why) as refused:
        clean_name(name)
    sentence = str(refused.value)
    assert sentence.encode().decode() == sentence
    assert not any(hidden in sentence for hidden in "\n\t\x00\x07\x85\u202e\u2067")


def test_two_hundred_characters_are_counted_after_composing() -> None:
    assert len(clean_name("e\u0301" * 200)) == 200


@given(st.text())
def test_whatever_is_typed_is_either_kept_clean_or_refused(text: str) -> None:
    try:
        name = clean_name(text)
    except NotUnderstood as refused:
        str(refused).encode()
        return
    assert name == " ".join(name.split())
    assert 0 < len(name) <= 200
    assert clean_name(name) == name
    whole, last, _ = search_form(name)
    assert whole
    assert last
    assert search_form(whole)[0] == whole


def test_text_keeps_its_lines_and_may_be_empty() -> None:
    assert clean_text("The note", "one  \r\ntwo\rthree\n\n", 100) == "one\ntwo\nthree"
    assert clean_text("The note", " \n ", 100) == ""
    with pytest.raises(NotUnderstood, match=r"The motion .* it is empty"):
        clean_text("The motion", " \n ", 100, required=True)
    with pytest.raises(NotUnderstood, match="11 characters long and 10 is the most"):
        clean_text("The note", "x" * 11, 10)


def test_a_line_takes_no_line_breaks() -> None:
    assert clean_line("The title", "Annual\ngeneral\tmeeting", 100) == "Annual general meeting"
    assert clean_line("The title", "", 100) == ""


@pytest.mark.skipif(not STRINGS.exists(), reason="awkward strings are in ../shared/data, absent here")
def test_every_awkward_string_is_a_name_or_a_sentence() -> None:
    kept, refused = [], []
    for text in json.loads(STRINGS.read_text(encoding="utf-8")):
        try:
            kept.append(search_form(clean_name(text))[0])
        except NotUnderstood as no:
            refused.append(str(no))
    assert all(kept)
    assert all(sentence.startswith(("The name was given as", "The name cannot be used")) for sentence in refused)
    assert len(refused) == 5


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("427", "427"),
        ("0427", "427"),
        (" 0427 ", "427"),
        ("a-12", "A-12"),
        ("2019/7", "2019/7"),
        ("000", "0"),
        ("W3", "W3"),
    ],
)
def test_a_member_number_has_one_form(text: str, number: str) -> None:
    assert read_member_number(text) == number
    assert read_member_number(number) == number


@pytest.mark.parametrize(
    "text",
    ["", "  ", "4 27", "-5", "A", "CON", "1" * 21, "A" * 20 + "1", "٤٢", "²", "4\x00", "4\n2", "CDM1:ABC", "7-", "#4"],
)
def test_what_is_no_member_number_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match=r"The member number (was given as|cannot be used)"):
        read_member_number(text)


def test_an_empty_member_number_is_said_to_be_empty() -> None:
    with pytest.raises(NotUnderstood, match="it is empty"):
        read_member_number(" ")


def test_numbers_sort_as_people_count() -> None:
    numbers = ["A-10", "10", "9", "A-9", "427", "1000"]
    assert sorted(numbers, key=number_key) == ["9", "10", "427", "1000", "A-9", "A-10"]


def test_numbers_are_shown_in_four_figures() -> None:
    assert [display_number(number) for number in ("7", "427", "12345", "A-12")] == ["0007", "0427", "12345", "A-12"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Nia Llŷr-Williams", ("nia llyr williams", "llyr williams", "nia")),
        ("Lowri ap Huw", ("lowri ap huw", "huw", "lowri ap")),
        ("Łukasz Ødegård", ("lukasz odegard", "odegard", "lukasz")),
        ("Anne O’Hara", ("anne ohara", "ohara", "anne")),
        ("ANNE O'HARA", ("anne ohara", "ohara", "anne")),
        ("Ægir Þórðarson", ("aegir thordarson", "thordarson", "aegir")),
        ("Jörg Straße", ("jorg strasse", "strasse", "jorg")),
        ("İlker Işık", ("ilker isik", "isik", "ilker")),
        ("Dr. Noah Bridges OBE", ("dr noah bridges obe", "bridges", "noah")),
        ("Mr T", ("mr t", "t", "")),
        ("Cher", ("cher", "cher", "")),
        ("محمد بن سلمان", ("محمد بن سلمان", "سلمان", "محمد بن")),
        ("王小明", ("王小明", "王小明", "")),
        ("-", ("-", "-", "")),
    ],
)
def test_people_are_searched_without_case_or_accents(name: str, form: tuple[str, str, str]) -> None:
    assert search_form(name) == form


def test_an_organisation_is_filed_under_its_whole_name() -> None:
    name = "Todmorden Learning Centre Ltd"
    whole = "todmorden learning centre ltd"
    assert search_form(name, MemberKind.ORGANISATION) == (whole, whole, "")


def test_what_is_typed_folds_to_what_is_stored() -> None:
    assert fold("llyr-will") == "llyr will"
    assert search_form("Nia Llŷr-Williams")[1].startswith(fold("Llŷr-Will"))
    assert fold("e\u0301 vs é") == "e vs e"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Llŷr-Williams, Nia", "Nia Llŷr-Williams"),
        ("ap Huw ,  Lowri Mai", "Lowri Mai ap Huw"),
        ("Nia Jones", "Nia Jones"),
        ("Smith, Jr", "Smith, Jr"),
        ("Jones, ", "Jones,"),
        ("Baker, Sons, Co", "Baker, Sons, Co"),
    ],
)
def test_surname_first_is_turned_round(text: str, name: str) -> None:
    assert split_surname_first(text) == name


@pytest.mark.parametrize("text", ["nia@example.org", "n.j+coop@mail.example.co.uk", "nia@bücher.example"])
def test_addresses_of_the_right_shape(text: str) -> None:
    assert looks_like_email(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "not an address", "nia@", "@example.org", "nia@example", "a@b@c.org", "nia@exa mple.org", "nia@.org"),
        *("nia@example..org", ".nia@example.org", "ni..a@example.org", "nia@-x.org", "nia@example.org\n"),
        "a@" + "b" * 255 + ".org",
    ],
)
def test_addresses_of_the_wrong_shape(text: str) -> None:
    assert not looks_like_email(text)


def test_an_address_is_at_most_254_characters() -> None:
    label = "b" * 60
    whole = f"nia@{label}.{label}.{label}.{'c' * 61}.org"
    longest = whole.rjust(254, "x")
    assert looks_like_email(longest)
    assert not looks_like_email(f"x{longest}")
