"""Classes of members as people write them: "User, Worker (weight 26), Investor (investor), Supporter (no vote)"."""

import re
from dataclasses import replace
from fractions import Fraction

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules.sheet import ClassRule
from coopdesk.domain.rules.spoken import YES

_NOTE = re.compile(r"\s*\((?P<note>[^()]*)\)\s*$")
_WEIGHT = re.compile(r"weight\s+(?P<figure>[0-9]{1,6}(?:[./][0-9]{1,6})?)\s*%?")


def read_classes(value: str) -> tuple[ClassRule, ...]:
    """Read the whole list.

    Raises:
        NotUnderstood: a class without a name, named twice, or none with a vote.
    """
    classes: dict[str, ClassRule] = {}
    for part in value.split(","):
        each = _one(part)
        if each.name.casefold() in classes:
            raise NotUnderstood(what="classes", value=value, why=f"{each.name} is named twice")
        classes[each.name.casefold()] = each
    return _somebody_votes("classes", value, tuple(classes.values()))


def read_class(classes: tuple[ClassRule, ...], name: str, about: str, value: str) -> tuple[ClassRule, ...]:
    """One class added or changed: ``class[Investor]=no``, ``class[Staff]=weight 40``, ``class[Investor]=investor``.

    Raises:
        NotUnderstood: the name or the note cannot be used, or no class would be left with a vote.
    """
    usual = next((each for each in classes if each.name.casefold() == about.casefold()), ClassRule(about))
    word = value.lower()
    spoken = {**YES, "vote": True, "no-vote": False}
    if word in spoken:
        changed = replace(usual, name=_class_name(name, about), votes=spoken[word])
    else:
        changed = _noted(name, replace(usual, name=_class_name(name, about)), word)
    others = tuple(each for each in classes if each.name.casefold() != about.casefold())
    return _somebody_votes(name, value, (*others, changed))


def _one(part: str) -> ClassRule:
    notes: list[str] = []
    text = part.strip()
    while found := _NOTE.search(text):
        notes.append(found["note"].strip().lower())
        text = text[: found.start()].strip()
    each = ClassRule(_class_name("classes", text))
    for note in notes:
        each = _noted("classes", each, note)
    return each


def _noted(name: str, each: ClassRule, note: str) -> ClassRule:
    if note == "no vote":
        return replace(each, votes=False)
    if note == "investor":
        return replace(each, investor=True)
    found = _WEIGHT.fullmatch(note)
    if found is None or _zero(found["figure"]):
        why = "after a class write (no vote), (investor) or (weight 26)"
        raise NotUnderstood(what=name, value=note, why=why)
    return replace(each, weight=Fraction(found["figure"]))


def _zero(figure: str) -> bool:
    whole, _, parts = figure.partition("/")
    return int(parts) == 0 or int(whole) == 0 if parts else Fraction(figure) == 0


def _class_name(name: str, text: str) -> str:
    if not text or len(text) > 60 or not text.isprintable():
        raise NotUnderstood(what=name, value=text, why="a class has a name of 1 to 60 letters")
    return text


def _somebody_votes(name: str, value: str, classes: tuple[ClassRule, ...]) -> tuple[ClassRule, ...]:
    if not any(each.votes for each in classes):
        raise NotUnderstood(what=name, value=value, why="at least one class must have a vote")
    return classes
