"""One sentence a stage: what was done, and why (elections reference §6)."""

from collections.abc import Callable, Sequence

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Action, Batch, Count, Purpose, Rule, Stage, Tie, written
from coopdesk.domain.elections.weight_words import crosses_of

Name = Callable[[int], str]


def quota_sentence(counted: Count) -> str:
    """The quota with its arithmetic; "" where the rule has none."""
    places, valid = counted.places, counted.valid
    if not counted.rule.by_preference or not counted.stages:
        return ""
    first = counted.stages[0].quota
    if counted.rule.whole_quota:
        share, rest = divmod(valid, places + 1)
        exact = f"{share}" if rest == 0 else f"{_cut(valid, places + 1)}"
        return f"Quota: {valid} ÷ ({places} + 1) = {exact}; whole part, plus 1, is {share + 1}."
    said = written(first, counted.rule.decimals)
    if counted.rule is Rule.ERS97:
        sentence = f"Quota: {valid} ÷ ({places} + 1), to two decimals with any remainder rounded up, is {said}."
        last = counted.quota
        if last != first:
            sentence += (
                f" Worked out again without non-transferable votes until somebody was elected: {written(last, 2)}."
            )
        return sentence
    return (
        f"Quota: the votes credited ÷ ({places} + 1), cut at nine decimals, plus 0.000000001; {said} in the first "
        f"round and {written(counted.quota, 9)} in the last."
    )


def stage_sentences(counted: Count, ballots: Ballots) -> list[str]:
    """One text for each stage, in order."""
    said = []
    for place, stage in enumerate(counted.stages):
        before = counted.stages[place - 1] if place else None
        said.append(_Stage(counted, stage, before, ballots.name, last=place == len(counted.stages) - 1).text())
    return said


def lot_sentence(counted: Count, ballots: Ballots) -> str:
    """Why the count stopped, and what to do; "" where it did not."""
    if counted.lot_needed_between is None:
        return ""
    names = _listed([ballots.name(each) for each in counted.lot_needed_between])
    about = {
        Purpose.SURPLUS: "whose surplus is transferred first",
        Purpose.EXCLUSION: "who is excluded",
        Purpose.ELECTION: "who is elected",
        None: "",
    }[counted.lot_purpose]
    stage = 1 if not counted.rule.by_preference else len(counted.stages) + 1
    return (
        f"The count stopped at stage {stage}: {names} cannot be told apart by the rule, and a lot must decide {about}. "
        "Draw it in public and count again with it."
    )


