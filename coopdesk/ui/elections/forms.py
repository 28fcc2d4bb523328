"""The questions of an election, one form for each act."""

from coopdesk.domain.elections.record import Purpose, Rule
from coopdesk.domain.elections.sentences import lot_sentence
from coopdesk.services.casual_vacancies import EmptyPlace
from coopdesk.services.election_counts import ElectionResult
from coopdesk.services.election_view import Election
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.text import words

EXACTLY = "exactly"
"""Crosses where fewer than the number of places spoil the paper too."""


def rule_names() -> dict[str, str]:
    """The rules as people choose them."""
    return {
        Rule.SCOTTISH.value: words("Single transferable vote, Scottish rules"),
        Rule.ERS97.value: words("Single transferable vote, ERS97"),
        Rule.MEEK.value: words("Single transferable vote, Meek"),
        Rule.AV.value: words("Alternative vote, one place"),
        Rule.BLOCK.value: words("Crosses, up to the number of places"),
        Rule.APPROVAL.value: words("Approval, as many crosses as you like"),
    }


def rule_name(rule: Rule) -> str:
    """A rule as the page calls it; a yes or no is asked where there turn out to be no more candidates than places."""
    return rule_names().get(rule.value, words("Yes or no to each candidate"))


def reserved_words(election: Election) -> list[str]:
    """ "at least 2 women, at most 1 staff"."""
    said = []
    for each in election.reserved:
        parts = [words("at least {}").format(each.least)] if each.least else []
        parts += [words("at most {}").format(each.most)] if each.most is not None else []
        said.append(f"{', '.join(parts)} {each.label}")
    return said


def reopen_choices() -> tuple[tuple[str, str], ...]:
    """Whether "re-open nominations" stands."""
    return (("", words("No")), ("yes", words("Yes, as the last name on the paper")))


def naming_choices() -> tuple[tuple[str, str], ...]:
    """In which order the names stand on the paper."""
    return (("alphabetical", words("By name")), ("lot", words("By lot")), ("nominated", words("As nominated")))


def call_form() -> InlineForm:
    """A new election."""
    exactly = words("Crosses, exactly the number of places")
    fields = (
        FormField("title", words("Title"), words("Election of directors"), wide=True),
        FormField("places", words("Places"), "3"),
        FormField("rule", words("How it is counted"), choices=(*rule_names().items(), (EXACTLY, exactly))),
        FormField("office", words("Office"), words("director")),
        FormField("constituency", words("Only for one class of members"), words("everybody")),
        FormField("term", words("Those elected serve until"), words("the 2029 AGM")),
        FormField("reserved", words("Reserved seats"), words("at least 2 women; at most 1 staff")),
        FormField("reopen", words("“Re-open nominations” stands"), choices=reopen_choices()),
        FormField("nominations_until", words("Nominations close"), "20/11/2026 18:00"),
        FormField("naming", words("Order of names on the paper"), choices=naming_choices()),
        FormField("stand_days", words("Days of membership before standing"), "0"),
    )
    return InlineForm(words("Call an election"), words("Open nominations"), fields, icon="plus", back=words("Back"))


def _of(title: str, election: Election) -> str:
    """ "Nominate a member: Workers"."""
    return f"{title}: {election.constituency}" if election.constituency else title


def nominate_form(election: Election) -> InlineForm:
    """One nomination; where seats are reserved, for whom the candidate stands."""
    agreed = (("", words("Consents to stand")), ("later", words("Consent is still to come")))
    fields = [
        FormField("member", words("Candidate's member number"), "0427"),
        FormField("statement", words("A line for the ballot paper"), words("Treasurer since 2021")),
        FormField("proposer", words("Proposer's member number"), "0388"),
        FormField("seconder", words("Seconder's member number"), "0112"),
        FormField("consent", words("Consent"), choices=agreed),
    ]
    if election.reserved:
        groups = ", ".join(each.label for each in election.reserved)
        fields.append(FormField("groups", words("Counts among"), groups))
    return InlineForm(
        _of(words("Nominate a member"), election), words("Nominate"), fields, icon="user-plus", back=words("Back")
    )


def consent_form(election: Election) -> InlineForm:
    """Who agrees to stand now."""
    people = tuple((f"#{each.id}", each.name) for each in election.people if not each.consent)
    fields = (FormField("candidate", words("Candidate"), choices=people, wide=True),)
    note = words("Nobody's name goes onto the paper without it.")
    return InlineForm(words("Record a consent"), words("Consents to stand"), fields, icon="user-check", note=note)


def withdraw_form(election: Election) -> InlineForm:
    """Who stands no longer."""
    people = tuple((f"#{each.id}", each.name) for each in election.people)
    fields = (FormField("candidate", words("Candidate"), choices=people, wide=True),)
    note = words("On papers that are printed already the name is passed over.")
    return InlineForm(words("Withdraw a candidate"), words("Withdraw"), fields, icon="user-minus", note=note)


def issue_form() -> InlineForm:
    """A paper is handed out."""
    again = (("", words("First paper")), ("yes", words("Replaces a spoilt one, handed back")))
    fields = (
        FormField("member", words("Member number, or scan the card"), "0427"),
        FormField("replacing", words("Paper"), choices=again),
    )
    note = words("The roll is marked. Nothing ties the paper to the member.")
    return InlineForm(
        words("Hand out a ballot paper"), words("Mark the roll"), fields, icon="vote", note=note, back=words("Back")
    )


def bring_form(election: Election) -> InlineForm:
    """Papers counted elsewhere, where they lie class by class."""
    classes = (("", words("A column headed “class” says")), *((name, name) for name in election.classes))
    fields = (FormField("box", words("Of which class"), choices=classes, wide=True),)
    note = words("The classes do not weigh the same, so their papers come in class by class.")
    return InlineForm(
        words("Bring in papers counted elsewhere"), words("Choose the file"), fields, icon="import", note=note
    )


def lot_form(result: ElectionResult) -> InlineForm:
    """A lot, from words said aloud or drawn by hand, with the sentence that says between whom and what it decides."""
    counted, name = result.counted, result.ballots.name
    caption = {
        Purpose.SURPLUS: words("Or drawn by hand: whose surplus goes first"),
        Purpose.EXCLUSION: words("Or drawn by hand: who is excluded"),
        Purpose.ELECTION: words("Or drawn by hand: who is elected"),
        None: words("Or drawn by hand"),
    }[counted.lot_purpose]
    tied = counted.lot_needed_between or ()
    drawn = (("", words("Drawn from the words")), *((str(each), name(each)) for each in tied))
    fields = (
        FormField("seed", words("Words said aloud by the scrutineer"), words("dice 4 2")),
        FormField("picked", caption, choices=drawn),
        FormField("witness", words("Who saw it drawn"), words("Joan Dewhirst"), wide=True),
    )
    note = lot_sentence(counted, result.ballots)
    return InlineForm(
        words("A lot is needed"), words("Count with this lot"), fields, icon="scale", note=note, back=words("Back")
    )


def fill_form(empty: tuple[EmptyPlace, ...]) -> InlineForm:
    """A place that fell empty goes to the runner-up."""
    left = tuple((each.number, f"{each.name} ({each.number})") for each in empty)
    fields = (FormField("member", words("Who left the place"), choices=left, wide=True),)
    note = words("Whoever came nearest without a place takes it for the rest of the term.")
    return InlineForm(
        words("Fill a place with the runner-up"), words("Put the runner-up in"), fields, icon="user-plus", note=note
    )
