"""Addresses of the login through a broker; allauth knows them by these names."""

from __future__ import annotations

from django.urls import path

from roterfaden.accounts.broker import views

urlpatterns = [
    path("dienst/<slug:provider_id>/anmelden/", views.login, name="openid_connect_login"),
    path("dienst/<slug:provider_id>/zurueck/", views.callback, name="openid_connect_callback"),
]
