"""App configuration."""

from django.apps import AppConfig


class DebateConfig(AppConfig):
    name = "roterfaden.participation.modules.debate"
    label = "debates"

    def ready(self) -> None:
        """Tell the registries what this module has."""
        from roterfaden.participation.modules.debate.setup import register_all

        register_all()
