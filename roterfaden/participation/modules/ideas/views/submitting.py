"""Hand in an idea: one form, then a look at it beside ideas that say nearly the same, then the button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from roterfaden.accounts import limits
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.asking import look_up_supports, rules_here
from roterfaden.contributions.guests import Signing, hand_in
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.forms import IdeaForm
from roterfaden.participation.modules.ideas.images.keeping import ticket_of, waiting
from roterfaden.participation.modules.ideas.likeness import similar_ideas
from roterfaden.participation.modules.ideas.mapping import plan_of
from roterfaden.participation.modules.ideas.models import Image
from roterfaden.participation.modules.ideas.pages import districts_here, settings_here
from roterfaden.participation.modules.ideas.placing import placed
from roterfaden.participation.modules.ideas.settings import IdeaSettings
from roterfaden.participation.modules.ideas.uploads import Uploads
from roterfaden.places.models import District


@dataclass(frozen=True)
class Desk:
    """What all steps need."""

    request: HttpRequest
    process: Process
    found: IdeaSettings
    districts: list[District]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; posted, its preview; posted from there, the idea."""
    process = get_object_or_404(Process.objects.visible_to().prefetch_related("phases"), slug=slug)
    desk = Desk(request, process, settings_here(process), districts_here(process))
    verdict = rules_here(request, process.ref, "idea").write
    if not verdict.ok:
        return _page(desk, "ideas/closed.html", {"verdict": verdict}, 403 if request.method == "POST" else 200)
    if request.method != "POST":
        return _form(desk, _idea_form(desk, None), Signing(request), Uploads(desk.found.images, ()))
    return _posted(desk)


def _posted(desk: Desk) -> HttpResponse:
    request = desk.request
    form, signing = _idea_form(desk, request.POST), Signing(request, request.POST)
    uploads = Uploads(desk.found.images, waiting(request.POST.get("bilder", "")))
    if request.FILES and not signing.errors.get("website"):
        limits.take_one("network", limits.network_of(request), limits.A_DAY_FROM_ONE_NETWORK)
    uploads.read(request)
    is_right = all((form.is_valid(), signing.is_valid(), not uploads.errors))
    if not is_right or "aendern" in request.POST:
        return _form(desk, form, signing, uploads, 200 if is_right else 422)
    form.draft = placed(form.draft, desk.districts)
    if "absenden" not in request.POST:
        return _preview(desk, form, signing, uploads.images)
    return _hand_in(desk, form, signing, uploads.images)


def _hand_in(desk: Desk, form: IdeaForm, signing: Signing, images: list[Image]) -> HttpResponse:
    draft = form.draft
    also = draft.beside(desk.process, tuple(image.pk for image in images))
    try:
        taken = hand_in(desk.request, signing, draft.words(desk.process), also=also)
    except NotAllowed as no:
        return _page(desk, "ideas/closed.html", {"verdict": no.verdict, "form": form}, 409)
    return redirect(taken.path)


def _preview(desk: Desk, form: IdeaForm, signing: Signing, images: list[Image]) -> HttpResponse:
    draft = form.draft
    rows = similar_ideas(desk.process, f"{draft.title} {draft.text}")
    look_up_supports(desk.request, rows)
    context = {
        "form": form,
        "signing": signing,
        "draft": draft,
        "category": desk.found.category(draft.category),
        "district": next((row for row in desk.districts if row.pk == draft.district), None),
        "images": images,
        "ticket": ticket_of(images),
        "similar": rows,
    }
    return _page(desk, "ideas/preview.html", context)


def _form(desk: Desk, form: IdeaForm, signing: Signing, uploads: Uploads, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "signing": signing,
        "uploads": uploads,
        "ticket": ticket_of(uploads.images),
        "plan": plan_of(desk.districts) if "district" in form.fields else None,
    }
    return _page(desk, "ideas/submit.html", context, status)


def _idea_form(desk: Desk, data: Any) -> IdeaForm:
    return IdeaForm(data, found=desk.found, districts=desk.districts)


def _page(desk: Desk, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    base = {"process": desk.process, "settings": desk.found, "title": _("Eine Idee einreichen")}
    return render(desk.request, template, base | context, status=status)
