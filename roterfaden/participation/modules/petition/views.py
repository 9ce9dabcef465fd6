"""Lists to sign, for printing."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules.petition.law import AGE, signatures_needed
from roterfaden.participation.modules.petition.module import petition_of
from roterfaden.participation.printing import signature_list

PAGES = 5


@require_safe
def lists(request: HttpRequest, slug: str, phase: int) -> HttpResponse:
    """Sheets with the whole request on each."""
    process = get_object_or_404(Process.objects.visible_to(), slug=slug)
    row = get_object_or_404(Phase, pk=phase, process=process)
    petition = petition_of(row)
    if petition is None:
        raise Http404
    title, text = petition.contribution.title, petition.contribution.text
    body = signature_list(_("Einwohnerantrag: {title}").format(title=title), text, notes(), PAGES)
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="unterschriften-{process.slug}.pdf"'
    return answer


def notes() -> list[str]:
    """What stands on each sheet."""
    needed = signatures_needed(settings.POPULATION)
    said = [
        _(
            "§ 31 NKomVG: Unterschreiben kann, wer mindestens {age} Jahre alt ist und in der Stadt wohnt. Jede Person "
            "unterschreibt einmal, mit eigener Hand."
        ).format(age=AGE)
    ]
    if needed:
        said.append(_("Nötig sind {number} gültige Unterschriften.").format(number=needed))
    said.append(
        _("Die Angaben werden nur zur Prüfung des Antrags gebraucht. Lassen Sie sich vorher von der Stadt beraten.")
    )
    return said
