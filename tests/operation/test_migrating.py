"""Migrations run in an order that is quick, and still each after what it rests on."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel, RunPython

from roterfaden.operation.management.commands.migrate import OURS, CreateModels, Executor, together

pytestmark = pytest.mark.django_db


def _fresh_plan() -> list[tuple[str, str, bool]]:
    executor = Executor(connection)
    executor.loader = MigrationLoader(None)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    return [(step.app_label, step.name, step.__module__.startswith(OURS)) for step, _backwards in plan]


def test_each_migration_comes_after_what_it_rests_on_and_once() -> None:
    plan = [(app, name) for app, name, _ours in _fresh_plan()]
    graph = MigrationLoader(None).graph
    assert len(plan) == len(set(plan)) == len(graph.nodes)
    for place, key in enumerate(plan):
        assert set(graph.forwards_plan(key)) <= set(plan[: place + 1])


def test_ours_wait_until_the_libraries_are_done() -> None:
    plan = _fresh_plan()
    first = next(place for place, step in enumerate(plan) if step[2] and step[0] != "accounts")
    assert all(ours for _app, _name, ours in plan[first:])


def test_tables_created_one_after_the_other_are_created_together_and_nothing_else_moves() -> None:
    one, two, three = (CreateModel(name, []) for name in ("One", "Two", "Three"))
    between = RunPython(RunPython.noop)
    first, second, third = together([one, two, between, three])
    assert isinstance(first, CreateModels)
    assert list(first.operations) == [one, two]
    assert (second, third) == (between, three)
