"""Pictures of ideas, served from addresses that tell nothing."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.accounts.current import person_of
from roterfaden.participation.modules.ideas.models import Idea, Image


@require_safe
def image(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A picture of a public idea; the form's own preview for whoever knows its key, for a day."""
    shown = Q(idea__in=Idea.objects.visible_to()) | Q(idea=None)
    found = get_object_or_404(Image.objects.filter(shown), key=key)
    if found.idea_id is None and found.owner_id is not None:
        person = person_of(request)
        if person is None or person.pk != found.owner_id:
            raise Http404
    try:
        response = FileResponse(default_storage.open(found.file), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404(_("Dieses Bild gibt es nicht mehr.")) from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = f'inline; filename="{found.key}.jpg"'
    response["Cache-Control"] = "public, max-age=300" if found.idea_id else "private, no-store"
    return response
