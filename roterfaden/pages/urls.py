"""Addresses that stay, wherever editors move the pages behind them."""

from __future__ import annotations

from django.urls import path

from roterfaden.pages.views.feedback import entrance

app_name = "pages"

urlpatterns = [path("rueckmeldung/", entrance, name="feedback")]
