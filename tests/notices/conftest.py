"""What the tests of notices share: a world of things of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from roterfaden.kit import things
from roterfaden.notices import registry
from tests.notices.factories import EVENT, IDEA, PAPER, THREAD, World


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    """A request of an earlier test may have left its language."""
    with translation.override("de"):
        yield


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Kinds, one event type and a widener that exist for one test."""
    made = World()
    own = {key: made.kind(key) for key in (THREAD, PAPER, IDEA)} | {"secret": made.kind("secret", follow=False)}
    monkeypatch.setattr(things, "kinds", things.kinds | own)
    for module in ("views.shared", "spreading", "templatetags.notices"):
        monkeypatch.setattr(f"roterfaden.notices.{module}.kinds", things.kinds)
    told = registry.EventType(EVENT, "Geändert", lambda thing, data: str(data.get("said", "Es geht weiter.")))
    monkeypatch.setitem(registry.event_types, EVENT, told)
    monkeypatch.setattr(registry, "wideners", [made.widen])
    monkeypatch.setattr("roterfaden.notices.spreading.wideners", [made.widen])
    return made
