"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "roterfaden.places"
    label = "places"

    def ready(self) -> None:
        """Tell the registry of things, the sitemap and the menu."""
        from django.utils.translation import gettext_lazy as _

        from roterfaden.design.navigation import Entry, register
        from roterfaden.places.sitemaps import register_sitemaps
        from roterfaden.places.things import register_things

        register_things()
        register_sitemaps()
        register(Entry(_("Vor Ort"), "places:districts", order=40))
