"""Sources, their runs, silent changes."""

from __future__ import annotations

from roterfaden.council.api import schemas as out
from roterfaden.council.api.build.basics import ref
from roterfaden.council.models import ImportRun, Revision, Source
from roterfaden.council.oparl.ids import page_url


def revision_row(row: Revision) -> out.RevisionRow:
    """A silent change. Texts of files are left to the page, which shows them word for word."""
    changes = [
        out.Change(field=str(change.get("field", "")), old=change.get("old"), new=change.get("new"))
        for change in row.changes
        if isinstance(change, dict)
    ]
    return out.RevisionRow(
        id=row.pk,
        type=row.oparl_type,
        object_id=row.object_id,
        subject=row.subject,
        seen_at=row.seen_at,
        paper=ref(row.paper),
        meeting=ref(row.meeting),
        changes=changes,
        url=page_url(row),
    )


def run_row(row: ImportRun) -> out.Run:
    """A run, its findings as counts."""
    findings = {str(code): found.get("count", 0) for code, found in row.findings.items() if isinstance(found, dict)}
    return out.Run(
        id=row.pk,
        mode=row.mode,
        outcome=row.outcome,
        started=row.started,
        finished=row.finished,
        message=row.message,
        counts=row.counts,
        findings=findings,
        figures=row.figures,
    )


def source_row(row: Source, last: ImportRun | None) -> out.SourceRow:
    """A source with its last run."""
    gaps = [str(gap.get("text", "")) if isinstance(gap, dict) else str(gap) for gap in row.known_gaps]
    return out.SourceRow(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        address=row.url,
        enabled=row.enabled,
        oparl_version=row.oparl_version,
        license=row.license,
        sample_data=row.sample_data,
        last_complete_at=row.last_complete_at,
        known_gaps=gaps,
        last_run=run_row(last) if last else None,
        url=page_url(row),
    )
