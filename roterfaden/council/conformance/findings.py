"""Findings, collected without growing: counts for all, examples for a few."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from roterfaden.council.conformance.rule import Rule, Severity
from roterfaden.council.conformance.rules import RULES

EXAMPLES = 5
SUBJECTS = 40


@dataclass(frozen=True)
class Example:
    """Where a finding was seen. `subject` is what it is about, e.g. `Paper.mainFile`."""

    url: str
    subject: str = ""
    detail: str = ""


@dataclass
class Group:
    """All findings of one code."""

    rule: Rule
    count: int = 0
    subjects: Counter[str] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)

    def add(self, example: Example) -> None:
        """Count it; keep it as an example if its subject is new or there is room."""
        self.count += 1
        fresh = example.subject not in self.subjects
        if not fresh or len(self.subjects) < SUBJECTS:
            self.subjects[example.subject] += 1
        if len(self.examples) < EXAMPLES or (fresh and len(self.examples) < 2 * EXAMPLES):
            self.examples.append(example)


class Findings:
    """The collection. `add` refuses codes that are not in the catalogue, so that every finding has its sentence."""

    def __init__(self) -> None:
        self.groups: dict[str, Group] = {}

    def add(self, code: str, url: str, subject: str = "", detail: str = "") -> None:
        """Note a finding."""
        group = self.groups.setdefault(code, Group(RULES[code]))
        group.add(Example(url, subject, detail[:300]))

    def codes(self) -> set[str]:
        """All codes that were found."""
        return set(self.groups)

    def of(self, severity: Severity) -> list[Group]:
        """The groups of one severity, most frequent first."""
        chosen = [group for group in self.groups.values() if group.rule.severity is severity]
        return sorted(chosen, key=lambda group: (-group.count, group.rule.code))
