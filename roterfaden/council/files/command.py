"""What the commands for files share: choosing a source, the progress bar, the closing lines, the exit codes."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from roterfaden.council.files.actions import Report
from roterfaden.council.models import Source
from roterfaden.operation.leases import Busy

#: What became of files, in words; in this order.
WORDS = {
    "read": _("Text gelesen"),
    "empty": _("ohne Text (vermutlich ein Bild)"),
    "unreadable": _("Text nicht lesbar"),
    "absent": _("an der Quelle nicht vorhanden"),
    "impossible": _("nicht abrufbar"),
    "same": _("unverändert"),
    "later": _("später noch einmal (die Quelle antwortet gerade nicht)"),
}
Run = Callable[[Source | None, int | None, Report], "Counter[str]"]


@contextmanager
def bar(what: str, total: int, quiet: bool) -> Iterator[Report]:
    """A progress bar for `total` files (it grows where more come in meanwhile)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.update(task, completed=done, total=max(total, done))


def explained(error: Exception) -> str:
    """A database or disk error in words, with what to do."""
    text = str(error).lower()
    if "full" in text or "no space" in text:
        return "Kein Platz mehr auf dem Datenträger. Nichts ist verloren; nach dem Freiräumen noch einmal starten."
    if "locked" in text:
        return "Die Datenbank war zu lange belegt. Nichts ist verloren; noch einmal starten."
    return f"{type(error).__name__}: {error}"


class FilesCommand(BaseCommand):
    """Treats files one after the other. Exit codes: 0 done, 1 wrong use or failure, 2 some wait, 3 another runs."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Source, limit, quiet."""
        parser.add_argument("--source", default="", help="Kurzname der Quelle (sonst alle)")
        parser.add_argument("--limit", type=int, default=None, help="höchstens so viele Dateien")
        parser.add_argument("--quiet", action="store_true", help="ohne Fortschrittsbalken")

    def source(self, slug: str) -> Source | None:
        """The source with this slug; None for all."""
        if not slug:
            return None
        source = Source.objects.filter(slug=slug).first()
        if source is None:
            known = ", ".join(Source.objects.values_list("slug", flat=True)) or "keine"
            raise CommandError(f"Es gibt keine Quelle mit dem Kurznamen {slug}. Bekannt: {known}.")
        return source

    def treat(self, run: Run, total: int, what: str, options: dict[str, Any]) -> None:
        """Run with a bar, then say what became of the files."""
        limit = options["limit"]
        total = total if limit is None else min(total, limit)
        try:
            with bar(what, total, options["quiet"]) as report:
                tally = run(self.source(options["source"]), limit, report)
        except Busy:
            raise CommandError(
                "Ein anderer Prozess liest gerade Dateien. Dieser endet ohne Änderung.", returncode=3
            ) from None
        except (DatabaseError, OSError) as error:
            raise CommandError(explained(error)) from None
        self._say(tally)
        if tally["later"]:
            raise SystemExit(2)

    def _say(self, tally: Counter[str]) -> None:
        if not tally:
            self.stdout.write("Es wartet keine Datei.")
        for code, words in WORDS.items():
            if tally[code]:
                self.stdout.write(f"{tally[code]:>7}  {words}")
