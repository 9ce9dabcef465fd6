"""Addresses of events in the back office."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.events.office import door, views

app_name = "events_office"
urlpatterns = [
    path("phase/<int:pk>/", views.events, name="events"),
    path("phase/<int:pk>/neu/", views.new, name="new"),
    path("einlass/<str:token>/", door.door, name="door"),
    path("<int:pk>/", views.event, name="event"),
    path("<int:pk>/aendern/", views.edit, name="edit"),
    path("<int:pk>/veroeffentlichen/", views.publish, name="publish"),
    path("<int:pk>/absagen/", views.cancel, name="cancel"),
    path("<int:pk>/mitschrift/", views.minutes, name="minutes"),
    path("<int:pk>/anmeldungen/", door.registrations, name="registrations"),
    path("<int:pk>/anmeldungen/neu/", door.add, name="add"),
    path("<int:pk>/anmeldungen/drucken/", door.paper, name="paper"),
    path("anmeldung/<int:pk>/einlassen/", door.check_in, name="check_in"),
    path("anmeldung/<int:pk>/zuruecknehmen/", door.take_back, name="take_back"),
    path("anmeldung/<int:pk>/abmelden/", door.sign_off, name="sign_off"),
]
