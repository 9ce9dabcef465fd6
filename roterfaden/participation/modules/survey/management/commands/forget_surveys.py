"""`roterfaden forget_surveys`: destroy keys and answers of evaluated surveys."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from roterfaden.participation.modules.survey.actions.forgetting import forget, is_due
from roterfaden.participation.modules.survey.models import Survey


class Command(BaseCommand):
    help = "Destroy keys, answers and lists of who took part of surveys that are evaluated. The figures stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also those whose time for a recount is not over")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Survey.objects.filter(forgotten_on=None).exclude(evaluated_on=None).select_related("phase__process")
        number = sum(forget(survey) for survey in rows if options["all"] or is_due(survey))
        self.stdout.write(f"{number} surveys forgotten")
