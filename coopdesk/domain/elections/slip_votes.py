"""What the marked boxes of a ballot slip say, where it can be said without doubt (elections reference §4, "Papers").

A clear paper is given as tellers would enter it: candidates' numbers in order of choice. Anything a returning officer
would want to see, even if the rule has an answer to it, is a doubt in words.
"""

from coopdesk.domain.elections.record import Rule

NO_MARK = "no box is marked"


def crosses_doubt(marked: tuple[int, ...], places: int, *, exactly: bool) -> str:
    """Why crosses are no clear vote, or "". ``places`` of 0 sets no limit, as in approval voting."""
    if not marked:
        return NO_MARK
    if places and len(marked) > places:
        return f"{len(marked)} boxes are marked, and there {_places(places)}"
    if exactly and len(marked) < places:
        return f"only {_boxes(len(marked))} marked, and the rules ask for exactly {places}"
    return ""


def grid_doubt(marked: tuple[int, ...], candidates: int) -> str:
    """Why a grid of boxes, candidate by candidate and in each from the first choice on, is no clear ranking, or ""."""
    if not marked:
        return NO_MARK
    rows = [place // candidates for place in marked]
    choices = sorted(place % candidates for place in marked)
    twice = next((row for row in rows if rows.count(row) > 1), None)
    if twice is not None:
        return f"name {twice + 1} has more than one choice"
    shared = next((choice for choice in choices if choices.count(choice) > 1), None)
    if shared is not None:
        return f"choice {shared + 1} stands beside more than one name"
    if choices[-1] != len(choices) - 1:
        missing = next(choice for choice in range(len(choices)) if choice not in choices)
        return f"choice {missing + 1} is left out"
    return ""


def crosses_entered(marked: tuple[int, ...]) -> str:
    """Clear crosses as they are entered."""
    return " ".join(str(place + 1) for place in marked)


def grid_entered(marked: tuple[int, ...], candidates: int) -> str:
    """A clear ranking as it is entered."""
    by_choice = sorted(marked, key=lambda place: place % candidates)
    return " ".join(str(place // candidates + 1) for place in by_choice)


def yes_no_doubt(marked: tuple[int, ...]) -> str:
    """Why boxes with a yes and a no for each name are no clear vote, or ""."""
    if not marked:
        return NO_MARK
    names = [place // 2 for place in marked]
    both = next((name for name in names if names.count(name) > 1), None)
    return "" if both is None else f"name {both + 1} has both a yes and a no"


def yes_no_entered(marked: tuple[int, ...]) -> str:
    """A clear yes or no to names as it is entered: "2" is a yes to the second, "-2" a no."""
    return " ".join(f"{'-' if place % 2 else ''}{place // 2 + 1}" for place in sorted(marked))


def limit_of(rule: Rule, places: int) -> int:
    """How many crosses a paper may have; 0 for as many as it likes."""
    return 0 if rule is Rule.APPROVAL else places


def _places(places: int) -> str:
    return "is 1 place" if places == 1 else f"are {places} places"


def _boxes(count: int) -> str:
    return "1 box is" if count == 1 else f"{count} boxes are"
