"""App configuration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    name = "roterfaden.pages"
    label = "pages"

    def ready(self) -> None:
        """The footer's entries, and a page tree after each migration."""
        from roterfaden.pages.navigation import register_entries

        register_entries()
        post_migrate.connect(_make_pages, sender=self)


def _make_pages(**_options: Any) -> None:
    from wagtail.models import Page

    from roterfaden.pages.setup import ensure_site

    if Page.get_first_root_node() is not None:  # a test's flush has taken the root that migrations made
        ensure_site()
