"""App configuration."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "roterfaden.strategy"
    label = "strategy"
