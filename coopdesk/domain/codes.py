"""Codes on cards and papers. A scan means what its prefix says, wherever the focus is.

The payload is a random token: it says nothing about the person, and a card can be withdrawn without a new number. (A
signed share certificate carries more: ``domain.certificate_statement``.) The alphabet is what a QR code's alphanumeric
mode and a US-layout scanner both carry safely.
"""

from enum import StrEnum

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No I, O, 0 or 1: people read codes aloud at the door."""

TOKEN_LENGTH = 16
"""32**16 is 80 bits: not to be guessed, short enough for a small QR code."""


_MOST_TOKEN = 64
_MOST_SIGNED = 800
"""Letters: a signed certificate carries its whole statement."""

_SPELT = (ALPHABET * 8).encode("ascii")
"""A letter for each of the 256 bytes."""


class CodeKind(StrEnum):
    """What a scanned code stands for."""

    MEMBER_CARD = "CDM1"
    BALLOT_SLIP = "CDB1"
    CERTIFICATE = "CDC1"
    VOTING_CARD = "CDV1"


CODE_NAMES = {
    CodeKind.MEMBER_CARD: "member card",
    CodeKind.BALLOT_SLIP: "ballot slip",
    CodeKind.CERTIFICATE: "share certificate",
    CodeKind.VOTING_CARD: "voting card",
}


def write_code(kind: CodeKind, token: str) -> str:
    """The text inside a QR code, "CDM1:ABCD..."."""
    return f"{kind.value}:{token}"


def read_code(text: str) -> tuple[CodeKind, str] | None:
    """Take a scanned text apart; None when it is not one of our codes.

    A scanner set to another keyboard layout sends ";" for ":", and some send lower case.
    """
    head, separator, token = text.strip().replace(";", ":", 1).partition(":")
    try:
        kind = CodeKind(head.upper())
    except ValueError:
        return None
    if kind is CodeKind.CERTIFICATE:
        # Copied from a letter it comes in lines, and spelt out by hand in fours.
        token = "".join(token.split())
    if not separator or not token or len(token) > (_MOST_SIGNED if kind is CodeKind.CERTIFICATE else _MOST_TOKEN):
        return None
    return kind, token.upper()


def is_token(text: str) -> bool:
    """Whether a text could be a token of ours, rather than a number or word that somebody wrote."""
    return len(text) == TOKEN_LENGTH and not set(text) - set(ALPHABET)


def token_from(random_bytes: bytes) -> str:
    """Spell random bytes in the card alphabet; 16 bytes give one token."""
    return random_bytes[:TOKEN_LENGTH].translate(_SPELT).decode("ascii")
