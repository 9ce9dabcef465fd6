"""App configuration."""

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "roterfaden.participation.modules.ideas"
    label = "ideas"

    def ready(self) -> None:
        """Tell the registries what an idea is."""
        from roterfaden.participation.modules.ideas.registering import register_all

        register_all()
