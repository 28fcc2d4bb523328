"""What the classes of members weigh in an election: worked out from the rules and the roll, frozen at the opening.

Each class has a box of its own, so that tellers read its papers together; classes that weigh the same, because only
investors are capped, share one.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import bindparam, delete, select

from coopdesk.domain.classes import ClassVoting
from coopdesk.domain.elections.weights import LEAST_SHOWN, WeighedClass, Weighing
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import RuleSheet
from coopdesk.services.act import Act, table_of
from coopdesk.services.class_counts import class_of
from coopdesk.storage import journal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionClassRow, ElectionElectorRow, ElectionWeighingRow, MemberRow

_MEMBER_CLASSES = select(MemberRow.id, MemberRow.class_name)
_WEIGHING = select(
    ElectionWeighingRow.way, ElectionWeighingRow.silent, ElectionWeighingRow.cap, ElectionWeighingRow.digest
).where(ElectionWeighingRow.election == bindparam("election"))
_CLASSES = (
    select(ElectionClassRow.class_name, ElectionClassRow.weight, ElectionClassRow.investor, ElectionClassRow.electors)
    .where(ElectionClassRow.election == bindparam("election"))
    .order_by(ElectionClassRow.place)
)
_ELECTORS = (
    select(ElectionElectorRow.member, ElectionElectorRow.class_name)
    .where(ElectionElectorRow.election == bindparam("election"))
    .order_by(ElectionElectorRow.member)
)
_CLASS_OF = select(ElectionElectorRow.class_name).where(
    ElectionElectorRow.election == bindparam("election"), ElectionElectorRow.member == bindparam("member")
)
_FREE = delete(ElectionClassRow).where(ElectionClassRow.election == bindparam("of"))


@dataclass
class FewInAClass(Refusal):
    """A class of so few that the count would be no secret."""

    code = "CLASS-TOO-SMALL"
    sentence = (
        "The rules weigh election {number} class by class, and class {name} has {voters} voters here: its figures "
        "would tell how they voted, so a secret ballot needs {least} of each. Nothing was opened: ask whether they "
        "agree, and only then open it all the same."
    )
    number: int
    name: str
    voters: int
    least: int


@dataclass(frozen=True, slots=True)
class RollByClass:
    """A roll divided into the classes that weigh differently.

    Args:
        classes: member id -> class, for everybody on the roll.
    """

    weighing: Weighing
    classes: Mapping[int, str]

    @property
    def electors(self) -> dict[str, int]:
        """How many electors each class has; a class the rules give a weight may have none."""
        found = {each.name: 0 for each in self.weighing.classes}
        for name in self.classes.values():
            found[name] += 1
        return found


def roll_by_class(reader: Reader, sheet: RuleSheet, roll: Iterable[int]) -> RollByClass | None:
    """The roll class by class; None where every paper counts the same, whoever casts it."""
    on_roll = set(roll)
    of = {member: class_of(sheet, name) for member, name in reader.rows(_MEMBER_CLASSES) if member in on_roll}
    present = set(of.values())
    if len(present) < 2:
        return None
    voting = ClassVoting(sheet.silent_class, sheet.investor_cap)
    if sheet.election_classes == "weighted":
        classes = tuple(
            WeighedClass(each.name, each.weight if each.weight is not None else Fraction(1), each.investor)
            for each in sheet.classes
            if each.votes
        )
        return RollByClass(Weighing("weighted", classes, voting), of)
    investors = [each.name for each in sheet.classes if each.investor and each.name in present]
    users = [each.name for each in sheet.classes if not each.investor and each.name in present]
    if sheet.investor_cap is None or not investors or not users:
        return None
    boxes = (WeighedClass(_listed(users)), WeighedClass(_listed(investors), investor=True))
    box = dict.fromkeys(investors, boxes[1].name) | dict.fromkeys(users, boxes[0].name)
    return RollByClass(Weighing("capped", boxes, voting), {member: box[name] for member, name in of.items()})


def freeze_classes(act: Act, election: int, divided: RollByClass) -> None:
    """Write down what each class weighs, before the roll is."""
    weighing = divided.weighing
    cap = weighing.voting.cap
    facts = {
        "way": weighing.way,
        "silent": weighing.voting.silent,
        "cap": None if cap is None else str(cap),
        "digest": _digest(weighing, sorted(divided.classes.items())),
    }
    if act.reader.first(_WEIGHING, election=election) is None:
        act.add(ElectionWeighingRow, election=election, **facts)
    else:
        act.change(ElectionWeighingRow, election, **facts)
    electors = divided.electors
    rows = sorted(
        (election, each.name, place, str(each.weight), int(each.investor), electors[each.name])
        for place, each in enumerate(weighing.classes, start=1)
    )
    columns = ("election", "class_name", "place", "weight", "investor", "electors")
    act.writer.insert_many(table_of(ElectionClassRow), columns, iter(rows))


def refuse_few(number: int, divided: RollByClass) -> None:
    """Raises:
    FewInAClass: the figures of a class would tell how somebody in it voted.
    """
    for name, voters in divided.electors.items():
        if 0 < voters < LEAST_SHOWN:
            raise FewInAClass(number, name, voters, LEAST_SHOWN)


def free_classes(act: Act, election: int) -> None:
    """Undo of the freezing, while the ballot goes back to its nominations."""
    found = act.reader.first(_WEIGHING, election=election)
    if found is not None and found[3]:
        act.change(ElectionWeighingRow, election, digest="")
        act.writer.execute(_FREE, of=election)


def weighing_of(reader: Reader, election: int) -> Weighing | None:
    """What the classes of an election weigh, as frozen; None where every paper counts the same."""
    found = reader.first(_WEIGHING, election=election)
    if found is None or not found[3]:
        return None
    way, silent, cap, _ = found
    classes = tuple(
        WeighedClass(name, Fraction(weight), bool(investor))
        for name, weight, investor, _ in reader.rows(_CLASSES, election=election)
    )
    return Weighing(
        "weighted" if way == "weighted" else "capped",
        classes,
        ClassVoting("nothing" if silent == "nothing" else "dropped", None if cap is None else Fraction(cap)),
    )


def electors_of_classes(reader: Reader, election: int) -> dict[str, int]:
    """How many electors each class has, in the order of the rules."""
    return {name: many for name, _, _, many in reader.rows(_CLASSES, election=election)}


def class_of_elector(reader: Reader, election: int, member: int) -> str:
    """The class whose paper a member is given; "" where there is one paper for all."""
    return str(reader.value(_CLASS_OF, election=election, member=member) or "")


def classes_sound(reader: Reader, election: int) -> bool:
    """Are classes, weights and the electors of each as they were frozen? For ``verify``."""
    found = reader.first(_WEIGHING, election=election)
    weighing = weighing_of(reader, election)
    electors = reader.rows(_ELECTORS, election=election)
    if found is None or weighing is None:
        return not any(name for _, name in electors) and not reader.rows(_CLASSES, election=election)
    counted = dict.fromkeys(electors_of_classes(reader, election), 0)
    for _, name in electors:
        counted[name] = counted.get(name, 0) + 1
    return bool(found[3] == _digest(weighing, electors)) and counted == electors_of_classes(reader, election)


def _digest(weighing: Weighing, electors: Sequence[tuple[int, str]]) -> str:
    facts = {
        "way": weighing.way,
        "silent": weighing.voting.silent,
        "cap": str(weighing.voting.cap),
        "classes": [[each.name, str(each.weight), each.investor] for each in weighing.classes],
        "electors": [list(each) for each in electors],
    }
    return hashlib.sha256(journal.canonical(facts).encode()).hexdigest()


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
