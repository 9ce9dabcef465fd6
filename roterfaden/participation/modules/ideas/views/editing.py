"""Change one's own idea while its words may be changed: title, text, category, place and pictures together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from roterfaden.accounts import limits
from roterfaden.accounts.current import person_of
from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import NotAllowed, is_own, may_edit
from roterfaden.contributions.guests.ways import guard_person
from roterfaden.kit.things import keys_as_numbers
from roterfaden.participation.modules.ideas.actions.changing import change
from roterfaden.participation.modules.ideas.addresses import idea_address
from roterfaden.participation.modules.ideas.forms import IdeaForm
from roterfaden.participation.modules.ideas.images.keeping import ticket_of, waiting
from roterfaden.participation.modules.ideas.mapping import plan_of
from roterfaden.participation.modules.ideas.models import Idea, Image
from roterfaden.participation.modules.ideas.pages import districts_here, settings_here
from roterfaden.participation.modules.ideas.placing import placed
from roterfaden.participation.modules.ideas.settings import IdeaSettings
from roterfaden.participation.modules.ideas.uploads import Uploads
from roterfaden.participation.querysets import PUBLIC as PUBLIC_PROCESS
from roterfaden.places.models import District


@dataclass
class Desk:
    """What all steps need. `without`: keys of own pictures that are to go."""

    request: HttpRequest
    idea: Idea
    found: IdeaSettings
    districts: list[District]
    own: list[Image]
    without: set[int] = field(default_factory=set)

    def uploads(self, ticket: str = "") -> Uploads:
        """Places for as many pictures as are left."""
        left = max(0, self.found.images - len(self.own) + len(self.without))
        return Uploads(left, waiting(ticket))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with what stands there; for everybody else it does not exist. When the time is over: adding."""
    person, idea = _own(request, pk)
    if not may_edit(person, idea.contribution):
        return redirect("contributions:add", pk)
    process = idea.process
    desk = Desk(request, idea, settings_here(process), districts_here(process), list(idea.images.all()))
    if request.method != "POST":
        return _page(desk, _form(desk, initial=_initial(idea)), desk.uploads())
    guard_person(person)
    return _posted(desk, person)


def _own(request: HttpRequest, pk: int) -> tuple[Person, Idea]:
    """A stranger learns nothing from trying."""
    rows = Idea.objects.visible_to().filter(pk__in=keys_as_numbers([str(pk)]), process__state__in=PUBLIC_PROCESS)
    idea = rows.select_related("contribution", "process", "district").prefetch_related("process__phases").first()
    person = person_of(request)
    if idea is None or person is None or not is_own(person, idea.contribution):
        raise Http404(_("Das können nur die Menschen ändern, die es geschrieben haben."))
    return person, idea


def _posted(desk: Desk, person: Person) -> HttpResponse:
    request, form = desk.request, _form(desk, desk.request.POST)
    desk.without = {image.pk for image in desk.own if f"ohne-{image.pk}" in request.POST}
    uploads = desk.uploads(request.POST.get("bilder", ""))
    if request.FILES:
        limits.take_one("network", limits.network_of(request), limits.A_DAY_FROM_ONE_NETWORK)
    uploads.read(request)
    if not form.is_valid() or uploads.errors:
        return _page(desk, form, uploads, 422)
    gone = [image for image in desk.own if image.pk in desk.without]
    try:
        change(person, desk.idea, placed(form.draft, desk.districts), desk.found, uploads.images, gone)
    except NotAllowed as no:
        form.add_error(None, f"{no.verdict.reason} {no.verdict.way}".strip())
        return _page(desk, form, uploads, 409)
    return redirect(idea_address(desk.idea.pk))


def _form(desk: Desk, data: Any = None, **more: Any) -> IdeaForm:
    return IdeaForm(data, found=desk.found, districts=desk.districts, **more)


def _initial(idea: Idea) -> dict[str, Any]:
    names = ("category", "place", "latitude", "longitude")
    own = {name: getattr(idea, name) for name in names}
    return own | {"title": idea.contribution.title, "text": idea.contribution.text, "district": idea.district_id}


def _page(desk: Desk, form: IdeaForm, uploads: Uploads, status: int = 200) -> HttpResponse:
    context = {
        "idea": desk.idea,
        "contribution": desk.idea.contribution,
        "process": desk.idea.process,
        "form": form,
        "own": desk.own,
        "without": desk.without,
        "uploads": uploads,
        "ticket": ticket_of(uploads.images),
        "plan": plan_of(desk.districts) if "district" in form.fields else None,
    }
    return render(desk.request, "ideas/edit.html", context, status=status)
