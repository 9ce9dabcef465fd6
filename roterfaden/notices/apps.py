"""App configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "roterfaden.notices"
    label = "notices"
