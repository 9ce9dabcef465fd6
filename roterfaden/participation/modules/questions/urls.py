"""Addresses below /mitmachen/<process>/fragestunde/."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.questions import screen, views

app_name = "questiontime"
_BASE = "<slug:slug>/fragestunde/"

urlpatterns = [
    path(_BASE, views.current, name="current"),
    path(f"{_BASE}leinwand/", screen.current, name="screen"),
    path(f"{_BASE}<int:pk>/", views.session, name="session"),
    path(f"{_BASE}<int:pk>/fragen/", views.ask, name="ask"),
    path(f"{_BASE}<int:pk>/fragen/<int:key>/", views.question, name="question"),
    path(f"{_BASE}<int:pk>/leinwand/", screen.screen, name="screen_of"),
    path(f"{_BASE}<int:pk>/leinwand/<slug:verb>/", screen.control, name="control"),
]
