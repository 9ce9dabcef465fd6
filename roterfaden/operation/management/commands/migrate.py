"""`migrate` as Django has it, in an order and in portions that take a fraction of the time.

Each step of a migration rebuilds the state of all models that are related to the one it changes, and in this portal
nearly all are related. So the libraries' two hundred historic steps run before ours are in the state, and where tables
are created one after the other, the state is rebuilt once for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.core.management.commands import migrate
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.migration import Migration
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Step = tuple[Migration, bool]
OURS = "roterfaden."


class CreateModels(Operation):
    """Several `CreateModel` in a row. The state is rebuilt once for all of them, then each table is made."""

    def __init__(self, operations: Sequence[CreateModel]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """All models enter the state; those related to them are rebuilt once."""
        rendered = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            state.reload_models([(app_label, operation.name_lower) for operation in self.operations], delay=False)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """One table after the other."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """For Django's log."""
        return ", ".join(operation.describe() for operation in self.operations)


class Executor(MigrationExecutor):
    """Runs the libraries' migrations before ours wherever nothing stands against it, and creates tables together."""

    def migration_plan(self, targets: Any, clean_start: bool = False) -> list[Step]:
        """The plan; forwards, with ours as late as their dependants allow."""
        plan = super().migration_plan(targets, clean_start)
        if any(backwards for _migration, backwards in plan):
            return plan
        for migration, _backwards in plan:
            vars(migration)["operations"] = together(migration.operations)
        return _ours_last(plan, self.loader.graph)


class Command(migrate.Command):
    """Bring the database's tables up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """The executor is not to be had otherwise than by its name in Django's module."""
        names = vars(migrate)
        kept = names["MigrationExecutor"]
        names["MigrationExecutor"] = Executor
        try:
            super().handle(*args, **options)
        finally:
            names["MigrationExecutor"] = kept


def together(operations: Sequence[Operation]) -> list[Operation]:
    """The same operations, with those that create models one after the other as one."""
    found: list[Operation] = []
    for creates, group in groupby(operations, key=lambda operation: type(operation) is CreateModel):
        several = list(group)
        found += [CreateModels(several)] if creates and len(several) > 1 else several  # type: ignore[arg-type]
    return found


def _ours_last(plan: list[Step], graph: MigrationGraph) -> list[Step]:
    """A stable order in which each one still comes after what it rests on."""
    steps = {(step[0].app_label, step[0].name): step for step in plan}
    placed: dict[tuple[str, str], Step] = {}
    for key in sorted(steps, key=lambda key: steps[key][0].__module__.startswith(OURS)):
        for before in graph.forwards_plan(key):
            if before in steps:
                placed.setdefault(before, steps[before])
    return list(placed.values())
