"""Clear answers where a thread cannot be shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.threads.addresses import address
from roterfaden.threads.models import State, Thread
from roterfaden.threads.reading import Gone, Moved, final_target, find_thread

View = Callable[..., HttpResponseBase]
MACHINE = (".atom", ".jsonld", ".csv", ".json")


def public_thread(slug: str) -> Thread:
    """The thread that an address shows, public or merged; Gone, Moved, or 404."""
    found = find_thread(slug)
    if found is None:
        raise Http404(_("Diesen Faden gab es hier nie öffentlich."))
    return found


def thread_view(face: str) -> Callable[[View], View]:
    """Reading only. Old addresses lead to the same face at the new one; a merged thread's machine faces to those of
    the thread in which it lives on; a hidden one answers 410 without a title.
    """

    def decorate(view: View) -> View:
        @require_safe
        @wraps(view)
        def answered(request: HttpRequest, slug: str) -> HttpResponseBase:
            try:
                found = public_thread(slug)
                if found.state == State.MERGED and face != "thread":
                    return _led_on(found, face)
                return view(request, found)
            except Moved as problem:
                return HttpResponsePermanentRedirect(address(problem.thread, face))
            except Gone as problem:
                return gone(request, problem.thread)

        return answered

    return decorate


def _led_on(thread: Thread, face: str) -> HttpResponse:
    target = final_target(thread)
    if target is None:
        raise Gone(thread)
    return HttpResponsePermanentRedirect(address(target, face))


def gone(request: HttpRequest, thread: Thread) -> HttpResponse:
    """410 with kind and date, without the title."""
    if request.path.endswith(MACHINE):
        told = {"status": 410, "kind": "Thread", "gone": thread.changed_at.isoformat()}
        return JsonResponse(told, status=410)
    context = {"kind": _("Faden"), "gone_at": thread.changed_at, "reason": ""}
    template = "threads/embed_gone.html" if request.path.endswith("/einbetten") else "design/410.html"
    return render(request, template, context, status=410)
