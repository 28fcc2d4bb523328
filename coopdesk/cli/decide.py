"""coopdesk decide: what a result would be, and the sentence that says why. No file is needed."""

import click

from coopdesk.cli.at_the_desk import answer
from coopdesk.cli.motion import decision_json


@click.command(name="decide")
@click.option("--for", "votes_for", type=int, required=True)
@click.option("--against", type=int, required=True)
@click.option("--abstain", type=int, default=0)
@click.option("--spoilt", type=int, default=0)
@click.option("--rule", required=True, help="ordinary, two-thirds, three-quarters, 51-percent, 3/5 ...")
@click.option("--base", default="cast", help="cast, present or members.")
@click.option("--present", type=int, help="Members present.")
@click.option("--members", type=int, help="Members entitled to vote (E).")
@click.pass_context
def command(
    context: click.Context,
    votes_for: int,
    against: int,
    abstain: int,
    spoilt: int,
    rule: str,
    base: str,
    present: int | None,
    members: int | None,
) -> None:
    """What a result would be, and why."""
    from coopdesk.domain.tally import Counts, decide, decide_rule

    counts = Counts(votes_for, against, abstain, spoilt)
    decided = decide(counts, decide_rule(rule, base), present=present, members=members)
    answer(context.obj, decision_json(decided), f"{decided.outcome.value.upper()}. {decided.sentence}")
