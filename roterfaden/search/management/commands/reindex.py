"""`roterfaden reindex`: build the search index anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from roterfaden.operation.leases import Busy
from roterfaden.search.indexer import Progress as ShowProgress
from roterfaden.search.indexer import drain, rebuild


class Command(BaseCommand):
    """Build the search index anew while the old one serves, then put it in its place."""

    help = "Build the search index anew. The old one serves until the new one is ready; killed, nothing is lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--pending", action="store_true", help="only bring in what has changed since")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it with a progress bar."""
        with _progress(shown=options["verbosity"] > 0) as progress:
            task = progress.add_task("Suchindex", total=None)
            try:
                done = self._index(options["pending"], lambda n, total: progress.update(task, completed=n, total=total))
            except Busy:
                raise CommandError("Another process is writing the search index just now. Try again later.") from None
        self.stdout.write(f"{done} documents indexed.")

    def _index(self, pending_only: bool, show: ShowProgress) -> int:
        if pending_only:
            return drain(3600, show)
        return rebuild(show) + drain(3600)


def _progress(shown: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), disable=not shown)
