"""The council's benchmarks: importing a whole real endpoint, killing it, and pages with many papers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from roterfaden.council.bench.recorded import served
from roterfaden.operation.benchmarks import Figure, Options, benchmark, scratch

RECORDED = Path(settings.TESTDATA) / "oparl-huertgenwald"
LIST, DETAIL = 20, 25


@benchmark("council.import", label="Import of a whole recorded OParl endpoint over loopback, SQLite")
def measure_import(_options: Options) -> Iterator[Figure]:
    """First and second run."""
    if not RECORDED.is_dir():
        yield Figure("recorded endpoint", 0, "", note="ROTERFADEN_TESTDATA has none")
        return
    with served(RECORDED) as url:
        found = _child("import", url)
    first, second = found["first"], found["second"]
    yield Figure("first run, index included", first["seconds"], "s", limit=30)
    yield Figure("  of it the search index", first["index_seconds"], "s")
    yield Figure("  highest memory", first["peak_mb"], "MB", limit=300)
    yield Figure("  longest transaction", first["longest_transaction_ms"], "ms", limit=200)
    yield Figure("second run, nothing changed", second["seconds"], "s", limit=5)
    written = sum(n for counts in found["counts"].values() for name, n in counts.items() if name != "seen")
    yield Figure("  objects written", written, "", limit=0)


@benchmark("council.kills", label="20 kills of that import at random moments, then a rerun")
def measure_kills(_options: Options) -> Iterator[Figure]:
    """Whether the result is that of a clean run."""
    if RECORDED.is_dir():
        with served(RECORDED) as url:
            found = _child("kills", url, "20")
        yield Figure("imports killed", found["killed"], "")
        yield Figure("digest equals that of a clean run", int(found["same"]), "", limit=1, at_least=True)


@benchmark("council.pages", label="Pages with many generated papers: server time in the median, SQL statements")
def measure_pages(options: Options) -> Iterator[Figure]:
    """Each size on each database, with the ratio to the smallest."""
    for database in options.databases:
        base: dict[str, float] = {}
        for papers in sorted(options.papers):
            where = f"{database.split(':', 1)[0] or 'sqlite'}, {papers:,} papers"
            found = _child("pages", str(papers), database=database)
            yield Figure(f"{where}: growing the city", found["grow_seconds"], "s")
            yield Figure(f"{where}: building the search index", found["index_seconds"], "s")
            for name, page in found["pages"].items():
                ratio = f", {page['ms'] / base[name]:.2f} times the smallest" if name in base else ""
                base.setdefault(name, page["ms"])
                note = f"HTTP {page['status']}, {page['sql']} SQL{ratio}"
                yield Figure(f"{where}: {name}", page["ms"], "ms", limit=100, note=note)


def _child(*arguments: str, database: str = "") -> dict[str, Any]:
    """The figures of a task run in a process with an empty home (and an empty database, where one is named)."""
    with scratch() as home:
        env = {
            **os.environ,
            "ROTERFADEN_HOME": str(home),
            "ROTERFADEN_FETCH_ALLOW": "127.0.0.1",
            "ROTERFADEN_DEBUG": "0",
            "DATABASE_URL": database,
        }
        command = [sys.executable, "-m", "roterfaden.council.bench.child", *arguments]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 – our own module
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return dict(json.loads(done.stdout.splitlines()[-1]))
