"""The benchmark of threads: a page with 200 stations, beside 1,000 and beside 100,000 stations of others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from roterfaden.operation.benchmarks import Figure, Options, benchmark, scratch

SIZES = (1_000, 100_000)


@benchmark("threads", label="Thread page with 200 stations: server time in the median, SQL statements")
def measure(options: Options) -> Iterator[Figure]:
    """Each size on each database, with the ratio to the smallest."""
    for database in options.databases:
        base: dict[str, float] = {}
        for stations in SIZES:
            where = f"{database.split(':', 1)[0] or 'sqlite'}, {stations:,} stations"
            for name, page in _child(stations, database).items():
                ratio = f", {page['ms'] / base[name]:.2f} times the smallest" if name in base else ""
                base.setdefault(name, page["ms"])
                note = f"HTTP {page['status']}, {page['sql']} SQL, {page['cpu']} ms of the processor{ratio}"
                yield Figure(f"{where}: {name}", page["ms"], "ms", limit=100, note=note)


def _child(stations: int, database: str) -> dict[str, Any]:
    """The figures, measured in a process with an empty home (and an empty database, where one is named)."""
    with scratch() as home:
        own = {"ROTERFADEN_HOME": str(home), "ROTERFADEN_DEBUG": "0", "DATABASE_URL": database}
        env = {**os.environ, **own}
        command = [sys.executable, "-m", "roterfaden.threads.bench", str(stations)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 – our own module
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return dict(json.loads(done.stdout.splitlines()[-1]))
