"""The benchmark of surveys: 10,000 answers written one by one, mixed, opened, counted and made safe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from roterfaden.operation.benchmarks import Figure, Options, benchmark, scratch

ANSWERS = 10_000


@benchmark("surveys", label="10,000 answers to a survey with eight questions: written, and evaluated")
def measure(options: Options) -> Iterator[Figure]:
    """On each database."""
    for database in options.databases:
        found = _child(database)
        where = f"{database.split(':', 1)[0] or 'sqlite'}, {found['answers']:,} answers"
        yield Figure(f"{where}: one answer taken, median", found["take"], "ms", limit=15, note=f"{found['sql']} SQL")
        yield Figure(f"{where}: mixed, opened, counted, published", found["evaluate"], "s", limit=60)
        yield Figure(
            f"{where}: page of results, median", found["page"], "ms", limit=100, note=f"{found['page_sql']} SQL"
        )


def _child(database: str) -> dict[str, Any]:
    """The figures, measured in a process with an empty home (and an empty database, where one is named)."""
    with scratch() as home:
        own = {"ROTERFADEN_HOME": str(home), "ROTERFADEN_DEBUG": "0", "DATABASE_URL": database}
        command = [sys.executable, "-m", "roterfaden.participation.modules.survey.bench", str(ANSWERS)]
        env = {**os.environ, **own}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 – our own module
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return dict(json.loads(done.stdout.splitlines()[-1]))
