"""`roterfaden council_digest [SLUG]`: the canonical digest of each source, to compare two imports."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from roterfaden.council.models import Source
from roterfaden.council.sync.digest import digest_of, lines


class Command(BaseCommand):
    """Prints digests, or with --lines what they are made of."""

    help = "Zeigt die Prüfsumme über alles Öffentliche einer Quelle, unabhängig davon, wie es hereinkam."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Source and form."""
        parser.add_argument("slug", nargs="?", default="", help="Kurzname der Quelle (sonst alle)")
        parser.add_argument("--lines", action="store_true", help="die einzelnen Zeilen statt der Prüfsumme")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print."""
        sources = Source.objects.filter(slug=options["slug"]) if options["slug"] else Source.objects.all()
        if not sources:
            raise CommandError(f"Keine Quelle mit dem Kurznamen {options['slug']!r}.")
        for source in sources:
            if options["lines"]:
                for line in lines(source):
                    self.stdout.write(line.decode())
            else:
                self.stdout.write(f"{digest_of(source)}  {source.slug}")
