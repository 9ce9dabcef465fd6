"""Ideas like the one that is being typed: a hint for those with JavaScript. Nothing of it is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.addresses import idea_address
from roterfaden.participation.modules.ideas.likeness import similar_ideas
from roterfaden.participation.modules.ideas.tempo import may_ask

LONGEST = 3_200


@require_POST
@never_cache
def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """Titles and addresses as JSON. A POST, so that what is typed stands in no log and no history."""
    process = get_object_or_404(Process.objects.visible_to(), slug=slug)
    if not may_ask(request):
        return JsonResponse({"items": []}, status=429, headers={"Retry-After": "60"})
    text = request.POST.get("text", "")[:LONGEST].replace("\x00", "")
    rows = similar_ideas(process, text)
    items = [{"title": row.title, "url": idea_address(row.pk), "supports": row.support_count} for row in rows]
    return JsonResponse({"items": items})
