"""A person's own page: what was heard, what is followed, and how to change or end it.

It is reached by the secret link in every mail, or, for people who are logged in, at /meldungen/.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.accounts import limits
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.kit.things import things
from roterfaden.notices import following, tokens
from roterfaden.notices.feeds import ENTRIES, atom
from roterfaden.notices.forms import AddressForm, RhythmForm
from roterfaden.notices.models import Follower, Following, Notice, State
from roterfaden.notices.rendering import Told, by_day, tell, title_of
from roterfaden.notices.views.shared import private

PER_PAGE = 30
FOLLOWED = 50
ORDER: Keyset[Notice] = Keyset("pk", descending=True)


@dataclass(frozen=True)
class Followed:
    """A followed thing as the page lists it; without title and address where it is not public any more."""

    pk: int
    title: str
    url: str
    label: str
    confirmed: bool


@require_http_methods(["GET", "HEAD", "POST"])
@private
def mine(request: HttpRequest) -> HttpResponse:
    """The page of whoever is logged in; everybody else can have the link sent."""
    follower = Follower.objects.of_user(request.user)
    if follower is not None and request.method != "POST":
        return _page(request, follower, "")
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _send_link(request, form)
    status = 422 if form.is_bound else 200
    return render(request, "notices/lost.html", {"form": form}, status=status)


def _send_link(request: HttpRequest, form: AddressForm) -> HttpResponse:
    if not form.is_trapped:
        if not limits.is_within_limit("network", limits.network_of(request), limits.A_DAY_FROM_ONE_NETWORK):
            form.add_error(None, _("Aus Ihrem Netz kamen heute sehr viele Anfragen. Bitte versuchen Sie es morgen."))
            return render(request, "notices/lost.html", {"form": form}, status=429)
        following.ask_for_link(form.cleaned_data["address"])
    return redirect("notices:link_sent")


@require_safe
@private
def link_sent(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox: said to everybody alike."""
    return render(request, "notices/link_sent.html")


@require_safe
@private
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the secret link."""
    follower = tokens.follower_of(tokens.MANAGE, token)
    if follower is None:
        return render(request, "notices/void.html", status=404)
    return _page(request, follower, token)


def _page(request: HttpRequest, follower: Follower, token: str) -> HttpResponse:
    try:
        rows = ORDER.page(heard(follower), request.GET.get("ab", "")[:300], PER_PAGE)
    except BadCursor:
        return HttpResponseBadRequest(_("Diese Seite gibt es nicht."))
    told = tell(row.event for row in rows.rows)
    page = Paginator(follower.followings.order_by("-pk"), FOLLOWED).get_page(request.GET.get("seite"))
    values: dict[str, Any] = {
        "follower": follower,
        "days": by_day(_in_order(rows.rows, told)),
        "rows": rows,
        "followed": _followed(page),
        "page": page,
        "new": request.GET.get("neu", ""),
        "form": RhythmForm(initial={"rhythm": follower.rhythm}),
        "change": _path("change", token),
        "erase": _path("erase", token),
        "feed": reverse("notices:own_feed", args=[tokens.of_follower(tokens.FEED, follower)]),
        "joinable": bool(token) and request.user.is_authenticated and follower.user_id is None,
    }
    return render(request, "notices/own.html", values)


def heard(follower: Follower) -> Any:
    """What somebody was told, or would have been if mail were wanted. What is dropped is not told."""
    return follower.notices.exclude(state=State.DROPPED).select_related("event")


def _in_order(rows: Any, told: dict[int, Told]) -> list[Told]:
    found = [told[row.event_id] for row in rows if row.event_id in told]
    return sorted(found, key=lambda one: (one.happened_at, one.event.pk), reverse=True)


def _followed(page: Page[Following]) -> list[Followed]:
    rows = list(page.object_list)
    found = things(row.ref for row in rows)
    return [
        Followed(
            row.pk,
            title_of(thing) if (thing := found.get(row.ref)) else "",
            thing.url if thing else "",
            str(thing.label) if thing else "",
            row.confirmed_at is not None,
        )
        for row in rows
    ]


def _path(view: str, token: str) -> str:
    return reverse(f"notices:{view}", args=[token]) if token else reverse(f"notices:{view}_mine")


def _owner(request: HttpRequest, token: str) -> Follower:
    """Whose page this is: by the secret link, or by the account."""
    found = tokens.follower_of(tokens.MANAGE, token) if token else Follower.objects.of_user(request.user)
    if found is None:
        raise Http404
    return found


@require_POST
@private
def change(request: HttpRequest, token: str = "") -> HttpResponse:
    """One of the buttons of the page."""
    follower = _owner(request, token)
    wish = request.POST.get("wish", "")
    if wish == "rhythm":
        form = RhythmForm(request.POST)
        if not form.is_valid():
            return HttpResponseBadRequest(_("Diesen Rhythmus gibt es nicht."))
        following.set_rhythm(follower, form.cleaned_data["rhythm"])
    elif wish == "end":
        _end_one(follower, request.POST.get("following", ""))
    elif wish == "end_all":
        following.end_all(follower)
    elif wish == "resume":
        following.resume(follower)
    elif wish == "renew":
        follower = following.renew_addresses(follower)
        token = tokens.of_follower(tokens.MANAGE, follower) if token else ""
    elif wish == "join" and request.user.is_authenticated and token:
        following.join_account(request.user, follower)
    else:
        return HttpResponseBadRequest(_("Das kann diese Seite nicht."))
    return redirect(_path("manage", token) if token else "notices:mine")


def _end_one(follower: Follower, number: str) -> None:
    """Somebody else's following is as if it were not there."""
    if number.isascii() and number.isdigit() and len(number) <= 18:
        row = follower.followings.filter(pk=int(number)).first()
        if row is not None:
            following.end(row)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def erase(request: HttpRequest, token: str = "") -> HttpResponse:
    """Ask once more, then erase everything about this person."""
    follower = _owner(request, token)
    if request.method == "POST":
        following.erase(follower)
        return redirect("notices:erased")
    back = _path("manage", token) if token else reverse("notices:mine")
    return render(request, "notices/erase.html", {"follower": follower, "back": back})


@require_safe
@private
def erased(request: HttpRequest) -> HttpResponse:
    """Nothing is left."""
    return render(request, "notices/erased.html")


@require_safe
@private
def own_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a follower heard, as Atom under a secret address that opens nothing else."""
    follower = tokens.follower_of(tokens.FEED, token)
    if follower is None:
        raise Http404
    rows = list(heard(follower).order_by("-pk")[:ENTRIES])
    told = _in_order(rows, tell(row.event for row in rows))
    here = reverse("notices:own_feed", args=[token])
    return atom(_("Meine Meldungen"), reverse("notices:mine"), here, told)
