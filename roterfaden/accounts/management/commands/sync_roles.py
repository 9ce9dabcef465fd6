"""`roterfaden sync_roles`: write the table of staff roles into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from roterfaden.accounts.actions import sync_roles
from roterfaden.accounts.roles import as_markdown


class Command(BaseCommand):
    help = "Write the staff roles of accounts/roles.py into groups (part of `prepare`)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--markdown", action="store_true", help="print the table for docs/roles.md instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["markdown"]:
            self.stdout.write(as_markdown(), ending="")
            return
        for group in sync_roles():
            if options["verbosity"]:
                self.stdout.write(group.name)
