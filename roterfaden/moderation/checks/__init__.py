"""Rule-based checks of new texts: each holds back and says why; none deletes, none decides.

A check is a function of what was said; it has a name and a version, so that every hit says by which rule it was found.
docs/moderation.md lists them (a test holds it).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django_stubs_ext import StrOrPromise

from roterfaden.contributions.models import Contribution
from roterfaden.moderation.checks.folding import Token, tokens


@dataclass(frozen=True)
class Material:
    """What a check looks at."""

    contribution: Contribution

    @cached_property
    def text(self) -> str:
        """Title and text."""
        return f"{self.contribution.title}\n{self.contribution.text}"

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words, folded."""
        return tokens(self.text)


@dataclass(frozen=True)
class Found:
    """What a check found. `detail` is for moderators alone, `version` where it is finer than the check's own."""

    detail: str = ""
    gravity: int = 1
    version: str = ""


@dataclass(frozen=True)
class Check:
    """A rule. `reason` is what the author reads: why their text waits."""

    key: str
    version: str
    label: StrOrPromise
    reason: StrOrPromise
    look: Callable[[Material], Found | None]


checks: dict[str, Check] = {}


def register(check: Check) -> None:
    """Make a check known; a second registration is a mistake."""
    if check.key in checks:
        raise ValueError(f"{check.key} is registered twice")
    checks[check.key] = check
