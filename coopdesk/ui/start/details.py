"""What a new register needs to know, read from the form as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coopdesk.domain.members import clean_line
from coopdesk.domain.money import read_pounds
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import LegalForm

ENDING = ".coopdesk"


@dataclass(frozen=True, slots=True)
class NewRegister:
    """A society to be founded in a new file, and the list of members to bring into it, if any."""

    path: Path
    name: str
    number: str
    legal_form: LegalForm
    nominal_pence: int
    spreadsheet: Path | None = None


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file opened before. ``note`` ("412 members") and ``when`` ("today 17:40") are shown as they are."""

    path: Path
    name: str
    note: str = ""
    when: str = ""
    sample: bool = False


def file_name(society: str) -> str:
    """A file's name from a society's: letters and figures of any script, everything else a space."""
    plain = "".join(character if character.isalnum() or character in "-_.&'" else " " for character in society)
    return f"{' '.join(plain.split())[:80].strip('. ') or 'Our society'}{ENDING}"


def read_details(values: Mapping[str, str], spreadsheet: Path | None) -> NewRegister:
    """Read the form.

    Raises:
        NotUnderstood: no name, no amount of money for a share, or nowhere to keep the file.
    """
    name = clean_line("The society's name", values["name"], 200, required=True)
    pence = read_pounds(values["nominal"] or "1")
    if pence is None or pence < 1:
        why = "write an amount of money such as 1 or 0.50"
        raise NotUnderstood("The value of one share", values["nominal"], why)
    if not values["path"]:
        raise NotUnderstood("The place for the file", "", "choose a folder and a name for it")
    path = Path(values["path"]).expanduser()
    if path.suffix.lower() != ENDING:
        path = path.with_name(path.name + ENDING)
    number = clean_line("The registration number", values["number"], 40)
    return NewRegister(path, name, number, LegalForm(values["legal_form"]), pence, spreadsheet)
