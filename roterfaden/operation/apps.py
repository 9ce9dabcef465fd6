"""App configuration."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "roterfaden.operation"
    label = "operation"
