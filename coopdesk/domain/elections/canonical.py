"""The same papers and the same count written in the same bytes, whoever entered them in whatever order.

What is written here is what the fingerprints are of, and what another program can count again.
"""

import hashlib
import json
from typing import Any

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Count, Stage, Tie, written
from coopdesk.domain.elections.weights import ClassPapers, Weights


def blt_text(ballots: Ballots) -> str:
    """A .blt file of the valid papers, sorted by their preferences, whatever order they came in."""
    lines = [f"{ballots.candidates} {ballots.places}"]
    lines += [f"-{number}" for number in sorted(ballots.withdrawn)]
    lines += _counted_lines(ballots)
    lines.append("0")
    lines += [_quoted(ballots.name(number)) for number in range(1, ballots.candidates + 1)]
    lines.append(_quoted(ballots.title))
    return "\n".join(lines) + "\n"


def paper_lines(ballots: Ballots) -> list[str]:
    """One line for each distinct paper, sorted; those that count for nobody as papers without a choice."""
    spoilt = sum(ballots.spoilt.values())
    return [*_counted_lines(ballots), *([f"{spoilt} 0"] if spoilt else [])]


def _counted_lines(ballots: Ballots) -> list[str]:
    return [f"{papers} {' '.join(map(str, choices))} 0" for choices, papers in sorted(ballots.papers.items())]


def ballots_fingerprint(ballots: Ballots) -> str:
    """SHA-256 of the sorted .blt file, in hexadecimal."""
    return hashlib.sha256(blt_text(ballots).encode()).hexdigest()


def class_fingerprint(ballots: Ballots, classes: ClassPapers | None) -> str:
    """SHA-256 of the papers as they lie class by class; of all together where classes do not matter."""
    if classes is None:
        return ballots_fingerprint(ballots)
    texts = [[name, blt_text(part)] for name, part in sorted(classes.parts.items())]
    return hashlib.sha256(json.dumps(texts, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def count_fingerprint(counted: Count) -> str:
    """SHA-256 of the count's facts as canonical JSON, in hexadecimal."""
    facts = json.dumps(count_facts(counted), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(facts.encode()).hexdigest()


def count_facts(counted: Count) -> dict[str, Any]:
    """A count for JSON: whole numbers, and votes as strings of exactly the rule's decimals."""
    return {
        "rule": counted.rule.value,
        "candidates": counted.candidates,
        "places": counted.places,
        "valid": counted.valid,
        "quota": _quota(counted, counted.quota),
        "elected": list(counted.elected),
        "excluded": list(counted.excluded),
        "runners_up": list(counted.runners_up),
        "unfilled": counted.unfilled,
        "stages": [_stage(counted, number, stage) for number, stage in enumerate(counted.stages, start=1)],
        "lot_needed_between": list(counted.lot_needed_between) if counted.lot_needed_between else None,
        "lot_needed_for": counted.lot_purpose.value if counted.lot_purpose else None,
        **({} if counted.weights is None else {"weights": _weights(counted.weights)}),
    }


def _weights(weights: Weights) -> dict[str, Any]:
    """What each paper counted; the votes of each class only where they tell nothing of one voter."""
    return {
        "way": weights.way,
        "cap": str(weights.voting.cap) if weights.way == "capped" and weights.voting.cap is not None else None,
        "silent": weights.voting.silent,
        "classes": [
            {
                "name": each.name,
                "weight": str(each.weight),
                "investor": each.investor,
                "papers": each.papers,
                "value": str(each.value),
                **(_own_votes(each.votes, each.against) if weights.told_by_class else {}),
            }
            for each in weights.classes
        ],
    }


def _own_votes(votes: tuple[int, ...], against: tuple[int, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {"votes": {str(place): papers for place, papers in enumerate(votes, start=1)}}
    if any(against):
        told["against"] = {str(place): papers for place, papers in enumerate(against, start=1)}
    return told


def _stage(counted: Count, number: int, stage: Stage) -> dict[str, Any]:
    decimals = counted.rule.decimals
    return {
        "stage": number,
        "action": stage.action.value,
        "candidates": list(stage.candidates),
        "votes": {str(place): counted.exactly(votes) for place, votes in enumerate(stage.votes, start=1)},
        "non_transferable": counted.exactly(stage.non_transferable),
        "total": counted.exactly(stage.total),
        "quota": _quota(counted, stage.quota),
        "surplus": written(stage.surplus, decimals),
        "deferred": written(stage.deferred, decimals),
        "batches": [
            {
                "papers": batch.papers,
                "value": written(batch.value, decimals),
                "passed_at": written(batch.passed_at, decimals),
                "non_transferable_papers": batch.non_transferable,
            }
            for batch in stage.batches
        ],
        "elected": list(stage.elected),
        "excluded": list(stage.excluded),
        "ties": [_tie(counted, tie) for tie in stage.ties],
        **_besides(counted, stage),
    }


def _besides(counted: Count, stage: Stage) -> dict[str, Any]:
    """What only some counts have: votes against where the paper asks for a yes or no, and who could have no place
    because of reserved seats. Left out elsewhere, so that older fingerprints stand."""
    besides: dict[str, Any] = {}
    if stage.against:
        besides["against"] = {str(place): counted.exactly(votes) for place, votes in enumerate(stage.against, start=1)}
    if stage.doomed:
        besides["doomed"] = list(stage.doomed)
    return besides


def _tie(counted: Count, tie: Tie) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "tied": list(tie.tied),
        "for": tie.purpose.value,
        "votes": counted.exactly(tie.votes),
        "picked": tie.picked,
        "decided_by_stage": tie.at_stage,
        "lot": tie.lot.method if tie.lot else None,
        "lot_between": list(tie.lot.tied) if tie.lot else None,
    }
    if len(tie.partings) > 1 or any(len(parting.left) > 1 for parting in tie.partings):
        # Left out where one stage settled it, so that older fingerprints stand.
        facts["narrowed"] = [
            {"stage": parting.stage, "votes": written(parting.votes, counted.rule.decimals), "left": list(parting.left)}
            for parting in tie.partings
        ]
    return facts


def _quota(counted: Count, quota: int) -> int | str | None:
    """Whole votes as a number, as the Scottish rule has them; None where the rule has no quota."""
    if quota == 0:
        return None
    one: int = 10**counted.rule.decimals
    whole, part = divmod(quota, one)
    if part == 0 and counted.rule.whole_quota:
        return whole
    return written(quota, counted.rule.decimals)


def _quoted(name: str) -> str:
    return '"' + " ".join(name.split()).replace('"', '""') + '"'
