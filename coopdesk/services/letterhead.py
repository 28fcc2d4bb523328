"""The head every paper and every slide carries: who is speaking."""

from dataclasses import dataclass

from coopdesk.domain.rules import LegalForm


@dataclass(frozen=True, slots=True)
class LetterheadView:
    """The society as papers name it.

    ``sample`` marks made-up societies: SAMPLE is on every screen and paper made from one.
    """

    name: str
    number: str
    legal_form: LegalForm
    office: str
    nominal_pence: int
    sample: bool
