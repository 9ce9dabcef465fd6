"""`roterfaden rotate_ledger_key FILE`: make a new key, endorsed by the present one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roterfaden.ledger.signing import KeyProblem, rotate


class Command(BaseCommand):
    """The old file may be destroyed afterwards."""

    help = "Make a new key for the ledger's heads in FILE, signed by the present one; then name it in the settings."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it."""
        path = options["file"].expanduser().resolve()
        try:
            key = rotate(path)
        except KeyProblem as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{key}\nNow set ROTERFADEN_LEDGER_KEY_FILE={path} and restart the job worker.")
