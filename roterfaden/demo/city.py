"""Fills the demonstration city. Its papers come in through the real importer, from invented pages, run after run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import StringIO

from django.core.management import call_command
from django.db import transaction

from roterfaden.council.files.actions import LEASE, LEASE_LENGTH
from roterfaden.council.models import Source
from roterfaden.council.sync.actions import read_source, source_for
from roterfaden.council.sync.engine import Progress, silent
from roterfaden.council.sync.system import move
from roterfaden.demo import stamp
from roterfaden.demo.agenda.emptying import empty_agenda
from roterfaden.demo.agenda.figures import fill_indicators
from roterfaden.demo.agenda.story import fill_threads
from roterfaden.demo.agenda.strategies import fill_measures, fill_plans
from roterfaden.demo.files import read_files
from roterfaden.demo.people import fill_people, make_password
from roterfaden.demo.places import fill_places
from roterfaden.demo.sim.html import FOLDER, ROOT
from roterfaden.demo.source import OPARL, DemoSource
from roterfaden.demo.stamp import Stamp
from roterfaden.demo.transport import DemoTransport
from roterfaden.demo.voices.emptying import empty_voices
from roterfaden.demo.voices.filling import fill_voices
from roterfaden.kit.dates import BERLIN
from roterfaden.kit.http import Manners, PoliteClient, polite_client
from roterfaden.operation.leases import lease

#: Days before the city's own day on which its council system was read: between the first and the second a paper changed
#: in silence and another was unpublished, which counts from the third on.
RUNS = (9, 4, 2, 0)
CITY, VILLAGE = "beispielstadt", "beispielgemeinde"
_SOURCES = (
    (CITY, Source.Kind.SIM, FOLDER, "Beispielstadt: Sitzungsmanagement (erfunden)"),
    (VILLAGE, Source.Kind.OPARL, f"{OPARL}system", "Beispielgemeinde Lindenau: OParl (erfunden)"),
)


def fill(today: date | None, site_url: str, progress: Progress = silent) -> Stamp:
    """The filled city: what is there if it fits, else made anew. `today`: the day it lives on (None: the real one)."""
    found = stamp.read()
    if found is None or not _fits(found, today):
        return _fill_anew(today or date.today(), site_url, found.password if found else make_password(), progress)
    if found.url != site_url:
        found = _moved(found, site_url)
    return found


def grow(filled: Stamp, progress: Progress = silent) -> None:
    """Read the city's sources as they stand on its present day: meetings have taken place, papers have come."""
    for source in Source.objects.filter(slug__in=(CITY, VILLAGE)):
        _read(source, filled.today, filled, progress)


def _fits(found: Stamp, today: date | None) -> bool:
    if found.version != stamp.version() or not Source.objects.filter(slug=CITY).exists():
        return False
    return found.anchor == today if today else date.today() - found.made < stamp.LIFE


def _fill_anew(today: date, site_url: str, password: str, progress: Progress) -> Stamp:
    if Source.objects.filter(slug__in=(CITY, VILLAGE)).exists():
        empty(progress)
    progress("Stadtbezirke und Konten", 0, None)
    fill_places()
    fill_people(password)
    filled = Stamp(today, date.today(), site_url, stamp.version(), password)
    city, village = (_source(filled, *row) for row in _SOURCES)
    for days in RUNS:
        _read(city, today - timedelta(days=days), filled, progress)
    _read(village, today, filled, progress)
    _fill_agenda(today, progress)
    progress("Beteiligungen", 0, None)
    fill_voices(today)
    stamp.write(filled)
    return filled


def _fill_agenda(today: date, progress: Progress) -> None:
    """Strategies and threads, through the actions that editors use: nothing enters by a back door."""
    progress("Strategien und Fäden", 0, None)
    with transaction.atomic():
        plans = fill_plans()
        fill_measures(today, plans)
    with transaction.atomic():
        fill_indicators(today)
        fill_threads(today)


def empty(progress: Progress = silent) -> None:
    """Take the demonstration's sources out, and all that came from them."""
    progress("Alte Beispieldaten entfernen", 0, None)
    Source.objects.filter(slug__in=(CITY, VILLAGE), sample_data=True).delete()
    empty_voices()
    empty_agenda()
    call_command("reindex", stdout=StringIO())


def _source(filled: Stamp, slug: str, kind: str, path: str, name: str) -> Source:
    source = source_for(f"{filled.url}{ROOT}{path}", kind, slug)
    source.name, source.sample_data = name, True
    source.save(update_fields=["name", "sample_data"])
    return source


def _read(source: Source, day: date, filled: Stamp, progress: Progress) -> None:
    """One run of the importer on `day`, then the files that it found."""
    now = datetime.combine(day, time(5, 30), BERLIN)
    # The job worker would ask the network for these files: it waits until they are read.
    with lease(LEASE, LEASE_LENGTH) as held:
        read_source(source, mode="full", client=_client(filled, day), progress=progress, now=now)
        read_files(source, _client(filled, day), held, progress)
    # The scheduler's client would find no network to these sources: `demo.jobs` reads them instead.
    Source.objects.filter(pk=source.pk).update(next_run_at=None)


def _client(filled: Stamp, day: date) -> PoliteClient:
    transport = DemoTransport(DemoSource(filled.anchor, day, filled.url))
    return polite_client(transport=transport, manners=Manners(interval=0))


def _moved(found: Stamp, site_url: str) -> Stamp:
    """The portal has another address now, and with it the sources that it shows."""
    for slug, _kind, path, _name in _SOURCES:
        if source := Source.objects.filter(slug=slug).first():
            move(source, f"{site_url}{ROOT}{path}")
    moved = replace(found, url=site_url)
    stamp.write(moved)
    return moved
