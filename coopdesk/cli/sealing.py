"""The passphrase of the society's key, read from a file and never asked for, and papers sealed with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopdesk.cli.at_the_desk import Session
from coopdesk.cli.saying import tell
from coopdesk.domain.faults import FileMissing, UnusableInput

if TYPE_CHECKING:
    from coopdesk.services.keys import SealingKey

PASSPHRASE_FILE = "--passphrase-file"
_MOST_PASSPHRASE = 1_024
"""Bytes: a longer file is not the one that was meant."""

UNSEALED = "The paper is not sealed, because no passphrase was given: add --passphrase-file P to seal it."

SEAL = click.option(
    "--seal", "sealing", is_flag=True, help="Seal the PDF with the society's key (--passphrase-file P)."
)


@dataclass(frozen=True, slots=True)
class SealedPaper:
    """A paper to be written, sealed or not, with what JSON and people are told of that."""

    data: bytes
    facts: dict[str, object]
    words: str


def passphrase_of(settings: dict[str, str]) -> str | None:
    """The first line of the file that --passphrase-file names, or None where it was not given.

    Raises:
        FileMissing: there is no such file.
        UnusableInput: it is empty, too long or not text.
    """
    given = settings.get(PASSPHRASE_FILE)
    if given is None:
        return None
    path = Path(given)
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_PASSPHRASE + 1)
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except (OSError, ValueError) as error:
        raise UnusableInput(f"The passphrase file {path.name} cannot be read: {_reason(error)}.") from error
    try:
        words = data.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError as error:
        raise UnusableInput(f"The passphrase file {path.name} is not text. Nothing was made.") from error
    if not words or len(data) > _MOST_PASSPHRASE or "\n" in words:
        raise UnusableInput(f"The passphrase file {path.name} must hold one line, the passphrase. Nothing was made.")
    return words


def _reason(error: OSError | ValueError) -> str:
    told = error.strerror if isinstance(error, OSError) else None
    return (told or "its name cannot be used").lower()


def key_of(desk: Session) -> "SealingKey | None":
    """The society's key, opened; None where no passphrase was given.

    Raises:
        NoSigningKey: the society has no key.
        WrongPassphrase: the passphrase is another.
        FileMissing, UnusableInput: the passphrase cannot be read.
    """
    from coopdesk.services.keys import open_key, wrapped_key

    passphrase = passphrase_of(desk.settings)
    return None if passphrase is None else open_key(desk.desk.ask(wrapped_key), passphrase)


class Sealer:
    """Seals papers where --seal wished it and a passphrase was given. Without one they stay unsealed, and that is said.

    Made before anything else is done: a wrong passphrase must not be found out after the work.
    """

    def __init__(self, desk: Session, sealing: bool) -> None:
        """Open the key.

        Raises:
            NoSigningKey, WrongPassphrase, FileMissing, UnusableInput: as ``key_of``.
        """
        self._desk = desk
        self._key = key_of(desk) if sealing else None
        if sealing and self._key is None:
            tell(UNSEALED)

    def __call__(self, paper: bytes) -> SealedPaper:
        """The paper as it is to be written."""
        if self._key is None:
            return SealedPaper(paper, {"sealed": False, "key": None}, "")
        from coopdesk.documents.seal import seal

        facts = {"sealed": True, "key": self._key.fingerprint}
        words = f" It is sealed with the key {self._key.grouped()}."
        return SealedPaper(seal(paper, self._key, self._desk.now), facts, words)
