"""Which sources the job worker reads, and how much of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from roterfaden.council.models import ImportRun, PageState, Source
from roterfaden.council.sync import actions
from roterfaden.council.sync.actions import choose_mode, run_due, source_for
from roterfaden.operation.leases import lease
from tests.council.sync.endpoint import Endpoint, make_endpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """An endpoint that every client here talks to."""
    found = make_endpoint()
    make: Callable[[], object] = found.client
    monkeypatch.setattr(actions, "polite_client", make)
    return found


def make_due(endpoint: Endpoint, **fields: object) -> Source:
    source = source_for(endpoint.url, "oparl")
    Source.objects.filter(pk=source.pk).update(next_run_at=timezone.now() - timedelta(hours=1), **fields)
    return source


def test_a_source_that_is_due_is_read_once_and_then_waits(endpoint: Endpoint) -> None:
    source = make_due(endpoint)

    assert run_due() == 1
    assert run_due() == 0
    source.refresh_from_db()
    assert source.next_run_at is not None
    assert source.next_run_at > timezone.now() + timedelta(hours=23)


def test_a_source_that_is_switched_off_is_not_read(endpoint: Endpoint) -> None:
    make_due(endpoint, enabled=False)

    assert run_due() == 0


def test_a_source_that_somebody_reads_at_the_moment_is_left_to_them_and_stays_due(endpoint: Endpoint) -> None:
    source = make_due(endpoint)

    with lease(f"council-source-{source.pk}"):
        assert run_due() == 0

    assert not ImportRun.objects.exists()
    assert run_due() == 1


def test_a_run_that_was_killed_leaves_its_source_due(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    make_due(endpoint)

    def killed(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(actions, "read_source", killed)
        with pytest.raises(KeyboardInterrupt):
            run_due()

    assert run_due() == 1


def test_a_small_source_is_read_in_full_a_large_one_between_times_by_its_changes(endpoint: Endpoint) -> None:
    source, now = source_for(endpoint.url, "oparl"), timezone.now()
    assert choose_mode(source, now) == "full"
    source.last_full_at = now - timedelta(days=1)
    assert choose_mode(source, now) == "full"

    PageState.objects.bulk_create(PageState(source=source, url=f"https://x/{n}") for n in range(301))
    assert choose_mode(source, now) == "incremental"

    source.last_full_at = now - timedelta(days=8)
    assert choose_mode(source, now) == "full"
