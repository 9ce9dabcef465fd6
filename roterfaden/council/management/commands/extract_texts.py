"""`roterfaden extract_texts`: read the texts of files that wait."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from roterfaden.council.files import queue
from roterfaden.council.files.actions import read_waiting
from roterfaden.council.files.command import FilesCommand
from roterfaden.council.models import File

AGAIN: dict[str, list[str]] = {
    "absent": [str(File.TextState.ABSENT)],
    "unreadable": [str(File.TextState.UNREADABLE)],
    "all": [str(state) for state in File.TextState.values if state != File.TextState.WAITING],
}


class Command(FilesCommand):
    """Read files that wait or are due again. A run that was ended goes on where it stopped."""

    help = "Liest die Texte der Dateien, die noch nicht gelesen sind oder wieder geprüft werden sollen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Also: which files to read once more."""
        super().add_arguments(parser)
        parser.add_argument("--again", choices=sorted(AGAIN), help="auch Dateien in diesem Zustand noch einmal lesen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and say what became of the files."""
        source = self.source(options["source"])
        if options["again"]:
            queue.start_again(AGAIN[options["again"]], source)
        now = timezone.now()
        queues = (queue.waiting(now, source), queue.due_again(now, source), queue.to_mirror(now, source))
        total = sum(rows.count() for rows in queues)
        self.treat(
            lambda source, limit, report: read_waiting(limit, source=source, report=report), total, "Texte", options
        )
