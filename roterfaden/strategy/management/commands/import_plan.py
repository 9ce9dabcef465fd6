"""`roterfaden import_plan FILE`: bring in a whole plan, or see first what would change."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from roterfaden.accounts.models import User
from roterfaden.kit.json import MAX_BYTES
from roterfaden.strategy.importing import Importer
from roterfaden.strategy.plan_file import parsed


class Command(BaseCommand):
    """Reads a plan file (docs/plan-file.md)."""

    help = "Liest einen ganzen Plan aus einer Plandatei; --dry-run zeigt nur, was sich änderte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whether to keep anything, and who acts."""
        parser.add_argument("file", metavar="FILE", help="Plandatei (JSON)")
        parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was sich änderte")
        parser.add_argument(
            "--user", default="", help="Konto, in dessen Namen eingelesen wird (sonst das erste mit allen Rechten)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, bring in, tell."""
        with override("de"):
            self._read(Path(options["file"]), options["dry_run"], self._user(options["user"]))

    def _read(self, path: Path, dry: bool, user: User) -> None:
        file, wrong = parsed(self._bytes(path))
        if file is None:
            self._refuse([f"{problem.path}: {problem.sentence}" for problem in wrong])
            return
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("", total=None)
            importer = Importer(
                user, lambda step, done, all_: bar.update(task, description=step, completed=done, total=all_)
            )
            kept = importer.run(file, dry)
        for place, what in importer.done:
            self.stdout.write(f"{place}: {what}")
        if importer.wrong:
            self._refuse([f"{problem.path}: {problem.sentence}" for problem in importer.wrong])
        if not importer.done:
            self.stdout.write(_("Nichts hat sich geändert."))
        elif not kept:
            self.stdout.write(
                _("Probelauf: {number} Änderungen, nichts davon ist gespeichert.").format(number=len(importer.done))
            )
        else:
            self.stdout.write(_("{number} Änderungen gespeichert.").format(number=len(importer.done)))

    def _refuse(self, lines: list[str]) -> None:
        for line in lines[:1000]:
            self.stderr.write(line)
        raise CommandError(_("{number} Fehler; nichts ist gespeichert.").format(number=len(lines)))

    def _bytes(self, path: Path) -> bytes:
        try:
            if path.stat().st_size > MAX_BYTES:
                raise CommandError(_("Die Datei ist zu groß."))
            return path.read_bytes()
        except OSError as problem:
            raise CommandError(str(problem)) from None

    def _user(self, name: str) -> User:
        people = User.objects.filter(is_active=True)
        found = (
            people.filter(username=name).first() if name else people.filter(is_superuser=True).order_by("pk").first()
        )
        if found is None:
            raise CommandError(_("Bitte nennen Sie mit --user ein Konto, das Pläne ändern und freigeben darf."))
        return found
