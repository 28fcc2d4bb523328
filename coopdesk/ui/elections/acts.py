"""What can be done with an election now, and the one act that comes next; F8 is always that one."""

from dataclasses import replace

from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.services.election_view import Election
from coopdesk.ui.elections.offered_act import OfferedAct
from coopdesk.ui.elections.together import instruction_together, offered_together
from coopdesk.ui.text import words


def next_form(view: ElectionDeskView | None) -> str:
    """The form of the next act; "" where none is to be filled in."""
    if view is None:
        return ""
    if view.election is None:
        return "call"
    state = view.election.state
    if state == "nominations":
        return "nominate"
    if state == "open":
        return "issue"
    if state == "closed" and view.result is not None:
        return "" if view.result.counted.finished else "lot"
    return "read" if state == "closed" and not view.election.unopposed else ""


def offered(view: ElectionDeskView | None) -> list[OfferedAct]:
    """The acts above the form, the next one first."""
    alone = offered_alone(view)
    return offered_together(view, alone) if view is not None and view.together else alone


def offered_alone(view: ElectionDeskView | None) -> list[OfferedAct]:
    """The acts of the election at hand, as if it were the only one."""
    election = view.election if view is not None else None
    if view is None:
        return [OfferedAct("meeting", words("Call a meeting"), "calendar-clock", "", primary=True)]
    if election is None:
        return []
    if election.state == "nominations":
        return _nominations(election)
    if election.state == "open":
        return [
            OfferedAct("close", words("Close the ballot"), "lock", "F8", primary=True),
            OfferedAct("slips", words("Print slips"), "printer", "Alt P"),
            OfferedAct("read", words("Read papers"), "scan-qr-code", "Alt R"),
            _bring(election),
        ]
    if election.state == "declared":
        acts = [OfferedAct("paper", words("Save the declaration"), "download", "F8", primary=True)]
        if view.empty:
            acts.append(OfferedAct("fill", words("Fill a place"), "user-plus", "Alt E"))
        return acts
    return _closed(view, election)


def _nominations(election: Election) -> list[OfferedAct]:
    acts = []
    if election.people:
        ready = not silent(election)
        acts.append(OfferedAct("open", words("Open the ballot"), "lock-open", "F8" if ready else "", primary=ready))
    if silent(election):
        acts.insert(0, OfferedAct("consent", words("Record a consent"), "user-check", "F8", primary=True))
    if election.people:
        acts.append(OfferedAct("withdraw", words("Withdraw a candidate"), "user-minus", "Alt W"))
        acts.append(OfferedAct("candidates", words("Candidates"), "users", "Alt C"))
    else:
        acts.append(OfferedAct("nobody", words("Nobody stands"), "user-x", "Alt O"))
    return acts


def _closed(view: ElectionDeskView, election: Election) -> list[OfferedAct]:
    missing = _missing(view)
    if view.result is not None and view.result.counted.finished:
        return [
            OfferedAct("declare", words("Declare the result"), "gavel", "F8", primary=True),
            OfferedAct("paper", words("Save as PDF"), "download", "Alt P"),
            *missing,
        ]
    if view.result is not None:
        return missing
    if election.unopposed:
        said = words("Declare elected unopposed") if election.people else words("Declare the places vacant")
        return [OfferedAct("declare", said, "gavel", "F8", primary=True)]
    count = OfferedAct("count", words("Count"), "scale", "F8", primary=True)
    if _differing(view):
        settle = OfferedAct("settle", words("Settle papers read two ways"), "equal-not", "F8", primary=True)
        return [settle, replace(count, key="", primary=False), *missing]
    once = read_once(view)
    if once:
        said = words("Read 1 paper again") if len(once) == 1 else words("Read {} papers again").format(f"{len(once):,}")
        second = OfferedAct("second", said, "users", "F8", primary=True)
        return [second, replace(count, key="", primary=False), *missing]
    return [count, _bring(election), *missing]


def _bring(election: Election) -> OfferedAct:
    """A file of papers; where they lie class by class a form asks first whose they are."""
    return OfferedAct("bring-class" if election.classes else "bring", words("Bring in a file"), "import", "Alt B")


def _differing(view: ElectionDeskView) -> tuple[str, ...]:
    return view.papers.account.differing if view.papers is not None else ()


def read_once(view: ElectionDeskView) -> tuple[str, ...]:
    """Papers that only one person has read, where others were read by two: no count begins before they are, too."""
    account = view.papers.account if view.papers is not None else None
    if account is None or account.returned == len(account.read_once):
        return ()
    return account.read_once


def _missing(view: ElectionDeskView) -> list[OfferedAct]:
    """Papers are not back, others are, and nobody has said why."""
    papers = view.papers
    if papers is None or not papers.unexplained or not papers.account.returned:
        return []
    return [OfferedAct("missing", words("Say why {} are missing").format(papers.account.out), "pencil-line", "Alt M")]


def silent(election: Election) -> list[str]:
    """Who stands and did not say yet that they agree to."""
    return [each.name for each in election.people if not each.consent]


def instruction(view: ElectionDeskView | None, form: str = "") -> str:
    """One sentence for the status bar: what comes next, and with which key. ``form``: what is being filled in."""
    if view is None:
        return words("Next: call a meeting.")
    election = view.election
    if election is None:
        return words("Next: call an election.")
    together = instruction_together(view) if view.together else ""
    if together:
        return together
    if election.state == "nominations":
        if silent(election):
            return words("Next: record the consent of {}, or withdraw them.").format(", ".join(silent(election)))
        if not election.people:
            return words("Nominate members, each with the consent to stand.")
        return words("Nominate members; F8 closes nominations and opens the ballot.")
    if election.state == "open" and form == "read":
        return words("Read papers by their printed codes; Esc goes back to handing out, F8 closes the ballot.")
    if election.state == "open":
        return words("Scan a card or type a number to hand out a paper; F8 closes the ballot.")
    if election.state == "declared":
        return words("Declared. F8 saves the declaration, F5 shows who is elected.")
    if view.result is not None:
        return _after_count(view)
    if not election.people:
        return words("Nobody stands: F8 declares the places vacant.")
    if election.unopposed:
        return words("No more candidates than places: F8 declares them elected.")
    if _differing(view):
        return words("Next: read paper {} again, together; F8 shows it to both.").format(_differing(view)[0])
    if read_once(view):
        return words("Next: a second person reads what only one has read; F8 shows which papers.")
    return words("Read every paper, each by two people; F8 counts them.")


def _after_count(view: ElectionDeskView) -> str:
    if view.result is not None and not view.result.counted.finished:
        return words("Next: draw the lot before everybody, and enter it with its witness.")
    return words("Step through with Alt+Left and Alt+Right, F5 shows it to the hall; F8 declares the result.")
