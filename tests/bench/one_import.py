"""python -m tests.bench.one_import VARIANT FOLDER: one import, its processor time and peak memory as JSON."""

import csv
import json
import resource
import sys
import time
from pathlib import Path

from coopdesk.domain.rules import LegalForm
from coopdesk.services import search
from coopdesk.services.act import table_of
from coopdesk.services.imports import ImportMembers, ImportPreview, preview_import
from coopdesk.services.perform import Desk
from coopdesk.services.roster import guess_matching, read_roster
from coopdesk.services.society import FoundSociety, preset_rules
from coopdesk.storage.files import make
from coopdesk.storage.tables import MemberRow
from tests.bench.importing import floor_row
from tests.bench.processes import peak


def _cpu() -> int:
    # The workbook is parsed in a child process: its time is the import's too.
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time_ns() + round((children.ru_utime + children.ru_stime) * 10**9)


def _pour(desk: Desk, roster: Path) -> None:
    columns = tuple(column.name for column in table_of(MemberRow).columns)
    with roster.open(newline="", encoding="utf-8") as stream, desk.store.writing() as writer:
        lines = csv.reader(stream)
        next(lines)
        writer.insert_many(table_of(MemberRow), columns, map(floor_row, lines))


def _import(desk: Desk, roster: Path) -> None:
    desk.perform(ImportMembers(_preview(desk, roster)))


def _preview(desk: Desk, roster: Path) -> ImportPreview:
    rows = read_roster(roster)
    return desk.ask(preview_import, rows, guess_matching(rows.headings), desk.now())


def _no_index(_writer: object, _members: object) -> None:
    """The bar without the search index: names are kept, words are not."""


def main(variant: str, folder: Path) -> None:
    """Import into a society of its own and tell."""
    path = folder / f"{variant}.coopdesk"
    for old in folder.glob(f"{path.name}*"):
        old.unlink()
    store = make(path)
    desk = Desk(store)
    desk.perform(FoundSociety("Bench", "1R", "co-operative-society", preset_rules(LegalForm.CO_OPERATIVE, {})))
    if variant.endswith("-plain"):
        search.keep_many = _no_index
    start = _cpu()
    if variant == "floor":
        _pour(desk, folder / "roster.csv")
    else:
        _import(desk, folder / f"roster.{variant.partition('-')[0]}")
    spent = _cpu() - start
    store.close()
    print(json.dumps({"cpu_ns": spent, "kilobytes": peak()}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
