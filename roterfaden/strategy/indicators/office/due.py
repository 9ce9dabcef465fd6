"""What is due: all values in one form, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators import actions
from roterfaden.strategy.indicators.office.forms import (
    DueForm,
)
from roterfaden.strategy.indicators.periods import Period, following, parse_period
from roterfaden.strategy.indicators.rows import Value
from roterfaden.strategy.indicators.words import amount
from roterfaden.strategy.models import Indicator

#: What is due within this many days is offered for typing in.
SOON = 30
MOST_DUE = 40


@dataclass(frozen=True)
class DueRow:
    """An indicator that waits for its next value."""

    indicator: Indicator
    period: Period
    last: str
    form: DueForm
    mine: bool


def _due_rows(request: HttpRequest) -> list[Indicator]:
    soon = timezone.localdate() + timedelta(days=SOON)
    rows = Indicator.objects.filter(next_due_on__lte=soon).exclude(state=Indicator.State.ENDED)
    mine = Q(controller=request.user.pk)
    if not request.GET.get("alle"):
        rows = rows.filter(mine | Q(controller__isnull=True))
    return list(rows.order_by("next_due_on", "title", "pk")[:MOST_DUE])


@require_http_methods(["GET", "HEAD", "POST"])
def due(request: HttpRequest) -> HttpResponse:
    """The values that are due, one line each: a number, a tick, done."""
    if not request.user.has_perm(actions.VALUES):
        raise PermissionDenied
    rows = [_due_row(request, row) for row in _due_rows(request)]
    if request.method == "POST" and all(row.form.is_valid() for row in rows):
        done = [row for row in rows if row.form.cleaned_data["value"] is not None and _enter(request, row)]
        sentence = ngettext("%(n)s Wert eingetragen.", "%(n)s Werte eingetragen.", len(done))
        messages.success(request, sentence % {"n": len(done)})
        return redirect("indicators_office:due")
    bound = request.method == "POST"
    return render(request, "strategy/office/due.html", {"rows": rows, "soon": SOON}, status=422 if bound else 200)


def _due_row(request: HttpRequest, indicator: Indicator) -> DueRow:
    last = parse_period(indicator.latest_period) if indicator.latest_period else None
    period = following(last, indicator.rhythm_months, timezone.localdate())
    said = f"{amount(indicator, indicator.latest_value)} ({last.words})" if last else _("noch keiner")
    form = DueForm(request.POST if request.method == "POST" else None, prefix=f"{indicator.pk}-{period.code}")
    return DueRow(indicator, period, said, form, indicator.controller_id == request.user.pk)


def _enter(request: HttpRequest, row: DueRow) -> bool:
    user: Any = request.user
    data = row.form.cleaned_data
    value = Value(1, row.period, data["value"], data["draft"])
    try:
        actions.enter_values(user, row.indicator, [value], seen={})
    except actions.Outrun:
        sentence = _("„{title}“: Für {period} hat gerade jemand anderes einen Wert eingetragen.")
        messages.error(request, sentence.format(title=row.indicator.title, period=row.period.words))
        return False
    except Refused as problem:
        messages.error(request, f"{row.indicator.title}: {problem.sentence}")
        return False
    return True


def due_count(request: HttpRequest) -> int:
    """How many values this person should type in."""
    return len(_due_rows(request))
