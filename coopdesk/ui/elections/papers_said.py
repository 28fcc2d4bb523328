"""What became of a scan, in a few sentences: what was entered first, then what somebody has to look at."""

from typing import TYPE_CHECKING

from coopdesk.services.election_scans import PapersScanned
from coopdesk.ui.kit.theme import Tone
from coopdesk.ui.text import words

if TYPE_CHECKING:
    from coopdesk.documents.scanned_papers import ScannedPapers


def scan_words(
    read: "ScannedPapers", entered: PapersScanned, before: int, doubtful: int, strangers: int
) -> tuple[Tone, str]:
    """The sentences, and whether something is to be looked at.

    Args:
        before: slips that were entered before this scan.
        doubtful: what waits for people now.
        strangers: slips of another election, or made up.
    """
    many = entered.entered
    said = [words("1 paper entered.") if many == 1 else words("{} papers entered.").format(f"{many:,}")]
    counted = (
        (before, words("1 was entered before."), words("{} were entered before.")),
        (entered.checked, words("1 was read a second time."), words("{} were read a second time.")),
        (len(entered.differing), words("1 of them was read two ways."), words("{} of them were read two ways.")),
        (
            len(entered.contrary),
            words("1 of those is read otherwise now: is there a copy?"),
            words("{} of those are read otherwise now: are there copies?"),
        ),
        (
            doubtful,
            words("1 is doubtful: two people read it below."),
            words("{} are doubtful: two people read them below."),
        ),
        (
            strangers,
            words("1 is no slip of this election and was left out."),
            words("{} are no slips of this election and were left out."),
        ),
        (len(read.empty), words("1 page had nothing on it."), words("{} pages had nothing on them.")),
    )
    said += [one if number == 1 else more.format(f"{number:,}") for number, one, more in counted if number]
    if read.tests:
        good = words("The test slips were read as printed.")
        said.append(good if all(read.tests) else words("A test slip was NOT read as printed."))
    nothing = not (many or before or entered.checked or doubtful or strangers or read.tests)
    if nothing:
        said[0] = words("No slip was found in this scan, and nothing was entered.")
    to_look_at = (nothing, doubtful, strangers, entered.differing, entered.contrary, False in read.tests)
    return "warning" if any(to_look_at) else "success", " ".join(said)
