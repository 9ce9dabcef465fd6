"""What commands, the job worker and the back office call to read a source."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.text import slugify

from roterfaden.council.models import ImportRun, PageState, Source
from roterfaden.council.sync.engine import Engine, Progress, silent
from roterfaden.council.sync.ids import base_of
from roterfaden.council.sync.system import move, same_host
from roterfaden.kit.http import PoliteClient, polite_client
from roterfaden.operation.leases import Busy, lease

#: A run renews its lease with each request; one request may take its three minutes.
LEASE = timedelta(minutes=10)
#: Up to so many addresses a source is read in full each time.
SMALL = 300
FULL_EVERY = timedelta(days=7)


class UnknownSourceError(LookupError):
    """There is no source of that name."""


def source_for(url: str, kind: str, slug: str = "") -> Source:
    """The source at `url`, made if it is new. One on the same host that moved is recognised by its slug or host."""
    scheme, base = base_of(url)
    if slug:
        source = Source.objects.filter(slug=slug, kind=kind).first()
    else:
        source = Source.objects.filter(base=base, kind=kind).first() or _moved(url, kind)
    if source is None:
        name = urlsplit(url).netloc
        return Source.objects.create(
            slug=slug or _free_slug(name), name=name, kind=kind, url=url, scheme=scheme, base=base
        )
    if source.url != url:
        move(source, url)
    return source


def read_source(
    source: Source,
    *,
    mode: str = "",
    client: PoliteClient | None = None,
    progress: Progress = silent,
    now: datetime | None = None,
) -> ImportRun:
    """Read a source once. Raises `operation.leases.Busy` where another process reads it at this moment."""
    now = now or timezone.now()
    with lease(f"council-source-{source.pk}", LEASE) as held, client or polite_client() as polite:
        beat = time.monotonic()

        def pulse() -> None:
            nonlocal beat
            if time.monotonic() - beat > LEASE.total_seconds() / 4:
                held.renew()
                beat = time.monotonic()

        source.refresh_from_db()
        return Engine(source, polite, mode or choose_mode(source, now), progress, now, pulse).run()


def choose_mode(source: Source, now: datetime) -> str:
    """Full where it is cheap or due, else only what the source says has changed."""
    if source.mode != Source.Mode.AUTO:
        return source.mode
    if source.last_full_at is None or now - source.last_full_at >= FULL_EVERY:
        return "full"
    return "full" if PageState.objects.filter(source=source).count() <= SMALL else "incremental"


def run_due(seconds: float = 600, now: datetime | None = None) -> int:
    """Read the enabled sources that are due, one after the other, until `seconds` are used up. Gives how many.

    A run moves `next_run_at` when it ends, however it ends; one that is killed stays due and is gone on with.
    """
    end, tried, done = time.monotonic() + seconds, set[int](), 0
    while time.monotonic() < end and (source := _next_due(now or timezone.now(), tried)) is not None:
        tried.add(source.pk)
        with suppress(Busy):  # another process reads it at this moment
            read_source(source)
            done += 1
    return done


def _next_due(now: datetime, tried: set[int]) -> Source | None:
    due = Source.objects.filter(enabled=True, next_run_at__lte=now).exclude(pk__in=tried)
    return due.order_by("next_run_at").first()


def _moved(url: str, kind: str) -> Source | None:
    """A source on the same host whose old address is not read as well: one system that moved to another path."""
    found = [source for source in Source.objects.filter(kind=kind) if same_host(source, url)]
    return found[0] if len(found) == 1 else None


def _free_slug(name: str) -> str:
    base = slugify(name.replace(".", "-").replace(":", "-"))[:70] or "quelle"
    taken = set(Source.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for n in range(1, len(taken) + 2) if (s := base if n == 1 else f"{base}-{n}") not in taken)
