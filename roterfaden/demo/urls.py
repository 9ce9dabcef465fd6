"""Addresses of the demonstration's sources."""

from __future__ import annotations

from django.urls import path

from roterfaden.demo import views
from roterfaden.demo.sim.html import ROOT

app_name = "demo"
urlpatterns = [path(f"{ROOT.strip('/')}/<path:path>", views.source, name="source")]
