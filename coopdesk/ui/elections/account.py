"""Where an election's papers are, in the lines below who stands; and the form that says why some are missing."""

from collections.abc import Sequence

from coopdesk.domain.few_voters import few_rankings
from coopdesk.services.election_account import AccountView
from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.text import words

_NAMED = 6
"""So many papers are named; of more, how many they are."""


def account_words(view: ElectionDeskView | None) -> str:
    """The account of the papers: how many are back while the ballot is open, then the whole sum."""
    if view is None or view.election is None or view.papers is None:
        return ""
    account = view.papers.account
    if view.election.state == "open" or not account.returned:
        said = words("{} given out").format(f"{account.voters:,}")
        lines = [f"{said} · {words('{} back and read').format(f'{account.returned:,}')}"]
    else:
        lines = [view.papers.sentence]
    lines += [
        words("{}: {} of {} given out, {} back").format(
            each.name, f"{each.voters:,}", f"{each.electors:,}", f"{each.returned:,}"
        )
        for each in account.classes
    ]
    if account.few and view.election.state in ("open", "closed"):
        lines.append(account.few)
    if view.papers.spoilt:
        spoilt = ", ".join(f"{many:,} {reason}" for reason, many in view.papers.spoilt.items())
        lines.append(words("Spoilt: {}").format(spoilt))
    if account.differing:
        lines.append(words("Read two ways: {}").format(named_papers(account.differing)))
    if account.read_once and view.election.state == "closed":
        lines.append(words("Read by one person only: {}").format(named_papers(account.read_once)))
    if view.result is not None and not view.election.unopposed:
        caution = few_rankings(view.result.counted.valid, words("the count"))
        lines += [caution] if caution else []
    return "\n".join(lines)


def named_papers(papers: Sequence[str]) -> str:
    """ "2, 5" or "2, 5, 6, 7, 8, 9 and 12 more"."""
    said = ", ".join(papers[:_NAMED])
    more = len(papers) - _NAMED
    return said if more <= 0 else words("{} and {} more").format(said, f"{more:,}")


def missing_form(papers: AccountView) -> InlineForm:
    """Why papers that were handed out are not back."""
    fields = (
        FormField("why", words("What became of them"), words("One member went home with the paper"), wide=True),
        FormField("missing", words("Papers not back"), str(papers.account.out)),
    )
    return InlineForm(
        words("Say why papers are missing"), words("Keep it"), fields, icon="pencil-line", note=papers.sentence
    )
