"""Addresses below /verwaltung/faeden/."""

from __future__ import annotations

from django.urls import path

from roterfaden.threads.office import merging, stations, suggestions, threads

app_name = "threads_office"
urlpatterns = [
    path("", threads.threads, name="threads"),
    path("neu/", threads.create, name="create"),
    path("vorschlaege/", suggestions.suggestions, name="suggestions"),
    path("vorschlaege/ablehnen/", suggestions.refuse, name="refuse"),
    path("vorschlaege/<int:pk>/", suggestions.confirm, name="suggestion"),
    path("<int:pk>/", threads.edit, name="edit"),
    path("<int:pk>/vorschau/", threads.preview, name="preview"),
    path("<int:pk>/umbenennen/", threads.rename, name="rename"),
    path("<int:pk>/stand/", threads.live, name="live"),
    path("<int:pk>/zusammenfuehren/", merging.merge, name="merge"),
    path("<int:pk>/teilen/", merging.split, name="split"),
    path("<int:pk>/stationen/neu/", stations.add, name="add_station"),
    path("stationen/<int:pk>/", stations.edit, name="station"),
    path("stationen/<int:pk>/bestaetigen/", stations.confirm, name="confirm"),
    path("stationen/<int:pk>/entfernen/", stations.remove, name="remove"),
]
