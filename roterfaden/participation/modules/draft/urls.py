"""Addresses below /mitmachen/<process>/text/<draft>/."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.draft.views import passage, reading, suggestions, versions

app_name = "drafts"
_BASE = "<slug:slug>/text/<int:pk>/"

urlpatterns = [
    path(_BASE, reading.draft, name="draft"),
    path(f"{_BASE}absatz/<slug:anchor>/", passage.passage, name="passage"),
    path(f"{_BASE}absatz/<slug:anchor>/vorschlag/", passage.suggest, name="suggest"),
    path(f"{_BASE}vorschlaege/", suggestions.suggestions, name="suggestions"),
    path(f"{_BASE}vorschlaege/<int:key>/", suggestions.suggestion, name="suggestion"),
    path(f"{_BASE}fassungen/", versions.versions, name="versions"),
    path(f"{_BASE}fassungen/<int:number>/", versions.version, name="version"),
    path(f"{_BASE}fassungen/<int:old>/<int:new>/", versions.comparison, name="compare"),
]
