"""Leases over the database: one holder at a time, taken over when it expires or its process is dead."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from roterfaden.operation.models import Lease

DEFAULT_LENGTH = timedelta(minutes=2)


class Busy(Exception):
    """Another process holds the lease."""


@dataclass
class Held:
    """A lease in our hands. Call `renew` more often than its length; it raises Busy when it was lost."""

    name: str
    holder: str
    length: timedelta

    def renew(self) -> None:
        """Extend the lease from now."""
        if not Lease.objects.filter(name=self.name, holder=self.holder).update(until=timezone.now() + self.length):
            raise Busy(self.name)

    def release(self) -> None:
        """Give it back. A lease that was lost meanwhile is left alone."""
        Lease.objects.filter(name=self.name, holder=self.holder).delete()


def acquire(name: str, length: timedelta = DEFAULT_LENGTH) -> Held:
    """Take the lease `name` or raise Busy. An expired one, or one whose process on this host is gone, is taken over."""
    held = Held(name, f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex[:8]}", length)
    until = timezone.now() + length
    try:
        with transaction.atomic():
            Lease.objects.create(name=name, holder=held.holder, until=until)
        return held
    except IntegrityError:
        old = Lease.objects.filter(name=name).first()
    if old is None:
        return acquire(name, length)
    if old.until < timezone.now() or is_dead(old.holder):
        won = Lease.objects.filter(name=name, holder=old.holder).update(holder=held.holder, until=until)
        if won:
            return held
    raise Busy(name)


@contextmanager
def lease(name: str, length: timedelta = DEFAULT_LENGTH) -> Iterator[Held]:
    """Hold `name` for the block; Busy where another process has it."""
    held = acquire(name, length)
    try:
        yield held
    finally:
        held.release()


def is_dead(holder: str) -> bool:
    """Whether the holder was a process of this host that does not run any more."""
    host, pid, _ = holder.rsplit("/", 2)
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
