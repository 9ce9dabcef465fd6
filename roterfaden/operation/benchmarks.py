"""Benchmarks: rooms register them in a module `benchmarks.py`; `roterfaden bench` prints the figures as a table.

    @benchmark("council.import", label="import of a whole endpoint")
    def import_everything(options: Options) -> Iterator[Figure]:
        with scratch() as home: …
        yield Figure("import, index included", 27.3, "s", limit=30)

Timings are never tests: a figure beyond its limit is marked in the table and changes no exit code.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps


@dataclass(frozen=True)
class Options:
    """What the person who measures chose."""

    #: Numbers of generated papers.
    papers: tuple[int, ...] = (100_000,)
    #: Addresses of databases to measure on; "" is a SQLite file.
    databases: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Figure:
    """One measured figure, and the limit it should stay below (or above, where `at_least`)."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether it is within its limit; None where it has none."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit


Measure = Callable[[Options], Iterable[Figure]]


@dataclass(frozen=True)
class Benchmark:
    """A registered benchmark."""

    name: str
    label: str
    measure: Measure


_benchmarks: dict[str, Benchmark] = {}


def benchmark(name: str, *, label: str) -> Callable[[Measure], Measure]:
    """Register the decorated generator of figures. It works in a scratch home, never on the portal's data."""

    def decorate(function: Measure) -> Measure:
        _benchmarks[name] = Benchmark(name, label, function)
        return function

    return decorate


def all_benchmarks() -> dict[str, Benchmark]:
    """Every benchmark of every room; their modules are loaded only now."""
    for config in apps.get_app_configs():
        name = f"{config.name}.benchmarks"
        if name != __name__ and config.name.startswith("roterfaden.") and find_spec(name):
            import_module(name)
    return dict(sorted(_benchmarks.items()))


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty home for a measurement; use it as ROTERFADEN_HOME of child processes."""
    with tempfile.TemporaryDirectory(prefix="roterfaden-bench-") as folder:
        yield Path(folder)


def machine() -> str:
    """One line about where the figures come from."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {sys.platform} {platform.release()}"
