"""App configuration."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "roterfaden.places"
    label = "places"
