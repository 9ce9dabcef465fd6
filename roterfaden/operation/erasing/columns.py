"""Strikes texts out of every text and JSON column of every table: raw source objects, revisions, logs, anything.

The last resort behind the rooms' erasers: whatever copied a name somewhere is found, also in rooms that are written
later. Models that only their own room may change (the ledger's, because a chain hangs on them) are left out here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import structlog
from django.apps import apps
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

log = structlog.get_logger(__name__)

STRUCK = "[gelöscht]"
PART = 200
#: Models whose columns are not touched: their rooms erase them themselves.
_untouched: set[type[models.Model]] = set()


def leave_alone(*rows: type[models.Model]) -> None:
    """Keep models out of the sweep."""
    _untouched.update(rows)


def sweep(texts: Sequence[str]) -> dict[str, int]:
    """Strike the texts out everywhere; how many rows of which table ("app.Model.field")."""
    found: dict[str, int] = {}
    for model, field in _columns():
        count = _strike(model, field, texts) if texts else 0
        if count:
            found[f"{model._meta.label}.{field.name}"] = count
    return found


def places(texts: Sequence[str]) -> dict[str, int]:
    """Where the texts stand now, the models left alone included."""
    found: dict[str, int] = {}
    for model, field in _columns(everywhere=True):
        count = _rows(model, field, texts).count() if texts else 0
        if count:
            found[f"{model._meta.label}.{field.name}"] = count
    return found


def struck(value: Any, texts: Sequence[str]) -> Any:
    """The value without the texts; what replaces one is never longer than it."""
    if isinstance(value, str):
        for text in texts:
            value = value.replace(text, STRUCK[: len(text)])
        return value
    if isinstance(value, list):
        return [struck(child, texts) for child in value]
    if isinstance(value, dict):
        return {struck(name, texts): struck(child, texts) for name, child in value.items()}
    return value


def spellings(text: str) -> set[str]:
    """How a text may stand in a column: as it is, and as JSON writes it, with letters or with escapes."""
    return {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}


def _columns(everywhere: bool = False) -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    tables = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        is_ours = everywhere or model not in _untouched
        if is_ours and not model._meta.proxy and model._meta.managed and model._meta.db_table in tables:
            for field in model._meta.local_fields:
                if _holds_text(field):
                    yield model, field


def _holds_text(field: models.Field[Any, Any]) -> bool:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return isinstance(field, kinds) and not field.primary_key and not getattr(field, "choices", None)


def _rows(model: type[models.Model], field: models.Field[Any, Any], texts: Sequence[str]) -> Any:
    wanted = Q()
    for text in texts:
        for spelled in spellings(text):
            wanted |= Q(as_text__contains=spelled)
    rows = model._base_manager.annotate(as_text=Cast(field.name, models.TextField()))
    return rows.filter(wanted)


def _strike(model: type[models.Model], field: models.Field[Any, Any], texts: Sequence[str]) -> int:
    """By primary key, part by part. A row that cannot be changed (a unique name) is left and told as a remainder."""
    keys = list(_rows(model, field, texts).values_list("pk", flat=True))
    done = 0
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        for pk, value in model._base_manager.filter(pk__in=part).values_list("pk", field.name):
            done += _write(model, pk, field.name, struck(value, texts))
    return done


def _write(model: type[models.Model], pk: Any, name: str, value: Any) -> int:
    try:
        with transaction.atomic():
            return model._base_manager.filter(pk=pk).update(**{name: value})
    except (IntegrityError, DataError):
        log.warning("erasure_refused", model=model._meta.label, field=name)
        return 0
