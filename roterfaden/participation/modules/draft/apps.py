"""App configuration."""

from django.apps import AppConfig


class DraftConfig(AppConfig):
    name = "roterfaden.participation.modules.draft"
    label = "drafts"

    def ready(self) -> None:
        """Tell the registries what this module has."""
        from roterfaden.participation.modules.draft.setup import register_all

        register_all()
