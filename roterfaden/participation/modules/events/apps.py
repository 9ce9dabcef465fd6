"""App configuration."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "roterfaden.participation.modules.events"
    label = "events"

    def ready(self) -> None:
        """Tell the registries what this module has."""
        from roterfaden.participation.modules.events.setup import register_all

        register_all()
