"""Triggers and search tables of the first schema, frozen with it.

The journal grows at its end and nowhere else; votes, results, rolls and money are written once. These hold whatever
program opens the file; ``verify`` notices when one is missing.
"""

SEARCH = (
    # Contentless: the words are in the member's row already. detail=none keeps it small; prefixes serve each keystroke.
    # The words come folded (``domain.members.fold``), so the tokeniser has only to divide them.
    "CREATE VIRTUAL TABLE member_words USING fts5(words, content='', contentless_delete=1, detail=none, "
    "prefix='2 3', tokenize='ascii')",
)


def _never(table: str, verb: str, why: str) -> str:
    return f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"


_KEPT = "nothing in a society''s record is ever deleted"

GUARDS = (
    _never("journal", "UPDATE", "the journal is never rewritten"),
    _never("journal", "DELETE", "the journal is never cut"),
    """CREATE TRIGGER journal_next BEFORE INSERT ON journal BEGIN
    SELECT RAISE(ABORT, 'an entry goes at the end of the journal')
    WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
       OR NEW.prev IS NOT coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), zeroblob(32)); END""",
    *(
        _never(table, "DELETE", _KEPT)
        for table in [
            "kept_aside",
            "society",
            "member",
            "card",
            "operator",
            "certificate",
            "payment",
            "share_movement",
            "meeting",
            "meeting_event",
            "roll",
            "attendance",
            "guest",
            "apology",
            "agenda_item",
            "minutes_text",
            "motion",
            "vote_count",
            "elector",
            "hands",
            "vote",
            "vote_void",
            "result",
        ]
    ),
    _never("roll", "UPDATE", "the roll is frozen"),
    _never("elector", "UPDATE", "the electors are frozen"),
    _never("vote", "UPDATE", "a vote is never changed: void it and vote again"),
    _never("vote_void", "UPDATE", "a void is never changed"),
    _never("result", "UPDATE", "a declared result never changes"),
    _never("payment", "UPDATE", "money received is never edited: refund it"),
    _never("share_movement", "UPDATE", "a movement is never edited: reverse it"),
    """CREATE TRIGGER roll_frozen BEFORE INSERT ON roll BEGIN
    SELECT RAISE(ABORT, 'the roll is frozen')
    WHERE (SELECT roll_digest FROM meeting WHERE id = NEW.meeting) IS NOT NULL; END""",
    """CREATE TRIGGER elector_frozen BEFORE INSERT ON elector BEGIN
    SELECT RAISE(ABORT, 'the electors are frozen')
    WHERE (SELECT elector_digest FROM vote_count WHERE id = NEW.count) IS NOT NULL; END""",
    """CREATE TRIGGER vote_in_order BEFORE INSERT ON vote BEGIN
    SELECT RAISE(ABORT, 'the vote is not open')
    WHERE NOT EXISTS (SELECT 1 FROM vote_count WHERE id = NEW.count AND closed_at IS NULL AND method = 'recorded');
    SELECT RAISE(ABORT, 'this member has voted')
    WHERE EXISTS (SELECT 1 FROM vote WHERE count = NEW.count AND member = NEW.member AND attempt = NEW.attempt)
       OR (NEW.attempt > 1 AND NOT EXISTS (SELECT 1 FROM vote_void
           WHERE count = NEW.count AND member = NEW.member AND attempt = NEW.attempt - 1))
       OR NEW.attempt < 1; END""",
    """CREATE TRIGGER vote_void_in_order BEFORE INSERT ON vote_void BEGIN
    SELECT RAISE(ABORT, 'the vote is not open')
    WHERE NOT EXISTS (SELECT 1 FROM vote_count WHERE id = NEW.count AND closed_at IS NULL); END""",
    """CREATE TRIGGER vote_count_forward BEFORE UPDATE ON vote_count BEGIN
    SELECT RAISE(ABORT, 'a closed count is never changed') WHERE OLD.closed_at IS NOT NULL;
    SELECT RAISE(ABORT, 'the electors are frozen')
    WHERE OLD.elector_digest IS NOT NULL AND (NEW.elector_digest IS NOT OLD.elector_digest
       OR NEW.electors <> OLD.electors OR NEW.motion <> OLD.motion OR NEW.method <> OLD.method); END""",
    """CREATE TRIGGER motion_fixed BEFORE UPDATE ON motion BEGIN
    SELECT RAISE(ABORT, 'a motion that was put is never changed')
    WHERE OLD.state <> 'draft' AND (NEW.title <> OLD.title OR NEW.text <> OLD.text OR NEW.kind <> OLD.kind
       OR NEW.number <> OLD.number OR NEW.meeting <> OLD.meeting);
    SELECT RAISE(ABORT, 'a declared motion is never reopened')
    WHERE OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn'; END""",
    """CREATE TRIGGER meeting_rules_frozen BEFORE UPDATE ON meeting BEGIN
    SELECT RAISE(ABORT, 'the roll and the rule sheet are frozen')
    WHERE OLD.roll_digest IS NOT NULL AND (NEW.roll_digest IS NOT OLD.roll_digest OR NEW.rules IS NOT OLD.rules
       OR NEW.entitled IS NOT OLD.entitled); END""",
    """CREATE TRIGGER certificate_fixed BEFORE UPDATE ON certificate BEGIN
    SELECT RAISE(ABORT, 'a certificate is voided, never rewritten')
    WHERE NEW.number <> OLD.number OR NEW.member <> OLD.member OR NEW.shares <> OLD.shares OR NEW.token <> OLD.token
       OR (OLD.status = 'void' AND NEW.status <> 'void'); END""",
)
