"""What higher rooms add to the pages of lower and neighbouring ones: comments below a paper, a button beside it.

A template says `{% sections_of "paper" paper.pk %}` where such things belong; rooms register what they have to say
about a thing. Rendered on the server, one after the other in their order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

#: Gives the HTML of a section about the thing (kind, key) for this visitor; empty where there is nothing.
Render = Callable[[HttpRequest, str, str], SafeString | str]


@dataclass(frozen=True)
class Section:
    """A section below the page of a thing."""

    key: str
    order: int
    render: Render


_SECTIONS: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section, once."""
    _SECTIONS[section.key] = section


def rendered(request: HttpRequest, kind: str, key: str) -> list[SafeString | str]:
    """All sections that have something to say, in their order."""
    ordered = sorted(_SECTIONS.values(), key=lambda section: (section.order, section.key))
    return [html for section in ordered if (html := section.render(request, kind, key))]
