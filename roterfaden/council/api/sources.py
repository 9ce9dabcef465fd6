"""Where the data comes from."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from roterfaden.council.api import build, schemas
from roterfaden.council.api.lists import page_of
from roterfaden.council.api.papers import ERRORS
from roterfaden.council.models import ImportRun, Source
from roterfaden.kit.api import ListQuery, Problem, unknown
from roterfaden.kit.paging import Keyset

router = Router(tags=["Quellen"], by_alias=True)
RUNNING = ImportRun.Outcome.RUNNING


def row(source: Any) -> schemas.SourceRow:
    """A source with its last run, as it was prefetched."""
    return build.source_row(source, source.latest[0] if source.latest else None)


def rows() -> Any:
    """Sources, each with the last run that ended."""
    ended = ImportRun.objects.exclude(outcome=RUNNING).order_by("-started", "-pk")
    return Source.objects.prefetch_related(Prefetch("runs", ended[:1], to_attr="latest"))


def source_of(slug: str) -> Source:
    """The source with this name in addresses."""
    found: Source | None = rows().filter(slug=slug[:80]).first() if slug.isprintable() else None
    if found is None:
        raise unknown()
    return found


@router.get(
    "/sources",
    response={200: schemas.Sources, **ERRORS},
    summary=_("Quellen"),
    description=_("Ratsinformationssysteme, die gelesen werden, mit ihrem letzten Lauf."),
)
def sources(request: HttpRequest, query: Query[ListQuery]) -> dict[str, Any]:
    """Sources, each with its last run."""
    return page_of(request, rows(), query, row, Keyset("name"))


@router.get(
    "/sources/{slug}",
    response={200: schemas.SourceRow, 404: Problem},
    summary=_("Eine Quelle"),
    description=_("Eine Quelle: wie frisch, was fehlt."),
)
def source(request: HttpRequest, slug: str) -> schemas.SourceRow:
    """One source."""
    return row(source_of(slug))


@router.get(
    "/sources/{slug}/runs",
    response={200: schemas.Runs, **ERRORS},
    summary=_("Läufe einer Quelle"),
    description=_("Was bei jedem Lesen geschah; das Neueste zuerst."),
)
def runs(request: HttpRequest, slug: str, query: Query[ListQuery]) -> dict[str, Any]:
    """Runs of a source, newest first."""
    found = ImportRun.objects.filter(source=source_of(slug))
    return page_of(request, found, query, build.run_row, Keyset("started", descending=True))
