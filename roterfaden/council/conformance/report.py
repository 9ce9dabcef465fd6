"""The result of a check: for a person on a terminal, for a page, for a machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.council.conformance.findings import Findings, Group
from roterfaden.council.conformance.rule import Severity
from roterfaden.council.conformance.run import Run


@dataclass(frozen=True)
class Report:
    """What was found. `objects` counts the objects of each type, `skipped` says what was not checked."""

    url: str
    version: str
    checked_at: datetime
    seconds: float
    requests: int
    objects: dict[str, int]
    findings: Findings
    skipped: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, run: Run, seconds: float) -> Report:
        """The report of a finished run."""
        counts: dict[str, int] = {}
        for kind in run.register.kinds.values():
            counts[kind] = counts.get(kind, 0) + 1
        ordered = dict(sorted(counts.items()))
        return cls(run.url, run.version, run.now, seconds, run.client.requests, ordered, run.findings, run.skipped)

    def count(self, severity: Severity) -> int:
        """How many kinds of findings there are of a severity."""
        return len(self.findings.of(severity))

    @property
    def has_errors(self) -> bool:
        """Whether there is any error."""
        return self.count(Severity.ERROR) > 0

    def as_json(self) -> dict[str, Any]:
        """The whole report as JSON, gravest findings first."""
        groups = [group for severity in Severity for group in self.findings.of(severity)]
        return {
            "url": self.url,
            "oparlVersion": self.version,
            "checkedAt": self.checked_at.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 1),
            "requests": self.requests,
            "objects": self.objects,
            "errors": self.count(Severity.ERROR),
            "warnings": self.count(Severity.WARNING),
            "notes": self.count(Severity.NOTE),
            "findings": [_group_as_json(group) for group in groups],
            "notChecked": self.skipped,
        }

    def lines(self) -> list[str]:
        """The report for a terminal."""
        total = sum(self.objects.values())
        lines = [
            _("OParl-Prüfung von {url}").format(url=self.url),
            _("OParl {version} · {objects} Objekte · {requests} Anfragen · {seconds} s").format(
                version=self.version, objects=total, requests=self.requests, seconds=round(self.seconds, 1)
            ),
        ]
        for severity, title in _titles().items():
            groups = self.findings.of(severity)
            lines += ["", f"{title} ({len(groups)})"] if groups else []
            lines += [line for group in groups for line in _group_lines(group)]
        lines += ["", *(_("Nicht geprüft: {what}").format(what=what) for what in self.skipped), self.verdict()]
        return lines

    def verdict(self) -> str:
        """One sentence."""
        if not self.findings.codes():
            return _("Ergebnis: keine Befunde.")
        return _("Ergebnis: {errors}, {warnings}, {notes}.").format(
            errors=_errors(self.count(Severity.ERROR)),
            warnings=_warnings(self.count(Severity.WARNING)),
            notes=_notes(self.count(Severity.NOTE)),
        )


def _titles() -> dict[Severity, str]:
    return {Severity.ERROR: _("Fehler"), Severity.WARNING: _("Warnungen"), Severity.NOTE: _("Hinweise")}


def _errors(count: int) -> str:
    return ngettext("%(count)d Fehler", "%(count)d Fehler", count) % {"count": count}


def _warnings(count: int) -> str:
    return ngettext("%(count)d Warnung", "%(count)d Warnungen", count) % {"count": count}


def _notes(count: int) -> str:
    return ngettext("%(count)d Hinweis", "%(count)d Hinweise", count) % {"count": count}


def _group_as_json(group: Group) -> dict[str, Any]:
    return {
        "code": group.rule.code,
        "severity": group.rule.severity.value,
        "section": group.rule.section,
        "title": str(group.rule.title),
        "mend": str(group.rule.mend),
        "count": group.count,
        "subjects": dict(group.subjects.most_common()),
        "examples": [vars(example) for example in group.examples],
    }


def _group_lines(group: Group) -> list[str]:
    rule = group.rule
    lines = [
        _("  {code} · {title} · {count}× · Abschnitt {section}").format(
            code=rule.code, title=rule.title, count=group.count, section=rule.section
        )
    ]
    named = [f"{subject} {count}×" for subject, count in group.subjects.most_common(8) if subject]
    lines += [f"      {', '.join(named)}"] if named else []
    lines += [f"      – {example.url} {example.detail}".rstrip() for example in group.examples[:3]]
    return [*lines, f"      → {rule.mend}"]
