"""The part of the third schema for tellers, cards, polls, papers and debate, with its guards."""

from coopdesk.storage.migrations.rebuild import run

TABLES = (
    """CREATE TABLE proxy_elector (
    count INTEGER NOT NULL,
    member INTEGER NOT NULL,
    proxy INTEGER NOT NULL,
    CONSTRAINT pk_proxy_elector PRIMARY KEY (count, member),
    CONSTRAINT fk_proxy_elector_elector FOREIGN KEY(count, member) REFERENCES elector (count, member)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE amendment (
    motion INTEGER NOT NULL,
    amends INTEGER NOT NULL,
    wording TEXT NOT NULL,
    salt BLOB NOT NULL,
    CONSTRAINT pk_amendment PRIMARY KEY (motion),
    CONSTRAINT fk_amendment_motion FOREIGN KEY(motion) REFERENCES motion (id),
    CONSTRAINT fk_amendment_amends FOREIGN KEY(amends) REFERENCES motion (id)
) STRICT""",
    """CREATE INDEX ix_amendment_amends ON amendment (amends)""",
    """CREATE TABLE confirmation (
    motion INTEGER NOT NULL,
    first INTEGER NOT NULL,
    CONSTRAINT pk_confirmation PRIMARY KEY (motion),
    CONSTRAINT fk_confirmation_motion FOREIGN KEY(motion) REFERENCES motion (id),
    CONSTRAINT fk_confirmation_first FOREIGN KEY(first) REFERENCES motion (id)
) STRICT""",
    """CREATE INDEX ix_confirmation_first ON confirmation (first)""",
    """CREATE TABLE former_text (
    id INTEGER NOT NULL,
    motion INTEGER NOT NULL,
    amendment INTEGER,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    salt BLOB NOT NULL,
    CONSTRAINT pk_former_text PRIMARY KEY (id),
    CONSTRAINT fk_former_text_motion FOREIGN KEY(motion) REFERENCES motion (id),
    CONSTRAINT fk_former_text_amendment FOREIGN KEY(amendment) REFERENCES motion (id)
) STRICT""",
    """CREATE INDEX ix_former_text_motion ON former_text (motion)""",
    """CREATE TABLE procedural (
    motion INTEGER NOT NULL,
    about INTEGER NOT NULL,
    what TEXT NOT NULL,
    CONSTRAINT pk_procedural PRIMARY KEY (motion),
    CONSTRAINT ck_procedural_what CHECK (what IN ('adjourn-debate', 'refer-back', 'lie-on-table', 'next-business')),
    CONSTRAINT fk_procedural_motion FOREIGN KEY(motion) REFERENCES motion (id),
    CONSTRAINT fk_procedural_about FOREIGN KEY(about) REFERENCES motion (id)
) STRICT""",
    """CREATE INDEX ix_procedural_about ON procedural (about)""",
    """CREATE TABLE registration (
    motion INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_registration PRIMARY KEY (motion),
    CONSTRAINT fk_registration_motion FOREIGN KEY(motion) REFERENCES motion (id)
) STRICT""",
    """CREATE TABLE set_aside (
    motion INTEGER NOT NULL,
    "by" INTEGER NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_set_aside PRIMARY KEY (motion),
    CONSTRAINT fk_set_aside_motion FOREIGN KEY(motion) REFERENCES motion (id),
    CONSTRAINT fk_set_aside_by FOREIGN KEY("by") REFERENCES motion (id)
) STRICT""",
    """CREATE TABLE count_void (
    count INTEGER NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    salt BLOB NOT NULL,
    CONSTRAINT pk_count_void PRIMARY KEY (count),
    CONSTRAINT fk_count_void_count FOREIGN KEY(count) REFERENCES vote_count (id)
) STRICT""",
    """CREATE TABLE paper (
    id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    class_name TEXT NOT NULL,
    choice TEXT NOT NULL,
    serial TEXT NOT NULL,
    void INTEGER NOT NULL,
    CONSTRAINT pk_paper PRIMARY KEY (id),
    CONSTRAINT ck_paper_choice CHECK (choice IN ('for', 'against', 'abstain', 'spoilt')),
    CONSTRAINT fk_paper_count FOREIGN KEY(count) REFERENCES vote_count (id)
) STRICT""",
    """CREATE INDEX ix_paper_count ON paper (count, void, class_name, choice)""",
    """CREATE UNIQUE INDEX uq_paper_serial ON paper (count, serial) WHERE serial <> '' AND void = 0""",
    """CREATE TABLE paper_account (
    id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    at TEXT NOT NULL,
    issued INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    CONSTRAINT pk_paper_account PRIMARY KEY (id),
    CONSTRAINT ck_paper_account_papers CHECK (issued >= 0 AND returned >= 0 AND missing >= 0),
    CONSTRAINT fk_paper_account_count FOREIGN KEY(count) REFERENCES vote_count (id)
) STRICT""",
    """CREATE INDEX ix_paper_account_count ON paper_account (count)""",
    """CREATE TABLE poll_demand (
    count INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_poll_demand PRIMARY KEY (count),
    CONSTRAINT ck_poll_demand_by CHECK (by IN ('chair', 'directors', 'members')),
    CONSTRAINT fk_poll_demand_count FOREIGN KEY(count) REFERENCES vote_count (id)
) STRICT""",
    """CREATE TABLE slip (
    count INTEGER NOT NULL,
    serial TEXT NOT NULL,
    CONSTRAINT pk_slip PRIMARY KEY (count, serial),
    CONSTRAINT fk_slip_count FOREIGN KEY(count) REFERENCES vote_count (id)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE teller_figures (
    id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    teller INTEGER NOT NULL,
    at TEXT NOT NULL,
    votes_for INTEGER NOT NULL,
    votes_against INTEGER NOT NULL,
    abstentions INTEGER NOT NULL,
    spoilt INTEGER NOT NULL,
    void INTEGER NOT NULL,
    CONSTRAINT pk_teller_figures PRIMARY KEY (id),
    CONSTRAINT ck_teller_figures_teller CHECK (teller IN (1, 2)),
    CONSTRAINT ck_teller_figures_counts CHECK (votes_for >= 0 AND votes_against >= 0
        AND abstentions >= 0 AND spoilt >= 0),
    CONSTRAINT fk_teller_figures_count FOREIGN KEY(count) REFERENCES vote_count (id)
) STRICT""",
    """CREATE INDEX ix_teller_figures_count ON teller_figures (count)""",
    """CREATE TABLE card_tally (
    hands INTEGER NOT NULL,
    given_out INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    CONSTRAINT pk_card_tally PRIMARY KEY (hands),
    CONSTRAINT ck_card_tally_cards CHECK (given_out >= 0 AND kept >= 0),
    CONSTRAINT fk_card_tally_hands FOREIGN KEY(hands) REFERENCES hands (id)
) STRICT""",
    """CREATE TABLE class_figures (
    hands INTEGER NOT NULL,
    class_name TEXT NOT NULL,
    votes_for INTEGER NOT NULL,
    votes_against INTEGER NOT NULL,
    abstentions INTEGER NOT NULL,
    spoilt INTEGER NOT NULL,
    CONSTRAINT pk_class_figures PRIMARY KEY (hands, class_name),
    CONSTRAINT ck_class_figures_counts CHECK (votes_for >= 0 AND votes_against >= 0
        AND abstentions >= 0 AND spoilt >= 0),
    CONSTRAINT fk_class_figures_hands FOREIGN KEY(hands) REFERENCES hands (id)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE poll_demander (
    count INTEGER NOT NULL,
    member INTEGER NOT NULL,
    CONSTRAINT pk_poll_demander PRIMARY KEY (count, member),
    CONSTRAINT fk_poll_demander_count FOREIGN KEY(count) REFERENCES poll_demand (count),
    CONSTRAINT fk_poll_demander_member FOREIGN KEY(member) REFERENCES member (id)
) WITHOUT ROWID, STRICT""",
)

