"""The benchmark of notices: one event of a thing that ten thousand people follow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from roterfaden.operation.benchmarks import Figure, Options, benchmark, scratch

FOLLOWERS = 10_000


@benchmark("notices", label="One event, 10,000 followers: accepting, spreading, sending to a null server")
def measure_notices(options: Options) -> Iterator[Figure]:
    """On each of the databases."""
    for database in options.databases:
        with scratch() as home:
            own = {"ROTERFADEN_HOME": str(home), "ROTERFADEN_DEBUG": "0", "DATABASE_URL": database}
            command = [sys.executable, "-m", "roterfaden.notices.bench.child", str(FOLLOWERS)]
            done = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)  # noqa: S603 – ours
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        yield from _figures(json.loads(done.stdout.splitlines()[-1]))


def _figures(found: dict[str, float]) -> Iterator[Figure]:
    yield Figure("event accepted", found["accept_ms"], "ms", limit=200, note=f"first {found['accept_first_ms']:.0f}")
    yield Figure("batch of 500 notices, median", found["batch_ms"], "ms", note=f"{found['batches']} batches")
    yield Figure("  longest", found["longest_batch_ms"], "ms", limit=200)
    yield Figure("notices made", found["notices"], "", limit=FOLLOWERS, at_least=True)
    yield Figure("mails made, noted and given to a null server", found["mails_a_second"], "a second")
    yield Figure("highest memory", found["peak_mb"], "MB")
