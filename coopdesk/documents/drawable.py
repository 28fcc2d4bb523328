"""Sorting out, before a long run of cards or certificates, those whose names no font here can draw.

One name must not hold up everybody's card; it is left out and named, never drawn with a hole in it.
"""

from collections.abc import Sequence

from coopdesk.documents.faces import CannotDraw, refuse
from coopdesk.documents.type import undrawable
from coopdesk.services.card_view import CardView
from coopdesk.services.certificate_view import CertificateView


def drawable_cards(views: Sequence[CardView]) -> tuple[list[CardView], list[CannotDraw]]:
    """The cards that can be drawn, in their order, and the refusal for each of the others."""
    refused = [_refusal(view.name, view.representative) for view in views]
    kept = [view for view, no in zip(views, refused, strict=True) if no is None]
    return kept, [no for no in refused if no is not None]


def drawable_certificates(views: Sequence[CertificateView]) -> tuple[list[CertificateView], list[CannotDraw]]:
    """The certificates that can be drawn, in their order, and the refusal for each of the others."""
    refused = [_refusal(view.holder, view.address) for view in views]
    kept = [view for view, no in zip(views, refused, strict=True) if no is None]
    return kept, [no for no in refused if no is not None]


def _refusal(*texts: str) -> CannotDraw | None:
    for text in texts:
        character = undrawable(text)
        if character:
            return refuse(character, text)
    return None
