"""Addresses of objects: their primary key, never anything that could change (section 2.3)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from roterfaden.council.addresses import absolute
from roterfaden.council.addresses import address as page_path
from roterfaden.council.models import Revision, Source
from roterfaden.council.models.base import CouncilObject

NAMESPACE = "https://schema.oparl.org/1.1/"


def type_url(name: str) -> str:
    """The value of `type`."""
    return f"{NAMESPACE}{name}"


def system_url() -> str:
    """The entry point."""
    return absolute(reverse("oparl:system"))


def bodies_url() -> str:
    """The list of bodies."""
    return absolute(reverse("oparl:bodies"))


def object_url(name: str, pk: int) -> str:
    """The id of an object."""
    return f"{settings.SITE_URL}{stem(name)}{pk}"


@cache
def stem(name: str) -> str:
    """The path of a type's objects, up to their keys: a page of papers has more than a thousand ids."""
    return reverse("oparl:object", args=[name.lower(), 0])[:-1]


def list_url(name: str, pk: int, part: str) -> str:
    """An external list of a body or organization."""
    return f"{settings.SITE_URL}{reverse('oparl:list', args=[name.lower(), pk, part])}"


def link(thing: CouncilObject | None) -> str | None:
    """The id of an object if it is public: a link must never lead to nothing."""
    return object_url(thing.oparl_type, thing.pk) if thing is not None and thing.is_public else None


def links(things: Iterable[CouncilObject]) -> list[str]:
    """The ids of those that are public, each once."""
    return list(dict.fromkeys(url for thing in things if (url := link(thing))))


def page_url(thing: CouncilObject | Revision | Source) -> str | None:
    """The portal's page that shows an object, where it has one."""
    try:
        return absolute(page_path(thing))
    except (NoReverseMatch, KeyError):
        return None
