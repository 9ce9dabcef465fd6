"""App configuration."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "roterfaden.threads"
    label = "threads"
