"""The stage table as plain text: a row for each candidate, the transfer and the new total of each stage."""

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Count, Stage, written
from coopdesk.domain.elections.weight_words import class_columns
from coopdesk.domain.elections.weights import ClassShare

WIDTH = 118
"""A block of stages wider than this goes on below, the candidates repeated."""


def change(after: int, before: int | None, decimals: int) -> str:
    """What came or went, with its sign; "" for nothing."""
    if before is None or after == before:
        return ""
    sign = "+" if after > before else "−"
    return f"{sign}{written(abs(after - before), decimals)}"


def stage_table(counted: Count, ballots: Ballots) -> list[str]:
    """Lines for a terminal; each column of totals adds up to the valid vote."""
    names = [f"{number} {ballots.name(number)}" for number in range(1, counted.candidates + 1)]
    names = [name if len(name) <= 30 else f"{name[:29]}…" for name in names]
    left = max(len(name) for name in [*names, "Non-transferable"])
    columns = [_column(counted, place) for place in range(len(counted.stages))]
    columns = [*(_class_column(each) for each in class_columns(counted)), *columns]
    lines: list[str] = []
    at = 0
    while at < len(columns):
        block = [columns[at]]
        while at + len(block) < len(columns):
            following = columns[at + len(block)]
            if left + sum(3 + len(column[0]) for column in (*block, following)) > WIDTH:
                break
            block.append(following)
        rows = ["Candidate", *names]
        if counted.rule.by_preference:
            rows += ["Non-transferable", "Total"]
        if lines:
            lines.append("")
        for row, name in enumerate(rows):
            lines.append("   ".join([name.ljust(left), *(column[row] for column in block)]).rstrip())
        at += len(block)
    return lines


def _column(counted: Count, place: int) -> list[str]:
    """One stage: its heading, then a cell for each row, all equally wide."""
    stage = counted.stages[place]
    before = counted.stages[place - 1] if place else None
    decimals = counted.rule.decimals
    cells = []
    for number, votes in enumerate(stage.votes, start=1):
        was = before.votes[number - 1] if before else None
        mark = "*" if number in stage.elected else " "
        cells.append((change(votes, was, decimals), counted.say(votes) + mark))
    if counted.rule.by_preference:
        lost = change(stage.non_transferable, before.non_transferable if before else None, decimals)
        cells.append((lost, counted.say(stage.non_transferable) + " "))
        cells.append(("", counted.say(stage.total) + " "))
    if stage.against:
        cells = [
            (f"{counted.say(votes)} yes", f"{counted.say(no)} no{total[-1]}")
            for (_, total), votes, no in zip(cells, stage.votes, stage.against, strict=True)
        ]
    changes = max(len(moved) for moved, _ in cells)
    totals = max(len(total) for _, total in cells)
    head = _heading(place + 1, stage)
    lines = [f"{moved:>{changes}}  {total:>{totals}}" if changes else f"{total:>{totals}}" for moved, total in cells]
    width = max(len(head), len(lines[0]))
    return [head.rjust(width), *(line.rjust(width) for line in lines)]


def _class_column(share: ClassShare) -> list[str]:
    """What one class voted, before it is weighed."""
    cells = [str(votes) for votes in share.votes]
    if any(share.against):
        cells = [f"{yes} yes  {no} no" for yes, no in zip(share.votes, share.against, strict=True)]
    width = max(len(share.name), *(len(each) for each in cells))
    return [each.rjust(width) for each in (share.name, *cells)]


def _heading(number: int, stage: Stage) -> str:
    who = ",".join(map(str, stage.candidates))
    if len(who) > 12:
        who = f"{len(stage.candidates)} together"
    what = {"first": "first", "surplus": "surplus", "exclude": "out", "elect": "in", "defeat": "out"}[
        stage.action.value
    ]
    return f"{number}: {what} {who} ".replace("  ", " ")
