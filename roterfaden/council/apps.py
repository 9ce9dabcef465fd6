"""App configuration."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "roterfaden.council"
    label = "council"