_KEPT = "nothing in a society''s record is ever deleted"
_APPEND_ONLY = (
    "amendment",
    "card_tally",
    "class_figures",
    "confirmation",
    "count_void",
    "former_text",
    "paper_account",
    "poll_demand",
    "poll_demander",
    "procedural",
    "proxy_elector",
    "registration",
    "set_aside",
    "slip",
)
_MAY_BE_VOIDED = {
    "teller_figures": ("count", "teller", "at", "votes_for", "votes_against", "abstentions", "spoilt"),
    "paper": ("count", "class_name", "choice", "serial"),
}


def _guard(name: str, verb: str, table: str, why: str, where: str = "") -> str:
    return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'){where}; END"


def _not_open(methods: str) -> str:
    return (
        " WHERE NOT EXISTS (SELECT 1 FROM vote_count WHERE id = NEW.count AND closed_at IS NULL "
        f"AND method IN ({methods}))"
    )


COUNTING_GUARDS = (
    *(_guard(f"{table}_no_delete", "DELETE", table, _KEPT) for table in (*_APPEND_ONLY, *_MAY_BE_VOIDED)),
    *(_guard(f"{table}_no_update", "UPDATE", table, "what was written stays as it was") for table in _APPEND_ONLY),
    *(
        _guard(
            f"{table}_fixed",
            "UPDATE",
            table,
            "it may be void, and nothing else of it changes",
            f" WHERE OLD.void <> 0 OR {' OR '.join(f'NEW.{name} IS NOT OLD.{name}' for name in columns)}",
        )
        for table, columns in _MAY_BE_VOIDED.items()
    ),
    _guard(
        "teller_figures_while_open", "INSERT", "teller_figures", "the vote is not open", _not_open("'hands', 'cards'")
    ),
    _guard("paper_while_open", "INSERT", "paper", "the ballot is not open", _not_open("'papers'")),
    _guard("paper_account_while_open", "INSERT", "paper_account", "the ballot is not open", _not_open("'papers'")),
    _guard("slip_while_open", "INSERT", "slip", "the ballot is not open", _not_open("'papers'")),
    _guard(
        "count_void_once",
        "INSERT",
        "count_void",
        "a declared count is never void, nor one void already",
        " WHERE EXISTS (SELECT 1 FROM result WHERE count = NEW.count)"
        " OR EXISTS (SELECT 1 FROM count_void WHERE count = NEW.count)",
    ),
    _guard(
        "result_not_of_a_void_count",
        "INSERT",
        "result",
        "a void count has no result",
        " WHERE EXISTS (SELECT 1 FROM count_void WHERE count = NEW.count)",
    ),
)

VOTE_IN_ORDER = """CREATE TRIGGER vote_in_order BEFORE INSERT ON vote BEGIN
    SELECT RAISE(ABORT, 'the vote is not open')
    WHERE NOT EXISTS (SELECT 1 FROM vote_count
        WHERE id = NEW.count AND closed_at IS NULL AND method IN ('recorded', 'poll'));
    SELECT RAISE(ABORT, 'this member has voted')
    WHERE EXISTS (SELECT 1 FROM vote WHERE count = NEW.count AND member = NEW.member AND attempt = NEW.attempt)
       OR (NEW.attempt > 1 AND NOT EXISTS (SELECT 1 FROM vote_void
           WHERE count = NEW.count AND member = NEW.member AND attempt = NEW.attempt - 1))
       OR NEW.attempt < 1; END"""
"""A poll is a recorded vote that was demanded."""


def make_counting_tables() -> None:
    """Every table and guard of this part."""
    run(TABLES)
    run(COUNTING_GUARDS)
    run(("DROP TRIGGER vote_in_order", VOTE_IN_ORDER))
