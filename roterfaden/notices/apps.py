"""App configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "roterfaden.notices"
    label = "notices"

    def ready(self) -> None:
        """Make searches followable, from the search page too."""
        from django.utils.translation import gettext_lazy as _

        from roterfaden.design import page_actions
        from roterfaden.design.navigation import Entry, register
        from roterfaden.notices.people import register_people
        from roterfaden.notices.personal import accounts as personal_accounts
        from roterfaden.notices.searches import follow_link, register_searches

        register_searches()
        personal_accounts.register()
        register_people()
        page_actions.register("search", follow_link)
        register(Entry(_("Meine Meldungen"), "notices:mine", order=80, place="foot"))
