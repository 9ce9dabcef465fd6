"""Pages of a plan with 500 measures, and with ten times as many measures beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from roterfaden.operation.benchmarks import Figure, Options, benchmark, scratch


@benchmark("strategy", label="Pages of a plan with 500 measures: server time in the median, SQL statements")
def measure_pages(options: Options) -> Iterator[Figure]:
    """Each page with few and with many other measures in the database."""
    for database in options.databases:
        base: dict[str, float] = {}
        for others in (0, 5_000):
            where = f"{database.split(':', 1)[0] or 'sqlite'}, 500 measures, {others:,} others"
            for name, page in _child(str(others), database).items():
                ratio = f", {page['ms'] / base[name]:.2f} times the smallest" if name in base else ""
                base.setdefault(name, page["ms"])
                note = f"HTTP {page['status']}, {page['sql']} SQL{ratio}"
                yield Figure(f"{where}: {name}", page["ms"], "ms", limit=100, note=note)


def _child(others: str, database: str) -> dict[str, Any]:
    with scratch() as home:
        env = {
            **os.environ,
            "ROTERFADEN_HOME": str(home),
            "ROTERFADEN_DEBUG": "0",
            "DATABASE_URL": database,
        }
        command = [sys.executable, "-m", "roterfaden.strategy.bench", others]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 – our own module
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return dict(json.loads(done.stdout.splitlines()[-1]))
