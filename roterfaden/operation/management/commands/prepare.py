"""`roterfaden prepare`: database, roles and static files up to date; harmless to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from roterfaden.operation.preparing import prepare


class Command(BaseCommand):
    help = "Bring database, staff roles and static files up to date (after installing and after each upgrade)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        prepare(self.stdout.write)
        self.stdout.write(_("Alles ist auf dem Stand."))
