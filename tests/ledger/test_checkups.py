"""The doctor notices where the ledger does not go on."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from roterfaden.ledger.checkups import look_at_ledger
from roterfaden.ledger.jobs import number_entries, sign
from roterfaden.ledger.models import Entry, Head, Pending, Scrub
from roterfaden.ledger.signing import key_path
from roterfaden.operation.findings import Level
from roterfaden.operation.jobs import all_jobs
from tests.ledger.factories import CHANGED, make_entries, make_fact, make_head

pytestmark = pytest.mark.django_db


def worst() -> Level:
    return max(finding.level for finding in look_at_ledger())


def test_an_empty_ledger_is_well() -> None:
    assert worst() == Level.GOOD


def test_a_signed_ledger_is_well() -> None:
    make_entries(3)
    make_head()
    assert worst() == Level.GOOD


def test_rows_that_wait_too_long_are_noticed() -> None:
    from roterfaden.ledger.actions import record_many

    record_many(CHANGED.key, [make_fact()])
    assert worst() == Level.GOOD
    Pending.objects.update(recorded_at=timezone.now() - timedelta(minutes=6))
    assert worst() == Level.WARNING


@pytest.mark.parametrize(("days", "level"), [(2, Level.GOOD), (3, Level.WARNING)])
def test_an_old_head_is_noticed(days: int, level: Level) -> None:
    make_entries(3)
    make_head()
    Head.objects.update(day=timezone.localdate() - timedelta(days=days))
    assert worst() == level


def test_entries_that_were_never_signed_are_noticed() -> None:
    make_entries(3)
    Entry.objects.update(time=timezone.now() - timedelta(days=4))
    assert worst() == Level.WARNING


def test_a_key_that_others_read_is_an_error() -> None:
    make_entries(1)
    make_head()
    os.chmod(key_path(), 0o640)
    assert worst() == Level.ERROR


def test_a_lost_key_is_an_error() -> None:
    make_entries(1)
    make_head()
    key_path().unlink()
    assert worst() == Level.ERROR


def test_erased_texts_that_still_lie_about_are_noticed() -> None:
    Scrub.objects.create(requested_at=timezone.now() - timedelta(hours=3))
    assert worst() == Level.WARNING


def test_the_worker_knows_the_jobs() -> None:
    from roterfaden.ledger.actions import record_many

    record_many(CHANGED.key, [make_fact(), make_fact()])
    assert number_entries() == "2 entries"
    assert sign().endswith("2 entries")
    assert sign() == ""
    jobs = all_jobs()
    assert jobs["ledger.sequence"].every == timedelta(seconds=1)
    assert jobs["ledger.sequence"].lane == "ledger"
