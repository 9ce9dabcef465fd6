"""Addresses of debates in the back office."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.debate.office import views

app_name = "debates_office"
urlpatterns = [
    path("phase/<int:pk>/", views.theses, name="theses"),
    path("phase/<int:pk>/neu/", views.new, name="new"),
    path("<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/zuruecknehmen/", views.withdraw, name="withdraw"),
]
