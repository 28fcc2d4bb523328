"""The passphrase of the society's key, read from a file and never asked for, and papers sealed with it."""

from pathlib import Path
from typing import TYPE_CHECKING

from coopdesk.cli.at_the_desk import Session
from coopdesk.domain.faults import FileMissing, UnusableInput

if TYPE_CHECKING:
    from coopdesk.services.keys import SealingKey

PASSPHRASE_FILE = "--passphrase-file"
_MOST_PASSPHRASE = 1_024
"""Bytes: a longer file is not the one that was meant."""

UNSEALED = "The paper is not sealed, because no passphrase was given: add --passphrase-file P to seal it."


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


def sealed(desk: Session, paper: bytes, key: "SealingKey | None") -> bytes:
    """The paper sealed with the key at this call's moment; without a key as it is."""
    if key is None:
        return paper
    from coopdesk.documents.seal import seal

    return seal(paper, key, desk.now)
