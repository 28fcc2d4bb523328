"""What a question about a rule is made of."""

from dataclasses import dataclass

from coopdesk.ui.kit.forms import FormField
from coopdesk.ui.text import words

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class RuleQuestion:
    """The form behind one sentence: its fields, named as ``domain.rules.change`` names settings, and their values."""

    fields: tuple[FormField, ...]
    values: Values


def yes_no(name: str, caption: str) -> FormField:
    return FormField(name, caption, choices=(("yes", words("Yes")), ("no", words("No"))))


def yes(value: bool) -> str:
    return "yes" if value else "no"


def or_none(value: int | None) -> str:
    return "" if value is None else str(value)
