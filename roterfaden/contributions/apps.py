"""App configuration."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "roterfaden.contributions"
    label = "contributions"

    def ready(self) -> None:
        """Tell the registries what this room has."""
        from roterfaden.contributions.events import register_events
        from roterfaden.contributions.guests import access
        from roterfaden.contributions.guests import own as guests
        from roterfaden.contributions.inbox_sources import register_sources
        from roterfaden.contributions.kinds import register_kinds
        from roterfaden.contributions.mails import register_mails
        from roterfaden.contributions.people import register_people
        from roterfaden.contributions.search import register_search
        from roterfaden.contributions.sections import register_section
        from roterfaden.contributions.supports import register_support
        from roterfaden.contributions.things import register_things

        guests.register()
        register_support()
        register_mails()
        register_events()
        register_sources()
        register_search()
        access.register()
        register_people()
        register_kinds()
        register_things()
        register_section()
