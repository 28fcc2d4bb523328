"""The part of the third schema that secret ballots stand on (reliability reference §3), with its guards."""

import sqlalchemy as sa
from alembic import op

from coopdesk.storage.migrations.rebuild import run

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_KEPT = "nothing in a society''s record is ever deleted"


def _open(count: str) -> str:
    return (
        f"SELECT 1 FROM vote_count WHERE id = {count} AND closed_at IS NULL AND method = 'secret' "
        "AND elector_digest IS NOT NULL"
    )


def _opening(count: str) -> str:
    return f"SELECT 1 FROM vote_count WHERE id = {count} AND closed_at IS NULL AND elector_digest IS NULL"


BALLOT_GUARDS = (
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
        for table in ("ballot_box", "ballot_voted", "urn", "ballot_seal")
    ),
    *(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        for table, why in (
            ("ballot_voted", "a mark on the roll is never changed"),
            ("ballot_seal", "the seal of an urn is never changed"),
        )
    ),
    f"""CREATE TRIGGER ballot_box_made_at_opening BEFORE INSERT ON ballot_box BEGIN
    SELECT RAISE(ABORT, 'an urn is set up when its ballot opens')
    WHERE NOT EXISTS ({_opening("NEW.count")}) OR NEW.voted <> 0 OR NEW.papers <> 0 OR NEW.swept <> 0
       OR EXISTS (SELECT 1 FROM ballot_box WHERE count = NEW.count); END""",
    """CREATE TRIGGER ballot_box_forward BEFORE UPDATE ON ballot_box BEGIN
    SELECT RAISE(ABORT, 'papers are counted one by one')
    WHERE NEW.count <> OLD.count OR NEW.slots <> OLD.slots OR NEW.voted NOT IN (OLD.voted, OLD.voted + 1)
       OR NEW.papers NOT IN (OLD.papers, OLD.papers + 1) OR NEW.swept < OLD.swept;
    SELECT RAISE(ABORT, 'the ballot is still open')
    WHERE NEW.swept = 1 AND EXISTS (SELECT 1 FROM vote_count WHERE id = NEW.count AND closed_at IS NULL); END""",
    f"""CREATE TRIGGER ballot_voted_in_order BEFORE INSERT ON ballot_voted BEGIN
    SELECT RAISE(ABORT, 'the ballot is not open') WHERE NOT EXISTS ({_open("NEW.count")});
    SELECT RAISE(ABORT, 'this member has voted')
    WHERE EXISTS (SELECT 1 FROM ballot_voted WHERE count = NEW.count AND member = NEW.member); END""",
    """CREATE TRIGGER ballot_voted_counted AFTER INSERT ON ballot_voted BEGIN
    UPDATE ballot_box SET voted = voted + 1 WHERE count = NEW.count; END""",
    f"""CREATE TRIGGER urn_laid_at_opening BEFORE INSERT ON urn BEGIN
    SELECT RAISE(ABORT, 'the places of an urn are laid blank, when its ballot opens')
    WHERE NEW.choice <> ' ' OR NOT EXISTS ({_opening("NEW.count")})
       OR EXISTS (SELECT 1 FROM urn WHERE count = NEW.count AND slot = NEW.slot); END""",
    f"""CREATE TRIGGER urn_filled_once BEFORE UPDATE ON urn BEGIN
    SELECT RAISE(ABORT, 'the ballot is not open') WHERE NOT EXISTS ({_open("OLD.count")});
    SELECT RAISE(ABORT, 'a paper in the urn is never changed')
    WHERE OLD.choice <> ' ' OR NEW.choice = ' ' OR NEW.slot <> OLD.slot OR NEW.count <> OLD.count;
    SELECT RAISE(ABORT, 'more papers than voters')
    WHERE (SELECT papers + 1 <> voted FROM ballot_box WHERE count = OLD.count); END""",
    """CREATE TRIGGER urn_counted AFTER UPDATE ON urn BEGIN
    UPDATE ballot_box SET papers = papers + 1 WHERE count = NEW.count; END""",
    f"""CREATE TRIGGER ballot_seal_once BEFORE INSERT ON ballot_seal BEGIN
    SELECT RAISE(ABORT, 'an urn is sealed once, when its ballot closes')
    WHERE NOT EXISTS ({_open("NEW.count")}) OR EXISTS (SELECT 1 FROM ballot_seal WHERE count = NEW.count)
       OR NEW.papers IS NOT (SELECT papers FROM ballot_box WHERE count = NEW.count); END""",
    """CREATE TRIGGER secret_count_closed BEFORE UPDATE ON vote_count
    WHEN OLD.method = 'secret' AND OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'papers and voters differ')
    WHERE (SELECT papers <> voted FROM ballot_box WHERE count = OLD.id);
    SELECT RAISE(ABORT, 'the urn is not sealed')
    WHERE EXISTS (SELECT 1 FROM ballot_box WHERE count = OLD.id)
      AND NOT EXISTS (SELECT 1 FROM ballot_seal WHERE count = OLD.id); END""",
)


def make_ballot_tables() -> None:
    """The roll of those who voted, the urn, its counters and its seal."""
    op.create_table(
        "ballot_box",
        sa.Column("count", WHOLE, autoincrement=False, nullable=False),
        sa.Column("slots", WHOLE, nullable=False),
        sa.Column("voted", WHOLE, nullable=False),
        sa.Column("papers", WHOLE, nullable=False),
        sa.Column("swept", WHOLE, nullable=False),
        sa.CheckConstraint("papers <= voted AND voted <= papers + 1", name=op.f("ck_ballot_box_papers")),
        sa.CheckConstraint("slots > voted", name=op.f("ck_ballot_box_slots")),
        sa.CheckConstraint("swept IN (0, 1)", name=op.f("ck_ballot_box_swept")),
        sa.ForeignKeyConstraint(["count"], ["vote_count.id"], name=op.f("fk_ballot_box_count")),
        sa.PrimaryKeyConstraint("count", name=op.f("pk_ballot_box")),
        sqlite_strict=True,
    )
    op.create_table(
        "ballot_voted",
        sa.Column("count", WHOLE, nullable=False),
        sa.Column("member", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["count", "member"], ["elector.count", "elector.member"], name="fk_ballot_voted_elector"
        ),
        sa.PrimaryKeyConstraint("count", "member", name=op.f("pk_ballot_voted")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "urn",
        sa.Column("count", WHOLE, nullable=False),
        sa.Column("slot", WHOLE, nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.CheckConstraint("choice IN (' ', 'F', 'A', 'N')", name=op.f("ck_urn_choice")),
        sa.ForeignKeyConstraint(["count"], ["vote_count.id"], name=op.f("fk_urn_count")),
        sa.PrimaryKeyConstraint("count", "slot", name=op.f("pk_urn")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_seal",
        sa.Column("count", WHOLE, autoincrement=False, nullable=False),
        sa.Column("papers", WHOLE, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["count"], ["vote_count.id"], name=op.f("fk_ballot_seal_count")),
        sa.PrimaryKeyConstraint("count", name=op.f("pk_ballot_seal")),
        sqlite_strict=True,
    )
    run(BALLOT_GUARDS)
