"""A decision as JSON: what acceptance tests read, and the weights and classes where there are any."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coopdesk.domain.tally import Decision


def decision_json(decided: "Decision") -> dict[str, Any]:
    """A decision as acceptance tests read it. Weights are strings that hold an exact fraction."""
    value: dict[str, Any] = {
        "outcome": decided.outcome.value,
        "for": decided.votes_for,
        "against": decided.against,
        "abstain": decided.abstain,
        "spoilt": decided.spoilt,
        "cast": decided.cast,
        "base": decided.base.value,
        "base_count": decided.base_count,
        "needed": decided.needed,
        "sentence": decided.sentence,
        "casting": decided.casting,
        "awaiting": decided.awaiting,
        "turnout_needed": decided.turnout_needed,
        "classes": [
            {
                "class": part.name,
                "for": part.counts.votes_for,
                "against": part.counts.against,
                "weight": str(part.weight),
            }
            for part in decided.parts
        ],
    }
    weighed = decided.weighed
    if weighed is not None:
        value["weighted"] = {
            "for": str(weighed.votes_for),
            "cast": str(weighed.base),
            "investor_vote": None if weighed.factor is None else str(weighed.factor),
        }
    return value
