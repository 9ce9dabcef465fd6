"""Addresses below /stadtbezirke/."""

from __future__ import annotations

from django.urls import path

from roterfaden.places import views

app_name = "places"
urlpatterns = [
    path("", views.districts, name="districts"),
    path("<slug:slug>", views.district, name="district"),
    path("<slug:slug>.atom", views.district_feed, name="district_feed"),
]
