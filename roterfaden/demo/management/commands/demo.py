"""`roterfaden demo`: fill the demonstration city, then serve it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

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
        serving = Serving(port=options["port"], host=options["host"], quiet=True)
        if not options["no_serve"]:
            require_free(serving.host, serving.port)
        prepare(self.stdout.write)
        if not options["no_serve"]:
            self.stdout.write(serving.address)
            sys.exit(serve(serving, self.stdout.write))
