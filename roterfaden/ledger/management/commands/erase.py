"""`roterfaden erase OWNER --reason …`: erase a person everywhere. See docs/ledger.md."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.ledger.erasing import ReasonMissing, Report, StillPending, erase, finish
from roterfaden.operation.erasing import SHORTEST, TooShort
from roterfaden.operation.erasing.columns import places
from roterfaden.operation.leases import Busy


class Command(BaseCommand):
    """Exit code 0: nothing is left, 1: something is, and it is named."""

    help = (
        "Erase a person everywhere: ledger, rooms, revisions, logs, tasks, search index, free pages. Not from backups."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, why, and by which texts."""
        parser.add_argument("owner", help="such as person:17")
        parser.add_argument("--reason", default="", help="public for ever; must not name the person")
        parser.add_argument("--text", action="append", default=[], metavar="TEXT", help="name or address to strike out")
        parser.add_argument("--contents", action="store_true", help="also the content of entries about the owner")
        parser.add_argument("--dry-run", action="store_true", help="only tell where the texts stand")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, tell, and end with the code."""
        kind, colon, key = options["owner"].partition(":")
        if not colon or not kind or not 0 < len(key) <= LONGEST_KEY:
            raise CommandError("OWNER is a kind and a key, such as person:17.")
        with translation.override("de"):
            if options["dry_run"]:
                self._tell_places(places(options["text"]))
                return
            left = self._erase(Ref(kind, key), options)
        sys.exit(1 if left else 0)

    def _erase(self, owner: Ref, options: dict[str, Any]) -> list[str]:
        try:
            report = erase(None, owner, options["reason"], options["text"], options["contents"])
            report.left = finish(options["text"])
        except ReasonMissing:
            raise CommandError("--reason is needed, at most 500 letters, without the texts themselves.") from None
        except TooShort as problem:
            raise CommandError(f"--text {problem}: at least {SHORTEST} letters.") from None
        except (StillPending, Busy):
            raise CommandError("Another process numbers entries or writes the index. Try again; it goes on.") from None
        self._tell(report)
        return report.left

    def _tell(self, report: Report) -> None:
        self.stdout.write(_("Angaben über Personen gelöscht: {count}").format(count=report.facts))
        self.stdout.write(_("Inhalte von Einträgen gelöscht: {count}").format(count=report.entries))
        for label, count in report.erasers.items():
            self.stdout.write(f"{label}: {count}")
        self._tell_places(report.columns)
        for place in report.left:
            self.stdout.write(_("NOCH DA: {place}").format(place=place))
        self.stdout.write(_("In Sicherungen steht es noch, bis sie nach ihrer Frist gelöscht werden."))

    def _tell_places(self, found: dict[str, int]) -> None:
        for place, count in found.items():
            self.stdout.write(f"{place}: {count}")
