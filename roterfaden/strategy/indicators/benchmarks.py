"""The dashboard of 100 indicators over ten years, and one of them, also with a thousand others beside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from roterfaden.operation.benchmarks import Figure, Options, benchmark, scratch


@benchmark("indicators", label="A plan with 100 indicators × 10 years: server time in the median, SQL statements")
def measure_indicators(options: Options) -> Iterator[Figure]:
    """Each page, with none and with many other indicators in the database."""
    for database in options.databases:
        kind = database.split(":", 1)[0] or "sqlite"
        with scratch() as home:
            own = {"ROTERFADEN_HOME": str(home), "ROTERFADEN_DEBUG": "0", "DATABASE_URL": database}
            env = {**os.environ, **own}
            command = [sys.executable, "-m", "roterfaden.strategy.indicators.bench", "1000"]
            done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 – our own
            if done.returncode:
                raise RuntimeError(done.stderr[-2000:])
            for row in json.loads(done.stdout.splitlines()[-1]):
                note = f"HTTP {row['status']}, {row['sql']} SQL"
                limit = 100 if row["unit"] == "ms" else None
                yield Figure(f"{kind}: {row['name']}", row["value"], row["unit"], limit=limit, note=note)
