"""Each command of this issue with arguments that it takes, for tests that break them one at a time.

``FILE`` stands for a copy of the busy evening (``conftest.busy_template``), ``OUT`` for a folder to write into.
"""

FILE = "FILE"
OUT = "OUT/"

TAKEN: dict[str, list[str]] = {
    "society new": [f"{OUT}new.coopdesk", "--name", "Todmorden Bakers", "--number", "77R", "--kind", "cic"],
    "society sample": [f"{OUT}sample.coopdesk", "--members", "3", "--seed", "2", "--like", "food-co-op"],
    "society show": [FILE],
    "society rules": [FILE, "--set", "casting_vote=yes"],
    "society key": [FILE, "show"],
    "members add": [
        FILE, "--name", "Łukasz Żak", "--number", "900", "--joined", "2026-01-05", "--kind", "person", "--class",
        "Individual", "--representative", "Ann Oak", "--address", "3 Hill", "--postcode", "HX7 1AA", "--email",
        "l@example.org", "--phone", "01422 496000",
    ],
    "members edit": [FILE, "5", "--name", "Rhys Vaughan", "--address", "4 Hill"],
    "members end": [FILE, "30", "--reason", "moved away", "--on", "2026-11-01"],
    "members list": [FILE],
    "members find": [FILE, "Agnes", "--limit", "5"],
    "members card": [FILE, "5", "-o", f"{OUT}card.pdf"],
    "members cards": [FILE, "-o", f"{OUT}cards.pdf"],
    "meeting new": [FILE, "--kind", "sgm", "--title", "Special", "--at", "2026-12-28T19:00", "--place", "Hall"],
    "meeting notice": [FILE, "--sent", "2026-11-01", "--by", "email"],
    "meeting chair": [FILE, "2"],
    "meeting open": [FILE],
    "meeting adjourn": [FILE],
    "meeting reconvene": [FILE],
    "meeting close": [FILE],
    "meeting status": [FILE],
    "meeting quorum": [FILE],
    "agenda list": [FILE],
    "agenda add": [FILE, "--title", "Thanks", "--minutes", "2", "--kind", "other"],
    "agenda take": [FILE, "3"],
    "agenda note": [FILE, "3", "--text", "The chair explained."],
    "door in": [FILE, "25", "--nonce", "scan 1"],
    "door out": [FILE, "5"],
    "door guest": [FILE, "--name", "Ann Oak"],
    "door apologies": [FILE, "31"],
    "door join": [
        FILE, "--name", "Ines Prior", "--paid", "cash", "--address", "4 Hill", "--postcode", "HX7 1AA", "--email",
        "i@example.org", "--phone", "01422 496001", "--class", "Individual", "--nonce", "joining 1",
    ],
    "door undo": [FILE],
    "undo": [FILE],
    "motion add": [
        FILE, "--title", "Garden", "--text", "That there be a garden.", "--kind", "ordinary", "--proposer", "1",
        "--seconder", "2", "--item", "11",
    ],
    "motion open": [FILE, "4", "--method", "hands"],
    "motion hands": [FILE, "4", "--for", "5", "--against", "1", "--abstain", "1", "--spoilt", "0"],
    "motion vote": [FILE, "3", "7", "against", "--nonce", "vote 1"],
    "motion papers": [FILE, "4", "--issued", "3", "--returned", "1", "--missing", "1", "--for", "1"],
    "motion proxies": [FILE, "4", "2", "for"],
    "motion void-count": [FILE, "3", "--reason", "read out wrongly"],
    "motion amend": [
        FILE, "4", "--text", "That there be two gardens.", "--words", "For “a garden” read “two”.", "--proposer", "1",
        "--seconder", "2",
    ],
    "motion procedural": [FILE, "4", "--what", "refer-back", "--proposer", "1", "--seconder", "2"],
    "motion split": [FILE, "4", "--part", "That there be a garden.", "--part", "That it be fenced."],
    "motion advance": [FILE, "2", "--to", "2"],
    "motion registered": [FILE, "2", "--on", "2026-11-28"],
    "motion void": [FILE, "3", "1", "--reason", "pressed the wrong key"],
    "motion rest": [FILE, "3", "for"],
    "motion exception": [FILE, "3", "2", "abstain"],
    "motion close": [FILE, "3"],
    "motion declare": [FILE, "3", "--casting", "for"],
    "motion withdraw": [FILE, "4"],
    "motion recount": [FILE, "1"],
    "motion show": [FILE, "2"],
    "decide": [
        "--for", "86", "--against", "31", "--abstain", "1", "--spoilt", "0", "--rule", "two-thirds", "--base", "cast",
        "--present", "130", "--members", "165",
    ],
    "shares issue": [FILE, "5", "2", "--paid", "cash", "--nonce", "issue 1"],
    "shares holding": [FILE, "5"],
    "shares certificate": [FILE, "5", "-o", f"{OUT}certificate.pdf"],
    "shares certificates": [FILE, "--all", "-o", f"{OUT}certificates.pdf"],
    "shares replace": [FILE, "5", "--reason", "lost", "--indemnity", "--nonce", "replace 1"],
    "shares reprint": [FILE, "5", "--reason", "for the bank", "-o", f"{OUT}copy.pdf"],
    "shares cancel-certificate": [FILE, "5", "--reason", "handed in"],
    "shares certify": [FILE, "5"],
    "shares spoilt": [
        FILE, "3", "--reason", "printer jam", "--witness", "Ann Oak", "--sheet-numbers", "0211 to 0213",
        "--certificate", "5",
    ],
    "shares certificates-account": [FILE, "-o", f"{OUT}account.pdf"],
    "shares check": [FILE, "CDC1:ABCDEFGHJKLMNPQR"],
    "minutes edit": [FILE, "5", "--text", "Agreed."],
    "minutes agree": [FILE],
    "minutes reopen": [FILE],
    "minutes correct": [FILE, "--text", "For “read” read “taken as read”.", "--at-meeting", "1"],
    "minutes approve": [FILE, "--at-meeting", "1"],
    "minutes sign": [FILE, "--by", "2"],
    "minutes make": [FILE, "-o", f"{OUT}minutes.md"],
    **{
        f"papers {noun}": [FILE, "-o", f"{OUT}paper.pdf"]
        for noun in ("notice", "agenda", "attendance", "proxy-form", "roll", "resolutions", "schedule", "closing-slip")
    },
    "papers cards": [FILE, "--count", "3", "--first", "7", "-o", f"{OUT}cards.pdf"],
    "papers calendar": [FILE, "-o", f"{OUT}meeting.ics"],
    "papers pack": [FILE, "-o", f"{OUT}pack"],
    "election add": [
        FILE, "--title", "Board", "--places", "2", "--rule", "ers97", "--office", "director", "--constituency",
        "Individual", "--naming", "lot", "--stand-days", "0", "--nominations-until", "2026-11-28T20:00", "--term",
        "the 2029 AGM",
    ],
    "election nominate": [FILE, "1", "3", "--proposer", "1", "--seconder", "2", "--statement", "I would like to."],
    "election consent": [FILE, "1", "3"],
    "election withdraw": [FILE, "1", "3"],
    "election open": [FILE, "1"],
    "election ballot": [FILE, "1", "--count", "2", "-o", f"{OUT}slips.pdf"],
    "election issue": [FILE, "1", "3"],
    "election enter": [FILE, "1", "--paper", "1", "--marks", "1 2", "--reader", "1"],
    "election close": [FILE, "1"],
    "election count": [FILE, "1", "--seed", "dice 4 2"],
    "election declare": [FILE, "1"],
    "election declaration": [FILE, "1", "-o", f"{OUT}declaration.pdf"],
    "election show": [FILE],
    "verify": [FILE],
    "backup": [FILE, f"{OUT}copy.coopdesk"],
}  # fmt: skip
"""``noun verb`` and its arguments."""


def words(command: str, file: object, folder: object, arguments: list[str] | None = None) -> list[str]:
    """The words to type: the command with ``FILE`` and ``OUT`` filled in."""
    given = TAKEN[command] if arguments is None else arguments
    return [*command.split(), *(each.replace(OUT, f"{folder}/") if each != FILE else str(file) for each in given)]
