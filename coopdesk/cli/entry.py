"""The way in: global options before the noun or after the verb, one place where every "no" becomes a sentence.

Exit 0 done or sound; 1 refused by a rule, or a fault found; 2 unusable input or wrong usage. Never a traceback.
"""

import contextlib
import importlib
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from coopdesk import __version__
from coopdesk.cli.saying import say_json
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import NotUnderstood, Refusal, sayable

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
    "proxy": "Proxies: who speaks for whom.",
    "register": "The statutory registers as at any day; the log of exports.",
    "nomination": "Nominations on death: the nominees' book.",
    "officers": "Who holds and held which office.",
    "papers": "Notice, sheets, cards, certificates and the whole pack of a meeting.",
    "election": "Board elections, from nominations to the declaration; counts of any ballot file.",
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
    _speak_any_script()
    try:
        code = _run(arguments)
        # A full disk behind the answer shows only now that it leaves.
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has heard enough ("| head"); there is nobody to tell.
        _forget_the_answer()
        return 1
    except OSError as lost:
        _forget_the_answer()
        sys.stderr.write(f"{_NOT_WRITTEN.format(why=lost.strerror or lost)}\n")
        return 1
    return code


def _run(arguments: Sequence[str]) -> int:
    settings, rest = _global_options(list(arguments))
    as_json = "--json" in settings
    if any("\0" in each for each in arguments):
        return _refused("USAGE", "A NUL character stands in what was typed, and nothing takes one.", {}, as_json, 2)
    try:
        code = coopdesk.main(args=rest, prog_name="coopdesk", standalone_mode=False, obj=settings)
    except click.exceptions.Abort:
        print("Stopped. Nothing more was changed.", file=sys.stderr)  # noqa: T201  # the answer itself
        return 1
    except click.ClickException as wrong:
        return _refused("USAGE", sayable(" ".join(wrong.format_message().split())), {}, as_json, 2)
    except NotUnderstood as no:
        return _refused(no.code, str(no), no.facts(), as_json, 2)
    except Refusal as no:
        return _refused(no.code, str(no), no.facts(), as_json, 1)
    except Fault as no:
        return _refused(no.code, str(no), no.facts(), as_json, 2 if no.unusable else 1)
    except OSError:
        raise
    except Exception as bug:  # noqa: BLE001 - a mistake of ours is told in one sentence too, and never swallowed
        return _refused("OWN-FAULT", _own_fault(bug), {}, as_json, 1)
    return code if isinstance(code, int) else 0


_NOT_WRITTEN = "The answer could not be written ({why}). What was done before that stands: ask again to see it."


def _own_fault(bug: Exception) -> str:
    """Where and what, without a word of what it was about: that may be personal."""
    frames = traceback.extract_tb(bug.__traceback__)
    place = f"{Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else "an unknown place"
    return (
        f"coopdesk made a mistake of its own ({type(bug).__name__} in {place}). Nothing half-done was kept: "
        "please report these words, and try another way."
    )


def _speak_any_script() -> None:
    """A terminal that cannot show a letter gets it spelt out; JSON reads that spelling back."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _forget_the_answer() -> None:
    """Python would try to write the rest at its end, and complain in its own words."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _refused(code: str, message: str, facts: dict[str, str | int], as_json: bool, exit_code: int) -> int:
    if as_json:
        say_json({"refused": {"code": code, "message": message, "fields": facts}})
    else:
        print(f"refused: {code}: {message}")  # noqa: T201  # the answer itself
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
