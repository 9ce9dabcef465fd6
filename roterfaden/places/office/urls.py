"""Addresses below /verwaltung/orte/."""

from __future__ import annotations

from django.urls import path

from roterfaden.places.office import views

app_name = "places_office"
urlpatterns = [
    path("strassen/", views.streets, name="streets"),
    path("strassen/uebernehmen/", views.take_over, name="take_over"),
]
