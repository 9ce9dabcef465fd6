"""How an answer is handed in: at once by people who are known, by a confirmed address for everybody else.

The answer is sealed before it waits for the click in the mail: whoever sees the claim sees an address and a closed box.
The box leaves the claim when it is confirmed.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.guests import Shown, on_confirm
from roterfaden.contributions.models import Claim
from roterfaden.contributions.registry import Verdict
from roterfaden.participation.modules.survey.actions import take
from roterfaden.participation.modules.survey.addresses import address
from roterfaden.participation.modules.survey.models import Survey

CLAIM = "survey"


def register_guests() -> None:
    """Called once, at start."""
    on_confirm(CLAIM, show=_shown)(_confirmed)


def payload(survey: Survey, box: bytes) -> dict[str, Any]:
    """What waits in a claim."""
    return {"survey": survey.pk, "version": survey.version, "box": b64encode(box).decode()}


def _found(claim: Claim) -> Survey | None:
    rows = Survey.objects.visible_to().select_related("phase__process")
    found: Survey | None = rows.filter(pk=claim.payload.get("survey")).first()
    return found


def _confirmed(claim: Claim, person: Person) -> None:
    survey = _found(claim)
    if survey is None:
        raise NotAllowed(Verdict(False, _("Diese Umfrage gibt es nicht mehr.")))
    take(person, survey, int(claim.payload["version"]), b64decode(claim.payload["box"]))


def _shown(claim: Claim) -> Shown | None:
    survey = _found(claim)
    if survey is None:
        return None
    return Shown(
        _("Ihre Antworten in der Umfrage „{title}“").format(title=survey.phase.process.title),
        _("Sie sind schon verschlüsselt und werden ohne Ihre Adresse gezählt."),
        _("Öffentlich werden nur Zahlen ab fünf Menschen."),
        address(survey, "received"),
    )
