"""App configuration."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "roterfaden.ledger"
    label = "ledger"
