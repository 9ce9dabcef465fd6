"""`roterfaden import_streets FILE`: which street lies in which district."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from roterfaden.places import streetlist
from roterfaden.places.actions import import_streets
from roterfaden.places.console import bar, read_bytes, report
from roterfaden.places.geojson import BadFile
from roterfaden.places.models import District


class Command(BaseCommand):
    """Reads a CSV file with the columns street and district."""

    help = "Liest ein Straßenverzeichnis (CSV: Straße; Nummer oder Name des Stadtbezirks)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """File and manner."""
        parser.add_argument("file", help="CSV-Datei mit den Spalten „Straße“ und „Stadtbezirk“")
        parser.add_argument("--dry-run", action="store_true", help="nur sagen, was sich ändern würde")
        parser.add_argument("--replace", action="store_true", help="Straßen entfernen, die nicht in der Datei stehen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, write, tell."""
        body = read_bytes(options["file"], streetlist.MOST_BYTES)
        try:
            found = streetlist.read(body, list(District.objects.light()))
        except BadFile as error:
            raise CommandError(str(error)) from None
        with bar(shown=options["verbosity"] > 0) as progress:
            task = progress.add_task("Straßen", total=None)
            done = import_streets(
                None,
                found,
                replace=options["replace"],
                dry_run=options["dry_run"],
                progress=lambda count, total: progress.update(task, completed=count, total=total),
            )
        for line in report(done, options["dry_run"], "Zeile", found.refused_count):
            self.stdout.write(line)
        if not found.rows:
            raise CommandError("Keine einzige Zeile war zu gebrauchen.")
