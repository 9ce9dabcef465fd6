"""App configuration."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "roterfaden.pages"
    label = "pages"
