"""Multiplies the seed inside the database: a million papers in minutes, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max, Min

from roterfaden.council.bench.seed import PAPERS, sow
from roterfaden.council.models import (
    AgendaItem,
    Consultation,
    CostLine,
    File,
    FileLink,
    Meeting,
    Paper,
    PaperOrganization,
    PaperPlace,
    PaperText,
    Source,
)

#: Copies written in one transaction.
STEP = 20
#: Text columns that must differ in each copy: the copy's number goes in front.
_DISTINCT = {"key", "reference", "slug", "number_base"}


def grow(papers: int, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Source:
    """An invented city with `papers` papers (rounded to thousands) in an empty database."""
    source = sow(random.Random(20))  # noqa: S311 – invented data
    tables = _tables()
    spans = {model: _span(model) for model in tables}
    copies = max(0, papers // PAPERS - 1)
    for first in range(1, copies + 1, STEP):
        last = min(first + STEP - 1, copies)
        with transaction.atomic():
            for model in tables:
                _copy(model, first, last, spans)
        progress(last, copies)
    _settle(tables)
    return source


def _tables() -> list[type[models.Model]]:
    through: Any = Meeting.organizations.through
    return [
        Meeting, through, AgendaItem, Paper, PaperText, CostLine, File, FileLink, PaperOrganization, PaperPlace,
        Consultation,
    ]  # fmt: skip


def _span(model: type[models.Model]) -> tuple[int, int]:
    """First and last primary key of the seed's rows."""
    found = model._default_manager.aggregate(first=Min("pk"), last=Max("pk"))
    return int(found["first"]), int(found["last"])


def _copy(model: type[models.Model], first: int, last: int, spans: dict[type[models.Model], tuple[int, int]]) -> None:
    columns, values = [], []
    for field in model._meta.concrete_fields:
        column = connection.ops.quote_name(str(field.column))
        columns.append(column)
        values.append(_value(model, field, f"t.{column}", spans))
    table, key = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(str(model._meta.pk.column))
    low, high = spans[model]
    # Only names of our own models and whole numbers are put into the statement.
    sql = (
        f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) "  # noqa: S608
        f"INSERT INTO {table} ({', '.join(columns)}) "
        f"SELECT {', '.join(values)} FROM {table} t, n WHERE t.{key} BETWEEN {low} AND {high}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _value(model: type[models.Model], field: Any, column: str, spans: dict[type[models.Model], tuple[int, int]]) -> str:
    """The copy's value: keys shifted by the number of rows of the seed, names numbered, the rest as it is."""
    target = field.related_model if field.is_relation else (model if field.primary_key else None)
    if target in spans and target is not None:
        low, high = spans[target]
        return f"{column} + n.i * {high - low + 1}"
    if field.name in _DISTINCT:
        return f"CAST(n.i AS TEXT) || {column}"
    return column


def _settle(tables: list[type[models.Model]]) -> None:
    """Sequences behind the copied keys, and statistics for the planner."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(sql)
        cursor.execute("ANALYZE")
