"""What people write above a column of members, and which of our fields they mean by it.

Read from registers, join forms and membership exports; the exact phrases are certain, the telling words are guesses.
"""

import unicodedata
from enum import StrEnum


class Field(StrEnum):
    """What a column can hold. The values are the words of ``--map "Column=field"``."""

    NUMBER = "number"
    NAME = "name"
    SURNAME = "surname"
    FORENAMES = "forenames"
    ORGANISATION = "organisation"
    REPRESENTATIVE = "representative"
    KIND = "kind"
    CLASS = "class"
    ADDRESS = "address"
    POSTCODE = "postcode"
    EMAIL = "email"
    PHONE = "phone"
    SHARES = "shares"
    CERTIFICATES = "certificates"
    JOINT = "joint"
    PAID = "paid"
    PAYMENT = "payment"
    JOINED = "joined"
    STATUS = "status"
    ENDED = "ended"
    REASON = "reason"
    NOTES = "notes"


class Confidence(StrEnum):
    """How sure the matching of a column is."""

    CERTAIN = "certain"
    GUESSED = "guessed"
    LEFT_OUT = "left out"


FIELD_WORDS = {
    Field.NUMBER: "Member number",
    Field.NAME: "Name",
    Field.SURNAME: "Family name",
    Field.FORENAMES: "Given names",
    Field.ORGANISATION: "Organisation",
    Field.REPRESENTATIVE: "Representative",
    Field.KIND: "Person or organisation",
    Field.CLASS: "Class",
    Field.ADDRESS: "Address",
    Field.POSTCODE: "Postcode",
    Field.EMAIL: "E-mail",
    Field.PHONE: "Phone",
    Field.SHARES: "Shares",
    Field.CERTIFICATES: "Certificates",
    Field.JOINT: "Joint holders",
    Field.PAID: "Amount paid",
    Field.PAYMENT: "Paid by",
    Field.JOINED: "Date joined",
    Field.STATUS: "Status",
    Field.ENDED: "Date ended",
    Field.REASON: "Reason for ending",
    Field.NOTES: "Notes (read for “Rep:” only)",
}
"""What a person is shown for each field."""

NAME_AS_WRITTEN = "Name as written"
"""The heading our own export puts over names: what stands under it is never turned round at a comma."""

_CERTAIN_PHRASES = {
    Field.NUMBER: "mem no; memb no; member no; member nos; member number; membership no; membership number; "
    "member id; membership id; no; number; register no; register number; member ref",
    Field.NAME: "name; full name; fullname; member name; name of member; members name; name in full; names; "
    "surname forename; surname forenames; surname first name; last name first name; surname and forename; "
    "surname forename organisation; surname forenames organisation; name organisation; your name; your full name; "
    "first name surname; forename surname; person or organisation name; name of person or organisation; "
    "name or organisation; member s name; shareholder; shareholder name; name as written",
    Field.SURNAME: "surname; last name; family name; lastname; second name; sname",
    Field.FORENAMES: "forename; forenames; first name; first names; given name; given names; firstname; "
    "christian name; fore name; fore names; fname",
    Field.ORGANISATION: "organisation; organization; organisation name; name of organisation; company; company name; "
    "business; business name; corporate member",
    Field.REPRESENTATIVE: "representative; rep; authorised representative; nominated representative; "
    "representative name; name of representative; representative s name; appointed representative",
    Field.KIND: "person or organisation; individual or organisation; kind; kind of member",
    Field.CLASS: "class; member class; membership class; category; membership category; member category; "
    "membership type; member type; type of membership; class of member; constituency",
    Field.ADDRESS: "address; address 1; address 2; address 3; address 4; address line 1; address line 2; "
    "address line 3; address line 4; postal address; home address; full address; street; street address; town; city; "
    "town city; town or city; post town; county; village; country; addr; addr 1; addr 2; addr 3; address1; address2; "
    "house; registered address; residential address; road; locality",
    Field.POSTCODE: "post code; postcode; postal code; pcode; p code",
    Field.EMAIL: "e mail; email; email address; e mail address; your email; your email address; mail; contact email",
    Field.PHONE: "tel; telephone; phone; tel no; telephone no; telephone number; phone no; phone number; mobile; "
    "mobile no; mobile number; mobile phone; home phone; contact number; tel number; telephone numbers; landline",
    Field.SHARES: "shares; 1 shares; £ 1 shares; no of shares; number of shares; num shares; shares held; "
    "shareholding; share holding; shares no; qty shares; shares issued; total shares; share capital; no shares",
    Field.CERTIFICATES: "certificate; certificates; certificate no; certificate nos; certificate number; "
    "certificate numbers; cert; certs; cert no; cert nos; cert number; share certificate; share certificates; "
    "share certificate no; share certificate nos; share certificate number; share certificate numbers; share cert no; "
    "share cert; certificate s",
    Field.JOINT: "joint holder; joint holders; joint holder s; joint name; joint names; joint with; held jointly with; "
    "jointly with; joint member; joint members; second holder; second joint holder; other holders; other joint holders",
    Field.PAID: "amount paid; paid; £ paid; paid £; amount; amount £; £; total paid; shares paid; paid up; "
    "amount paid £; value; paid in; share money; share money paid",
    Field.PAYMENT: "paid by; payment method; method of payment; how paid; payment type; payment",
    Field.JOINED: "joined; date joined; joined on; date of joining; join date; member since; date of membership; "
    "joining date; membership date; date of entry; date entered; date of admission; date admitted; date registered; "
    "membership start; membership start date; start date; date became member; date became a member",
    Field.STATUS: "status; member status; membership status; state",
    Field.ENDED: "ended; date ended; ended on; left; date left; left on; date of leaving; leaving date; resigned on; "
    "date resigned; end date; date ceased; ceased; date of cessation; membership end; membership end date; "
    "date ceased to be a member; date of ceasing",
    Field.REASON: "reason for ending; reason ended; reason for leaving; reason left; leaving reason; ended because; "
    "reason for cessation",
    Field.NOTES: "notes; note; remarks; comments; comment; remark",
}

