"""App configuration."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "roterfaden.council"
    label = "council"

    def ready(self) -> None:
        """Tell search what of the council can be found."""
        from roterfaden.council.search import register_council

        register_council()
