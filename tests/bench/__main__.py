"""python -m tests.bench [--json] [NAME ...]: one table of every figure, or of the modules named."""

import importlib
import json
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import tests.bench
from tests.bench.measure import Figure

_WIDTHS = (46, 11, 11, 8, 52)


def _figures(names: list[str], folder: Path) -> Iterator[Figure]:
    for module in pkgutil.iter_modules(tests.bench.__path__):
        if module.name == "__main__" or (names and module.name not in names):
            continue
        found = getattr(importlib.import_module(f"tests.bench.{module.name}"), "figures", None)
        if found is not None:
            scratch = folder / module.name
            scratch.mkdir()
            yield from found(scratch)


def _row(cells: tuple[str, ...]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=False)) + "  " + cells[-1]


def main(arguments: list[str]) -> int:
    """Print the table as it grows; 1 where a target is missed."""
    as_json = "--json" in arguments
    names = [each for each in arguments if not each.startswith("-")]
    taken: list[Figure] = []
    if not as_json:
        print(_row(("what", "median", "p99", "ratio", "target", "met")))
    with tempfile.TemporaryDirectory(prefix="coopdesk-bench-") as folder:
        for figure in _figures(names, Path(folder)):
            taken.append(figure)
            if not as_json:
                cells = (figure.what, figure.median, figure.p99, figure.ratio, figure.target)
                print(_row((*cells, "yes" if figure.met else "NO")), flush=True)
    if as_json:
        print(json.dumps([asdict(figure) for figure in taken], ensure_ascii=False, indent=2))
    return 0 if all(figure.met for figure in taken) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
