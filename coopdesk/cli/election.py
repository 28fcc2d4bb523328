"""coopdesk election: each verb in a module of its own, imported when it is used.

``election count`` works without a society file and imports neither SQLAlchemy nor Qt.
"""

import importlib

import click

_VERBS = {
    "count": ("election_count", "Count a ballot file by any rule; no society file is needed."),
}


class Verbs(click.Group):
    """Knows every verb without importing its module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of an election."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb's module now that it is used."""
        if cmd_name not in _VERBS:
            return None
        found: click.Command = getattr(importlib.import_module(f"coopdesk.cli.{_VERBS[cmd_name][0]}"), cmd_name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, about) for verb, (_, about) in _VERBS.items()])


@click.group(name="election", cls=Verbs)
def command() -> None:
    """Board elections: counted exactly, with a trail anybody can follow."""
