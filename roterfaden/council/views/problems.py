"""Clear answers where a page cannot be shown: a wrong filter, a page beyond the end, what is gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from roterfaden.council.listing import WrongKey
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.paging import NoSuchPage
from roterfaden.council.reasons import reason_in_words
from roterfaden.kit.asking import WrongFilter

if TYPE_CHECKING:
    from roterfaden.council.models.base import Viewer

View = Callable[..., HttpResponseBase]

#: The reasons that `council.sync.removal` writes.
REASONS = {
    "deleted": _lazy("Die Quelle hat es gelöscht."),
    "unpublished": _lazy("Die Quelle veröffentlicht es nicht mehr."),
    "not-found": _lazy("Die Quelle enthält es nicht mehr."),
    "dropped": _lazy("Die Quelle führt es an dieser Stelle nicht mehr."),
    "unlinked": _lazy("Die Quelle verweist nicht mehr darauf."),
}


class Gone(Exception):
    """Asked for something that was public once."""

    def __init__(self, thing: CouncilObject) -> None:
        super().__init__(thing.pk)
        self.thing = thing


def viewer(request: HttpRequest) -> Viewer:
    """Who looks."""
    return getattr(request, "user", None)


def public_or_gone(rows: QuerySet[Any], user: Viewer = None) -> Any:
    """The one public object among `rows`; Gone where it was public once, 404 where it never was."""
    found = list(rows[:20])
    for thing in found:
        if thing.is_public:
            return thing
    for thing in found:
        if thing.is_gone:
            raise Gone(thing)
    raise Http404(_("Das war hier nie öffentlich."))


def council_page(view: View) -> View:
    """Reading only, and every foreseeable problem answered by a page of its own."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except WrongFilter as problem:
            return wrong_filter(request, problem)
        except WrongKey:
            return wrong_filter(request, WrongFilter("ab", _("Fortsetzung"), ""))
        except NoSuchPage as problem:
            context = {"last": problem.last}
            return render(request, "council/problem_page.html", context, status=404)
        except Gone as problem:
            return gone(request, problem.thing)

    return answered


def wrong_filter(request: HttpRequest, problem: WrongFilter) -> HttpResponse:
    """400, with the name of the filter and the way on."""
    if is_machine(request):
        return _told({"status": 400, "parameter": problem.parameter, "value": problem.value})
    return render(request, "council/problem_filter.html", {"problem": problem}, status=400)


def gone(request: HttpRequest, thing: CouncilObject) -> HttpResponse:
    """410 with kind, date and reason, without the title."""
    kind, reason = str(thing._meta.verbose_name), reason_in_words(thing)
    if is_machine(request):
        since = thing.gone_at.isoformat() if thing.gone_at else None
        return _told({"status": 410, "kind": thing.oparl_type, "gone": since, "reason": reason})
    context = {"kind": kind, "gone_at": thing.gone_at, "reason": reason}
    return render(request, "design/410.html", context, status=410)


def _told(problem: dict[str, Any]) -> JsonResponse:
    return JsonResponse(problem, status=problem["status"], json_dumps_params={"ensure_ascii": False})


def is_machine(request: HttpRequest) -> bool:
    """Whether the address is one that programs read: feed, calendar or data."""
    return request.path.endswith((".atom", ".ics", ".json", ".csv", ".xlsx"))
