"""Addresses below /verwaltung/petition/."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.petition import office

app_name = "petitions_office"
urlpatterns = [path("<int:phase>/", office.write, name="write")]
