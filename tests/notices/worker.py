"""A worker in a process of its own, for tests that kill it: `python -m tests.notices.worker DATABASE WHAT FILE STOP`.

It sends (or spreads) as the real one does. At the mail (or batch) number STOP it says so and stands still, so that the
test kills it exactly there: the mail has left but is not noted, the batch is written but not committed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class FileOfIds(BaseEmailBackend):
    """A mail server that notes the id and recipient of what it takes, safely on disk."""

    path = Path()
    stop_at = 0
    taken = 0

    def send_messages(self, mails: Any) -> int:
        """Take them."""
        for one in mails:
            with self.path.open("a") as file:
                file.write(f"{one.extra_headers['Message-ID']} {one.to[0]}\n")
                file.flush()
                os.fsync(file.fileno())
            FileOfIds.taken += 1
            if FileOfIds.taken == self.stop_at:
                stand_still()
        return len(mails)


def stand_still() -> None:
    """Say where we are and wait for the end, which comes from outside."""
    print("now", flush=True)
    sys.stdin.read()


def prepare(database: str) -> None:
    """Django on the test's database, with the test's things."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from roterfaden.kit import things
    from roterfaden.notices import registry
    from tests.notices.factories import EVENT, THREAD, World

    connection.settings_dict["NAME"] = database
    settings.EMAIL_BACKEND = "tests.notices.worker.FileOfIds"
    world = World()
    world.add("1")
    things.register(world.kind(THREAD))
    registry.register(registry.EventType(EVENT, "Geändert", lambda _thing, _data: "Es geht weiter."))


def send(path: str, stop_at: int) -> None:
    """Send what waits."""
    from roterfaden.notices.sending import send as send_due
    from tests.notices.worker import FileOfIds as Backend  # under its import name, not __main__

    Backend.path, Backend.stop_at = Path(path), stop_at
    send_due(seconds=60)


def spread(stop_at: int) -> None:
    """Make notices, and stand still within the transaction of a batch."""
    from roterfaden.notices.models import Notice
    from roterfaden.notices.spreading import spread as make_notices

    write, count = Notice.objects.bulk_create, 0

    def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        made = write(*args, **kwargs)
        if count == stop_at:
            stand_still()
        return made

    Notice.objects.bulk_create = counted  # type: ignore[method-assign]
    make_notices(seconds=60, batch=10)


if __name__ == "__main__":
    _name, database, what, path, stop = sys.argv
    prepare(database)
    if what == "send":
        send(path, int(stop))
    else:
        spread(int(stop))
