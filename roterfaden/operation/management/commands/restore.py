"""`roterfaden restore FILE`: back to a backup."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roterfaden.operation.archive import ArchiveError
from roterfaden.operation.backups import check, restore
from roterfaden.operation.dumps import DumpError, is_empty


class Command(BaseCommand):
    help = "Put a backup in place of everything there is. Verified first; all or nothing; also while the portal runs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace a portal that is not empty")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["file"].expanduser().absolute()
        try:
            check(source)
            if not options["yes"] and not is_empty():
                raise CommandError(
                    _("Das Portal ist nicht leer; restore ersetzt alles darin. Wenn Sie das wollen: --yes")
                )
            result = restore(source, self.stdout.write)
        except (ArchiveError, DumpError, OSError) as error:
            raise CommandError(_("Nichts wurde verändert: %(error)s") % {"error": error}) from None
        for name, (before, now) in result.differences().items():
            self.stderr.write(f"{name}: {before} → {now}")
        if result.differences():
            raise CommandError(_("Die Zahl der Zeilen weicht ab. Bitte prüfen Sie das Portal."))
        self.stdout.write(
            _("%(rows)s Zeilen in %(tables)s Tabellen, wie gesichert.")
            % {"rows": sum(result.rows.values()), "tables": len(result.rows)}
        )
        self.stdout.write(
            _("Schlüssel sind in keiner Sicherung. Ob alle wieder an ihrem Platz liegen, sagt: roterfaden doctor")
        )
