"""The addresses below /oparl/v1.1/."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Case, Min, Q, QuerySet, Value, When
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from roterfaden.council.models import Body, File, FileText, Organization
from roterfaden.council.models.base import visibility
from roterfaden.council.oparl.answers import answer, last_change, machine, open_to_all, problem
from roterfaden.council.oparl.ids import bodies_url, list_url, system_url, type_url
from roterfaden.council.oparl.kinds import BY_PATH, KINDS, Kind
from roterfaden.council.oparl.objects import BODY_LISTS, ORGANIZATION_LISTS, tombstone
from roterfaden.council.oparl.query import Query, WrongParameter
from roterfaden.council.oparl.rows import reachable
from roterfaden.council.oparl.values import BERLIN, Json, filled, mail, moment
from roterfaden.kit.paging import BadCursor, Keyset, Page

#: What System says while the portal holds no data.
BEGINNING = datetime(2026, 1, 1, tzinfo=BERLIN)


def unknown() -> HttpResponseBase:
    """404 as an Error object."""
    return problem(404, _("Unter dieser Adresse gibt es kein Objekt."))


@machine
def system(request: HttpRequest) -> HttpResponseBase:
    """The entry point (section 3.4)."""
    created = Body.objects.aggregate(first=Min("first_seen"))["first"] or BEGINNING
    value = {
        "id": system_url(),
        "type": type_url("System"),
        "oparlVersion": "https://schema.oparl.org/1.1/",
        "body": bodies_url(),
        "name": f"{settings.WAGTAIL_SITE_NAME} – {settings.CITY}",
        "contactEmail": mail(settings.CONTACT),
        "contactName": settings.CITY if mail(settings.CONTACT) else None,
        "website": f"{settings.SITE_URL}/",
        "created": moment(created),
        "modified": moment(max(created, last_change() or created)),
        "web": f"{settings.SITE_URL}/",
    }
    return answer(request, filled(value))


@machine
def bodies(request: HttpRequest) -> HttpResponseBase:
    """The list of bodies."""
    return listing(request, KINDS["Body"], Q(), bodies_url())


@machine
def part(request: HttpRequest, kind: str, pk: int, name: str) -> HttpResponseBase:
    """An external list of a body or an organization."""
    if kind == "body" and name in BODY_LISTS:
        body = Body.objects.filter(visibility(), pk=pk).first()
        chosen = KINDS[BODY_LISTS[name]]
        return listing(request, chosen, chosen.of_body(body), list_url("Body", pk, name)) if body else unknown()
    if kind == "organization" and name in ORGANIZATION_LISTS:
        found = Organization.objects.filter(visibility(), pk=pk).exists()
        chosen = KINDS[ORGANIZATION_LISTS[name]]
        where = of_organization(name, pk)
        return listing(request, chosen, where, list_url("Organization", pk, name)) if found else unknown()
    return unknown()


def of_organization(name: str, pk: int) -> Q:
    """The meetings or stations of an organization; stations name it first or among others."""
    if name == "meeting":
        return Q(pk__in=Organization.meetings.through.objects.filter(organization=pk).values("meeting"))
    further = KINDS["Consultation"].rows().model.further_organizations.through.objects.filter(organization=pk)
    return Q(organization=pk) | Q(pk__in=further.values("consultation"))


@machine
def single(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """One object under its own address; what is gone answers as deleted, what never was public as unknown."""
    chosen = BY_PATH.get(kind)
    if chosen is None or not 0 < pk < 2**63:
        return unknown()
    row = marked(chosen, chosen.rows()).filter(pk=pk).filter(chosen.public() | chosen.gone()).first()
    return answer(request, as_json(chosen, row)) if row is not None else unknown()


@machine
def nowhere(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Any other address."""
    return unknown()


def marked(kind: Kind, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows that know whether they are public."""
    found: QuerySet[Any] = rows.annotate(is_shown=Case(When(kind.public(), then=Value(True)), default=Value(False)))
    return found


def as_json(kind: Kind, row: Any) -> Json:
    """A row as its JSON, or as what is left of it."""
    return kind.json(row) if row.is_shown else tombstone(row)


def listing(request: HttpRequest, kind: Kind, where: Q, base: str) -> HttpResponseBase:
    """A page of a list (section 2.5)."""
    query = Query.read(request.GET.dict())
    page = read_page(kind, where, query)
    data = [as_json(kind, row) for row in page.rows]
    if query.omit_internal:
        data = [without_embedded(value) for value in data]
    links = {"first": query.url(base), "self": query.url(base, query.cursor)}
    if page.next:
        links["next"] = query.url(base, page.next)
    return answer(request, {"data": data, "pagination": {"elementsPerPage": query.limit}, "links": links})


def read_page(kind: Kind, where: Q, query: Query) -> Page[Any]:
    """The rows of a page: by key, or by the time of change where that is what is asked for."""
    shown = kind.public() | kind.gone() if query.shows_deleted else kind.public()
    rows = marked(kind, kind.rows()).filter(shown, where, query.condition())
    order: Keyset[Any] = Keyset("changed_at" if query.by_change else "pk")
    try:
        return order.page(rows, query.cursor, query.limit)
    except BadCursor:
        raise WrongParameter(_("Diesen cursor hat die Liste nie ausgegeben.")) from None


def without_embedded(value: Json) -> Json:
    """The object without what it embeds (omit_internal, new in 1.1); mandatory lists stay."""
    return {key: item for key, item in value.items() if key == "legislativeTerm" or not is_embedded(key, item)}


def is_embedded(key: str, item: Any) -> bool:
    """Whether a field holds embedded objects."""
    first = item[0] if isinstance(item, list) and item else item
    return ":" not in key and isinstance(first, dict) and "id" in first


# -- files -------------------------------------------------------------------------------------------------------------


def public_file(pk: int) -> File:
    """A public file, or Http404."""
    kind = KINDS["File"]
    found = File.objects.filter(reachable(), kind.public(), pk=pk).first() if 0 < pk < 2**63 else None
    if found is None:
        raise Http404
    return found


@machine
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Our copy of a file: always to be saved, never shown by the browser (section 2.7)."""
    try:
        file = public_file(pk)
        stored = default_storage.open(file.mirror_path) if file.mirror_path else None
    except (Http404, OSError):
        stored = None
    if stored is None:
        return problem(404, _("Von dieser Datei gibt es hier keine Kopie."))
    response = FileResponse(stored, as_attachment=True, filename=file.file_name or f"datei-{file.pk}")
    response["Content-Type"] = file.mime_type or "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return open_to_all(response)


@machine
def extracted(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The text of a file."""
    try:
        found = FileText.objects.filter(file=public_file(pk)).first()
    except Http404:
        found = None
    if found is None:
        return problem(404, _("Zu dieser Datei gibt es keinen Text."))
    return open_to_all(HttpResponse(found.text, content_type="text/plain; charset=utf-8"))
