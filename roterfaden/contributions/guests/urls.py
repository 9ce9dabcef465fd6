"""Addresses of guests. Tokens in addresses are called `token`: the request log then leaves the path out."""

from __future__ import annotations

from django.urls import path

from roterfaden.contributions.guests import views
from roterfaden.contributions.guests.access import access

app_name = "guests"

urlpatterns = [
    path("zugang/", access, name="access"),
    path("unterwegs/", views.sent, name="sent"),
    path("bestaetigen/<str:token>/", views.confirm, name="confirm"),
]
