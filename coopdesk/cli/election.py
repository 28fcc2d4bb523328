"""coopdesk election: each verb in a module of its own, imported when it is used.

``election count`` works without a society file and imports neither SQLAlchemy nor Qt.
"""

import importlib

import click

_DESK, _FILES, _BOARD, _PAPERS = "election_desk", "election_files", "election_board", "election_papers"
_VERBS = {
    "vacancies": (_BOARD, "vacancies", "Who retires by rotation, and which places are empty."),
    "add": (_DESK, "add", "Call an election of directors."),
    "nominate": (_DESK, "nominate", "Nominate a member."),
    "consent": (_DESK, "consent", "A candidate agrees to stand."),
    "withdraw": (_DESK, "withdraw", "A candidate withdraws."),
    "statement": ("election_booklet", "statement", "Keep a candidate's statement."),
    "photo": ("election_booklet", "photo", "Keep a candidate's photograph."),
    "booklet": ("election_booklet", "booklet", "Statements and photographs of the candidates, as a PDF."),
    "open": ("election_turns", "open_", "Close nominations and open the ballot."),
    "ballot": (_FILES, "ballot", "Print ballot slips."),
    "issue": (_DESK, "issue", "Hand a member a paper and mark the roll."),
    "scan": ("election_scan", "scan", "Read slips back from a document scanner."),
    "enter": (_DESK, "enter", "Read papers in, or bring in a file of them."),
    "unread": (_PAPERS, "unread", "Take back a reading entered by mistake."),
    "mismatches": (_PAPERS, "mismatches", "Papers read two ways, or by one person only."),
    "close": ("election_turns", "close", "Close the ballot."),
    "account": (_PAPERS, "account", "Where every paper is, and why any is missing."),
    "count": ("election_count", "count", "Count an election, or any ballot file without a society file."),
    "declare": ("election_turns", "declare", "Declare who is elected."),
    "fill": (_BOARD, "fill", "Give a place that falls empty to the runner-up."),
    "declaration": (_FILES, "declaration", "The declaration with the whole count, as a PDF."),
    "export": (_FILES, "export", "Papers or count as a file, for other software."),
    "show": ("election_show", "show", "The elections of a meeting, or one of them."),
}
"""Verb: the module it is in, its name there, and what it does."""


class Verbs(click.Group):
    """Knows every verb without importing its module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of an election."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb's module now that it is used."""
        if cmd_name not in _VERBS:
            return None
        module, name, _ = _VERBS[cmd_name]
        found: click.Command = getattr(importlib.import_module(f"coopdesk.cli.{module}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, about) for verb, (_, _, about) in _VERBS.items()])


@click.group(name="election", cls=Verbs)
def command() -> None:
    """Board elections: counted exactly, with a trail anybody can follow."""
