"""Leases: one holder at a time, taken over when it expired or died."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from roterfaden.operation.leases import Busy, acquire, is_dead, lease
from roterfaden.operation.models import Lease

pytestmark = pytest.mark.django_db
#: No process has this number: it is above the kernel's highest.
NOBODY = 2**22 + 1


def make_lease(name: str, holder: str, minutes: int = 5) -> Lease:
    return Lease.objects.create(name=name, holder=holder, until=timezone.now() + timedelta(minutes=minutes))


def test_a_second_holder_is_refused() -> None:
    with lease("import"), pytest.raises(Busy), lease("import"):
        pass


def test_two_leases_do_not_disturb_each_other() -> None:
    with lease("import"), lease("index"):
        assert Lease.objects.count() == 2


def test_after_the_block_it_is_free_even_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), lease("import"):
        raise ValueError("x")
    acquire("import")


def test_an_expired_lease_is_taken_over() -> None:
    make_lease("import", "elsewhere/1/abc", minutes=-1)
    assert Lease.objects.get(name="import").holder != acquire("import").holder.split("/")[0]


def test_the_lease_of_a_dead_process_of_this_host_is_taken_over_at_once() -> None:
    make_lease("import", f"{socket.gethostname()}/{NOBODY}/abc")
    acquire("import")


def test_the_lease_of_a_process_of_another_host_is_respected() -> None:
    make_lease("import", f"elsewhere/{NOBODY}/abc")
    with pytest.raises(Busy):
        acquire("import")


def test_a_lost_lease_cannot_be_renewed_and_its_release_harms_nobody() -> None:
    held = acquire("import")
    Lease.objects.filter(name="import").update(holder="elsewhere/1/abc")
    with pytest.raises(Busy):
        held.renew()
    held.release()
    assert Lease.objects.filter(name="import").exists()


def test_this_process_is_not_dead() -> None:
    import os

    assert not is_dead(f"{socket.gethostname()}/{os.getpid()}/abc")
