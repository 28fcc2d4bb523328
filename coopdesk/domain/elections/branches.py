"""Papers as a tree that grows only where it is looked at: all that agree so far are weighed in one step (Meek)."""

from collections.abc import Iterable, Mapping

from coopdesk.domain.elections.ballots import Preferences


class Branch:
    """Papers that have gone the same way: how many there are, and, once asked, where they go on."""

    __slots__ = ("_places", "papers", "then")

    def __init__(self) -> None:
        self.papers = 0
        self._places: list[int] = []
        self.then: dict[int, Branch] | None = None
        """By next candidate; None until somebody asks."""

    def add(self, place: int, papers: int) -> None:
        """One group of identical papers more; only while nobody has asked where they go on."""
        self._places.append(place)
        self.papers += papers

    def take_places(self) -> list[int]:
        """The groups that end here so far, handed over to whoever sorts them."""
        places, self._places = self._places, []
        return places

    def join(self, other: "Branch") -> None:
        """The other's groups too; neither has been asked where they go on."""
        self._places += other._places
        self.papers += other.papers


class Branches:
    """The tree of one contest's papers. Whoever is passed over is taken out of it, not stepped across again."""

    def __init__(self, papers: Mapping[Preferences, int]) -> None:
        self._papers = list(papers)
        self._counts = list(papers.values())
        self._at = [-1] * len(self._papers)
        self._out: set[int] = set()
        self.root = Branch()
        for place, count in enumerate(self._counts):
            self.root.add(place, count)

    def following(self, branch: Branch) -> dict[int, Branch]:
        """Where the papers of a branch go on, by candidate; papers without a further choice go nowhere."""
        if branch.then is None:
            branch.then = self._sorted(branch.take_places())
        return branch.then

    def pass_over(self, candidate: int) -> None:
        """From now on as if nobody had named this candidate."""
        self._out.add(candidate)
        waiting = [self.root]
        while waiting:
            branch = waiting.pop()
            if branch.then is None:
                continue
            gone = branch.then.pop(candidate, None)
            if gone is not None:
                self._merge(branch.then, self.following(gone))
            waiting += branch.then.values()

    def _sorted(self, places: Iterable[int]) -> dict[int, Branch]:
        then: dict[int, Branch] = {}
        papers, counts, at, out = self._papers, self._counts, self._at, self._out
        for place in places:
            preferences = papers[place]
            here, end = at[place] + 1, len(preferences)
            while here < end and preferences[here] in out:
                here += 1
            at[place] = here
            if here < end:
                branch = then.get(preferences[here])
                if branch is None:
                    branch = then[preferences[here]] = Branch()
                branch.add(place, counts[place])
        return then

    def _merge(self, into: dict[int, Branch], those: dict[int, Branch]) -> None:
        for candidate, branch in those.items():
            known = into.get(candidate)
            if known is None:
                into[candidate] = branch
            elif known.then is None and branch.then is None:
                known.join(branch)
            else:
                known_then, branch_then = self.following(known), self.following(branch)
                known.papers += branch.papers
                self._merge(known_then, branch_then)
