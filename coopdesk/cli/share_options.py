"""Options that the verbs of ``coopdesk shares`` have in common, and how a sum is read."""

import click

from coopdesk.domain.money import read_pounds
from coopdesk.domain.refusals import NotUnderstood

ON = click.option("--on", default="", help="The day, as 2026-11-28; today if left out.")
SHARE_CLASS = click.option("--class", "share_class", default="", help="A class of shares beside the rule sheet's.")
NONCE = click.option("--nonce", help="The same nonce again changes nothing and gives the first answer.")
PAID = click.option("--paid", required=True, help="cash, card, transfer or cheque.")


def sum_given(text: str) -> int:
    """A sum of money as typed, in pence.

    Raises:
        NotUnderstood: it is none.
    """
    pence = read_pounds(text)
    if pence is None:
        raise NotUnderstood("The sum", text, "write it as 25, £25 or 25.50")
    return pence


def receipts_words(count: int) -> str:
    """ "1 receipt", "4 receipts"."""
    return f"{count:,} receipt{'' if count == 1 else 's'}"
