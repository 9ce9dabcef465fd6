"""Checks that need no run of the program: style, types, layers, lock files, templates, migrations, translations.

python -m tools.check [NAME …]     all, or the named ones
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARIES = Path(sys.executable).parent

CHECKS: dict[str, list[str]] = {
    "style": ["ruff", "check", "."],
    "form": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "tools' types": ["mypy", "tools"],
    "layers": ["lint-imports", "--no-cache"],
    "licences": ["reuse", "lint", "--quiet"],
    "lock files": ["python", "-m", "tools.locks"],
    "lock is current": ["uv", "lock", "--check", "--quiet"],
    "templates": ["python", "-m", "tools.templates"],
    "migrations": ["roterfaden", "makemigrations", "--check", "--dry-run"],
    "translations": ["python", "-m", "tools.translations", "check"],
}


def run(name: str) -> bool:
    """Run one check; its output is shown only if it fails."""
    began = time.monotonic()
    command = CHECKS[name]
    with tempfile.TemporaryDirectory(prefix="roterfaden-check-") as home:
        done = subprocess.run(  # noqa: S603
            [str(BINARIES / command[0]), *command[1:]],
            cwd=ROOT,
            env={**os.environ, "ROTERFADEN_HOME": home},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def main(names: Sequence[str]) -> int:
    """Run the checks; 1 if one failed."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"no such check: {unknown[0]}; there are: {', '.join(CHECKS)}")
        return 2
    failed = [name for name in names or CHECKS if not run(name)]
    print(f"{len(names or CHECKS) - len(failed)} checks passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
