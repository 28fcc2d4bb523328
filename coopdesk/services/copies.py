"""Copies of the society's file: whole and checked, also while the window works on it."""

from pathlib import Path

from coopdesk.services.election_box import refuse_copy_between_papers
from coopdesk.services.perform import Desk
from coopdesk.services.secret_ballots import refuse_copy
from coopdesk.storage.snapshots import snapshot


def save_copy(desk: Desk, target: Path) -> Path:
    """Write a verified copy beside the open file; gives back where it is.

    Raises:
        SecretBallotOpen, PapersBeingRead: a copy made between two votes would tell how the second was cast.
        FileExists: something stands there already and is left as it is.
        Fault: the folder is missing, full or read-only.
    """
    desk.ask(refuse_copy)
    desk.ask(refuse_copy_between_papers)
    snapshot(desk.store.path, target)
    return target
