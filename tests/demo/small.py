"""The demonstration city with few matters and few months: enough to see all its kinds of pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command

from roterfaden.demo import calendar, casting, matters
from roterfaden.demo.agenda.content import texts
from roterfaden.demo.sim import site
from roterfaden.demo.voices import filling

#: With a passage that changes in silence, a new version, an amendment, questions with answers.
CHOSEN = {"kultur_sport-1", "digitales-0", "mobilitaet-6", "kinder_schule-8", "wirtschaft_ordnung-9", "klima_gruen-8"}
#: Where the first measures and indicators belong.
NODES = {"Digitale Services", "Lebensraum", "Zuhause", "Data & Technologie"}


@contextmanager
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Until the end of the block the demonstration is small; roles are there."""
    chosen = [matter for matter in matters.matters() if matter.key in CHOSEN]
    monkeypatch.setattr(casting, "matters", lambda: chosen)
    monkeypatch.setattr(casting, "FIRST", timedelta(days=-120))
    monkeypatch.setattr(calendar, "PAST", timedelta(days=130))
    monkeypatch.setattr(calendar, "AHEAD", timedelta(days=60))
    for name in ("measures", "indicators"):
        monkeypatch.setitem(texts(name), "rows", texts(name)["rows"][:4])
    for plan in texts("plans")["plan"]:
        kept = [field for field in plan["fields"] if field[0] in NODES]
        monkeypatch.setitem(plan, "fields", kept or plan["fields"][-1:])
    for name, number in (("IDEAS_EACH", 14), ("COMMENTS_EACH", 3), ("COMMENTS_OF_DEBATE", 12)):
        monkeypatch.setattr(filling, name, number)
    site.city.cache_clear()
    call_command("sync_roles", verbosity=0)
    yield
    site.city.cache_clear()
