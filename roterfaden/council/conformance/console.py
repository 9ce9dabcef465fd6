"""How far a check is, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from roterfaden.council.conformance.run import Progress, silent


@contextmanager
def bar(console: Console, quiet: bool) -> Iterator[Progress]:
    """One bar, which shows the step at hand."""
    if quiet or not console.is_terminal:
        yield silent
        return
    columns = (TextColumn("{task.description:>16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as shown:
        task = shown.add_task("…", total=None)

        def report(step: str, done: int, total: int | None) -> None:
            shown.update(task, description=step, completed=done, total=total)

        yield report
