"""What the job worker does for ideas by itself."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.operation.jobs import scheduled


@scheduled(
    "ideas.images", label=_("Bilder löschen, die zu keiner Idee gehören"), every=timedelta(hours=3), lane="maintenance"
)
def drop_images() -> str:
    """Pictures whose form was never handed in go after a day."""
    from roterfaden.participation.modules.ideas.images.keeping import drop_forgotten

    number = drop_forgotten()
    return (
        ngettext("{number} Bild gelöscht", "{number} Bilder gelöscht", number).format(number=number) if number else ""
    )
