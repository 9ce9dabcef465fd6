"""Finds what an editor means: an address of the portal, or a paper's number."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import override

from roterfaden.council.addresses import BY_ID
from roterfaden.council.models import AgendaItem, Consultation, File, Meeting, Organization, Paper, Person
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.numbers import parse_number

#: Name of the page → model whose primary key stands in the address.
BY_KEY: dict[str, type[CouncilObject]] = {
    "meeting": Meeting,
    "organization": Organization,
    "person": Person,
    "file": File,
}
MODELS: dict[str, type[CouncilObject]] = {
    model.oparl_type.lower(): model for model in (Paper, Meeting, AgendaItem, Consultation, Organization, Person, File)
}
MOST = 20


def find(text: str) -> list[CouncilObject]:
    """The objects that a text may mean, in any state: at most 20."""
    wanted = text.strip()[:500]
    if "/rat/" in wanted:
        return _at_address(urlsplit(wanted).path)
    number = parse_number(wanted)
    if number is None:
        return []
    return list(Paper.objects.filter(slug__in=[spelled.slug for spelled in number.spellings])[:MOST])


def _at_address(path: str) -> list[CouncilObject]:
    plain = "/rat/" + unquote(path).partition("/rat/")[2]
    try:
        with override("de"):
            match = resolve(plain)
    except Resolver404:
        return []
    name, values = (match.url_name or ""), match.kwargs
    if name in BY_KEY:
        return list(BY_KEY[name].objects.filter(pk=values["pk"]))
    return _papers(values) if name.endswith("paper") else []


def _papers(values: dict[str, Any]) -> list[CouncilObject]:
    slug = str(values.get("slug", ""))
    if by_id := BY_ID.fullmatch(slug):
        return list(Paper.objects.filter(pk=int(by_id[1])))
    owner = {"body__slug": values["body"]} if values.get("body") else {"body__is_home": True}
    return list(Paper.objects.filter(slug=slug.lower(), **owner)[:MOST])
