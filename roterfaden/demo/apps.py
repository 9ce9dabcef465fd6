"""App configuration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "roterfaden.demo"
    label = "demo"
