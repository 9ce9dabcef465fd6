"""One decision about several cases at once, and taking it back as a whole."""

from __future__ import annotations

import uuid
from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from roterfaden.accounts.models import User
from roterfaden.moderation import actions
from roterfaden.moderation.actions import Conflict, Measure, Refused
from roterfaden.moderation.actions.common import DECIDE, require
from roterfaden.moderation.models import Case
from roterfaden.moderation.office.common import number, office_view, user_of
from roterfaden.moderation.office.forms import SeveralForm

MOST = 50


@require_POST
@office_view
def several(request: HttpRequest) -> HttpResponse:
    """Each case is decided by itself: what cannot be stays open and is told, the rest is done."""
    user, form = user_of(request), SeveralForm(request.POST)
    require(user, DECIDE)
    marked = _marked(request.POST.getlist("fall"))
    problem = _problem(marked, request.POST.getlist("fall"), form)
    if problem:
        messages.error(request, problem)
        return redirect("moderation_office:queue")
    done, why = _decide_all(user_of(request), marked, form.measure(), uuid.uuid4())
    if done:
        text = ngettext("{n} Fall entschieden.", "{n} Fälle entschieden.", done).format(n=done)
        messages.success(request, f"{text} {_('Innerhalb von 30 Minuten können Sie das zurücknehmen.')}")
    for sentence, count in why.items():
        text = ngettext("{n} Fall blieb offen: {why}", "{n} Fälle blieben offen: {why}", count)
        messages.warning(request, text.format(n=count, why=sentence))
    return redirect("moderation_office:queue")


def _marked(texts: list[str]) -> dict[int, int]:
    """Versions by cases, as "17:3" says it."""
    found = {}
    for text in texts[: MOST + 1]:
        pk, version = (number(part) for part in (*text.split(":", 1), "")[:2])
        if pk is not None and version is not None:
            found[pk] = version
    return found


def _problem(marked: dict[int, int], texts: list[str], form: SeveralForm) -> str:
    if len(texts) > MOST:
        return _("Bitte höchstens {most} Fälle auf einmal. Nichts wurde entschieden.").format(most=MOST)
    if not marked:
        return _("Kein Fall war markiert. Nichts wurde entschieden.")
    if not form.is_valid():
        return " ".join(str(error) for errors in form.errors.values() for error in errors)
    return ""


def _decide_all(user: User, marked: dict[int, int], measure: Measure, batch: uuid.UUID) -> tuple[int, Counter[str]]:
    done, why = 0, Counter[str]()
    for case in Case.objects.filter(pk__in=marked).order_by("rank", "pk"):
        try:
            actions.decide(user, case, marked[case.pk], measure, batch)
            done += 1
        except Refused as problem:
            why[problem.sentence] += 1
        except Conflict:
            why[_("Jemand war schneller, oder der Beitrag hat sich geändert.")] += 1
    return done, why


@require_POST
@office_view
def undo_several(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Take a whole batch back."""
    done, late = actions.undo_batch(user_of(request), batch)
    if done:
        text = ngettext("{n} Entscheidung zurückgenommen.", "{n} Entscheidungen zurückgenommen.", done)
        messages.success(request, text.format(n=done))
    if late or not done:
        messages.error(request, _("Zum Zurücknehmen war es zu spät, oder es war nicht Ihre Entscheidung."))
    return redirect("moderation_office:queue")
