"""`roterfaden demo`: fill the demonstration city, then serve it."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console

from roterfaden.council.sync.console import bars
from roterfaden.demo.city import fill
from roterfaden.demo.people import LOGINS
from roterfaden.demo.stamp import Stamp
from roterfaden.operation.preparing import prepare
from roterfaden.operation.serving import Serving, require_free, serve


class Command(BaseCommand):
    help = "Fill the demonstration city and serve it (--no-serve: only fill)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--today", type=date.fromisoformat, help="day on which the city lives (default: today)")
        parser.add_argument("--no-serve", action="store_true", help="fill, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, fill, say where it is and who may log in, serve."""
        serving = Serving(port=options["port"], host=options["host"], quiet=True)
        if not options["no_serve"]:
            require_free(serving.host, serving.port)
        prepare(self.stdout.write)
        with bars(Console(stderr=True), quiet=not sys.stderr.isatty()) as progress:
            filled = fill(options["today"], os.environ.get("ROTERFADEN_URL", serving.address).rstrip("/"), progress)
        self._introduce(filled)
        if not options["no_serve"]:
            # Who tries it out has no second factor at hand; the accounts are of this machine alone.
            os.environ.setdefault("ROTERFADEN_STAFF_MFA", "no")
            sys.exit(serve(serving, self.stdout.write))

    def _introduce(self, filled: Stamp) -> None:
        self.stdout.write(_("Die Beispielstadt steht: %(address)s") % {"address": filled.url})
        self.stdout.write(
            _("Anmelden unter %(address)s/verwaltung/ mit dem Passwort %(password)s als")
            % {
                "address": filled.url,
                "password": filled.password,
            }
        )
        for login in LOGINS:
            self.stdout.write(f"  {login.name:<18} {login.purpose}")
