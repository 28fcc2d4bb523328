"""Bringing a society file to the schema this program writes, with Alembic.

Revisions are numbered "0001", "0002" ...; the number is also the file's ``user_version``, so that a file's age is known
from its header. Alembic is imported only when a file is made or is older than the program.
"""

from pathlib import Path

from coopdesk.storage import engine


def upgrade(path: Path, to: int | None = None) -> None:
    """Bring the file to the newest schema, in one transaction; a failure leaves it as it was.

    Args:
        path: the file.
        to: stop at this revision, for a file as an older program made it; None goes to the newest.
    """
    version = engine.SCHEMA if to is None else to
    import sqlcipher3.dbapi2 as driver
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    connection = driver.connect(str(path), isolation_level=None)
    # creator= with the path kept in the URL: a bare sqlite:// silently takes another pool.
    alchemy = create_engine(f"sqlite:///{path}", module=driver, creator=lambda: connection, poolclass=NullPool)
    connection.execute("PRAGMA foreign_keys=OFF")
    # A table rebuilt under its old name keeps the references of others (``rebuild.widen``).
    connection.execute("PRAGMA legacy_alter_table=ON")
    try:
        with alchemy.connect() as bound, bound.begin():
            # The driver begins nothing by itself; Alembic joins a transaction that is already under way.
            bound.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = bound
            command.upgrade(config, "head" if to is None else f"{to:04d}")
            orphans = bound.exec_driver_sql("PRAGMA foreign_key_check").all()
            if orphans:
                raise RuntimeError(f"the migration left {len(orphans)} rows without their parents")
            bound.exec_driver_sql(f"PRAGMA user_version={version}")
    finally:
        alchemy.dispose()
        connection.close()
