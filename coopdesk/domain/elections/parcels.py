"""Where every paper lies: the heaps on the counting table, moved a parcel at a time."""

from collections.abc import Iterable, Mapping

from coopdesk.domain.elections.ballots import Preferences

Parcel = list[int]
"""Groups of identical papers, by their place in ``Table.papers``."""


class Table:
    """The counting table of a Gregory count: each group of identical papers lies with one candidate, at one value."""

    def __init__(self, papers: Mapping[Preferences, int], candidates: int, standing: Iterable[int]) -> None:
        self.papers = list(papers)
        self.counts = list(papers.values())
        self._at = [0] * len(self.papers)
        self.batches: list[list[tuple[int, Parcel]]] = [[] for _ in range(candidates + 1)]
        """By candidate: (value of each paper, parcel), in order of receipt."""
        self.continuing = bytearray(candidates + 1)
        for candidate in standing:
            self.continuing[candidate] = 1

    def first_preferences(self, value: int) -> dict[int, Parcel]:
        """Lay every paper with its first choice; returns the parcels."""
        heaps: dict[int, Parcel] = {}
        for place, preferences in enumerate(self.papers):
            first = preferences[0]
            if first in heaps:
                heaps[first].append(place)
            else:
                heaps[first] = [place]
        for candidate, parcel in heaps.items():
            self.batches[candidate].append((value, parcel))
        return heaps

    def size(self, parcel: Parcel) -> int:
        """How many papers a parcel holds."""
        counts = self.counts
        return sum([counts[place] for place in parcel])

    def sort_out(self, parcel: Parcel) -> tuple[dict[int, Parcel], int]:
        """A parcel by next available choice among continuing candidates, and how many papers have none."""
        heaps: dict[int, Parcel] = {}
        spent = 0
        papers, counts, at, continuing = self.papers, self.counts, self._at, self.continuing
        for place in parcel:
            preferences = papers[place]
            here, end = at[place] + 1, len(preferences)
            while here < end and not continuing[preferences[here]]:
                here += 1
            at[place] = here
            if here == end:
                spent += counts[place]
            elif preferences[here] in heaps:
                heaps[preferences[here]].append(place)
            else:
                heaps[preferences[here]] = [place]
        return heaps, spent

    def take(self, candidate: int) -> dict[int, Parcel]:
        """All papers of a candidate, by value, highest first; they no longer lie there."""
        by_value: dict[int, Parcel] = {}
        for value, parcel in self.batches[candidate]:
            by_value.setdefault(value, []).extend(parcel)
        self.batches[candidate] = []
        return dict(sorted(by_value.items(), reverse=True))
