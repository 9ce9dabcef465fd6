"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "roterfaden.pages"
    label = "pages"

    def ready(self) -> None:
        """The footer's entries, the sitemap, and the pages that a new portal starts with."""
        from django.utils.translation import gettext_lazy as _lazy

        from roterfaden.contributions.kinds import Place, register_place
        from roterfaden.operation.preparing import with_first_content
        from roterfaden.pages.barriers import barriers
        from roterfaden.pages.navigation import register_entries
        from roterfaden.pages.sitemaps import register_sitemaps
        from roterfaden.pages.things import register_things
        from roterfaden.participation.impact import register_facts

        register_things()
        register_facts("barriers", _lazy("Barrieren auf diesem Portal"), barriers)
        register_place(Place("page"))
        register_entries()
        register_sitemaps()
        with_first_content(_first_pages)


def _first_pages() -> str:
    from django.utils.translation import gettext as _

    from roterfaden.pages.setup import ensure_site

    count = ensure_site()
    return _("Seiten: %(count)s angelegt") % {"count": count} if count else ""
