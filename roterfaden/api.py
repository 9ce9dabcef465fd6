"""The machine interface: which rooms take part in it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from roterfaden.contributions.api import router as contributions_router
from roterfaden.council.api import meetings, papers, people, sources
from roterfaden.kit.api import PortalAPI, Readable
from roterfaden.ledger.api import router as ledger_router
from roterfaden.participation.api import router as participation_router
from roterfaden.places.api import router as places_router
from roterfaden.search.api import router as search_router
from roterfaden.strategy.api import router as strategy_router
from roterfaden.strategy.indicators.api import router as indicators_router
from roterfaden.threads.api import router as threads_router

DESCRIPTION = gettext_noop(
    "Lesender Zugriff auf alles Öffentliche: Drucksachen, Beratungen, Sitzungen, Gremien, Personen, Dateien, "
    "stille Änderungen, Quellen, Fäden und Suche. Ohne Anmeldung, ohne Cookies. Filter heißen wie in den Adressen"
    " der Seiten. Listen nennen in next die Adresse der folgenden Seite. Antworten haben ein ETag; If-None-Match "
    "spart die Übertragung. Wer ganze Bestände braucht, nimmt OParl 1.1 unter /oparl/v1.1/system."
)

api = PortalAPI(
    title="Roter Faden",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api-v1",
    renderer=Readable(),
)
for router in (
    papers.router,
    meetings.router,
    people.router,
    meetings.file_router,
    sources.router,
    search_router,
    strategy_router,
    ledger_router,
    places_router,
    threads_router,
    indicators_router,
    contributions_router,
    participation_router,
):
    api.add_router("", router)
