"""`roterfaden serve`: web server and job worker under one roof."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roterfaden.operation.preparing import unapplied
from roterfaden.operation.serving import Serving, require_free, serve


class Command(BaseCommand):
    help = "Serve the portal: web server and job worker as children of one process. SIGTERM or Ctrl-C ends all."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
        parser.add_argument("--workers", type=int, default=0, help="web processes (default: one a core, four at most)")
        parser.add_argument("--threads", type=int, default=4, help="threads of each web process (default: 4)")
        parts = parser.add_mutually_exclusive_group()
        parts.add_argument("--web-only", action="store_true", help="without the job worker")
        parts.add_argument("--worker-only", action="store_true", help="without the web server")

    def handle(self, *args: Any, **options: Any) -> None:
        if count := len(unapplied()):
            raise CommandError(
                _("Der Datenbank fehlen %(count)s Migrationen. Abhilfe: roterfaden prepare") % {"count": count}
            )
        serving = Serving(
            port=options["port"],
            host=options["host"],
            web=not options["worker_only"],
            worker=not options["web_only"],
            workers=options["workers"],
            threads=options["threads"],
        )
        if serving.web:
            require_free(serving.host, serving.port)
            self.stdout.write(_("Das Portal läuft unter %(address)s") % {"address": serving.address})
        self.stdout.flush()
        sys.exit(serve(serving, self.stdout.write))
