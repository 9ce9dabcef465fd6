"""Files of the demonstration are read at once: they are small, and no network leads to where they come from."""

from __future__ import annotations

from django.utils import timezone

from roterfaden.council.files import queue
from roterfaden.council.files.actions import FileReader
from roterfaden.council.files.child import Limits, read
from roterfaden.council.files.extract import Extracted
from roterfaden.council.models import File, Source
from roterfaden.council.sync.engine import Progress
from roterfaden.kit.http import PoliteClient
from roterfaden.operation.leases import Held


def read_files(source: Source, client: PoliteClient, held: Held, progress: Progress) -> None:
    """Fetch and read all files of a source that wait."""
    reader = FileReader(client, held, extract=extract_here)
    waiting = list(queue.waiting(timezone.now(), source))
    for number, file in enumerate(waiting, 1):
        reader.read(file)
        if number % 20 == 0 or number == len(waiting):
            progress("Dateien", number, len(waiting))
    # The job worker's client would not reach them: they are not looked at again.
    File.objects.filter(source=source, next_read_at__isnull=False).update(next_read_at=None)


def extract_here(body: bytes, _mime_type: str) -> Extracted:
    """The text of a file, without a child process: these bytes are our own."""
    reading = read(body, Limits())
    return Extracted(File.TextState(reading.state), "", reading.pages, reading.text)
