"""How an import looks in a terminal: a progress bar while it runs, a few plain lines at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from roterfaden.council.models import ImportRun
from roterfaden.council.sync.engine import Progress as Report
from roterfaden.council.sync.engine import silent


@contextmanager
def bars(console: Console, quiet: bool) -> Iterator[Report]:
    """A progress reporter with one bar for each thing that is done."""
    if quiet:
        yield silent
        return
    columns = (TextColumn("{task.description:>16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        tasks: dict[str, TaskID] = {}

        def report(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            if total is None:
                progress.update(tasks[what], completed=done)
            else:
                progress.update(tasks[what], completed=done, total=total)

        yield report


def summary(run: ImportRun) -> Iterator[str]:
    """The run in words."""
    figures = run.figures
    yield (
        f"{run.source.name}: {run.get_outcome_display()} in {figures.get('seconds')} s, "
        f"{figures.get('requests')} Anfragen ({figures.get('not_modified')} unverändert), "
        f"höchstens {figures.get('peak_mb')} MB"
    )
    if run.message:
        yield f"  {run.message}"
    for kind, counts in run.counts.items():
        parts = ", ".join(f"{name} {number}" for name, number in counts.items())
        yield f"  {kind}: {parts}"
    for code, finding in sorted(run.findings.items()):
        example = finding["examples"][0] if finding["examples"] else {}
        where = f"{example.get('url', '')} {example.get('detail', '')}".strip()
        yield f"  Befund {code}: {finding['count']} (z. B. {where})"
