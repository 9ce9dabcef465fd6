"""The console command `roterfaden`: Django's commands and ours."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run `roterfaden COMMAND …`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
