"""Addresses below /verwaltung/protokollbuch/."""

from __future__ import annotations

from django.urls import path

from roterfaden.ledger import office

app_name = "ledger_office"
urlpatterns = [path("loeschen/", office.erasing, name="erase")]
