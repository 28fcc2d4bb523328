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
    """issued, void, replaced, cancelled or spoilt; all but the first are printed with a CANCELLED overprint."""
    condition: str
    """ "The shares may be withdrawn but not transferred, as the rules provide." """
    signatories: tuple[tuple[str, str], ...]
    """(name or "", office) under each signature line."""
    fate: str = ""
    """What became of it: "Replaced by certificate 00431 on 28 November 2026, because it was lost." """
    replaces: int | None = None
    """The certificate this one was issued in place of."""
    duplicate: str = ""
    """When a further copy of the same number was made, "3 May 2026"; printed with a DUPLICATE overprint."""
    distinctive: tuple[int, int] | None = None
    """First and last distinctive number, where the class numbers its shares."""
    unpaid_pence: int = 0
    """Still owed on these shares; 0 where they are fully paid."""
    key: str = ""
    """The beginning of the fingerprint of the key that signed the code, "4F2A 91C2", or "" where it is unsigned."""

    @property
    def stands(self) -> bool:
        """Whether the certificate counts in the register today."""
        return self.status == "issued"

    @property
    def overprint(self) -> str:
        """What stands across the sheet: CANCELLED, DUPLICATE, SAMPLE or nothing."""
        if not self.stands:
            return "CANCELLED"
        if self.duplicate:
            return "DUPLICATE"
        return "SAMPLE" if self.society.sample else ""
