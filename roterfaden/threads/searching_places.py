"""Districts and topics in the search: found by their names, districts also by parts of town and streets.

It stands here because search lies above `places`, which only says that something changed (`places.signals`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from roterfaden.places.models import District, Street
from roterfaden.places.signals import districts_changed
from roterfaden.search.actions import enqueue
from roterfaden.search.registry import Document, Searchable, register

KIND = "district"
#: So much of the streets' names is indexed for a district.
LONGEST_BODY = 200_000


def visible() -> QuerySet[District]:
    """All districts."""
    return District.objects.light()


def documents(keys: Sequence[int]) -> Iterable[Document]:
    """Documents of these districts: two statements."""
    streets: defaultdict[int, list[str]] = defaultdict(list)
    for pk, name in Street.objects.filter(district__in=keys).order_by("name").values_list("district_id", "name"):
        streets[pk].append(name)
    with translation.override("de"):
        return [_document(row, streets[row.pk]) for row in visible().filter(pk__in=keys)]


def _document(district: District, streets: Iterable[str]) -> Document:
    body = "\n".join([*district.parts, ", ".join(streets)])
    return Document(
        KIND,
        district.pk,
        district.get_absolute_url(),
        district.name,
        body=body[:LONGEST_BODY],
        context=", ".join(district.parts),
        facets=(("district", district.slug),),
    )


def follow_changes(sender: Any, keys: Sequence[int], gone: bool, **_more: Any) -> None:
    """Note for the index what changed, in the transaction of the change."""
    enqueue(KIND, keys, hidden=gone)


def register_places_search() -> None:
    """Tell search, and listen."""
    register(Searchable(KIND, _("Stadtbezirk"), _("Stadtbezirke"), visible, documents, boost=3.0, batch=50))
    districts_changed.connect(follow_changes, dispatch_uid="threads.searching_places")
