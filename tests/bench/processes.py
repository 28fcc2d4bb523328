"""A fresh process for a figure of the window, as a person's computer starts one."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 600
"""Seconds after which a process is given up."""


def in_a_process(module: str, folder: Path, arguments: Sequence[object] = ()) -> dict[str, list[int]]:
    """Run ``python -m tests.bench.MODULE`` and read the samples it prints, in nanoseconds by name.

    Raises:
        RuntimeError: it failed; its own words are in the message.
    """
    command = [sys.executable, "-m", f"tests.bench.{module}", *(str(each) for each in arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(folder), capture_output=True, text=True, timeout=LONGEST, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{module} ended with {done.returncode}: {done.stderr[-2000:]}")
    told: dict[str, list[int]] = json.loads(done.stdout.splitlines()[-1])
    return told


def tell(samples: dict[str, list[int]]) -> None:
    """What a process of ``in_a_process`` prints at its end."""
    sys.stdout.write(f"{json.dumps(samples)}\n")
    sys.stdout.flush()


def peak() -> int:
    """The most memory this process has had, in kilobytes.

    Raises:
        LookupError: the system does not tell.
    """
    # Not ru_maxrss: a process inherits there what the bench that started it had in memory.
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        name, _, value = line.partition(":")
        if name == "VmHWM":
            return int(value.split()[0])
    raise LookupError("this system does not tell the peak of memory")


def _environment(folder: Path) -> dict[str, str]:
    kept = dict(os.environ)
    # Byte code is written where people run the program; without it every start would compile it again.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    kept.update({name: str(folder) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")})
    return kept
