"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "roterfaden.search"
    label = "search"
