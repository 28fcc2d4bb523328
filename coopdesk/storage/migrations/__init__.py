"""Bringing a society file to the schema this program writes, with Alembic.

Revisions are numbered "0001", "0002" ...; the number is also the file's ``user_version``, so that a file's age is known
from its header. Alembic is imported only when a file is made or is older than the program.
"""

from pathlib import Path

from coopdesk.storage import engine


def upgrade(path: Path) -> None:
    """Bring the file to the newest schema, in one transaction; a failure leaves it as it was."""
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
    try:
        with alchemy.connect() as bound, bound.begin():
            # The driver begins nothing by itself; Alembic joins a transaction that is already under way.
            bound.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = bound
            command.upgrade(config, "head")
            orphans = bound.exec_driver_sql("PRAGMA foreign_key_check").all()
            if orphans:
                raise RuntimeError(f"the migration left {len(orphans)} rows without their parents")
            bound.exec_driver_sql(f"PRAGMA user_version={engine.SCHEMA}")
    finally:
        alchemy.dispose()
        connection.close()
