"""Words that a source wrote stay in its language: on pages in another one they are marked (WCAG 3.1.2)."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def original() -> SafeString | str:
    """The `lang` attribute of a source's words: `<h1{% original %}>`; nothing where the page speaks their language."""
    home = settings.LANGUAGE_CODE
    return "" if (get_language() or home) == home else format_html(' lang="{}"', home)
