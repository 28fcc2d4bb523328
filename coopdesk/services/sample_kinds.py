"""Seven made-up societies, each by the rules that its kind usually has, so that its annual meeting plays by them.

Names and numbers are invented. In every kind the quorum is a tenth of the members and every member has a vote.
"""

from dataclasses import dataclass

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import LegalForm


@dataclass(frozen=True, slots=True)
class SampleKind:
    """One kind of society.

    Args:
        rules: settings on top of the legal form's usual rules, as ``domain.rules.change`` takes them.
        classes: (every so many members, their class), the first that fits; everybody else is of ``usual_class``.
        shares: holdings to draw from.
        organisations: some members are organisations, of class Corporate.
    """

    word: str
    name: str
    number: str
    form: LegalForm
    office: str
    place: str
    town: str
    rules: tuple[tuple[str, str], ...]
    usual_class: str
    classes: tuple[tuple[int, str], ...] = ()
    shares: tuple[int, ...] = (1,)
    organisations: bool = False

    def class_of(self, member: int) -> str:
        """The class of a person by the member number."""
        return next((name for every, name in self.classes if member % every == 0), self.usual_class)


_FOOD = SampleKind(
    word="food-co-op",
    name="Hebden Stores Co-operative Society Limited",
    number="12345R",
    form=LegalForm.CO_OPERATIVE,
    office="12 Weavers Row, Hebden Bridge HX7 0ZZ",
    place="The Old Town Hall, Hebden Bridge",
    town="Hebden Bridge",
    rules=(
        ("quorum", "10%"),
        ("joiners_vote", "no"),
        ("majority[rule-change]", "two-thirds"),
        ("classes", "Individual, Worker, Corporate"),
    ),
    usual_class="Individual",
    classes=((17, "Worker"),),
    shares=(1, 1, 1, 1, 5, 10, 10, 25, 25, 50, 100),
    organisations=True,
)

_CIC = SampleKind(
    word="employee-owned-cic",
    name="Calder Care Partnership CIC",
    number="08123456",
    form=LegalForm.CIC,
    office="4 Union Street, Halifax HX1 1ZZ",
    place="The Square Chapel, Halifax",
    town="Halifax",
    # One £1 share each and one vote each; the articles give a casting vote, which since 2007 has no effect.
    rules=(
        ("quorum", "10%"),
        ("formed_on", "2012-04-02"),
        ("casting_vote", "yes"),
        ("max_shares", "1"),
        ("joiners_vote", "no"),
        ("classes", "Employee"),
    ),
    usual_class="Employee",
)

_MUTUAL = SampleKind(
    word="public-service-mutual",
    name="Aire Valley Libraries Mutual Limited",
    number="31872R",
    form=LegalForm.COMMUNITY_BENEFIT,
    office="1 Library Walk, Keighley BD21 9ZZ",
    place="Keighley Library",
    town="Keighley",
    # Three classes: each must carry a rule change, and by weight they decide an extraordinary resolution.
    rules=(
        ("quorum", "10%"),
        ("classes", "Service user (weight 40), Staff (weight 30), Resident (weight 30)"),
        ("max_shares", "1"),
        ("majority[rule-change]", "three-quarters"),
        ("class_vote[rule-change]", "each"),
        ("class_vote[extraordinary]", "weighted"),
        ("proxy_allowed", "members"),
        ("proxy_max_per_holder", "3"),
    ),
    usual_class="Service user",
    classes=((5, "Staff"), (3, "Resident")),
)

_HOUSING = SampleKind(
    word="housing-co-op",
    name="Ripple Lane Housing Co-operative Limited",
    number="24610R",
    form=LegalForm.CO_OPERATIVE,
    office="9 Ripple Lane, Leeds LS6 9ZZ",
    place="The common room, Ripple Lane",
    town="Leeds",
    # The £1 share is cancelled on leaving and its pound kept; nobody votes for somebody else.
    rules=(
        ("quorum", "10%"),
        ("max_shares", "1"),
        ("share_withdrawable", "no"),
        ("on_exit", "keep"),
        ("proxy_allowed", "nobody"),
        ("quorum_counts_proxies", "no"),
        ("notice_clear_days", "14"),
        ("classes", "Tenant"),
    ),
    usual_class="Tenant",
)

_SUPPORTERS = SampleKind(
    word="supporters-trust",
    name="Aldham Town Supporters' Society Limited",
    number="29344R",
    form=LegalForm.COMMUNITY_BENEFIT,
    office="The Ground, Station Road, Aldham CO6 9ZZ",
    place="The clubhouse, Aldham",
    town="Aldham",
    # Three-quarters of those present decide on the ground, and a quarter of all members must vote on a rule.
    rules=(
        ("quorum", "10%"),
        ("max_shares", "1"),
        ("majority[extraordinary]", "three-quarters"),
        ("majority_base[extraordinary]", "present"),
        ("min_turnout[rule-change]", "25%"),
        ("poll_demand", "5 voters or 10%"),
        ("proxy_allowed", "members"),
        ("proxy_max_per_holder", "1"),
        ("quorum_counts_proxies", "no"),
        ("classes", "Member"),
    ),
    usual_class="Member",
)

_ENERGY = SampleKind(
    word="community-energy",
    name="Brough Moor Community Energy Limited",
    number="33518R",
    form=LegalForm.COMMUNITY_BENEFIT,
    office="The Reading Room, Brough CA17 9ZZ",
    place="Brough Memorial Hall",
    town="Brough",
    # Holdings of £50 upwards and one vote each; investors who use nothing have a tenth of the votes at most.
    rules=(
        ("quorum", "10%"),
        ("min_shares", "50"),
        ("max_shares", "100000"),
        ("classes", "Member, Investor (investor)"),
        ("investor_cap", "10%"),
        ("notice_clear_days", "21"),
        ("withdrawal_weeks", "13"),
    ),
    usual_class="Member",
    classes=((47, "Investor"),),
    shares=(50, 50, 100, 250, 250, 500, 1000, 2500),
)

_NHS = SampleKind(
    word="nhs-constituencies",
    name="Wharfe and Nidd Health Society Limited",
    number="35027R",
    form=LegalForm.COMMUNITY_BENEFIT,
    office="The Infirmary, Knaresborough HG5 9ZZ",
    place="The lecture theatre, Knaresborough",
    town="Knaresborough",
    # Constituencies elect governors apart; what changes the governors' part needs more than half of those voting.
    rules=(
        ("quorum", "10%"),
        ("max_shares", "1"),
        ("majority[rule-change]", "ordinary"),
        ("classes", "Public Wharfe, Public Nidd, Patient, Staff"),
        ("proxy_allowed", "nobody"),
        ("quorum_counts_proxies", "no"),
        ("record_date_days", "14"),
        ("notice_clear_days", "21"),
        ("retirement", "terms"),
    ),
    usual_class="Public Wharfe",
    classes=((7, "Staff"), (5, "Patient"), (2, "Public Nidd")),
)

SAMPLES = (_FOOD, _CIC, _MUTUAL, _HOUSING, _SUPPORTERS, _ENERGY, _NHS)
KINDS = tuple(kind.word for kind in SAMPLES)
"""The words ``society sample --like`` takes."""


def kind_named(word: str) -> SampleKind:
    """A kind of society.

    Raises:
        NotUnderstood: there is none of that name.
    """
    for kind in SAMPLES:
        if kind.word == word:
            return kind
    raise NotUnderstood("The kind of sample", word, f"it is one of {', '.join(KINDS)}")
