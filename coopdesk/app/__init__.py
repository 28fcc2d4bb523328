"""Where the program begins: a file or nothing opens the window, anything else is a command.

Qt is imported only for the window: a command answers in a tenth of a second.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

SAMPLE = "--demo"
ENDING = ".coopdesk"
NO_DISPLAY = (
    "There is no screen here to open a window on. Run a command instead (coopdesk --help lists them), "
    "or start coopdesk from a desktop."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window or run a command; returns the exit code.

    Args:
        argv: the arguments after the program's name; None for the command line's own.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not wants_window(arguments):
        from coopdesk.cli import main as run_command

        return run_command(arguments)
    if not _has_display():
        if arguments == [SAMPLE]:
            from coopdesk.app.evening import play

            return play(Path("build") / "evening", _say)
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 2
    from coopdesk.app.desktop import run

    return run(arguments[0] if arguments else "")


def wants_window(arguments: Sequence[str]) -> bool:
    """True for nothing, a society's file, or ``--demo``; nouns and options belong to the command line."""
    if len(arguments) != 1:
        return not arguments
    word = arguments[0]
    return word == SAMPLE or (not word.startswith("-") and (word.endswith(ENDING) or Path(word).is_file()))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _has_display() -> bool:
    """X11 and Wayland need one named; Qt would otherwise abort without a sentence."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
