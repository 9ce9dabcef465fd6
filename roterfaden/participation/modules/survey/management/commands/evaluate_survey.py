"""`roterfaden evaluate_survey PHASE`: publish the result of a survey, with its password where it has one."""

from __future__ import annotations

from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from roterfaden.participation.modules.survey.due import is_over
from roterfaden.participation.modules.survey.keys import NoKey
from roterfaden.participation.modules.survey.models import Survey
from roterfaden.participation.modules.survey.results.evaluating import Unreadable, evaluate


class Command(BaseCommand):
    help = "Evaluate a survey that is over and publish its result; asks for the password where the key has one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("phase", type=int, help="number of the phase, as in its address")
        parser.add_argument("--password-file", type=Path, help="file with the password; else it is asked for")

    def handle(self, *args: Any, **options: Any) -> None:
        survey = Survey.objects.select_related("phase__process").filter(phase=options["phase"]).first()
        if survey is None or not is_over(survey):
            raise CommandError("There is no such survey, or it is not over, or a sheet waits for confirmation.")
        try:
            done = evaluate(survey, _password(survey, options["password_file"]))
        except (NoKey, Unreadable, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{done.people} answers" if done else "it was evaluated before")


def _password(survey: Survey, path: Path | None) -> str:
    if not survey.locked:
        return ""
    return path.read_text("utf-8").strip() if path else getpass("Password: ")
