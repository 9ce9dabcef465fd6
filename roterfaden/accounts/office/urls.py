"""Addresses below /verwaltung/organisationen/."""

from __future__ import annotations

from django.urls import path

from roterfaden.accounts.office import views

app_name = "organisations_office"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("<int:pk>/", views.decide, name="decide"),
]
