"""App configuration."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "roterfaden.design"
    label = "design"
