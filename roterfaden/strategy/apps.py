"""App configuration."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "roterfaden.strategy"
    label = "strategy"

    def ready(self) -> None:
        """Tell registries, search, ledger, notices, sitemap and menu what this room has."""
        from django.utils.translation import gettext_lazy as _

        from roterfaden.contributions.chain import register_step
        from roterfaden.contributions.kinds import Place, register_place
        from roterfaden.contributions.models import Outcome
        from roterfaden.design.navigation import Entry, register
        from roterfaden.strategy.documents import register_documents
        from roterfaden.strategy.entries import register_entries
        from roterfaden.strategy.events import register_events
        from roterfaden.strategy.indicators.setup import register_all
        from roterfaden.strategy.search import register_search
        from roterfaden.strategy.sitemaps import register_sitemaps
        from roterfaden.strategy.things import register_things

        register_documents()
        register_entries()
        register_events()
        register_search()
        register_sitemaps()
        register_things()
        register_all()
        for kind in ("plan", "node", "measure", "indicator"):
            register_place(Place(kind))
        done = {"fulfilled", "regular"}
        register_step(
            "measure.state", lambda event: Outcome.Kind.CARRIED_OUT if event.data.get("new") in done else None
        )
        register(Entry(_("Ziele"), "strategy:overview", order=40))
