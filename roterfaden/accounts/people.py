"""Finding and making people."""

from __future__ import annotations

import unicodedata

from django.utils import timezone

from roterfaden.accounts.models import Person


def folded(address: str) -> str:
    """The form in which an address exists once."""
    return unicodedata.normalize("NFC", address.strip()).lower()


def person_of_address(address: str, language: str = "de") -> Person:
    """The person with this address, which was confirmed just now; a new guest where there is none."""
    person, _new = Person.objects.get_or_create(address=folded(address), defaults={"language": language})
    return person.present


def seen(person: Person) -> None:
    """They did something today: guests do not expire yet. One statement a day."""
    today = timezone.localdate()
    if person.seen_on != today:
        Person.objects.filter(pk=person.pk).update(seen_on=today)
        person.seen_on = today
