"""A refusal is a type with a code, facts and one sentence that always prints."""

import pickle

import pytest

from coopdesk.domain.motions import QuorumLost
from coopdesk.domain.refusals import NotUnderstood, Refusal, showable


def test_nothing_given_is_not_quoted() -> None:
    empty = NotUnderstood(what="The title", value=" ", why="it is empty")
    assert str(empty) == "The title cannot be used: it is empty. Nothing was changed."


def test_a_refusal_tells_its_facts_in_a_sentence() -> None:
    refused = QuorumLost(present=74, needed=75)
    assert str(refused).startswith("The quorum is lost: 74 present, 75 needed.")
    assert refused.facts() == {"present": 74, "needed": 75}


@pytest.mark.parametrize("value", ["\udc80", "a\x00b", "\u202eabc", "a\nb", "\x1b[31mred"])
def test_what_was_refused_is_spelt_out_where_it_cannot_be_printed(value: str) -> None:
    sentence = str(NotUnderstood(what="The name", value=value, why="it is damaged"))
    assert sentence.encode().decode() == sentence
    assert sentence.isprintable()


def test_a_long_value_is_cut_in_the_sentence() -> None:
    refused = NotUnderstood(what="The name", value="x" * 100_000, why="it is too long")
    assert len(str(refused)) < 200
    assert "…" in str(refused)


def test_braces_in_a_value_are_only_text() -> None:
    assert "{what}" in str(NotUnderstood(what="The name", value="{what}", why="it has braces"))


def test_names_in_any_script_are_shown_as_they_are() -> None:
    assert showable("محمد 王小明 Llŷr") == "محمد 王小明 Llŷr"


def test_a_refusal_passes_between_threads_and_processes_whole() -> None:
    refused: Refusal = NotUnderstood(what="The name", value="\udc80", why="it is damaged")
    again = pickle.loads(pickle.dumps(refused))
    assert type(again) is NotUnderstood
    assert again.value == "\udc80"
