"""coopdesk decide: what a result would be, or what it would take. No file is needed."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import answer
from coopdesk.cli.decisions import decision_json
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import LegalForm

if TYPE_CHECKING:
    from coopdesk.domain.classes import ClassCounts, ClassVoting
    from coopdesk.domain.rules import ResolutionRule

_PARTS = re.compile(r"(?P<for>[0-9]{1,9})/(?P<against>[0-9]{1,9})(?:/(?P<abstain>[0-9]{1,9}))?")


@click.command(name="decide")
@click.option("--for", "votes_for", type=int, help="Votes for.")
@click.option("--against", type=int, help="Votes against.")
@click.option("--abstain", type=int, default=0)
@click.option("--spoilt", type=int, default=0)
@click.option("--rule", default="", help="ordinary, two-thirds, three-quarters, 51-percent, 3/5 ...")
@click.option("--kind", default="", help="A kind of resolution: amalgamation, conversion, audit-exemption, special ...")
@click.option("--form", default="co-operative-society", type=click.Choice([form.value for form in LegalForm]))
@click.option("--base", default="", help="cast, present or members.")
@click.option("--present", type=int, help="Members present.")
@click.option("--members", type=int, help="Members entitled to vote (E).")
@click.option("--turnout", default="", help="The share of all members that must vote: 25% or 1/2.")
@click.option("--class", "classes", multiple=True, metavar="NAME=F/A", help="The votes of one class.")
@click.option("--weight", "weights", multiple=True, metavar="NAME=W", help="The fixed weight of a class.")
@click.option("--every-class", is_flag=True, help="A majority in every class is needed besides.")
@click.option("--silent", default="dropped", type=click.Choice(["dropped", "nothing"]), help="A class without votes.")
@click.option("--investors", default="", metavar="F/A", help="Investors' votes, capped together.")
@click.option("--cap", default="10%", help="The investors' cap in per cent, or none.")
@click.option("--casting", type=click.Choice(["for", "against"]), help="The chair's casting vote on a tie.")
@click.option("--voting", type=int, help="What would it take, with so many voting for or against?")
@click.pass_context
def command(context: click.Context, /, **given: Any) -> None:
    """What a result would be, and why; or with --voting, the fewest votes that carry."""
    from coopdesk.domain.tally import Choice, Counts, decide

    rule = _rule(given)
    if given["voting"] is not None:
        _say_what_it_takes(context, rule, given)
        return
    parts = _parts(given)
    if parts:
        from coopdesk.domain.counts import add_up

        counts = add_up(part.counts for part in parts)
    elif given["votes_for"] is None or given["against"] is None:
        raise click.UsageError("Give --for and --against, or --class NAME=F/A for each class, or --voting N.")
    else:
        counts = Counts(given["votes_for"], given["against"], given["abstain"], given["spoilt"])
    decided = decide(
        counts,
        rule,
        present=given["present"],
        members=given["members"],
        casting_vote_open=given["casting"] is not None,
        casting=Choice(given["casting"]) if given["casting"] else None,
        parts=parts,
        voting=_voting(given),
    )
    answer(context.obj, decision_json(decided), f"{decided.outcome.value.upper()}. {decided.sentence}")


def _say_what_it_takes(context: click.Context, rule: "ResolutionRule", given: dict[str, Any]) -> None:
    from coopdesk.domain.needed import what_would_it_take

    takes = what_would_it_take(rule, given["voting"], present=given["present"], members=given["members"])
    value = {
        "voting": takes.voting,
        "needed": takes.needed,
        "most_against": takes.most_against,
        "turnout_needed": takes.turnout_needed,
        "possible": takes.possible,
        "sentence": takes.sentence,
    }
    answer(context.obj, value, takes.sentence)


def _rule(given: dict[str, Any]) -> "ResolutionRule":
    from dataclasses import replace

    from coopdesk.domain.rules import preset
    from coopdesk.domain.rules.spoken import percent
    from coopdesk.domain.tally import decide_rule

    if bool(given["rule"]) == bool(given["kind"]):
        raise click.UsageError("Give either --rule or --kind.")
    if given["kind"]:
        rule = preset(LegalForm(given["form"])).resolution(given["kind"].strip().lower())
        if given["base"] and given["base"] != rule.base.value:
            raise NotUnderstood("The base", given["base"], f"a resolution of this kind is counted against {rule.base}")
    else:
        rule = decide_rule(given["rule"], given["base"] or "cast")
    if given["turnout"]:
        share = _share("--turnout", given["turnout"]) if "/" in given["turnout"] else None
        rule = replace(rule, min_turnout=share or percent("--turnout", given["turnout"]) / 100)
    if given["every_class"] and given["weights"]:
        raise click.UsageError("Classes are weighed, or each must carry: give --weight or --every-class.")
    if given["weights"]:
        rule = replace(rule, class_vote="weighted")
    return replace(rule, class_vote="each") if given["every_class"] else rule


def _share(what: str, text: str) -> Fraction:
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text.strip())
    if found is None or int(found[2]) == 0 or not 0 < Fraction(text.strip()) <= 1:
        raise NotUnderstood(what, text, "write a share such as 25% or 1/2")
    return Fraction(text.strip())


def _voting(given: dict[str, Any]) -> "ClassVoting":
    from coopdesk.domain.classes import ClassVoting
    from coopdesk.domain.rules.spoken import NONE, percent

    cap = None if given["cap"].strip().lower() in NONE else percent("--cap", given["cap"])
    if cap == 100:
        raise NotUnderstood("--cap", given["cap"], "a cap is below 100; write none for no cap")
    return ClassVoting(given["silent"], cap)


def _parts(given: dict[str, Any]) -> "tuple[ClassCounts, ...]":
    from coopdesk.domain.classes import ClassCounts
    from coopdesk.domain.counts import Counts

    weights = dict(_weight(text) for text in given["weights"])
    parts: list[ClassCounts] = []
    for text in given["classes"]:
        name, _, votes = text.rpartition("=")
        if not name.strip():
            raise NotUnderstood("--class", text, "write NAME=FOR/AGAINST, such as Staff=8/9")
        parts.append(ClassCounts(name.strip(), _votes("--class", votes), weights.pop(name.strip(), Fraction(1))))
    if weights:
        raise NotUnderstood("--weight", next(iter(weights)), "no --class has that name")
    if len({part.name.casefold() for part in parts}) < len(parts):
        raise NotUnderstood("--class", " ".join(given["classes"]), "a class is named twice")
    if given["investors"]:
        if not parts:
            if given["votes_for"] is None or given["against"] is None:
                raise click.UsageError("Give the users' votes with --for and --against beside --investors.")
            users = Counts(given["votes_for"], given["against"], given["abstain"], given["spoilt"])
            parts.append(ClassCounts("Users", users))
        parts.append(ClassCounts("Investors", _votes("--investors", given["investors"]), investor=True))
    elif parts and (given["votes_for"] is not None or given["against"] is not None):
        raise click.UsageError("Give the votes by class, or --for and --against for all together, not both.")
    return tuple(parts)


def _votes(what: str, text: str) -> Any:
    from coopdesk.domain.counts import Counts

    found = _PARTS.fullmatch(text.strip())
    if found is None:
        raise NotUnderstood(what, text, "write the votes as FOR/AGAINST, such as 8/9, or FOR/AGAINST/ABSTAINING")
    return Counts(int(found["for"]), int(found["against"]), int(found["abstain"] or 0))


def _weight(text: str) -> tuple[str, Fraction]:
    name, _, figure = text.rpartition("=")
    found = re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?%?|[0-9]{1,6}/[0-9]{1,6}", figure.strip())
    if not name.strip() or found is None or figure.strip().endswith("/0"):
        raise NotUnderstood("--weight", text, "write NAME=WEIGHT, such as Staff=26 or Staff=1/4")
    weight = Fraction(figure.strip().rstrip("%"))
    if weight <= 0:
        raise NotUnderstood("--weight", text, "a weight is above 0")
    return name.strip(), weight
