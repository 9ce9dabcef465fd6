"""A source as the public sees it: freshness, counts, findings and known gaps, each in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from roterfaden.council.conformance.actions import read_report
from roterfaden.council.conformance.rules import RULES
from roterfaden.council.models import ImportRun, Source

#: Examples of a finding that the page shows; the rest stands in the back office.
EXAMPLES = 5


@dataclass(frozen=True)
class KindCount:
    """What a run saw of one kind of objects."""

    label: str
    seen: int | None
    new: int
    changed: int
    missing: int
    withdrawn: int
    deleted: int


@dataclass(frozen=True)
class FindingGroup:
    """A finding of a run, how often, and where for example."""

    code: str
    count: int
    examples: Sequence[dict[str, str]]


@dataclass(frozen=True)
class SourcePage:
    """A source with the runs that are at hand, the last one first."""

    source: Source
    runs: Sequence[ImportRun] = ()

    @property
    def last_run(self) -> ImportRun | None:
        """The last run that ended."""
        return self.runs[0] if self.runs else None

    @property
    def oparl_version(self) -> str:
        """The version without the address that OParl puts around it."""
        return self.source.oparl_version.removeprefix("https://schema.oparl.org/").strip("/")

    @property
    def counts(self) -> list[KindCount]:
        """What the last run saw."""
        return read_counts(self.last_run) if self.last_run is not None else []

    @property
    def findings(self) -> list[FindingGroup]:
        """What was odd in the last run."""
        return read_findings(self.last_run) if self.last_run is not None else []

    @property
    def known_gaps(self) -> list[str]:
        """What the source does not publish."""
        return [str(gap.get("text", "")) if isinstance(gap, dict) else str(gap) for gap in self.source.known_gaps]


def kind_words() -> dict[str, str]:
    """OParl types in words."""
    return {
        "Body": _("Körperschaften"),
        "Organization": _("Gremien"),
        "Person": _("Personen"),
        "Membership": _("Mitgliedschaften"),
        "Meeting": _("Sitzungen"),
        "AgendaItem": _("Tagesordnungspunkte"),
        "Paper": _("Drucksachen"),
        "Consultation": _("Beratungen"),
        "File": _("Dateien"),
        "Location": _("Orte"),
        "LegislativeTerm": _("Wahlperioden"),
    }


def read_counts(run: ImportRun) -> list[KindCount]:
    """The counts of a run, in the order of `kind_words`, then what else there is."""
    words = kind_words()
    given = {str(kind): row for kind, row in run.counts.items() if isinstance(row, dict)}
    order = [kind for kind in words if kind in given] + [kind for kind in given if kind not in words]
    columns = ("seen", "new", "changed", "missing", "withdrawn", "deleted")
    return [_count(words.get(kind, kind), given[kind], columns) for kind in order]


def _count(label: str, row: dict[str, Any], columns: Sequence[str]) -> KindCount:
    """What is embedded in other objects is not listed by the source, so that it has no number of its own."""
    seen, *others = (_number(row.get(name)) for name in columns)
    return KindCount(label, seen if "seen" in row else None, *others)


def read_findings(run: ImportRun) -> list[FindingGroup]:
    """The findings of a run, the most frequent first."""
    groups = [_group(str(code), row) for code, row in run.findings.items() if isinstance(row, dict)]
    return sorted(groups, key=lambda group: (-group.count, group.code))


def _group(code: str, row: dict[str, Any]) -> FindingGroup:
    examples = [example for example in row.get("examples", []) if isinstance(example, dict)]
    return FindingGroup(code, _number(row.get("count")), examples[:EXAMPLES])


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def published_report() -> dict[str, Any] | None:
    """The last report on our own OParl with what the page adds to it, or None where none is published yet."""
    report = read_report()
    if report is None:
        return None
    objects = report.get("objects")
    counts = objects if isinstance(objects, dict) else {}
    checked = parse_datetime(str(report.get("checkedAt", ""))) if len(str(report.get("checkedAt", ""))) < 40 else None
    more = {"checked_at": checked, "objects": counts, "total": sum(map(_number, counts.values()))}
    return report | more | {"findings": _in_our_words(report.get("findings"))}


def _in_our_words(findings: Any) -> list[dict[str, Any]]:
    """The findings in the reader's language: the report was written in the operator's."""
    found = [row for row in findings if isinstance(row, dict)] if isinstance(findings, list) else []
    rules = [RULES.get(str(row.get("code", ""))) for row in found]
    return [
        row | {"title": str(rule.title), "mend": str(rule.mend)} if rule else row
        for row, rule in zip(found, rules, strict=True)
    ]
