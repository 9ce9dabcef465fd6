"""`roterfaden doctor`: what is wrong, and the mend."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from roterfaden.operation.findings import Level, Report, examine, worst

_SIGNS = {Level.GOOD: "✓", Level.NOTE: "·", Level.WARNING: "!", Level.ERROR: "✗"}


class Command(BaseCommand):
    help = "Say what is wrong with this portal and how to mend it. Exit code 1 if there is an error."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        reports = examine()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(report) for report in reports], default=str, ensure_ascii=False))
        else:
            self._print(reports)
        sys.exit(1 if worst(reports) == Level.ERROR else 0)

    def _print(self, reports: list[Report]) -> None:
        for report in reports:
            self.stdout.write(report.name)
            for finding in report.findings:
                self.stdout.write(f"  {_SIGNS[finding.level]} {self._styled(finding.level, finding.text)}")
                if finding.mend:
                    self.stdout.write(f"      {_('Abhilfe')}: {finding.mend}")
        counts = [sum(f.level == level for r in reports for f in r.findings) for level in (Level.ERROR, Level.WARNING)]
        self.stdout.write(_("%(errors)s Fehler, %(warnings)s Warnungen") % {"errors": counts[0], "warnings": counts[1]})

    def _styled(self, level: Level, text: str) -> str:
        styles = {Level.ERROR: self.style.ERROR, Level.WARNING: self.style.WARNING}
        return styles[level](text) if level in styles else text
