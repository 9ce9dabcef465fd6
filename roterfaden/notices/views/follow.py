"""Beginning to follow: the page of a thing, the letter's button, the feed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.accounts import limits
from roterfaden.kit.things import Ref, Thing
from roterfaden.kit.things import thing as load
from roterfaden.notices import following, tokens
from roterfaden.notices.feeds import atom, kinds_of, last_change, latest_of
from roterfaden.notices.forms import FollowForm
from roterfaden.notices.models import Follower, Rhythm
from roterfaden.notices.registry import event_types
from roterfaden.notices.rendering import follow_path, title_of
from roterfaden.notices.views.shared import followable, private

#: So many of the latest events show what one would hear.
EXAMPLES = 5
FEED_SECONDS = 300


@require_http_methods(["GET", "HEAD", "POST"])
@private
def follow(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What one will hear, and how to begin."""
    ref, thing = followable(kind, key)
    if ref != Ref(kind, key):
        return redirect(follow_path(ref))
    if request.method != "POST":
        return _page(request, thing, FollowForm())
    if request.user.is_authenticated and "site" in request.POST:
        following.follow_by_account(request.user, ref)
        return redirect(follow_path(ref))
    return _take(request, ref, thing)


def _take(request: HttpRequest, ref: Ref, thing: Thing) -> HttpResponse:
    """The answer is the same for every address."""
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _page(request, thing, form, status=422)
    if not form.is_trapped:
        if not limits.is_within_limit("network", limits.network_of(request), limits.A_DAY_FROM_ONE_NETWORK):
            form.add_error(None, _("Aus Ihrem Netz kamen heute sehr viele Anfragen. Bitte versuchen Sie es morgen."))
            return _page(request, thing, form, status=429)
        following.ask_to_follow(form.cleaned_data["address"], ref, form.cleaned_data["rhythm"])
    return redirect("notices:asked")


def _page(request: HttpRequest, thing: Thing, form: FollowForm, status: int = 200) -> HttpResponse:
    ref = thing.ref
    mine = Follower.objects.of_user(request.user)
    values: dict[str, Any] = {
        "thing": thing,
        "title": title_of(thing),
        "form": form,
        "feed": follow_path(ref, "feed"),
        "hears": hears_of(ref),
        "latest": latest_of(ref, EXAMPLES),
        "follows": mine is not None and mine.followings.of(ref).confirmed().exists(),
    }
    return render(request, "notices/follow.html", values, status=status)


def hears_of(ref: Ref) -> list[str]:
    """Names of the events that happen to such things themselves, and of those that travelled to this one lately."""
    lately = kinds_of(ref)
    return [str(entry.label) for key, entry in event_types.items() if key.startswith(f"{ref.kind}.") or key in lately]


@require_safe
@private
def asked(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox: said to everybody alike."""
    return render(request, "notices/asked.html", {"days": following.UNCONFIRMED.days})


@require_http_methods(["GET", "HEAD", "POST"])
@private
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the letter shows a button; only pressing it confirms, because programs follow links too."""
    found = tokens.following_of(tokens.CONFIRM, token)
    if found is None:
        return render(request, "notices/void.html", status=404)
    row, rhythm = found
    if request.method == "POST":
        following.confirm(row, rhythm)
        manage = reverse("notices:manage", args=[tokens.of_follower(tokens.MANAGE, row.follower)])
        return redirect(f"{manage}?neu={row.pk}")
    thing = load(row.ref)
    values = {"thing": thing, "title": title_of(thing) if thing else "", "weekly": rhythm == Rhythm.WEEK}
    return render(request, "notices/confirm.html", values)


@require_safe
def feed(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What happened to a thing, as Atom: public, the same for everybody, may be kept for some minutes."""
    ref, thing = followable(kind, key)
    if ref != Ref(kind, key):
        return redirect(follow_path(ref, "feed"))
    changed = last_change(ref)
    stamp = int(changed.timestamp()) if changed else None
    early = get_conditional_response(request, last_modified=stamp)
    if isinstance(early, HttpResponseNotModified):
        return _cached(early, stamp)
    return _cached(atom(title_of(thing), thing.url, follow_path(ref, "feed"), latest_of(ref)), stamp)


def _cached(response: Any, stamp: int | None) -> HttpResponse:
    if stamp is not None:
        response["Last-Modified"] = http_date(stamp)
    patch_cache_control(response, public=True, max_age=FEED_SECONDS)
    return response  # type: ignore[no-any-return]
