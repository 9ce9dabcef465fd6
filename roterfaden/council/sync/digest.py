"""The canonical digest of what a source holds: equal content gives an equal digest, whatever way it came in.

Left out are primary keys, times of ours (first seen, changed, runs), the source's own `created` and `modified` (systems
touch them without touching the object), what we found in files, and addresses in our portal. Ids and addresses count
relative to the base of the source, so that the same content on another host is the same content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db.models import Field, ForeignKey

from roterfaden.council.models import (
    CostLine,
    FileLink,
    GroupVote,
    PaperOrganization,
    PaperPlace,
    PaperRelation,
    PaperText,
    Source,
)
from roterfaden.council.models.base import PUBLIC_STATES
from roterfaden.council.sync.schema import ORDER, SCHEMAS
from roterfaden.kit.json import canonical

_OURS = {
    "id",
    "source",
    "key",
    "created",
    "modified",
    "state",
    "first_seen",
    "changed_at",
    "missing_since",
    "missing_runs",
    "gone_at",
    "gone_reason",
    "slug",
    "is_home",
    "text_state",
    "text_reason",
    "pages",
    "content_sha256",
    "content_etag",
    "fetched_at",
    "next_read_at",
    "read_failures",
    "mirror_path",
}
#: Tables that hang on a paper: their columns, a target by its key.
_PAPER_PARTS: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (PaperText, ("sections",)),
    (CostLine, ("position", "budget", "product", "side", "label", "amount", "per_year", "is_balance")),
    (PaperRelation, ("kind", "target__key", "target_number", "derived")),
    (PaperOrganization, ("role", "organization__key", "date")),
    (PaperPlace, ("district__slug", "quote", "date")),
)


def digest_of(source: Source) -> str:
    """SHA-256 over all public objects of `source`, in a fixed order."""
    found = hashlib.sha256()
    for line in lines(source):
        found.update(line)
        found.update(b"\n")
    return found.hexdigest()


def lines(source: Source) -> Iterator[bytes]:
    """One canonical line an object and relation; two sources can be compared line by line to find where they differ."""
    bases = [f"{scheme}:{base}" for base in (source.base, *source.former_bases) for scheme in ("https", "http")]
    for row in _rows(source):
        text = canonical([str(value) if value is not None else None for value in row]).decode()
        for base in bases:
            text = text.replace(base, "~/")
        yield text.encode()


def _rows(source: Source) -> Iterator[list[Any]]:
    for oparl_type in ORDER:
        yield from _objects(oparl_type, source)
        yield from _lists(oparl_type, source)
    yield from _parts(source)


def _objects(oparl_type: str, source: Source) -> Iterator[list[Any]]:
    model = SCHEMAS[oparl_type].model
    names = [_column(field) for field in model._meta.concrete_fields if field.name not in _OURS]
    rows = model.objects.filter(source=source, state__in=PUBLIC_STATES).order_by("key")
    for values in rows.values_list("key", *names).iterator():
        yield [oparl_type, *(_plain(value) for value in values)]


def _column(field: Field[Any, Any]) -> str:
    return f"{field.name}__key" if isinstance(field, ForeignKey) else field.name


def _lists(oparl_type: str, source: Source) -> Iterator[list[Any]]:
    model = SCHEMAS[oparl_type].model
    for field in model._meta.many_to_many:
        rows = model.objects.filter(source=source, state__in=PUBLIC_STATES, **{f"{field.name}__isnull": False})
        for pair in rows.order_by("key", f"{field.name}__key").values_list("key", f"{field.name}__key").iterator():
            yield [oparl_type, field.name, *pair]


def _parts(source: Source) -> Iterator[list[Any]]:
    for model, columns in _PAPER_PARTS:
        rows = model.objects.filter(paper__source=source, paper__state__in=PUBLIC_STATES)
        for values in sorted(map(str, rows.values_list("paper__key", *columns).iterator())):
            yield [model.__name__, values]
    links = FileLink.objects.filter(file__source=source, file__state__in=PUBLIC_STATES)
    keys = ("paper__key", "meeting__key", "agenda_item__key", "role", "position", "file__key")
    for values in sorted(map(str, links.values_list(*keys).iterator())):
        yield ["FileLink", values]
    for owner in ("consultation", "agenda_item"):
        votes = GroupVote.objects.filter(**{f"{owner}__source": source, f"{owner}__state__in": PUBLIC_STATES})
        for values in sorted(map(str, votes.values_list(f"{owner}__key", "name", "yes", "no", "abstentions"))):
            yield ["GroupVote", values]


def _plain(value: Any) -> Any:
    return canonical(value).decode() if isinstance(value, dict | list) else value
