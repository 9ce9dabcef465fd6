"""What a login through the broker leads to. Allauth keeps nothing of it: no account, no token, no claims."""

from __future__ import annotations

import hmac
from typing import Any

from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roterfaden.accounts.broker.facts import Facts, facts_of, needed, pairwise
from roterfaden.accounts.current import become_guest, person_of
from roterfaden.accounts.merging import merge
from roterfaden.accounts.models import Person


class BrokerAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc,unused-ignore]
    """Takes over where allauth would begin to keep things."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The broker said who it is: find or make the person, and go on to where the visitor came from."""
        claims = sociallogin.account.extra_data
        signed = claims.get("id_token") or {}
        nonce = str(sociallogin.state.get("nonce") or "")
        if not nonce or not hmac.compare_digest(nonce, str(signed.get("nonce") or "")):
            raise PermissionDenied("nonce")
        issuer, subject = str(signed.get("iss") or ""), str(signed.get("sub") or "")
        if not issuer or not subject:
            raise PermissionDenied("subject")
        facts = facts_of({**(claims.get("userinfo") or {}), **signed}).only(needed())
        way = sociallogin.get_redirect_url(request) or reverse("people:mine")
        raise ImmediateHttpResponse(_arrive(request, pairwise(issuer, subject), facts, way))

    def get_requests_session(self) -> Any:
        """No proxy and no credentials from the environment."""
        session = super().get_requests_session()
        session.trust_env = False
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Allauth makes no accounts of logins."""
        return False


def _arrive(request: HttpRequest, pseudonym: str, facts: Facts, way: str) -> HttpResponseBase:
    mine = person_of(request) if request.user.is_authenticated else None
    person = _known(pseudonym, mine)
    if person is None:
        messages.error(request, _("Dieser Nachweis gehört schon zu einem anderen Konto. Es ist nichts geändert."))
        return redirect("people:mine")
    _note(person, facts)
    if request.user.is_authenticated:
        messages.success(request, _("Ihr Nachweis über {name} ist da.").format(name=settings.BROKER.name))
        return redirect(way)
    if person.user is not None:
        response: HttpResponseBase = perform_login(request, person.user, redirect_url=way)
        return response
    become_guest(request, person)
    return redirect(way)


@transaction.atomic
def _known(pseudonym: str, mine: Person | None) -> Person | None:
    """Whose login it is. Whoever is logged in connects it with their account, unless it is another account's."""
    found = Person.objects.active().select_for_update().filter(pairwise=pseudonym).first()
    if mine is None:
        made = {"language": (get_language() or "de")[:10]}
        return found or Person.objects.get_or_create(pairwise=pseudonym, defaults=made)[0]
    if found is None:
        Person.objects.filter(pk=mine.pk).update(pairwise=pseudonym)
    elif found.pk != mine.pk and not merge(found, mine):
        return None
    return Person.objects.get(pk=mine.pk)


def _note(person: Person, facts: Facts) -> None:
    """Only what the broker proves now counts as proven."""
    values: dict[str, Any] = {}
    if facts.resident is not None:
        values["resident"] = facts.resident
    if facts.district:
        values["district"] = facts.district
    if facts.age_band:
        values["age_band"] = facts.age_band
    if values:
        Person.objects.filter(pk=person.pk).update(**values, proven_by="oidc")
