"""One run of an import: who brings in, what was done, what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.strategy.actions import Conflict, Refused
from roterfaden.strategy.plan_file import Rows, Wrong

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

Progress = Callable[[str, int, int], None]


class Run:
    """One run. `done`: (path, what happened) in order; `wrong`: rows that could not be brought in."""

    def __init__(self, user: User, progress: Progress = lambda _step, _done, _total: None) -> None:
        self.user, self.progress = user, progress
        self.done: list[tuple[str, str]] = []
        self.wrong: list[Wrong] = []

    @contextmanager
    def _row(self, row: Rows) -> Iterator[None]:
        """What a row does stays within a savepoint; what is refused is told with the row's path."""
        try:
            with transaction.atomic():
                yield
        except Wrong as problem:
            self.wrong.append(problem)
        except Refused as problem:
            self.wrong.append(Wrong(f"{row.path}.{problem.field}" if problem.field else row.path, problem.sentence))
        except Conflict:
            self.wrong.append(Wrong(row.path, _("Jemand anders hat das gerade geändert.")))

    def _did(self, row: Rows, what: str) -> None:
        self.done.append((row.path, what))


def differing(row: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The values that are others than the row has."""
    return {name: value for name, value in values.items() if getattr(row, name) != value}
