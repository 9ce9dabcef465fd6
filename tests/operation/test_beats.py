"""Signs of life of job workers."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from roterfaden.operation import beats
from roterfaden.operation.models import WorkerBeat

pytestmark = pytest.mark.django_db


def test_a_worker_that_beats_lives_until_it_says_goodbye() -> None:
    beats.beat("elsewhere/1/a")
    beats.beat("elsewhere/1/a")
    assert beats.living_workers() == {"elsewhere/1/a"}
    beats.goodbye("elsewhere/1/a")
    assert beats.living_workers() == set()


def test_a_silent_worker_is_dead_and_buried() -> None:
    beats.beat("elsewhere/1/a")
    WorkerBeat.objects.update(seen=timezone.now() - beats.SILENCE - timedelta(seconds=1))
    assert beats.living_workers() == set()
    beats.bury()
    assert not WorkerBeat.objects.exists()


def test_a_worker_of_this_host_without_process_is_dead_at_once() -> None:
    beats.beat(f"{socket.gethostname()}/{2**22 + 1}/a")
    assert beats.living_workers() == set()
