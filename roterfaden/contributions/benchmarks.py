"""The benchmark of contributions: a conversation with 20 threads, and writing, in a small and in a large city."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from roterfaden.operation.benchmarks import Figure, Options, benchmark, scratch

#: Ideas and comments.
SIZES = ((1_000, 5_000), (100_000, 1_000_000))
LIMITS = {"write": 15.0, "support": 15.0}


@benchmark("contributions", label="Conversation with 20 threads, writing and supporting: median, SQL statements")
def measure(options: Options) -> Iterator[Figure]:
    """Each size on each database, with the ratio to the smallest."""
    for database in options.databases:
        base: dict[str, float] = {}
        for ideas, comments in SIZES:
            where = f"{database.split(':', 1)[0] or 'sqlite'}, {ideas:,} ideas, {comments:,} comments"
            for name, found in _child(ideas, comments, database).items():
                ratio = f", {found['ms'] / base[name]:.2f} times the smallest" if base.get(name) else ""
                base.setdefault(name, found["ms"])
                page = f"HTTP {found['status']}, {found['sql']} SQL, " if "sql" in found else ""
                note = f"{page}{found['cpu']} ms of the processor{ratio}"
                yield Figure(f"{where}: {name}", found["ms"], "ms", limit=LIMITS.get(name, 60), note=note)


def _child(ideas: int, comments: int, database: str) -> dict[str, Any]:
    """The figures, measured in a process with an empty home (and an empty database, where one is named)."""
    with scratch() as home:
        own = {"ROTERFADEN_HOME": str(home), "ROTERFADEN_DEBUG": "0", "DATABASE_URL": database}
        command = [sys.executable, "-m", "roterfaden.contributions.bench", str(ideas), str(comments)]
        done = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)  # noqa: S603 – our own module
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return dict(json.loads(done.stdout.splitlines()[-1]))
