"""The ledger for machines: everything that a stranger needs to check it without trusting us (docs/ledger.md)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Schema

from roterfaden.kit.api import BIGGEST, Field, Key, Out, Problem, Trouble, refuse_unknown, unknown
from roterfaden.ledger import proofs, wire
from roterfaden.ledger.models import Entry, Head, SigningKey
from roterfaden.ledger.sequencing import tip
from roterfaden.ledger.showing import show, shown

router = Router(tags=["Protokollbuch"], by_alias=True)
ERRORS = {400: Problem, 404: Problem}
#: Entries on one page; heads on one page.
MOST, MOST_HEADS = 1_000, 400
HEX = "^[0-9a-f]{64}$"


class LeafOut(Out):
    """What of an entry is public for ever."""

    content: str = Field(pattern=HEX)
    kind: str
    number: int
    previous: str = Field(pattern=HEX)
    subject: str = Field(pattern=HEX)
    time: str


class EntryOut(Out):
    """An entry with what opens the commitments in its leaf."""

    leaf: LeafOut
    hash: str = Field(pattern=HEX)
    state: str = Field(description=_("public, hidden (Sache nicht mehr öffentlich) oder erased (gelöscht)"))
    open: dict[str, Any] = Field(description=_("subject und content: Salz und Wert, soweit öffentlich"))


class EntriesOut(Out):
    """Entries in the order of their numbers."""

    items: list[EntryOut]
    next: str | None


class HeadOut(Out):
    """A signed head; `note` is the text that was signed, with its signature."""

    day: dt.date
    size: int
    root: str
    previous: str
    key: str
    signature: str
    note: str


class HeadsOut(Out):
    """Heads by day, the oldest first."""

    items: list[HeadOut]
    next: str | None


class KeyOut(Out):
    """A public key; signed by the key before it, the first one by itself."""

    key: str
    since: str
    signature: str


class LedgerOut(Out):
    """Where the ledger stands."""

    name: str
    size: int
    hash: str
    keys: list[KeyOut]
    head: HeadOut | None


class InclusionOut(Out):
    """Proof that an entry is in the tree of `size` entries (RFC 9162, 2.1.3)."""

    number: int
    size: int
    leaf: str
    root: str
    path: list[str]


class ConsistencyOut(Out):
    """Proof that the tree of `old` entries is the beginning of that of `new` ones (RFC 9162, 2.1.4)."""

    old: int
    new: int
    old_root: str
    new_root: str
    path: list[str]


class EntriesQuery(Schema):
    """Which entries."""

    start: int = Field(1, ge=1, le=BIGGEST, alias="from", description=_("Nummer des ersten Eintrags"))
    limit: int = Field(100, ge=1, le=MOST, description=_("Einträge auf einer Seite"))


class HeadsQuery(Schema):
    """Which heads."""

    start: dt.date = Field(dt.date.min, alias="from", description=_("erster Tag"))


class SizeQuery(Schema):
    """In which tree."""

    size: int = Field(0, ge=0, le=BIGGEST, description=_("Größe des Baums; ohne Angabe: alle Einträge"))


class SizesQuery(Schema):
    """Between which trees."""

    old: int = Field(ge=1, le=BIGGEST, description=_("Größe des älteren Baums"))
    new: int = Field(0, ge=0, le=BIGGEST, description=_("Größe des neueren Baums; ohne Angabe: alle Einträge"))


@router.get(
    "/ledger",
    url_name="ledger",
    response={200: LedgerOut},
    summary=_("Stand des Protokollbuchs"),
    description=_("Name, Zahl der Einträge, Schlüssel und der letzte unterschriebene Kopf."),
)
def ledger(request: HttpRequest) -> HttpResponse:
    """Where it stands."""
    end, head = tip(), Head.objects.select_related("key").order_by("-day").first()
    keys = list(SigningKey.objects.all())
    value = {
        "name": keys[0].name if keys else "",
        "size": end.number,
        "hash": end.hash.hex(),
        "keys": [wire.key_out(key) for key in keys],
        "head": wire.head_out(head) if head else None,
    }
    return answer(value)


@router.get(
    "/ledger/entries",
    url_name="ledger_entries",
    response={200: EntriesOut, **ERRORS},
    summary=_("Einträge des Protokollbuchs"),
    description=_("Einträge nach ihrer Nummer. Was nicht mehr öffentlich ist, steht ohne Inhalt darin."),
)
def entries(request: HttpRequest, query: Query[EntriesQuery]) -> HttpResponse:
    """Entries from a number on."""
    refuse_unknown(request, EntriesQuery)
    rows = list(Entry.objects.filter(number__gte=query.start).order_by("number")[: query.limit])
    more = len(rows) == query.limit and rows[-1].number < tip().number
    following = f"{settings.SITE_URL}{request.path}?from={rows[-1].number + 1}&limit={query.limit}" if more else None
    return answer({"items": [wire.entry_out(row) for row in shown(rows)], "next": following})


@router.get(
    "/ledger/entries/{number}",
    url_name="ledger_entry",
    response={200: EntryOut, 404: Problem},
    summary=_("Ein Eintrag"),
    description=_("Ein Eintrag des Protokollbuchs."),
)
def entry(request: HttpRequest, number: Key) -> HttpResponse:
    """One entry."""
    return answer(wire.entry_out(show(one(number))))


@router.get(
    "/ledger/entries/{number}/proof",
    url_name="ledger_proof",
    response={200: InclusionOut, **ERRORS},
    summary=_("Beweis für einen Eintrag"),
    description=_("Dass der Eintrag im Baum der genannten Größe enthalten ist (RFC 9162, Abschnitt 2.1.3)."),
)
def proof(request: HttpRequest, number: Key, query: Query[SizeQuery]) -> HttpResponse:
    """Inclusion."""
    refuse_unknown(request, SizeQuery)
    found = one(number)
    try:
        return answer(wire.inclusion_out(proofs.inclusion(found, query.size or tip().number)))
    except ValueError:
        raise Trouble(404, _("Einen Baum dieser Größe mit diesem Eintrag gibt es nicht.")) from None


@router.get(
    "/ledger/consistency",
    url_name="ledger_consistency",
    response={200: ConsistencyOut, **ERRORS},
    summary=_("Beweis, dass nichts verändert wurde"),
    description=_("Dass der ältere Baum der Anfang des neueren ist (RFC 9162, Abschnitt 2.1.4)."),
)
def consistency(request: HttpRequest, query: Query[SizesQuery]) -> HttpResponse:
    """Consistency."""
    refuse_unknown(request, SizesQuery)
    try:
        return answer(wire.consistency_out(proofs.consistency(query.old, query.new or tip().number)))
    except ValueError:
        raise Trouble(404, _("Bäume dieser Größen gibt es nicht.")) from None


@router.get(
    "/ledger/heads",
    url_name="ledger_heads",
    response={200: HeadsOut, **ERRORS},
    summary=_("Unterschriebene Köpfe"),
    description=_("Für jeden Tag: Zahl der Einträge und Wurzel des Baums, unterschrieben; der älteste Tag zuerst."),
)
def heads(request: HttpRequest, query: Query[HeadsQuery]) -> HttpResponse:
    """Heads from a day on."""
    refuse_unknown(request, HeadsQuery)
    return answer(heads_page(query.start, request.path))


def heads_page(start: dt.date, path: str) -> dict[str, Any]:
    """A page of heads with the address of the next."""
    rows = list(Head.objects.select_related("key").filter(day__gte=start).order_by("day")[: MOST_HEADS + 1])
    following = f"{settings.SITE_URL}{path}?from={rows[MOST_HEADS].day.isoformat()}" if rows[MOST_HEADS:] else None
    return {"items": [wire.head_out(row) for row in rows[:MOST_HEADS]], "next": following}


def one(number: int) -> Entry:
    """The entry, or 404."""
    found: Entry | None = Entry.objects.filter(number=number).first()
    if found is None:
        raise unknown()
    return found


def answer(value: dict[str, Any]) -> HttpResponse:
    """JSON with letters as letters. Not through the schemas: a mirror asks for a thousand entries at once."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(body.encode("utf-8", "replace"), content_type="application/json; charset=utf-8")
