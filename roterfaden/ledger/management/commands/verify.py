"""`roterfaden verify [--from URL]`: is the ledger what it was? See docs/ledger.md."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from roterfaden.kit.http import RefusedError, guarded_client
from roterfaden.ledger.verification.base import Source, Unreachable
from roterfaden.ledger.verification.check import Progress, Verified, silent, verify
from roterfaden.ledger.verification.keeping import PinsUnreadable, forget_pin
from roterfaden.ledger.verification.own import OwnLedger
from roterfaden.ledger.verification.remote import RemoteLedger
from roterfaden.ledger.verification.words import verified_in_words, wrong_in_words
from roterfaden.methods.checkpoints import BadNote, PublicKey
from roterfaden.methods.verification import Wrong

GOOD, WRONG, NOT_CHECKED = 0, 1, 2


class Command(BaseCommand):
    """Exit code 0: nothing is wrong, 1: something is, 2: it could not be checked."""

    help = "Check this ledger, or another city's, without trusting the server: chain, signatures, proofs, erasures."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which ledger."""
        parser.add_argument("--from", dest="url", default="", metavar="URL", help="address of another portal")
        parser.add_argument("--key", default="", help="the ledger's first key, known from elsewhere")
        parser.add_argument("--restart", action="store_true", help="do not continue an interrupted check")
        parser.add_argument("--forget", action="store_true", help="forget what is pinned first, and trust anew")
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, tell, and end with the code."""
        self._check_key(options["key"])
        with translation.override("de"):
            sys.exit(self._run(options))

    def _check_key(self, key: str) -> None:
        try:
            _key = PublicKey.parse(key) if key else None
        except BadNote as problem:
            raise CommandError(f"--key: {problem}") from None

    def _run(self, options: dict[str, Any]) -> int:
        try:
            found = self._verify(options)
        except Wrong as wrong:
            self.stdout.write(wrong_in_words(wrong))
            return WRONG
        except Unreachable as problem:
            self.stderr.write(_("Nicht prüfbar: {why}").format(why=problem))
            if isinstance(problem.__cause__, RefusedError):
                self.stderr.write(_("Gehört dieser Rechner zu Ihrem eigenen Netz? Dann: ROTERFADEN_FETCH_ALLOW"))
            return NOT_CHECKED
        except PinsUnreadable as problem:
            self.stderr.write(
                _("Nicht prüfbar: was festgehalten wurde, ist nicht lesbar ({path}).").format(path=problem)
            )
            return NOT_CHECKED
        self.stdout.write("\n".join(verified_in_words(found)))
        return GOOD

    def _verify(self, options: dict[str, Any]) -> Verified:
        with _source(options["url"]) as source, _bar(options["quiet"]) as progress:
            if options["forget"]:
                forget_pin(source.identity)
            return verify(source, progress, options["key"], options["restart"])


@contextmanager
def _source(url: str) -> Iterator[Source]:
    if not url:
        yield OwnLedger()
        return
    client = guarded_client()
    try:
        yield RemoteLedger(url, client)
    finally:
        client.close()


@contextmanager
def _bar(quiet: bool) -> Iterator[Progress]:
    if quiet:
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(_("Einträge"), total=None)
        yield lambda done, size: bar.update(task, completed=done, total=size)
