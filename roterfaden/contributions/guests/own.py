"""The claim that every room uses: a contribution waits for its author's address. And the mail of all claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.accounts import consents
from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import confirm
from roterfaden.contributions.guests.registry import Shown, handlers, on_confirm
from roterfaden.contributions.guests.signing import PURPOSE
from roterfaden.contributions.guests.tokens import token_of
from roterfaden.contributions.guests.ways import CONTRIBUTION, path_of
from roterfaden.contributions.models import Claim, Contribution
from roterfaden.contributions.registry import kinds
from roterfaden.notices.personal import Words, mail_kind
from roterfaden.notices.rendering import shorten

LONGEST_QUOTE = 600


def register() -> None:
    """Called once, at start."""
    on_confirm(CONTRIBUTION, show=_shown)(_confirmed)
    mail_kind("contributions.claim", label=gettext_lazy("Bitte, eine Mailadresse zu bestätigen"))(claim_mail)
    consents.register(
        consents.Purpose(
            PURPOSE,
            gettext_lazy("Veröffentlichen"),
            gettext_lazy(
                "Ich bin einverstanden, dass mein Beitrag unter dem gewählten Namen veröffentlicht wird. Das kann ich "
                "jederzeit für die Zukunft widerrufen."
            ),
            gettext_lazy(
                "Was veröffentlicht ist, bleibt stehen, bis Sie es löschen. Bevor Sie wieder etwas schreiben, fragen "
                "wir Sie neu."
            ),
        )
    )


def claim_mail(data: Mapping[str, Any]) -> Words | None:
    """Please confirm: with the words that wait, so that nobody confirms what they did not write."""
    claim = Claim.objects.filter(pk=int(data.get("claim") or 0), confirmed_at=None).first()
    shown = handlers[claim.kind].show(claim) if claim is not None and claim.kind in handlers else None
    if claim is None or shown is None:
        return None
    return Words(
        _("Bitte bestätigen: {title}").format(title=shown.title),
        (
            _("Jemand – vermutlich Sie – hat das im Beteiligungsportal geschrieben und diese Adresse angegeben."),
            _("Bitte bestätigen Sie es mit dem Link. Er gilt sieben Tage und nur einmal."),
        ),
        reverse("guests:confirm", args=[token_of(claim)]),
        _("Ansehen und bestätigen"),
        quote=shorten(shown.words, LONGEST_QUOTE),
        why=_(
            "Haben Sie das nicht gewollt? Dann tun Sie nichts: Nach sieben Tagen sind Text und Adresse bei uns "
            "gelöscht."
        ),
    )


def _shown(claim: Claim) -> Shown | None:
    """The contributions that wait; None where they were withdrawn or erased since."""
    rows = list(Contribution.objects.filter(claim=claim).order_by("pk")[:20])
    if not rows:
        return None
    first = rows[0]
    kind = kinds.get(first.kind)
    title = _("Ihr Beitrag: {kind}").format(kind=kind.label if kind is not None else first.kind)
    words = "\n\n".join(part for row in rows for part in (row.title, row.text) if part)
    return Shown(
        title, words, _("Mit der Bestätigung wird es veröffentlicht oder zur Freigabe vorgelegt."), path_of(first)
    )


def _confirmed(claim: Claim, person: Person) -> None:
    for contribution in Contribution.objects.filter(claim=claim).order_by("pk"):
        confirm(contribution, person)
