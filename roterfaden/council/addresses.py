"""Where the council's objects live on the portal. Papers have their number as a permanent address.

`/rat/drucksachen/0728-2026` belongs to the home body, `/rat/<body>/drucksachen/…` to the others. A paper without a
number lives at `id-<key>`; that address also tells papers apart whose number repeats.
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.urls import reverse

from roterfaden.council.models import Body, File, Meeting, Organization, Paper, Person, Revision, Source

BY_ID = re.compile(r"id-([0-9]{1,18})")
#: What `<number:…>` in an address may hold.
NUMBER = "[A-Za-z0-9][A-Za-z0-9_-]{0,118}"


class NumberConverter:
    """A paper's number in an address."""

    regex = NUMBER

    def to_python(self, value: str) -> str:
        """As it stands there."""
        return value

    def to_url(self, value: str) -> str:
        """As it is stored."""
        return value


class KeyConverter:
    """A primary key in an address: no more digits than the database holds."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


def paper_slug(paper: Paper) -> str:
    """The number as it stands in the address, or `id-<key>`."""
    return paper.slug if re.fullmatch(NUMBER, paper.slug or "") else own_slug(paper)


def own_slug(paper: Paper) -> str:
    """The address' last part that no other paper shares."""
    return f"id-{paper.pk}"


def paper_address(paper: Paper, face: str = "paper", slug: str = "", **more: Any) -> str:
    """The path of a paper's page or of another face of it: paper_feed, paper_data, paper_revisions, paper_compare."""
    values = {"slug": slug or paper_slug(paper), **more}
    body = paper.body
    if body is not None and not body.is_home:
        return reverse(f"council:body_{face}", kwargs={"body": body.slug, **values})
    return reverse(f"council:{face}", kwargs=values)


def address(thing: Any) -> str:
    """The path of an object's page, in the language at hand."""
    if isinstance(thing, Paper):
        return paper_address(thing)
    if isinstance(thing, Body):
        return reverse("council:body", args=[thing.slug])
    if isinstance(thing, Source):
        return reverse("council:source", args=[thing.slug])
    names = {Meeting: "meeting", Organization: "organization", Person: "person", File: "file", Revision: "revision"}
    return reverse(f"council:{names[type(thing)]}", args=[thing.pk])


def absolute(path: str) -> str:
    """A path with the portal's public address in front."""
    return f"{settings.SITE_URL}{path}"
