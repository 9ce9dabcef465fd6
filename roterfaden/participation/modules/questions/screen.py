"""The presenter's screen: the question that is on, in large letters, and those that come next.

It works without JavaScript (the browser loads it anew now and then); the module `screen.js` only asks for what changed.
Controls are there for who leads the evening alone.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import etag, require_POST, require_safe

from roterfaden.kit.things import keys_as_numbers
from roterfaden.participation.modules.questions import actions
from roterfaden.participation.modules.questions.addresses import screen_address, session_address
from roterfaden.participation.modules.questions.models import Asked, Session, questions_of, waiting
from roterfaden.participation.modules.questions.views import current_session, public_session
from roterfaden.participation.modules.refusing import EDIT, Conflict, Refused

#: Questions that are announced.
AHEAD = 4
VERBS = ("naechste", "beantwortet", "zurueckstellen", "zurueckholen")


@require_safe
def current(request: HttpRequest, slug: str) -> HttpResponse:
    """The screen of the question time that is on."""
    return redirect(screen_address(current_session(slug)))


@require_safe
def screen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The screen; `?teil=1` gives the changing part alone."""
    found = public_session(slug, pk)
    context = _shown(found)
    if request.GET.get("teil"):
        return _part(request, context)
    leads = request.user.has_perm(EDIT)
    context |= {"leads": leads, "skipped": _skipped(found) if leads else ()}
    context |= {"session": found, "process": found.phase.process, "home": session_address(found)}
    return render(request, "questiontime/screen.html", context)


@require_POST
def control(request: HttpRequest, slug: str, pk: int, verb: str) -> HttpResponse:
    """A button of who leads: the next, answered, put aside, call back."""
    if not request.user.has_perm(EDIT):
        raise PermissionDenied(EDIT)
    found = public_session(slug, pk)
    if verb not in VERBS:
        raise Http404
    try:
        _do(request, found, verb)
    except Refused as problem:
        messages.error(request, problem.sentence)
    except Conflict:
        messages.error(request, _("Inzwischen hat jemand anders weitergeschaltet. Bitte sehen Sie noch einmal hin."))
    return redirect(screen_address(found))


def _do(request: HttpRequest, session: Session, verb: str) -> None:
    user: Any = request.user
    keys = keys_as_numbers([request.POST.get("frage", "")])
    if verb == "naechste":
        actions.call(user, session, keys[0] if keys else None)
        return
    asked = Asked.objects.select_related("contribution", "session").filter(session=session, pk__in=keys).first()
    if asked is None:
        raise Refused(_("Diese Frage gibt es nicht."))
    if verb == "beantwortet":
        actions.finish(user, asked, request.POST.get("mitschrift", ""))
    elif verb == "zurueckstellen":
        actions.skip(user, asked)
    else:
        actions.take_back(user, asked)


def _shown(session: Session) -> dict[str, Any]:
    """What everybody sees: three queries."""
    return {
        "now": questions_of(session).filter(asked__state=Asked.State.CURRENT).first(),
        "ahead": list(waiting(session)[:AHEAD]),
        "answered": questions_of(session).filter(asked__state=Asked.State.ANSWERED).count(),
    }


def _skipped(session: Session) -> Any:
    return questions_of(session).filter(asked__state=Asked.State.SKIPPED).order_by("-asked__done_at")[:20]


def _part(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The changing part, with a tag, so that nothing is sent again that has not changed."""
    rows = [context["now"], *context["ahead"]]
    state = [f"{row.pk}-{row.support_count}-{row.edited_at}" if row else "-" for row in rows]
    whole = "|".join([*state, str(context["answered"]), get_language() or ""])
    tag = f'"{hashlib.sha256(whole.encode()).hexdigest()[:32]}"'

    @etag(lambda _request: tag)
    def answered(asked: HttpRequest) -> HttpResponse:
        return render(asked, "questiontime/parts/stage.html", context)

    response = answered(request)
    patch_cache_control(response, no_cache=True, private=True)
    return response
