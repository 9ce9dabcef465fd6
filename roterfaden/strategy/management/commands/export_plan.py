"""`roterfaden export_plan SLUG`: a whole plan as the plan file that `import_plan` reads."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roterfaden.strategy.exporting import written
from roterfaden.strategy.models import Plan


class Command(BaseCommand):
    """Writes a plan file (docs/plan-file.md)."""

    help = "Schreibt einen ganzen Plan als Plandatei auf die Standardausgabe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which plan."""
        parser.add_argument("slug", metavar="SLUG", help="Kurzname des Plans")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One JSON document."""
        plan = Plan.objects.filter(slug=options["slug"]).first()
        if plan is None:
            raise CommandError(_("Diesen Plan gibt es nicht."))
        self.stdout.write(json.dumps(written(plan), ensure_ascii=False, indent=1))
