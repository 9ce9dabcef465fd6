"""App configuration: allauth finds providers in apps."""

from django.apps import AppConfig


class BrokerConfig(AppConfig):
    name = "roterfaden.accounts.broker"
    label = "broker"
