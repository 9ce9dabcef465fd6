"""Addresses below /mitmachen/<process>/debatte/."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.debate import views

app_name = "debates"
urlpatterns = [path("<slug:slug>/debatte/<int:pk>/", views.thesis, name="thesis")]
