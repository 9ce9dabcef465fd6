"""Addresses below /verwaltung/rat/."""

from __future__ import annotations

from django.urls import path

from roterfaden.council.office import views

app_name = "council_office"
urlpatterns = [
    path("", views.lookup, name="lookup"),
    path("quellen/<int:pk>/lesen/", views.read_now, name="read_now"),
    path("berichtigungen/<int:pk>/zurueck/", views.take_back, name="take_back"),
    path("<slug:kind>/<int:pk>/", views.thing, name="object"),
    path("<slug:kind>/<int:pk>/verbergen/", views.hide, name="hide"),
    path("<slug:kind>/<int:pk>/zeigen/", views.show_again, name="show_again"),
    path("<slug:kind>/<int:pk>/berichtigen/", views.correct, name="correct"),
]
