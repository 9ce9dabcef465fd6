"""Addresses below /verwaltung/posteingang/."""

from __future__ import annotations

from django.urls import path

from roterfaden.contributions.office import answering, sheets, views

app_name = "inbox"
urlpatterns = [
    path("", views.overview, name="inbox"),
    path("vertretung/", views.deputies, name="deputies"),
    path("beitrag/<int:pk>/", answering.answer, name="answer"),
    path("beitrag/<int:pk>/sichern/", answering.autosave, name="autosave"),
    path("boegen/", sheets.choose, name="choose"),
    path("boegen/<int:pk>/", sheets.sheet, name="sheet"),
    path("boegen/stimmen/<int:pk>/", sheets.votes, name="votes"),
    path("boegen/neu/<slug:kind>/<path:key>/", sheets.enter, name="enter"),
    path("<slug:source>/<str:key>/zuweisen/", views.assign, name="assign"),
    path("<slug:source>/<str:key>/notiz/", views.note, name="note"),
]
