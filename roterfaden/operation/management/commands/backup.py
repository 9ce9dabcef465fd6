"""`roterfaden backup FILE`: the whole portal in one file, while it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roterfaden.operation.archive import ArchiveError
from roterfaden.operation.backups import backup
from roterfaden.operation.dumps import DumpError
from roterfaden.operation.keeping import kept_apart


class Command(BaseCommand):
    help = "Write database and files into FILE (.tar.gz) while the portal runs. The search index is rebuilt by restore."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="overwrite FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"].expanduser().absolute()
        if target.exists() and not options["force"]:
            raise CommandError(_("%(file)s gibt es schon. Mit --force wird sie überschrieben.") % {"file": target})
        try:
            manifest = backup(target)
        except (ArchiveError, DumpError, OSError) as error:
            raise CommandError(_("Keine Sicherung: %(error)s") % {"error": error}) from None
        self.stdout.write(
            _("%(file)s: %(rows)s Zeilen in %(tables)s Tabellen, %(files)s Dateien, %(size)s MB")
            % {
                "file": target,
                "rows": sum(manifest.rows.values()),
                "tables": len(manifest.rows),
                "files": len(manifest.sha256) - 1,
                "size": round(target.stat().st_size / 1024**2, 1),
            }
        )
        for one in kept_apart():
            words = {"path": one.path(), "loss": one.loss}
            self.stdout.write(_("Nicht darin, bitte getrennt aufbewahren: %(path)s. %(loss)s") % words)
