"""The benchmarks of ideas: pages through the whole stack, requests a second of a real server, and similar texts.

The figures of adhocracy+ that ours are compared with were published for 1,000 ideas, 5,000 comments, 5,000 supports and
300 people on PostgreSQL: 2.8 requests a second for the list, 0.5 for an idea with its discussion.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from roterfaden.operation.benchmarks import Figure, Options, benchmark, scratch

SMALL, LARGE = (1_000, 5_000), (100_000, 1_000_000)
THEIRS = {"list": 2.8, "idea": 0.5}
TIMES_BETTER = 20


@benchmark(
    "ideas", label="List and page of ideas: server time in the median, SQL statements, requests a second of gunicorn"
)
def pages(options: Options) -> Iterator[Figure]:
    """Each size on each database, with the ratio to the small one."""
    for database in options.databases:
        base: dict[str, float] = {}
        for ideas, comments in (SMALL, LARGE):
            told = _child("roterfaden.participation.modules.ideas.bench", database, str(ideas), str(comments))
            where = f"{database.split(':', 1)[0] or 'sqlite'}, {ideas:,} ideas, {comments:,} comments"
            for name, page in told["pages"].items():
                ratio = f", {page['ms'] / base[name]:.2f} times the small one" if name in base else ""
                base.setdefault(name, page["ms"])
                note = f"HTTP {page['status']}, {page['sql']} SQL, {page['cpu']} ms of the processor{ratio}"
                yield Figure(f"{where}: {name}", page["ms"], "ms", limit=60, note=note)
            for name, rate in told["rates"].items():
                limit = THEIRS[name] * TIMES_BETTER
                note = f"adhocracy+ {THEIRS[name]} a second: {rate / THEIRS[name]:.0f} times"
                yield Figure(f"{where}: {name}, gunicorn", rate, "a second", limit=limit, at_least=True, note=note)


@benchmark(
    "ideas.similar", label="Ideas like a text among 10,000: median and worst of 200 questions, building the index"
)
def similar(options: Options) -> Iterator[Figure]:
    """Titles and whole texts."""
    told = _child("roterfaden.participation.modules.ideas.bench_similar", "")
    yield Figure(
        "10,000 texts: whole text, median", told["text"], "ms", limit=20, note=f"worst {told['text_worst']} ms"
    )
    yield Figure("10,000 texts: title, median", told["title"], "ms", limit=20, note=f"worst {told['title_worst']} ms")
    yield Figure("10,000 texts: add one", told["add"], "ms")
    yield Figure("10,000 texts: building the index", told["build"], "s")


def _child(module: str, database: str, *arguments: str) -> dict[str, Any]:
    """The figures, measured in a process with an empty home (and an empty database, where one is named)."""
    with scratch() as home:
        own = {
            "ROTERFADEN_HOME": str(home),
            "ROTERFADEN_DEBUG": "0",
            "DATABASE_URL": database,
            "ROTERFADEN_LOG_LEVEL": "ERROR",
        }
        env = {**os.environ, **own}
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 – our own module
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return dict(json.loads(done.stdout.splitlines()[-1]))
