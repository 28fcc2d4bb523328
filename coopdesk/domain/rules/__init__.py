"""The rule sheet: what the registered rules say, as data, with presets for the four legal forms."""

from coopdesk.domain.rules.describing import describe, figure_words, quorum_words, warnings
from coopdesk.domain.rules.entitlement import entitled
from coopdesk.domain.rules.majorities import (
    AUDIT,
    NAMED_MAJORITIES,
    SIMPLE,
    Base,
    Majority,
    ResolutionRule,
    read_majority,
)
from coopdesk.domain.rules.plain import from_plain, to_plain
from coopdesk.domain.rules.presets import preset
from coopdesk.domain.rules.settings import change
from coopdesk.domain.rules.sheet import (
    CASTING_VOTE_CUT_OFF,
    ClassRule,
    LegalForm,
    PollRules,
    ProxyRules,
    RuleSheet,
    UnknownKind,
)

__all__ = [
    "AUDIT",
    "CASTING_VOTE_CUT_OFF",
    "NAMED_MAJORITIES",
    "SIMPLE",
    "Base",
    "ClassRule",
    "LegalForm",
    "Majority",
    "PollRules",
    "ProxyRules",
    "ResolutionRule",
    "RuleSheet",
    "UnknownKind",
    "change",
    "describe",
    "entitled",
    "figure_words",
    "from_plain",
    "preset",
    "quorum_words",
    "read_majority",
    "to_plain",
    "warnings",
]
