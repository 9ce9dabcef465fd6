"""`roterfaden import_districts FILE`: the borders of the districts."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from roterfaden.places import geojson
from roterfaden.places.actions import import_districts
from roterfaden.places.console import read_bytes, report


class Command(BaseCommand):
    """Reads a GeoJSON FeatureCollection."""

    help = "Liest die Grenzen der Stadtbezirke (GeoJSON, WGS 84; Eigenschaften number und name)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """File and manner."""
        parser.add_argument("file", help="GeoJSON-Datei")
        parser.add_argument("--dry-run", action="store_true", help="nur sagen, was sich ändern würde")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, write, tell."""
        try:
            found = geojson.read(read_bytes(options["file"], geojson.MOST_BYTES))
        except geojson.BadFile as error:
            raise CommandError(str(error)) from None
        done = import_districts(None, found, dry_run=options["dry_run"])
        for line in report(done, options["dry_run"], "Fläche", len(done.refused)):
            self.stdout.write(line)
        if not found.features:
            raise CommandError("Keine einzige Fläche war zu gebrauchen.")
