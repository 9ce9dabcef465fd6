"""`roterfaden bench`: measured figures as a table."""

from __future__ import annotations

import json
import traceback
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from roterfaden.operation.benchmarks import Benchmark, Figure, Options, all_benchmarks, machine

_SIGNS = {True: "✓", False: "✗", None: ""}


class Command(BaseCommand):
    help = "Measure this version on this machine and print the figures as a table. Never touches the portal's data."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", help="benchmarks to run (default: all; a prefix is enough)")
        parser.add_argument("--list", action="store_true", help="name the benchmarks")
        parser.add_argument("--papers", type=int, nargs="+", default=[100_000], help="numbers of generated papers")
        parser.add_argument("--database", action="append", default=[], help="measure on this PostgreSQL as well")
        parser.add_argument("--json", type=Path, help="write the figures into this file too")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = _chosen(options["names"])
        if options["list"]:
            for entry in chosen:
                self.stdout.write(f"{entry.name}: {entry.label}")
            return
        given = Options(tuple(options["papers"]), ("", *options["database"]))
        self.stdout.write(machine())
        results = {entry.name: self._measured(entry, given) for entry in chosen}
        self._print(results)
        if options["json"]:
            figures = {name: [asdict(figure) for figure in found] for name, found in results.items()}
            options["json"].write_text(json.dumps({"machine": machine(), "figures": figures}, indent=1))

    def _measured(self, entry: Benchmark, given: Options) -> list[Figure]:
        """The figures; a benchmark that breaks says so and does not stop the others."""
        self.stdout.write(f"· {entry.name}: {entry.label} …")
        self.stdout.flush()
        try:
            return list(entry.measure(given))
        except Exception:
            self.stderr.write(traceback.format_exc())
            return [Figure("failed, see above", 0, "", limit=-1)]

    def _print(self, results: dict[str, list[Figure]]) -> None:
        table = Table("benchmark", "figure", "value", "limit", "", "note")
        for name, figures in results.items():
            for figure in figures:
                table.add_row(name, figure.name, _value(figure), _limit(figure), _SIGNS[figure.holds], figure.note)
        Console(width=140, no_color=True).print(table)


def _value(figure: Figure) -> str:
    form = ",.0f" if figure.value >= 10_000 else ",.4g"
    return f"{figure.value:{form}} {figure.unit}"


def _limit(figure: Figure) -> str:
    return "" if figure.limit is None else f"{'≥' if figure.at_least else '≤'} {figure.limit:g} {figure.unit}"


def _chosen(names: list[str]) -> list[Benchmark]:
    known = all_benchmarks()
    chosen = [entry for name, entry in known.items() if not names or any(name.startswith(given) for given in names)]
    if names and not chosen:
        raise CommandError(f"no benchmark is called {names[0]}; there are: {', '.join(known) or 'none'}")
    return chosen
