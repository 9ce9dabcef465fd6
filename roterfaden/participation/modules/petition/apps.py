"""App configuration."""

from django.apps import AppConfig


class PetitionConfig(AppConfig):
    name = "roterfaden.participation.modules.petition"
    label = "petitions"

    def ready(self) -> None:
        """Tell the registries what a petition is."""
        from roterfaden.participation.modules.petition.module import register_all

        register_all()
