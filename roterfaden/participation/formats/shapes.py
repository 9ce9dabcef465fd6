"""What a ready format is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django_stubs_ext import StrOrPromise

from roterfaden.participation.models import Influence
from roterfaden.participation.modules import modules


@dataclass(frozen=True)
class PhasePlan:
    """A phase of a format. `days`: how long it lasts unless said otherwise; None: open, without an end.

    Those with days follow each other; the others wait for their dates.
    """

    name: tuple[str, str]
    module: str = ""
    text: tuple[str, str] = ("", "")
    days: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Format:
    """A ready format: when to choose it, an example of a good question, and what it makes."""

    key: str
    label: StrOrPromise
    purpose: StrOrPromise
    example: StrOrPromise
    phases: tuple[PhasePlan, ...]
    influence: str = Influence.CONSULT
    #: What happens with the results (German, English).
    then: tuple[str, str] = ("", "")
    answer_days: int | None = 14
    answer_from: int = 0

    @property
    def needs(self) -> frozenset[str]:
        """The methods without which it cannot be offered."""
        return frozenset(phase.module for phase in self.phases if phase.module)

    @property
    def is_there(self) -> bool:
        """Whether all its methods exist on this portal."""
        return all(key in modules for key in self.needs)

    @property
    def days(self) -> int:
        """How long its first phase lasts unless the office says otherwise."""
        return self.phases[0].days or 28
