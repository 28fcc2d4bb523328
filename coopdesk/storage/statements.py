"""Core statements, compiled once to text and run on the driver's own connection.

SQLAlchemy writes the SQL (typed columns, one spelling for every database); executing through it costs two to seven
times the bare driver for a door's few statements (``reference/performance.md`` §1), so what runs is the compiled text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.elements import BindParameter

_SHORT = 40
"""Characters of a constant that is written out; longer ones are data."""


class _Compiler(SQLiteCompiler):
    """Writes a statement's own constants into its text.

    SQLite compiles a statement again at every run whose bound values decide whether a partial index serves it, as
    ``status <> ?`` does: that was half the time of a check-in.
    """

    # SQLAlchemy leaves these two without types.
    _written_out: Callable[..., Any] = SQLiteCompiler.render_literal_bindparam
    _as_parameter: Callable[..., Any] = SQLiteCompiler.visit_bindparam

    def visit_bindparam(self, bindparam: BindParameter[Any], *arguments: Any, **options: Any) -> str:
        """A constant as SQL; everything else as a parameter."""
        value = bindparam.value
        short = isinstance(value, str) and len(value) <= _SHORT and value.isprintable()
        if not bindparam.required and (short or type(value) is int):
            return str(self._written_out(bindparam))
        return str(self._as_parameter(bindparam, *arguments, **options))


class _Dialect(SQLiteDialect_pysqlite):
    statement_compiler = _Compiler


_DIALECT = _Dialect(paramstyle="qmark")

Value = str | int | bytes | None
"""What a STRICT table can hold."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """SQL text, the order of its parameters, and the values that stood in the statement as literals."""

    text: str
    order: tuple[str, ...]
    literals: dict[str, Any]

    def arrange(self, values: dict[str, Any]) -> list[Any]:
        """The parameters in the order the text wants them.

        Raises:
            KeyError: a named parameter was not given.
        """
        literals = self.literals
        return [values[name] if name in values else literals[name] for name in self.order]


@lru_cache(maxsize=1024)
def prepare(statement: ClauseElement, columns: tuple[str, ...] | None = None) -> Prepared:
    """Compile a statement once. Keep statements in module constants: the cache is by identity."""
    compiled: Any = statement.compile(
        dialect=_DIALECT,
        column_keys=list(columns) if columns is not None else None,
        compile_kwargs={"render_postcompile": True},
    )
    # compiled.params mixes literals with markers for what the caller must still give.
    literals: dict[str, Any] = {
        name: value for name, value in compiled.params.items() if isinstance(value, str | int | bytes)
    }
    literals.update((name, None) for name, bind in compiled.binds.items() if bind.value is None and not bind.required)
    return Prepared(compiled.string, tuple(compiled.positiontup or ()), literals)


@lru_cache(maxsize=512)
def insert_into(table: Table, columns: tuple[str, ...]) -> Prepared:
    """INSERT of exactly these columns; the driver reports the new row's id."""
    return prepare(insert(table).inline(), columns)


@lru_cache(maxsize=512)
def update_by_key(table: Table, columns: tuple[str, ...]) -> Prepared:
    """UPDATE of these columns in the row with the table's primary key, given as ``key_0``, ``key_1`` ..."""
    statement = update(table).values({name: bindparam(f"set_{name}") for name in columns})
    for place, column in enumerate(table.primary_key.columns):
        statement = statement.where(column == bindparam(f"key_{place}"))
    return prepare(statement)
