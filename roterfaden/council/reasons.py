"""Why something is not public any more, in words. The sync writes short codes; editors write sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roterfaden.council.models.base import CouncilObject


def reason_in_words(thing: CouncilObject) -> str:
    """The reason as visitors read it."""
    codes = {
        "deleted": _("Die Quelle hat es gelöscht."),
        "unpublished": _("Die Quelle zeigt es nicht mehr öffentlich."),
        "not-found": _("In der Quelle war es bei mehreren Läufen nicht mehr zu finden."),
        "dropped": _("Die Quelle führt es nicht mehr auf."),
        "unlinked": _("Die Quelle verweist nicht mehr darauf."),
    }
    if thing.gone_reason:
        return codes.get(thing.gone_reason, thing.gone_reason)
    return str(thing.get_state_display())
