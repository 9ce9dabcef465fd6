"""A source's words are marked with their language on pages in another one (WCAG 3.1.2), and only there."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

TEMPLATE = "{% load original %}<h1{% original %}>Neue Bänke</h1>"


def rendered(language: str) -> str:
    """The heading on a page in `language`."""
    with translation.override(language):
        return Template(TEMPLATE).render(Context())


@pytest.mark.parametrize(
    ("language", "page"),
    [("de", "<h1>Neue Bänke</h1>"), ("en", '<h1 lang="de">Neue Bänke</h1>')],
)
def test_words_of_a_source_are_marked_in_another_language_only(language: str, page: str) -> None:
    assert rendered(language) == page


def test_without_a_language_nothing_is_marked() -> None:
    with translation.override(None):
        assert Template(TEMPLATE).render(Context()) == "<h1>Neue Bänke</h1>"
