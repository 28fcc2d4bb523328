"""The way in: global options before the noun or after the verb, one place where every "no" becomes a sentence.

Exit 0 done or sound; 1 refused by a rule, or a fault found; 2 unusable input or wrong usage. Never a traceback.
"""

import importlib
import sys
from collections.abc import Sequence

import click

from coopdesk import __version__
from coopdesk.cli.saying import say_json
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import NotUnderstood, Refusal

NOUNS = {
    "society": "Make, show and change a society and its rules.",
    "members": "The register: import, add, find, cards, export.",
    "meeting": "Call, open, adjourn and close a meeting; declare its quorum.",
    "agenda": "The order of business.",
    "door": "Who comes and goes; joining with a £1 share.",
    "motion": "Motions, votes and results.",
    "shares": "Issue shares, holdings, certificates.",
    "minutes": "Edit and make the minutes.",
    "decide": "What a result would be, and the sentence that says why.",
    "undo": "Take back the last act that can be taken back.",
    "verify": "Check a society file against its journal.",
    "backup": "A verified copy, also while the file is in use.",
    "bench": "The program's own timings on this machine.",
    "proxy": "Proxies (with the votes issue).",
    "register": "The statutory registers (with the treasurer's issue).",
    "papers": "Notices and packs (with the papers issue).",
    "election": "Board elections (with the elections issue).",
}
GLOBAL_FLAGS = ("--json",)
GLOBAL_VALUES = ("--now", "--meeting", "--passphrase-file")


class Nouns(click.Group):
    """Knows every noun without importing its module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The nouns, in the order of an evening."""
        return list(NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the noun's module now that it is used."""
        if cmd_name not in NOUNS:
            return None
        command: click.Command = importlib.import_module(f"coopdesk.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the nouns without importing one."""
        with formatter.section("Nouns"):
            formatter.write_dl(list(NOUNS.items()))


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coopdesk")
def coopdesk() -> None:
    """Co-operative general meetings: coopdesk NOUN VERB FILE ...

    coopdesk [FILE] alone opens the window. Every command takes --json, --now MOMENT, --meeting N.
    """


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    settings, rest = _global_options(list(arguments))
    as_json = "--json" in settings
    try:
        code = coopdesk.main(args=rest, prog_name="coopdesk", standalone_mode=False, obj=settings)
    except click.exceptions.Abort:
        print("Stopped. Nothing more was changed.", file=sys.stderr)  # noqa: T201
        return 1
    except click.ClickException as wrong:
        return _refused("USAGE", wrong.format_message(), {}, as_json, 2)
    except NotUnderstood as no:
        return _refused(no.code, str(no), no.facts(), as_json, 2)
    except Refusal as no:
        return _refused(no.code, str(no), no.facts(), as_json, 1)
    except Fault as no:
        return _refused(no.code, str(no), no.facts(), as_json, 2 if no.unusable else 1)
    return code if isinstance(code, int) else 0


def _refused(code: str, message: str, facts: dict[str, str | int], as_json: bool, exit_code: int) -> int:
    if as_json:
        say_json({"refused": {"code": code, "message": message, "fields": facts}})
    else:
        print(f"refused: {code}: {message}")  # noqa: T201
    return exit_code


def _global_options(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take the global options out, wherever they stand, up to a "--"."""
    settings: dict[str, str] = {}
    rest: list[str] = []
    waiting = ""
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if waiting:
            settings[waiting] = argument
            waiting = ""
        elif argument == "--":
            rest += arguments[place:]
            break
        elif argument in GLOBAL_FLAGS:
            settings[argument] = "yes"
        elif name in GLOBAL_VALUES and equals:
            settings[name] = value
        elif argument in GLOBAL_VALUES:
            waiting = argument
        else:
            rest.append(argument)
    if waiting:
        rest.append(waiting)
    return settings, rest
