"""Indexes for long lists: only public rows, newest first, the same order on SQLite and PostgreSQL.

A list of papers must be as fast with a million rows as with a thousand. Three things make it so:

- `IsPublic` writes the public states as literals. A partial index is used only where the database sees at planning
  time that the query implies its condition, and SQLite does not look into bound parameters of an IN list.
- `NewestFirst` puts rows without a date last on PostgreSQL too, as SQLite does; a query says `desc(nulls_last=True)`.
- Indexes that carry further columns answer a filter from the index alone, without a look at the table.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import OrderBy


class IsPublic(Func):
    """Condition: the state is a public one. Takes the name of the field."""

    template = "%(expressions)s IN ('present', 'missing')"
    output_field = BooleanField()

    def __init__(self, state: str | F = "state", **extra: Any) -> None:
        super().__init__(state, **extra)


class Unindexed(Func):
    """The value as it is, but no index may be chosen for it: the index that gives the order is to be used instead."""

    template = "(%(expressions)s)"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """SQLite's planner leaves out of account what stands behind a unary plus."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


def newest(field: str) -> OrderBy:
    """Order by a date, newest first, rows without one at the end: on both databases."""
    return F(field).desc(nulls_last=True)


def oldest(field: str) -> OrderBy:
    """The exact reverse of `newest`, so that the same index serves it."""
    return F(field).asc(nulls_first=True)


class NewestFirst(models.Index):
    """An index whose descending columns put NULL last everywhere."""

    def create_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Any:
        """The statement, with NULLS LAST behind DESC where the database would put NULL first."""
        statement = super().create_sql(model, schema_editor, using, **kwargs)
        if schema_editor.connection.vendor == "postgresql":
            columns: Any = statement.parts["columns"]
            columns.col_suffixes = [
                f"{order} NULLS LAST" if order and model._meta.get_field(name).null else order
                for name, order in self.fields_orders
            ]
        return statement
