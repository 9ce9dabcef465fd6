"""Addresses below /verwaltung/beteiligung/."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.office import codes, phases, processes

app_name = "participation_office"
urlpatterns = [
    path("", processes.processes, name="processes"),
    path("neu/", processes.choose, name="choose"),
    path("neu/<slug:key>/", processes.create, name="create"),
    path("<int:pk>/", processes.edit, name="edit"),
    path("<int:pk>/vorschau/", processes.preview, name="preview"),
    path("<int:pk>/stand/", processes.live, name="live"),
    path("<int:pk>/kopieren/", processes.copy, name="copy"),
    path("<int:pk>/phasen/neu/", phases.phase, name="add_phase"),
    path("<int:pk>/phasen/<int:phase>/", phases.phase, name="phase"),
    path("<int:pk>/phasen/<int:phase>/entfernen/", phases.remove, name="remove_phase"),
    path("<int:pk>/wer-darf/<slug:action>/", phases.who, name="who"),
    path("einwohner/", codes.residents, name="residents"),
    path("<int:pk>/codes/", codes.codes, name="codes"),
    path("<int:pk>/codes/zurueckziehen/", codes.withdraw, name="withdraw_codes"),
    path("<int:pk>/statistik/", codes.statistics, name="statistics"),
    path("<int:pk>/daten.<slug:kind>", codes.export, name="export"),
    path("<int:pk>/verbindungen/", phases.links, name="links"),
]
