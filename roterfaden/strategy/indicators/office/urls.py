"""Addresses below /verwaltung/kennzahlen/."""

from __future__ import annotations

from django.urls import path

from roterfaden.strategy.indicators.office import due, files, views

app_name = "indicators_office"
urlpatterns = [
    path("", views.index, name="index"),
    path("neu/", views.create, name="create"),
    path("faellig/", due.due, name="due"),
    path("hochladen/", files.upload, name="upload"),
    path("laeufe/", files.runs, name="runs"),
    path("laeufe/<int:pk>/", files.run, name="run"),
    path("laeufe/<int:pk>/uebernehmen/", files.take, name="take"),
    path("laeufe/<int:pk>/verwerfen/", files.discard, name="discard"),
    path("quellen/<int:pk>/schalten/", files.switch, name="switch"),
    path("wirkungen/<int:pk>/entfernen/", views.remove_effect, name="remove_effect"),
    path("<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/werte/", views.values, name="values"),
    path("<int:pk>/ziel/", views.target, name="target"),
    path("<int:pk>/wirkung/", views.effect, name="effect"),
    path("<int:pk>/zustand/", views.state, name="state"),
    path("<int:pk>/quelle/", files.source, name="source"),
]
