"""The tables in docs/ that are made from code: settings, roles, commands.

python -m tools.documents     write them; a test fails while one is out of date
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
BEGIN, END = "<!-- made by tools/documents.py -->\n", "<!-- end -->"


def settings_table() -> str:
    """Every setting that the settings read."""
    from roterfaden.settings import env

    rows = [f"| `{s.name}` | {_code(s.default)} | {s.purpose} |" for s in sorted(env.known.values(), key=_name)]
    return "| setting | default | what it does |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def _name(setting: object) -> str:
    return str(getattr(setting, "name", ""))


def _code(text: str) -> str:
    return f"`{text}`" if text else "–"


def roles_table() -> str:
    """The roles of the staff."""
    from roterfaden.accounts.roles import as_markdown

    return as_markdown()


def commands_table() -> str:
    """Every command of ours with its options."""
    from django.core.management import get_commands, load_command_class

    rows = []
    for name, app in sorted(get_commands().items()):
        if isinstance(app, str) and app.startswith("roterfaden."):
            command = load_command_class(app, name)
            parser = command.create_parser("roterfaden", name)
            usage = " ".join(_own_options(parser._actions))
            rows.append(f"| `roterfaden {name}{' ' + usage if usage else ''}` | {' '.join(command.help.split())} |")
    return "| command | what it does |\n|---|---|\n" + "\n".join(rows) + "\n"


#: Options that every command of Django has.
_COMMON = frozenset(
    {"help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks"}
)


def _own_options(actions: Sequence[object]) -> list[str]:
    result = []
    for action in actions:
        dest, flags = str(getattr(action, "dest", "")), list(getattr(action, "option_strings", []))
        if dest not in _COMMON:
            result.append(f"[{flags[-1]}]" if flags else dest.upper())
    return result


TABLES: dict[str, Callable[[], str]] = {
    "settings.md": settings_table,
    "roles.md": roles_table,
    "commands.md": commands_table,
}


def with_table(text: str, table: str) -> str:
    """The document with its table renewed."""
    pattern = re.escape(BEGIN) + r".*?" + re.escape(END)
    return re.sub(pattern, lambda _match: BEGIN + table + END, text, count=1, flags=re.DOTALL)


def stale() -> list[str]:
    """Documents whose table differs from the code."""
    return [name for name, made in TABLES.items() if made() not in (DOCS / name).read_text("utf-8")]


def main() -> int:
    """Renew all tables."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    django.setup()
    for name, made in TABLES.items():
        path = DOCS / name
        path.write_text(with_table(path.read_text("utf-8"), made()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
