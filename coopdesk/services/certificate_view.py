"""What a share certificate prints, frozen: the paper is made from this and nothing else."""

from dataclasses import dataclass
from datetime import date

from coopdesk.services.letterhead import LetterheadView


@dataclass(frozen=True, slots=True)
class CertificateView:
    """Everything a share certificate prints."""

    society: LetterheadView
    number: int
    member_number: str
    holder: str
    address: str
    shares: int
    nominal_pence: int
    class_words: str
    """ "withdrawable shares", as the rule sheet calls them."""
    entered_on: date
    """The day the shares were entered in the register."""
    issued_on: date
    code: str
    """ "CDC1:" and the certificate's token."""
    status: str
    """issued or void; a void one is printed with a CANCELLED overprint."""
    condition: str
    """ "The shares may be withdrawn but not transferred, as the rules provide." """
    signatories: tuple[tuple[str, str], ...]
    """(name or "", office) under each signature line."""
