"""Where so few vote that a count tells how single members voted: what is said of it, and from which number on.

A motion's secret ballot is refused for a class that small, since it can be voted on another way. A constituency has no
other way, so the returning officer is told and asked (elections reference §6).
"""

LEAST_VOTERS = 5
"""Voters there must be for their own figures not to tell how each of them voted."""

LEAST_RANKINGS = 20
"""Papers there must be for whole rankings, or the stages made of them, not to be told apart easily."""


def few_voters(name: str, voters: int) -> str:
    """Before a ballot opens: what a result among so few will tell; "" where there are enough.

    Args:
        name: the constituency, or "" where everybody votes.
        voters: who may vote.
    """
    if voters >= LEAST_VOTERS:
        return ""
    of = f" for {name}" if name else ""
    who = "Nobody may vote" if not voters else "Only one member may vote" if voters == 1 else f"Only {voters} may vote"
    if not voters:
        return f"{who}{of}: every place stays without a vote. Check the classes on the register of members first."
    tells = "the result tells how that member voted" if voters == 1 else "the result may tell how each of them voted"
    return f"{who}{of}: {tells}, whatever is done with the papers. A secret needs {LEAST_VOTERS} voters or more."


def few_papers(name: str, papers: int) -> str:
    """Before a count: what the stages of so few papers will tell; "" where there are enough, or none.

    Args:
        papers: that came back.
    """
    if not 0 < papers < LEAST_VOTERS:
        return ""
    of = f" for {name}" if name else ""
    back = "Only one paper came back" if papers == 1 else f"Only {papers} papers came back"
    return (
        f"{back}{of}: the count, which stands in the declaration and the minutes, may tell how single members voted. "
        "Say so to those who voted before it is shown or printed."
    )


def few_rankings(papers: int, what: str = "this file") -> str:
    """Before rankings, or the stages of a count, are handed on; "" where there are enough papers, or none.

    Args:
        papers: valid ones.
        what: "this file", "this picture".
    """
    if not 0 < papers < LEAST_RANKINGS:
        return ""
    only = "Only one paper" if papers == 1 else f"Only {papers} papers"
    return (
        f"{only}: somebody who knows how a member ranks the candidates may recognise the paper. "
        f"Think before handing {what} on."
    )
