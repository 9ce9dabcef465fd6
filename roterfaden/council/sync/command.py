"""The import commands share everything but the kind of system."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from rich.console import Console

from roterfaden.council.models import ImportRun
from roterfaden.council.sync.actions import read_source, source_for
from roterfaden.council.sync.console import bars, summary
from roterfaden.council.sync.engine import explain
from roterfaden.council.sync.ids import ForeignIdError
from roterfaden.operation.leases import Busy

#: Exit codes: 0 complete, 1 wrong use or failure, 2 incomplete or stopped, 3 another import of the source runs.
EXIT = {ImportRun.Outcome.COMPLETE: 0, ImportRun.Outcome.INCOMPLETE: 2, ImportRun.Outcome.STOPPED: 2}


class ImportCommand(BaseCommand):
    """Reads one council system."""

    kind: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        """URL and options."""
        parser.add_argument("url", help="Adresse des Systems")
        parser.add_argument("--slug", default="", help="Kurzname der Quelle (sonst aus der Adresse)")
        parser.add_argument("--name", default="", help="Name der Quelle, wie die Seiten sie nennen")
        parser.add_argument("--mode", choices=["full", "incremental"], default="", help="Umfang (sonst automatisch)")
        parser.add_argument("--quiet", action="store_true", help="ohne Fortschrittsbalken")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and report."""
        try:
            source = source_for(options["url"], self.kind, options["slug"])
        except (ForeignIdError, ValueError):
            raise CommandError(f"{options['url']} ist keine Adresse, die mit http:// oder https:// beginnt.") from None
        if options["name"] and source.name != options["name"]:
            source.name = options["name"]
            source.save(update_fields=["name"])
        try:
            with bars(Console(stderr=True), options["quiet"]) as progress:
                run = read_source(source, mode=options["mode"], progress=progress)
        except Busy:
            raise CommandError(
                f"Die Quelle {source.name} liest gerade ein anderer Prozess. Dieser Lauf endet, ohne etwas zu ändern.",
                returncode=3,
            ) from None
        except (DatabaseError, OSError) as error:
            raise CommandError(explain(error)) from None
        for line in summary(run):
            self.stdout.write(line)
        if code := EXIT.get(ImportRun.Outcome(run.outcome), 1):
            raise SystemExit(code)
