"""The ledger's benchmark: a million entries written, numbered, proven and verified."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from roterfaden.operation.benchmarks import Figure, Options, benchmark, scratch

ENTRIES = 1_000_000


@benchmark("ledger", label="A ledger with 1,000,000 entries: append, proofs, pages, verification, memory")
def measure(options: Options) -> Iterator[Figure]:
    """On each database."""
    for database in options.databases:
        where = database.split(":", 1)[0] or "sqlite"
        found = _child(database)
        yield Figure(f"{where}: pending rows written", found["record"], "/s", limit=1_000, at_least=True)
        yield Figure(
            f"{where}: entries numbered",
            found["sequence"],
            "/s",
            limit=1_000,
            at_least=True,
            note=_cpu(found, "sequence"),
        )
        for name in ("inclusion", "consistency"):
            note = f"worst {found[f'{name}_worst']:.1f} ms"
            yield Figure(f"{where}: {name} proof", found[name], "ms", limit=50, note=note)
        for name in ("page", "overview", "entries"):
            note = f"worst {found[f'{name}_worst']:.1f} ms"
            yield Figure(f"{where}: {name}", found[name], "ms", limit=100 if name != "entries" else None, note=note)
        yield Figure(f"{where}: verify", found["verify"], "s", limit=60, note=_cpu(found, "verify"))
        note = f"{found['memory_before_verify']:.0f} MB before"
        yield Figure(f"{where}: highest memory", found["memory"], "MB", note=note)
        yield Figure(f"{where}: database", found["database"], "MB")


def _cpu(found: dict[str, float], name: str) -> str:
    """The processor's time tells what the machine's other work hides."""
    return f"{found[f'{name}_cpu']:.1f} s of CPU"


def _child(database: str) -> dict[str, float]:
    with scratch() as home:
        ours = {"ROTERFADEN_HOME": str(home), "ROTERFADEN_DEBUG": "0", "DATABASE_URL": database}
        env = {**os.environ, **ours}
        command = [sys.executable, "-m", "roterfaden.ledger.bench.child", str(ENTRIES)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 – our own module
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return dict(json.loads(done.stdout.splitlines()[-1]))
