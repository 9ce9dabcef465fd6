"""Addresses below /verwaltung/meldungen/."""

from __future__ import annotations

from django.urls import path

from roterfaden.notices.office import views

app_name = "notices_office"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("alle/senden/", views.send_all_again, name="send_all_again"),
    path("gefolgt/", views.followed, name="followed"),
    path("loeschen/", views.erase, name="erase"),
    path("<slug:kind>/<int:pk>/senden/", views.send_again, name="send_again"),
]
