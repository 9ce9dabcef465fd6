"""People and what they say, for tests. A fixed cast: Amira, Boris, Cem, Dana."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.utils import timezone

from roterfaden.accounts.current import SESSION
from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution, State
from roterfaden.kit.things import Ref

_numbers = count(1)


def make_person(name: str = "amira", **values: Any) -> Person:
    """A guest with a confirmed address."""
    number = next(_numbers)
    given: dict[str, Any] = {"address": f"{name}.{number}@example.org", "pseudonym": f"{name.title()} {number}"}
    return Person.objects.create(**(given | values))


def make_contribution(on: Ref, text: str = "Mehr Schatten auf dem Weg.", **values: Any) -> Contribution:
    """A public comment about a thing, under that thing's own rules, unless said otherwise."""
    area: Ref = values.pop("area", on)
    given: dict[str, Any] = {
        "kind": "comment",
        "on_kind": on.kind,
        "on_key": on.key,
        "area_kind": area.kind,
        "area_key": area.key,
        "state": State.PUBLIC,
        "published_at": timezone.now(),
    }
    if "author" not in values:
        given["author"] = make_person()
    return Contribution.objects.create(text=text, **(given | values))


def as_guest(client: Any, person: Person) -> Any:
    """The browser of a guest whose address was confirmed there."""
    session = client.session
    session[SESSION] = person.pk
    session.save()
    return client
