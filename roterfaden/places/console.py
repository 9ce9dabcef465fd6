"""How imports tell operators what they did."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from roterfaden.places.actions import Imported


def read_bytes(path: str, most: int) -> bytes:
    """A file's content, one byte more than `most` at most; CommandError says why not."""
    try:
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        raise CommandError(_("{path} ist nicht lesbar: {why}").format(path=path, why=error)) from None


def bar(shown: bool) -> Bar:
    """A progress bar on the error stream."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Bar(*columns, console=Console(stderr=True), disable=not shown)


def report(done: Imported, dry_run: bool, word: str, refused: int) -> list[str]:
    """The result in lines; `word` names a refused part ("Zeile")."""
    lines = [f"{word} {row.place}: {row.reason}" for row in done.refused]
    if refused > len(done.refused):
        lines.append(_("… und {count} weitere").format(count=refused - len(done.refused)))
    parts = [
        (_("neu"), done.added),
        (_("geändert"), done.changed),
        (_("unverändert"), done.kept),
        (_("entfernt"), done.removed),
        (_("abgelehnt"), refused),
    ]
    lines.append(", ".join(f"{label}: {count}" for label, count in parts))
    return [*lines, _("Probelauf: Es wurde nichts geschrieben.")] if dry_run else lines
