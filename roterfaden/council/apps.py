"""App configuration."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "roterfaden.council"
    label = "council"

    def ready(self) -> None:
        """Tell search and the other rooms what of the council is public, and the menu that the room exists."""
        from django.utils.translation import gettext_lazy as _

        from roterfaden.contributions.chain import register_arrival, register_step
        from roterfaden.contributions.kinds import Place, register_place
        from roterfaden.contributions.models import Outcome
        from roterfaden.council.entries import register_entry_types
        from roterfaden.council.naming import register_finders
        from roterfaden.council.news import register_news
        from roterfaden.council.overviews import register_overviews
        from roterfaden.council.search import register_council
        from roterfaden.council.sitemaps import register_sitemaps
        from roterfaden.council.things import register_things
        from roterfaden.design.navigation import Entry, register

        register_council()
        register_things()
        register_entry_types()
        register_news()
        register_overviews()
        register_finders()
        register_sitemaps()
        register_place(Place("paper"))
        register_step("paper.decided", lambda _event: Outcome.Kind.DECIDED)
        register_arrival("paper", Outcome.Kind.FORWARDED)
        register(Entry(_("Rat"), "council:overview", order=20))
        register(Entry(_("Quellen"), "council:sources", order=90, place="foot"))
