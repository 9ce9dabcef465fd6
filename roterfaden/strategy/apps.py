"""App configuration."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "roterfaden.strategy"
    label = "strategy"

    def ready(self) -> None:
        """Tell registries, search, ledger, notices, sitemap and menu what this room has."""
        from django.utils.translation import gettext_lazy as _

        from roterfaden.design.navigation import Entry, register
        from roterfaden.strategy.entries import register_entries
        from roterfaden.strategy.events import register_events
        from roterfaden.strategy.indicators.setup import register_all
        from roterfaden.strategy.search import register_search
        from roterfaden.strategy.sitemaps import register_sitemaps
        from roterfaden.strategy.things import register_things

        register_entries()
        register_events()
        register_search()
        register_sitemaps()
        register_things()
        register_all()
        register(Entry(_("Ziele"), "strategy:overview", order=40))
