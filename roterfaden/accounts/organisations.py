"""Organisations: asked for by a person, confirmed by the city, and so are those who speak for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from roterfaden.accounts.mails import Letter, tell
from roterfaden.accounts.models import Organisation, Person, Speaker

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

PERMISSION = "accounts.change_organisation"
#: So many requests of one person may wait: more are a flood.
MOST_WAITING = 5


class TooManyWaiting(Exception):
    """The city has to look at the earlier requests first."""


def ask_to_speak(person: Person, name: str, kind: str, website: str) -> Speaker:
    """Somebody wants to speak for an organisation; it is made where it is not known yet. A second time: the same."""
    with transaction.atomic():
        waiting = Speaker.objects.filter(person=person, confirmed_at=None).count()
        organisation = Organisation.objects.filter(name__iexact=name).first()
        asked = organisation and Speaker.objects.filter(person=person, organisation=organisation).first()
        if asked:
            return asked
        if waiting >= MOST_WAITING:
            raise TooManyWaiting
        if organisation is None:
            organisation = Organisation.objects.create(name=name, slug=_slug(name), kind=kind, website=website)
        return Speaker.objects.create(person=person, organisation=organisation)


def confirm(user: User, speaker: Speaker) -> bool:
    """The city knows them: the organisation, and that this person speaks for it. False where that was done before."""
    _require(user)
    now = timezone.now()
    with transaction.atomic():
        organisations = Organisation.objects.filter(pk=speaker.organisation_id, confirmed_at=None)
        organisations.update(confirmed_at=now, confirmed_by=user)
        rows = Speaker.objects.filter(pk=speaker.pk, confirmed_at=None)
        if not rows.update(confirmed_at=now, confirmed_by=user):
            return False
        log(instance=speaker.organisation, action="accounts.confirm_speaker", user=user)
        tell(speaker.person.present, f"speaker:{speaker.pk}:confirmed", _yes(speaker.organisation))
    return True


def decline(user: User, speaker: Speaker, reason: str) -> bool:
    """No, or not any more; the person is told why. An organisation that nobody confirmed goes with its last request."""
    _require(user)
    with transaction.atomic():
        count, _each = Speaker.objects.filter(pk=speaker.pk).delete()
        if not count:
            return False
        left = Organisation.objects.filter(pk=speaker.organisation_id, confirmed_at=None, speakers=None)
        left.delete()
        log(instance=user, action="accounts.decline_speaker", user=user)
        tell(speaker.person.present, f"speaker:{speaker.pk}:declined", _no(speaker.organisation, reason))
    return True


def _slug(name: str) -> str:
    """An address that nobody else has."""
    base = slugify(name)[:100] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := base if number == 1 else f"{base}-{number}") not in taken
    )


def _yes(organisation: Organisation) -> Letter:
    line = _("Sie können nun im Namen von „{name}“ schreiben: Wählen Sie es unter Ihrem Beitrag aus.")
    return Letter(
        _("Sie sprechen für Ihre Organisation"),
        (line.format(name=organisation.name),),
        reverse("people:mine"),
        _("Mein Konto"),
    )


def _no(organisation: Organisation, reason: str) -> Letter:
    line = _("Die Stadt hat nicht bestätigt, dass Sie für „{name}“ sprechen.")
    said = (line.format(name=organisation.name), reason) if reason else (line.format(name=organisation.name),)
    return Letter(_("Ihre Organisation"), said, reverse("people:mine"), _("Mein Konto"))


def _require(user: User) -> None:
    if not user.has_perm(PERMISSION):
        raise PermissionDenied
