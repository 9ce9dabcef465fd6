"""The queue: all open cases of all modules, the gravest and oldest first. Filters stand in the address."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.accounts.models import User
from roterfaden.kit.paging import BadCursor, Keyset, Page
from roterfaden.kit.things import LONGEST_KEY, Ref, Thing, kinds, things
from roterfaden.moderation import registry
from roterfaden.moderation.actions.common import DECIDE
from roterfaden.moderation.checks.screening import label_of
from roterfaden.moderation.kinds import GRAVITY_LABELS, TO_UNDO, FoundBy, Reason
from roterfaden.moderation.models import Case, Decision, Hit, HouseRule, Objection, ObjectionState, Report
from roterfaden.moderation.office.common import office_view, user_of
from roterfaden.moderation.registry import Target

SIZE = 25
IN_ORDER: Keyset[Case] = Keyset("rank")
LONGEST = LONGEST_KEY + 50
MINE, NOBODY = "mir", "niemandem"


@dataclass(frozen=True)
class Asked:
    """What the queue was asked for."""

    cause: str = ""
    gravity: str = ""
    kind: str = ""
    assigned: str = ""
    area: Ref | None = None

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Asked:
        """From the address; what it does not know does not filter."""
        names = ("anlass", "dringend", "art", "bei", "bereich")
        cause, gravity, kind, assigned, area = (str(query.get(name, "")).strip()[:LONGEST] for name in names)
        return cls(
            cause if cause in FoundBy.values else "",
            gravity if gravity in map(str, GRAVITY_LABELS) else "",
            kind if kind in registry.labels() else "",
            assigned if assigned in (MINE, NOBODY) else "",
            _area(area),
        )


@dataclass(frozen=True)
class Row:
    """A case with what it is about."""

    case: Case
    target: Target | None
    area: Thing | None
    label: str
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Undoable:
    """Decisions of one's own that can still be taken back."""

    decision: Decision
    batch: uuid.UUID | None
    count: int


def _area(text: str) -> Ref | None:
    kind, _colon, key = text.partition(":")
    return Ref(kind, key) if kind in kinds and 0 < len(key) <= LONGEST_KEY and key.isprintable() else None


@require_safe
@office_view
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a decision."""
    user, asked = user_of(request), Asked.of(request.GET)
    try:
        page = IN_ORDER.page(matching(asked, user).select_related("assigned_to"), request.GET.get("ab", ""), SIZE)
    except BadCursor:
        return HttpResponseBadRequest(_("Diese Seite gibt es nicht."))
    values = {
        "asked": asked,
        "page": page,
        "rows": rows_of(page),
        "causes": FoundBy.choices,
        "gravities": [(str(key), label) for key, label in GRAVITY_LABELS.items()],
        "kinds": sorted(registry.labels().items(), key=lambda entry: entry[1]),
        "rules": HouseRule.objects.in_force(),
        "late": Case.objects.overdue().count(),
        "objections": Objection.objects.filter(state=ObjectionState.OPEN).count(),
        "undoable": undoable(user),
        "may": user.has_perm(DECIDE),
    }
    return render(request, "moderation/office/queue.html", values)


def matching(asked: Asked, user: User) -> Any:
    """The open cases that were asked for."""
    rows = Case.objects.open()
    wanted = {"cause": asked.cause, "gravity": asked.gravity, "thing_kind": asked.kind}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if asked.assigned == MINE:
        rows = rows.filter(assigned_to=user)
    elif asked.assigned == NOBODY:
        rows = rows.filter(assigned_to=None)
    if asked.area is not None:
        rows = rows.filter(area_kind=asked.area.kind, area_key=asked.area.key)
    return rows


def rows_of(page: Page[Case]) -> list[Row]:
    """With targets, areas, reasons: a constant number of queries."""
    cases = list(page.rows)
    found = registry.targets([case.target for case in cases])
    areas = things({case.area for case in cases})
    why = _reasons(cases)
    return [
        Row(
            case, found.get(case.target), areas.get(case.area), registry.label_of(case.thing_kind), why.get(case.pk, [])
        )
        for case in cases
    ]


def _reasons(cases: list[Case]) -> dict[int, list[str]]:
    """Why each is here: reasons of reports with their number, and what checks found."""
    found: dict[int, list[str]] = {}
    reports = Report.objects.filter(case__in=cases).values_list("case_id", "reason").order_by("case_id", "reason")
    for case, reason, count in reports.annotate(n=Count("pk")):
        label = str(Reason(reason).label)
        found.setdefault(case, []).append(f"{label} ({count})" if count > 1 else label)
    by_target = {(case.target_kind, case.target_key): case.pk for case in cases}
    hits = Hit.objects.filter(target_key__in=[case.target_key for case in cases]).order_by("pk")
    for kind, key, rule in hits.values_list("target_kind", "target_key", "rule"):
        if (kind, key) in by_target:
            found.setdefault(by_target[(kind, key)], []).append(label_of(rule))
    return found


def undoable(user: User) -> list[Undoable]:
    """One's own decisions of the last half hour, batches as one row."""
    since = timezone.now() - TO_UNDO + timedelta(seconds=5)
    rows = Decision.objects.standing().filter(decided_key=user.pk, made_at__gt=since, objections=None).order_by("-pk")
    found: dict[object, Undoable] = {}
    for row in rows[:200]:
        key = row.batch or row.pk
        count = found[key].count + 1 if key in found else 1
        found[key] = Undoable(row, row.batch, count)
    return list(found.values())[:10]