class _Stage:
    """The parts of one stage's text."""

    def __init__(self, counted: Count, stage: Stage, before: Stage | None, name: Name, *, last: bool) -> None:
        self._counted = counted
        self._stage = stage
        self._before = before
        self._name = name
        self._last = last

    def text(self) -> str:
        """All of it."""
        parts = [self._done(), *(self._tie(tie) for tie in self._stage.ties), self._elected()]
        if self._last and self._counted.finished:
            parts.append(self._end())
        return " ".join(part for part in parts if part)

    def _done(self) -> str:
        stage = self._stage
        if stage.action is Action.FIRST:
            if self._counted.rule is Rule.CONFIRM:
                return self._yes_and_no()
            if not self._counted.rule.by_preference:
                return f"{self._counted.valid} papers counted, {self._crosses()}.{self._passed_over()}"
            return f"{self._counted.valid} first preferences counted."
        if stage.action is Action.SURPLUS:
            return self._surplus()
        if stage.action is Action.EXCLUDE:
            return self._exclusion() if not stage.doomed else self._no_place() + self._exclusion()
        return self._round()

    def _crosses(self) -> str:
        weights = self._counted.weights
        if weights is None:
            return f"{self._stage.total} crosses"
        return f"{crosses_of(weights)} crosses, with their weights {self._votes(self._stage.total)} votes"

    def _yes_and_no(self) -> str:
        had = [
            f"{self._name(each)} {self._votes(self._stage.votes[each - 1])} yes, "
            f"{self._votes(self._stage.against[each - 1])} no"
            for each in self._counted.standing
        ]
        refused = [self._name(each) for each in self._stage.excluded]
        said = f"{self._counted.valid} papers counted: {'; '.join(had)}."
        if refused:
            said += f" {_listed(refused)} had no more yes than no and {_are(refused)} not elected."
        return said

    def _passed_over(self) -> str:
        """Who had more votes than somebody elected and could have no place."""
        lowest = min((self._stage.votes[each - 1] for each in self._stage.elected), default=0)
        over = [each for each in self._stage.doomed if self._stage.votes[each - 1] > lowest]
        if not over:
            return ""
        had = [f"{self._name(each)} ({self._votes(self._stage.votes[each - 1])})" for each in over]
        return f" {_listed(had)} {_are(over)} passed over: the reserved seats leave no place."

    def _no_place(self) -> str:
        return f"The reserved seats leave no place for {self._name(self._stage.doomed[0])}. "

    def _surplus(self) -> str:
        """With the sum that gives each paper its new worth, and where what is lost went: to be worked out by hand."""
        stage = self._stage
        who, surplus = self._name(stage.candidates[0]), self._votes(stage.surplus)
        if self._counted.rule is Rule.ERS97:
            return self._last_batch(stage.batches[0], who, surplus)
        total = self._votes(self._before.votes[stage.candidates[0] - 1] if self._before else 0)
        worth = _listed(
            [
                f"{_papers(each.papers)} of {self._value(each.value)} at {self._value(each.passed_at)}{_ends(each)}"
                for each in stage.batches
            ]
        )
        on_papers = sum(batch.non_transferable * batch.passed_at for batch in stage.batches)
        return (
            f"Surplus of {who}, {surplus}, by value × {surplus} ÷ {total}: "
            f"{worth}; {self._lost()} non-transferable{self._cut(on_papers)}."
        )

    def _last_batch(self, batch: Batch, who: str, surplus: str) -> str:
        """ERS97 looks only at the papers that came last, and at those of them with a further choice (5.3)."""
        moving = batch.papers - batch.non_transferable
        said = f"Surplus of {who}, {surplus}: of the {_papers(batch.papers)} of the last batch {moving} pass on"
        if moving and batch.passed_at != batch.value:
            said += f", each at {surplus} ÷ {moving} = {self._value(batch.passed_at)}, cut at two decimals"
        elif moving:
            said += f" at their present value, {self._value(batch.value)} each, together no more than the surplus"
        return f"{said}; {self._lost()} non-transferable."

    def _cut(self, on_papers: int) -> str:
        """How much of what is lost is in the decimals cut, and not on papers that go no further."""
        cut = self._lost_votes() - on_papers
        if not cut:
            return ""
        return f", {self._votes(cut)} of it beyond five decimals" if on_papers else " beyond five decimals"

    def _exclusion(self) -> str:
        stage = self._stage
        had = [self._before.votes[each - 1] if self._before else 0 for each in stage.candidates]
        waiting = (
            f" Surpluses of {self._votes(stage.deferred)} wait: they could not change this." if stage.deferred else ""
        )
        left = sum(stage.votes[each - 1] for each in stage.candidates)
        if left:
            waiting = f" {self._votes(left)} stays where it lies, as all places are filled by then.{waiting}"
        if len(stage.candidates) == 1:
            place = "stands at" if stage.doomed else "is last with"
            who = f"{self._name(stage.candidates[0])} {place} {self._votes(had[0])} and is excluded"
        else:
            names = _listed([self._name(each) for each in stage.candidates])
            together = self._votes(sum(had))
            who = f"{names}, with {together} together, cannot pass the next candidate and are excluded together"
        return f"{who}: {self._moved()}; {self._lost()} non-transferable.{waiting}"

    def _moved(self) -> str:
        """The papers of whoever is excluded, by value, as each batch of them moved."""
        batches = self._stage.batches
        if not batches:
            return "no paper"
        by_value = _listed([f"{each.papers} of {self._value(each.value)}{_ends(each)}" for each in batches])
        if len(batches) == 1:
            only = batches[0]
            return f"{_papers(only.papers)} of value {self._value(only.value)}{_ends(only)}"
        return f"{_papers(sum(each.papers for each in batches))}, by value {by_value}"

    def _round(self) -> str:
        stage = self._stage
        quota = f"The quota is {self._votes(stage.quota)}"
        if stage.action is Action.DEFEAT:
            out = stage.candidates[0]
            votes = self._votes(stage.votes[out - 1])
            return f"{quota}; nobody else reaches it. {self._name(out)} is last with {votes} and is excluded."
        if any(stage.votes[each - 1] < stage.quota for each in stage.elected):
            return f"{quota}. As many candidates are left as places."
        return f"{quota}."

    def _tie(self, tie: Tie) -> str:
        names = _listed([self._name(each) for each in tie.tied])
        picked = self._name(tie.picked)
        what = {
            Purpose.SURPLUS: f"the surplus of {picked} goes first",
            Purpose.EXCLUSION: f"{picked} is excluded",
            Purpose.ELECTION: f"{picked} is elected",
        }[tie.purpose]
        stood = f"{names} stood equal at {self._votes(tie.votes)}"
        if self._counted.rule is Rule.MEEK:
            stood = f"{names} stood no further apart than the surplus still moving, {self._votes(self._stage.surplus)}"
        looked = self._partings(tie)
        if tie.lot is not None:
            between = "" if tie.lot.tied == tie.tied else f" between {_listed([self._name(e) for e in tie.lot.tied])}"
            if looked:
                return f"{stood}: {looked}; no other stage decides: by lot{between} ({tie.lot.method}) {what}."
            why = (
                "" if self._counted.rule in (Rule.MEEK, Rule.BLOCK, Rule.APPROVAL) else ", and no earlier stage decides"
            )
            return f"{stood}{why}: by lot{between} ({tie.lot.method}) {what}."
        if len(tie.partings) > 1 or (tie.partings and len(tie.partings[-1].left) > 1):
            return f"{stood}: {looked}, so {what}."
        more = "fewer" if tie.purpose is Purpose.EXCLUSION else "more"
        return f"{stood}: {picked} had {more} at stage {tie.at_stage}, so {what}."

    def _partings(self, tie: Tie) -> str:
        """Each earlier stage that ruled somebody out: "at stage 4 Ann and Bo had fewest, 5.00000"."""
        most = "fewest" if tie.purpose is Purpose.EXCLUSION else "most"
        return ", ".join(
            f"at stage {each.stage} {_listed([self._name(one) for one in each.left])} had {most}, "
            f"{self._votes(each.votes)}{' each' if len(each.left) > 1 else ''}"
            for each in tie.partings
        )

    def _elected(self) -> str:
        stage, rule = self._stage, self._counted.rule
        if not stage.elected:
            return "Nobody is elected." if self._counted.finished or not self._last else ""
        reached = [each for each in stage.elected if not rule.by_preference or stage.votes[each - 1] >= stage.quota]
        others = [each for each in stage.elected if each not in reached]
        parts = []
        if reached and rule is Rule.CONFIRM:
            parts.append(f"{_listed([self._name(e) for e in reached])} {_are(reached)} elected.")
        elif reached and not rule.by_preference:
            had = [f"{self._name(each)} ({self._votes(stage.votes[each - 1])})" for each in reached]
            parts.append(f"{_listed(had)} {_are(reached)} elected.")
        elif reached:
            verb = "reaches" if len(reached) == 1 else "reach"
            parts.append(f"{_listed([self._name(e) for e in reached])} {verb} the quota and {_are(reached)} elected.")
        if others:
            names = _listed([self._name(each) for each in others])
            why = (
                "as many candidates are left as places" if self._fills_the_rest(others) else "enough of the active vote"
            )
            parts.append(f"{names} {_are(others)} elected: {why}.")
        return " ".join(parts)

    def _fills_the_rest(self, others: Sequence[int]) -> bool:
        """Did they come in because nobody else was left?"""
        gone = {each for stage in self._counted.stages for each in (*stage.elected, *stage.excluded)}
        return self._last and set(self._counted.standing) <= gone and bool(others)

    def _end(self) -> str:
        unfilled = self._counted.unfilled
        if unfilled == 0:
            return "All places are filled."
        why = "there were not enough candidates"
        if self._counted.rule is Rule.CONFIRM:
            why = "nobody else was elected"
        return f"{unfilled} {'place stays' if unfilled == 1 else 'places stay'} vacant: {why}."

    def _lost_votes(self) -> int:
        return self._stage.non_transferable - (self._before.non_transferable if self._before else 0)

    def _lost(self) -> str:
        return self._votes(self._lost_votes())

    def _votes(self, votes: int) -> str:
        return self._counted.say(votes)

    def _value(self, value: int) -> str:
        """A paper's worth: 1 as 1."""
        whole = 10**self._counted.rule.decimals
        return str(value // whole) if value % whole == 0 else self._votes(value)


def _papers(papers: int) -> str:
    return "1 paper" if papers == 1 else f"{papers} papers"


def _ends(batch: Batch) -> str:
    """How many of these papers have no further choice."""
    many = batch.non_transferable
    return f" ({many} {'ends' if many == 1 else 'end'} here)" if many else ""


def _are(people: Sequence[object]) -> str:
    return "is" if len(people) == 1 else "are"


def _listed(words: Sequence[str]) -> str:
    """A, B and C."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _cut(dividend: int, divisor: int) -> str:
    """A quotient to two decimals, with the dots that say it goes on."""
    hundredths, rest = divmod(dividend * 100, divisor)
    text = written(hundredths, 2).rstrip("0").rstrip(".")
    return f"{text}…" if rest else text