_GUESSED_PHRASES = {
    Field.NAME: "member; holder; applicant; person",
    Field.NUMBER: "id; ref; reference; nr; num; #; serial; serial no; roll no",
    Field.REPRESENTATIVE: "contact; contact name; contact person; named contact; c o; care of",
    Field.CLASS: "type; group; membership",
    Field.ADDRESS: "area; district; region; house name; house number; flat; house no; home",
    Field.POSTCODE: "zip; zip code; pc",
    Field.SHARES: "holding; units; qty",
    Field.JOINED: "doj; timestamp; date; since; start; submitted; submission date; completion time; submitted at; "
    "created; date created; registered; application date; date of application; date applied; applied",
    Field.ENDED: "end; leaver; dol; expired; expiry date",
    Field.STATUS: "active; current; current member; live; is active",
    Field.KIND: "individual; corporate",
}

_TELLING_WORDS: tuple[tuple[frozenset[str], frozenset[str], Field], ...] = tuple(
    (frozenset(needed.split()), frozenset(unless.split()), field)
    for needed, unless, field in (
        ("email", "", Field.EMAIL),
        ("e mail", "", Field.EMAIL),
        ("postcode", "", Field.POSTCODE),
        ("post code", "", Field.POSTCODE),
        ("agree", "", Field.NOTES),
        ("consent", "", Field.NOTES),
        ("representative", "", Field.REPRESENTATIVE),
        ("full name", "", Field.NAME),
        ("first name", "", Field.FORENAMES),
        ("forename", "surname", Field.FORENAMES),
        ("surname forename", "", Field.NAME),
        ("surname", "", Field.SURNAME),
        ("last name", "", Field.SURNAME),
        ("family name", "", Field.SURNAME),
        ("organisation name", "", Field.ORGANISATION),
        ("name", "user house file sheet", Field.NAME),
        ("member number", "", Field.NUMBER),
        ("member no", "", Field.NUMBER),
        ("membership number", "", Field.NUMBER),
        ("membership no", "", Field.NUMBER),
        ("date joined", "", Field.JOINED),
        ("date left", "", Field.ENDED),
        ("joined", "", Field.JOINED),
        ("how many shares", "", Field.SHARES),
        ("number shares", "", Field.SHARES),
        ("amount", "", Field.PAID),
        ("how pay", "", Field.PAYMENT),
        ("payment", "", Field.PAYMENT),
        ("paid", "date", Field.PAID),
        ("shares", "date type", Field.SHARES),
        ("address", "ip", Field.ADDRESS),
        ("telephone", "", Field.PHONE),
        ("phone", "", Field.PHONE),
        ("mobile", "", Field.PHONE),
        ("class", "", Field.CLASS),
        ("category", "", Field.CLASS),
        ("organisation", "", Field.ORGANISATION),
    )
)
"""Words that must all be there, words that must not, field: first that fits. Names come before shares, because a form
asks for the name "as it should appear on your share certificate"."""


def words_of(heading: str) -> str:
    """The heading in lower case, one space between its words: "E-mail " is "e mail", "£1 shares" is "£ 1 shares"."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    spaced = "".join(
        sign if sign.isalnum() else (f" {sign} " if sign in "£#" else ("" if sign in "’'" else " ")) for sign in plain
    )
    return " ".join(spaced.split())


def _squashed(phrases: dict[Field, str]) -> dict[str, Field]:
    return {
        words_of(phrase).replace(" ", ""): field for field, listed in phrases.items() for phrase in listed.split(";")
    }


_CERTAIN = _squashed(_CERTAIN_PHRASES)
_GUESSED = _squashed(_GUESSED_PHRASES)


def _without_brackets(heading: str) -> str:
    before, _, rest = heading.partition("(")
    _, _, after = rest.partition(")")
    return f"{before} {after}"


def field_of(heading: str) -> tuple[Field | None, Confidence]:
    """Which field a heading means, and how sure that is. An unknown heading is left out."""
    squashed = words_of(heading).replace(" ", "")
    bare = words_of(_without_brackets(heading))
    for phrase in (squashed, bare.replace(" ", "")):
        if phrase in _CERTAIN:
            return _CERTAIN[phrase], Confidence.CERTAIN
    for phrase in (squashed, bare.replace(" ", "")):
        if phrase in _GUESSED:
            return _GUESSED[phrase], Confidence.GUESSED
    words = frozenset(bare.split())
    for needed, unless, field in _TELLING_WORDS:
        if needed <= words and not unless & words:
            return (None, Confidence.LEFT_OUT) if field is Field.NOTES else (field, Confidence.GUESSED)
    return None, Confidence.LEFT_OUT


def likeness(cells: list[str]) -> int:
    """How much a row looks like the headings of a roster: 0 not at all.

    A heading is short and no number; a row of data scores nothing even where somebody lives in "Street".
    """
    score = 0
    seen: set[Field] = set()
    for cell in cells:
        if not cell or len(cell) > 120 or cell.strip().isdigit():
            continue
        field, confidence = field_of(cell)
        if field is None or (field in seen and field is not Field.ADDRESS):
            continue
        seen.add(field)
        score += 3 if confidence is Confidence.CERTAIN else 1
    if seen & {Field.NAME, Field.SURNAME, Field.ORGANISATION}:
        score += 4
    return score
