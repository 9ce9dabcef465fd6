"""App configuration."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "roterfaden.threads"
    label = "threads"

    def ready(self) -> None:
        """Tell the registries what a thread is, and the menu that the room exists."""
        from roterfaden.threads.events import register_events
        from roterfaden.threads.navigation import register_places
        from roterfaden.threads.search import register_search
        from roterfaden.threads.searching_places import register_places_search
        from roterfaden.threads.suggesting import register_own_finders
        from roterfaden.threads.things import register_things
        from roterfaden.threads.topics import register_topics
        from roterfaden.threads.widening_places import register_widening

        register_things()
        register_search()
        register_places()
        register_events()
        register_topics()
        register_places_search()
        register_widening()
        register_own_finders()
