"""`roterfaden check_oparl URL`: does an OParl endpoint keep to the specification? See docs/check-oparl.md."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from rich.console import Console

from roterfaden.council.conformance.actions import check_own, publish_report
from roterfaden.council.conformance.check import NotReachable, check
from roterfaden.council.conformance.console import bar
from roterfaden.council.conformance.live import LiveFetch
from roterfaden.council.conformance.report import Report
from roterfaden.council.conformance.run import Options, Progress
from roterfaden.kit.http import RefusedError, guarded_client

CLEAN, ERRORS, UNREACHABLE = 0, 1, 2


class Command(BaseCommand):
    """Exit code 0: no errors, 1: errors, 2: not reachable."""

    help = "Check any OParl 1.0 or 1.1 endpoint against the specification."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The address and how thoroughly."""
        parser.add_argument("url", nargs="?", default="", help="address of the System object")
        parser.add_argument("--own", action="store_true", help="check this portal itself and publish the report")
        parser.add_argument("--full", action="store_true", help="fetch every object and link, not a sample")
        parser.add_argument("--limit", type=int, default=0, metavar="N", help="read about N objects of each list")
        parser.add_argument("--no-files", action="store_true", help="do not ask for files")
        parser.add_argument("--json", metavar="FILE", help="write the report as JSON; - for standard output")
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, tell, and end with the code."""
        if bool(options["url"]) == options["own"]:
            raise CommandError("Give the address of a System object, or --own.")
        chosen = Options(full=options["full"], limit=max(0, options["limit"]), files=not options["no_files"])
        console = Console(stderr=True)
        with translation.override("de"):
            try:
                with bar(console, options["quiet"]) as progress:
                    report = self.run_check(options, chosen, progress)
            except NotReachable as problem:
                message = _("{url} antwortet nicht als OParl-System: {why}").format(
                    url=options["url"] or "--own", why=problem
                )
                self.stderr.write(message)
                if str(RefusedError(options["url"])) in str(problem):
                    self.stderr.write(_("Welche internen Rechner erlaubt sind, sagt ROTERFADEN_FETCH_ALLOW."))
                sys.exit(UNREACHABLE)
            self.tell(report, options["json"] or "")
        sys.exit(ERRORS if report.has_errors else CLEAN)

    def run_check(self, options: dict[str, Any], chosen: Options, progress: Progress) -> Report:
        """Of this portal, or of an endpoint on the network."""
        if not options["own"]:
            client = guarded_client()
            try:
                return check(options["url"], LiveFetch(client), chosen, progress)
            finally:
                client.close()
        report = check_own(chosen, progress)
        publish_report(report)
        return report

    def tell(self, report: Report, target: str) -> None:
        """The report: for people on standard output, as JSON where it was asked for."""
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
        if target == "-":
            self.stdout.write(text)
            return
        self.stdout.write("\n".join(report.lines()))
        if target:
            try:
                Path(target).write_text(text + "\n", "utf-8")
            except OSError as error:
                raise CommandError(f"cannot write {target}: {error.strerror}") from None
