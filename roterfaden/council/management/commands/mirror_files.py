"""`roterfaden mirror_files`: keep copies of files."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from roterfaden.council.files import queue
from roterfaden.council.files.actions import mirror_files
from roterfaden.council.files.command import FilesCommand


class Command(FilesCommand):
    """Copy files, named by their SHA-256. A run that was ended goes on where it stopped."""

    help = (
        "Legt Kopien der Dateien an, die noch keine haben (mit ihrer Prüfsumme als Namen), und liest dabei ihre Texte."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy and say what became of the files."""
        source, now = self.source(options["source"]), timezone.now()
        total = queue.waiting(now, source).count() + queue.to_mirror(now, source, every_source=True).count()
        self.treat(
            lambda source, limit, report: mirror_files(limit, source=source, report=report), total, "Kopien", options
        )
