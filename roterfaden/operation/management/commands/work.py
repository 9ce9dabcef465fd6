"""`roterfaden work`: the job worker alone."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from roterfaden.operation.working import run_everything_due, run_worker


class Command(BaseCommand):
    help = "Run periodic jobs and tasks until SIGTERM (`serve` starts this by itself)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(_("%(count)s Läufe") % {"count": run_everything_due()})
            return
        code = run_worker()
        # Not sys.exit: a job that goes on after the grace must not keep the process alive.
        sys.stdout.flush()
        os._exit(code)
